# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words on the screen: plain labels and running prose."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.library.model import Link, Span, Term, Text
from kiosk.screen.theme.look import Look

LINE_HEIGHT_PERCENT = 109
"""Leading of running text: the face's own line is 1.3 em, and LOOK.md asks for 1.42."""


class Words(QLabel):
    """A plain label that wraps and is never read as HTML.

    Args:
        text: What to say.
        role: Size and weight from the sheet: ``sentence``, ``heading``, ``subheading``,
            ``reading``, ``strong``, ``label``, ``small``, ``kicker``.
        tone: Color role from the sheet, empty for ink.
        wraps: Whether long text goes to a further line.
    """

    def __init__(
        self,
        text: str,
        role: str = "reading",
        *,
        tone: str = "",
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setText(text)


def _span_html(span: Span, look: Look) -> str:
    words = escape(span.text)
    match span:
        case Text():
            if span.strong:
                words = f"<b>{words}</b>"
            return f"<i>{words}</i>" if span.emphasis else words
        case Link():
            return f'<span style="color:{look.palette.act}; font-weight:600">{words}</span>'
        case Term():
            return (
                f'<span style="text-decoration:underline">{words}</span> ({escape(span.meaning)})'
            )


class Prose(QLabel):
    """Running text with strong words, set with the leading of a book.

    Links inside are shown in the color to act; the page offers each of them as a button besides,
    because a word in a line is too small for a finger (DESIGN.md 5).
    """

    def __init__(
        self,
        spans: Iterable[Span],
        look: Look,
        *,
        role: str = "reading",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        spans = tuple(spans)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        body = "".join(_span_html(span, look) for span in spans)
        self.setText(f'<p style="line-height:{LINE_HEIGHT_PERCENT}%; margin:0">{body}</p>')
        self.setAccessibleName("".join(span.text for span in spans))


def restyle(widget: QWidget) -> None:
    """Apply the sheet again after a dynamic property of a shown widget changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
