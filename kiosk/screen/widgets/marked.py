# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words of which some are marked: bold and underlined, so that the mark needs no color."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from kiosk.library.model import Text
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.prose import Prose

Range = tuple[int, int]
"""First character of a mark, and the one after its last."""


class MarkedWords(Prose):
    """A paragraph with marks; its accessible name is the plain words.

    Args:
        text: The words.
        marks: Their marked parts, in order and apart from each other.
        look: The look of this visit.
        role: Size from the sheet.
        tone: Color role from the sheet, empty for ink.
    """

    def __init__(
        self,
        text: str,
        marks: Iterable[Range],
        look: Look,
        *,
        role: str = "reading",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        spans = tuple(_spans(text, marks))
        super().__init__(spans, look, role=role, tone=tone, parent=parent)
        self.underline(index for index, span in enumerate(spans) if span.strong)


def _spans(text: str, marks: Iterable[Range]) -> Iterator[Text]:
    at = 0
    for start, end in marks:
        if at < start:
            yield Text(text[at:start])
        yield Text(text[start:end], strong=True)
        at = end
    if at < len(text):
        yield Text(text[at:])
