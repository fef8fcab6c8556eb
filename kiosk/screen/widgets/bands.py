# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The three urgency bands: they differ in shape, sign, color and words."""

from typing import assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.library.model import Band, Place, Text, Tier
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, beside
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Prose, Words

_GROUND = {Tier.EMERGENCY: "emergency", Tier.TODAY: "today", Tier.ROUTINE: "routine"}
_TONE = {Tier.EMERGENCY: "on-emergency", Tier.TODAY: "on-today", Tier.ROUTINE: "on-routine"}


def _sign(look: Look, tier: Tier) -> ArtView:
    match tier:
        case Tier.EMERGENCY:
            name = "urgency-emergency-inverse"
        case Tier.TODAY:
            name = "urgency-today"
        case Tier.ROUTINE:
            name = "urgency-routine"
        case _:
            assert_never(tier)
    view = ArtView(art(name))
    size_px = look.mm(16 if tier is Tier.EMERGENCY else 13)
    view.setFixedSize(size_px, size_px)
    return view


class BandCard(Ground):
    """One band of a symptom: its title for the place, when it holds, and what to do.

    Signals:
        show_to_staff: The visitor touched "Show this to staff" (emergency, in the building).
    """

    show_to_staff = Signal()

    def __init__(self, look: Look, band: Band, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(_GROUND[band.tier], pad=look.px("pad"), parent=parent)
        self.setObjectName(f"band_{band.tier.value}")
        tone = _TONE[band.tier]
        line = QHBoxLayout()
        line.setSpacing(look.px("gap"))
        line.addWidget(_sign(look, band.tier), 0, Qt.AlignmentFlag.AlignTop)
        words = Ground(gap=look.px("gap_small"))
        title = Words(band.title[place], "subheading", tone=tone)
        title.setObjectName(f"band_{band.tier.value}_title")
        if place is Place.BUILDING and band.tier is Tier.EMERGENCY:
            button = TouchButton(
                look, self.tr("Show this to staff"), name="symptom_show_staff", role="danger"
            )
            button.clicked.connect(self._on_show)
            words.add(beside(look, title, button, parts=(3, 2)))
        else:
            words.add(title)
        words.add(Words(self.tr("if:"), "label", tone=tone))
        for when in band.when:
            words.add(_point(look, when, tone))
        for index, action in enumerate(band.actions[place]):
            words.add(Prose((Text(action, strong=index == 0),), look, tone=tone))
        line.addWidget(words, 1)
        self.box.addLayout(line)
        self.setAccessibleName(band.title[place])

    @Slot()
    def _on_show(self) -> None:
        self.show_to_staff.emit()


def _point(look: Look, text: str, tone: str) -> QWidget:
    line = Ground(horizontal=True, gap=look.px("gap_small"))
    dot = Words("•", tone=tone, wraps=False)
    dot.setAlignment(Qt.AlignmentFlag.AlignTop)
    line.add(dot)
    line.add(Words(text, tone=tone), stretch=1)
    return line
