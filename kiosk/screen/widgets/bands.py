# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The three urgency bands: they differ in shape, sign, color and words."""

from typing import assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.library.model import Band, Place, Text, Tier
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import Role, be
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.pictures import ArtView, art, painted
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.text import Words

_GROUND = {Tier.EMERGENCY: "emergency", Tier.TODAY: "today", Tier.ROUTINE: "routine"}
_TONE = {Tier.EMERGENCY: "on-emergency", Tier.TODAY: "on-today", Tier.ROUTINE: "on-routine"}

FEW = 3
"""More conditions than this are set a little smaller: the next band should begin in sight."""

DOT_EM = 0.75
"""Room of a point's dot beside its words, in em of running text."""


def band_ground(tier: Tier) -> str:
    """Return the name of the ground of ``tier`` in the sheet."""
    return _GROUND[tier]


def band_tone(tier: Tier) -> str:
    """Return the tone of words on that ground."""
    return _TONE[tier]


def urgency_sign(look: Look, tier: Tier) -> ArtView:
    """Return the sign of ``tier``: octagon, triangle or circle."""
    palette = look.palette
    match tier:
        case Tier.EMERGENCY:
            shape, mark = palette.on_emergency, palette.emergency
        case Tier.TODAY:
            shape, mark = palette.sign_today, palette.today
        case Tier.ROUTINE:
            shape, mark = palette.sign_routine, palette.routine
        case _:
            assert_never(tier)
    view = ArtView(painted(art(f"urgency-{tier.value}"), shape=shape, mark=mark))
    view.setObjectName(f"sign_{tier.value}")
    size_px = look.px("sign_large" if tier is Tier.EMERGENCY else "sign")
    view.setFixedSize(size_px, size_px)
    return view


def band_head(look: Look, tier: Tier, title: str) -> Ground:
    """Return the sign of ``tier`` beside a title."""
    line = Ground(horizontal=True, gap=look.px("gap"))
    line.box.addWidget(urgency_sign(look, tier), 0, Qt.AlignmentFlag.AlignTop)
    line.add(Words(title, "subheading", tone=_TONE[tier], level=2), stretch=1)
    return line


class BandCard(Ground):
    """One band of a symptom: its title for the place, what to do first, when it holds, the rest.

    The first thing to do stands first, so that it is in sight at any size.

    Args:
        band: A band that exists at ``place``.
        place: Where the reader is.
        after_emergency: Whether a band of emergencies stands before it.

    Signals:
        show_to_staff: The visitor touched "Show this to staff" (emergency, in the building).
    """

    show_to_staff = Signal()

    def __init__(
        self,
        look: Look,
        band: Band,
        place: Place,
        *,
        after_emergency: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_GROUND[band.tier], pad=look.px("pad"), parent=parent)
        self.setObjectName(f"band_{band.tier.value}")
        tone = _TONE[band.tier]
        line = QHBoxLayout()
        line.setSpacing(look.px("gap"))
        line.addWidget(urgency_sign(look, band.tier), 0, Qt.AlignmentFlag.AlignTop)
        words = Ground(gap=look.px("gap_small"))
        title = Words(band.title[place], "subheading", tone=tone, level=2)
        title.setObjectName(f"band_{band.tier.value}_title")
        first, *rest = band.actions[place]
        lead = Prose((Text(first, strong=True),), look, tone=tone)
        lead.setObjectName(f"band_{band.tier.value}_lead")
        words.add(title, lead)
        if place is Place.BUILDING and band.tier is Tier.EMERGENCY:
            button = TouchButton(
                look, self.tr("Show this to staff"), name="symptom_show_staff", role="danger"
            )
            button.clicked.connect(self._on_show)
            words.add(button)
        when = band.when[place]
        if after_emergency:
            words.add(Words(self.tr("If no emergency sign fits, do this if:"), "label", tone=tone))
        else:
            words.add(Words(self.tr("Do this if:"), "label", tone=tone))
        role = "list" if len(when) > FEW else "reading"
        words.add(*(Point(look, fact.text, role, tone) for fact in when))
        if rest:
            words.add(Prose((Text(" ".join(rest)),), look, tone=tone))
        line.addWidget(words, 1)
        self.box.addLayout(line)
        self.setAccessibleName(band.title[place])

    @Slot()
    def _on_show(self) -> None:
        self.show_to_staff.emit()


class Point(Words):
    """One point of a list: the dot hangs beside the words, all of it one widget."""

    def __init__(self, look: Look, text: str, role: str, tone: str) -> None:
        super().__init__(text, role, tone=tone)
        be(self, Role.ListItem)
        self.setContentsMargins(round(look.px("reading") * DOT_EM), 0, 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the dot on their first line."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(0, self.contentsRect().top() + self.fontMetrics().ascent(), "•")
        painter.end()
