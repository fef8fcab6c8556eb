# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What a form says before anything is asked: what it is for, what is promised, what to expect."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Tier
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import urgency_sign
from kiosk.screen.widgets.frames import Ground, beside_top, column
from kiosk.screen.widgets.pictures import ArtView, art, icon_label
from kiosk.screen.widgets.receipt import Promise, promise_words
from kiosk.screen.widgets.text import Words
from kiosk.settings import Visit

MINUTE_S = 60
LEAST_MINUTES_S = 120
"""From here on whole minutes are said as such; "90 seconds" and "60 seconds" are plainer."""


class OpeningPart(Ground):
    """The first page of a form.

    Args:
        look: The look of this visit.
        title: Name of the form.
        promise: When the center answers.
        limits: When a quiet screen is cleared.
        across: Whether parts stand side by side.
        with_listen: Gives a title the way to have the page read beside it.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        promise: Promise,
        limits: Visit,
        *,
        across: bool,
        with_listen: Callable[[QWidget], QWidget],
    ) -> None:
        super().__init__(gap=look.px("gap"))
        head = Words(title, "heading" if across and look.is_compact else "sentence", level=1)
        order = QCoreApplication.translate(
            "RequestPage", "A prescriber must order an infusion. We help you ask."
        )
        words = with_listen(head), _tell_staff(look), Words(order), promise_words(look, promise)
        expect = _what_to_expect(look, limits)
        if across:
            # On a small glass all of the words come before the picture would.
            right = expect if look.is_compact else column(look, _picture(look, 2.3), expect)
            self.add(beside_top(column(look, *words), right, gap=look.px("gap_large")))
        elif look.is_large_text:
            self.add(*words, expect)
        else:
            self.add(_picture(look, 2.0), *words, expect)


def quiet_words(limits: Visit) -> str:
    """Return when a form that nobody touches is cleared, in the words of the visit.

    Source: WCAG 2.2, 2.2.6.
    """
    said = QCoreApplication.translate(
        "Timeouts",
        "If you stop touching for {quiet}, we ask if you are still here."
        " After {warning} more, everything is cleared.",
    )
    quiet, warning = _duration(limits.personal_idle_s), _duration(limits.warning_s)
    return said.format(quiet=quiet, warning=warning)


def _duration(seconds: int) -> str:
    """Return a time in plain words: whole minutes as such from two on, all else in seconds."""
    if seconds >= LEAST_MINUTES_S and seconds % MINUTE_S == 0:
        return QCoreApplication.translate("Timeouts", "%n minute(s)", "", seconds // MINUTE_S)
    return QCoreApplication.translate("Timeouts", "%n second(s)", "", seconds)


def _picture(look: Look, aspect: float) -> ArtView:
    return ArtView(art("request"), radius=(look.px("radius"),) * 4, aspect=aspect)


def _tell_staff(look: Look) -> Ground:
    urgent = Ground("emergency", horizontal=True, pad=look.px("pad"), gap=look.px("gap"))
    urgent.add(urgency_sign(look, Tier.EMERGENCY))
    now = QCoreApplication.translate(
        "RequestPage", "Something new or getting worse? Tell the staff now."
    )
    urgent.add(Words(now, "strong", tone="on-emergency"), stretch=1)
    return urgent


def _what_to_expect(look: Look, limits: Visit) -> Ground:
    card = Ground("card", pad=look.px("pad"), gap=look.px("gap"))
    for icon, text in _expected(limits):
        line = Ground(horizontal=True, gap=look.px("gap"))
        line.box.addWidget(icon_label(look, icon), 0, Qt.AlignmentFlag.AlignTop)
        line.add(Words(text), stretch=1)
        card.add(line)
    return card


def _expected(limits: Visit) -> tuple[tuple[str, str], ...]:
    """Return what a visitor may count on, each with the icon beside it."""
    return (
        (
            "comment-question-outline",
            QCoreApplication.translate("RequestPage", "A few short questions, one at a time."),
        ),
        (
            "eye-check-outline",
            QCoreApplication.translate("RequestPage", "You check everything before it is sent."),
        ),
        ("timer-sand", quiet_words(limits)),
        (
            "eraser",
            QCoreApplication.translate(
                "RequestPage", "Touch Clear at any time: then nothing is kept."
            ),
        ),
        (
            "account-question-outline",
            QCoreApplication.translate(
                "RequestPage", "Rather with a person? The front desk does this with you."
            ),
        ),
    )
