# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How sure a text is and where it comes from: review line, disclaimer, sources."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Review, Source
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import unfold
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.text import Words


def review_words(review: Review) -> Words:
    """Return the line that says whether a clinician has signed the text off."""
    if not review.is_signed:
        text = QCoreApplication.translate(
            "Standing", "Awaiting clinical review: a clinician has not yet checked this text."
        )
    else:
        text = QCoreApplication.translate(
            "Standing", "Reviewed by {by} ({license}) on {on}."
        ).format(by=review.by, license=review.license, on=review.on)
    words = Words(text, "small", tone="accent")
    words.setObjectName("review_line")
    return words


def review_lines(review: Review, general: tuple[str, ...]) -> tuple[Words, ...]:
    """Return the standing of an entry in plain words.

    Args:
        review: Who signed it.
        general: Those of its sentences that rest on general knowledge, in part at least.
    """
    line = review_words(review)
    if review.is_signed or not general:
        return (line,)
    words = Words(
        QCoreApplication.translate(
            "Standing",
            "{count} lines here rest on general knowledge. A clinician still has to confirm them.",
        ).format(count=len(general)),
        "small",
        tone="second",
    )
    words.setObjectName("general_line")
    return (line, words)


class DisclaimerBox(Ground):
    """The two lines that stand on every article and entry."""

    def __init__(self, look: Look, phone: str, parent: QWidget | None = None) -> None:
        super().__init__("soft", pad=look.px("pad"), gap=look.px("gap_small"), parent=parent)
        self.add(
            Words(self.tr("In an emergency call out to staff now. At home call 911."), "strong"),
            Words(
                self.tr(
                    "This is general information. It does not replace the advice of your care team."
                    " Questions? Ask your nurse or call {phone}."
                ).format(phone=phone),
                "small",
            ),
        )


class SourceList(Ground):
    """Where the facts were read, opened by a touch; nothing when there are none."""

    def __init__(
        self, look: Look, sources: tuple[Source, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(gap=look.px("gap_small"), parent=parent)
        if not sources:
            return
        opener = TouchButton(
            look,
            self.tr("Where this comes from"),
            name="sources_open",
            role="row",
            icon="book-open-variant",
            target="target_min",
            centered=False,
        )
        opener.clicked.connect(self._on_opened)
        unfold(opener, is_open=False)
        self._opener = opener
        self._sources = sources
        self._lines = Ground(gap=look.px("gap_small"))
        self._lines.hide()
        self.add(opener, self._lines)

    @Slot()
    def _on_opened(self) -> None:
        if self._lines.box.count() == 0:
            for source in self._sources:
                self._lines.add(Words(source.citation, "small", tone="second"))
        self._lines.setVisible(self._lines.isHidden())
        unfold(self._opener, is_open=not self._lines.isHidden())
