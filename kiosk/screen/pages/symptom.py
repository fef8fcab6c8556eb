# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An entry of the reference: what to do, most urgent first, here and at home."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Picture, Place, Symptom, Text
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import BandCard
from kiosk.screen.widgets.cards import Chip
from kiosk.screen.widgets.frames import Ground, beside, flow
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Words


class SymptomPage(Page):
    """One symptom; the same words for everybody, nothing is asked and nothing computed.

    Signals:
        place_chosen: The visitor switched between here and at home; carries the ``Place`` as text.
    """

    place_chosen = Signal(str)

    def __init__(self, look: Look, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.SYMPTOM, parent)
        self._place = place
        self._symptom: Symptom | None = None
        self._picture: Picture | None = None
        self._phone = ""
        self.waiting()

    def show_symptom(self, symptom: Symptom, picture: Picture | None, phone: str) -> None:
        """Show ``symptom`` with its picture; ``phone`` is the center's, for the line at the end."""
        self._symptom, self._picture, self._phone = symptom, picture, phone
        self._rebuild()

    def _rebuild(self) -> None:
        symptom, look = self._symptom, self.look
        if symptom is None:
            return
        title = Words(symptom.card.name, "heading" if look.is_compact else "sentence")
        title.setObjectName("symptom_title")
        places = Segments(
            look,
            (
                (Place.BUILDING.value, self.tr("In the building")),
                (Place.HOME.value, self.tr("Later, at home")),
            ),
            self._place.value,
            name="place",
        )
        places.chosen.connect(self._on_place)
        cards: list[QWidget] = []
        for band in symptom.bands:
            card = BandCard(look, band, self._place)
            card.show_to_staff.connect(self._on_show_to_staff)
            cards.append(card)
        if self._place is Place.BUILDING:
            last = Words(self.tr("Anything else, or not sure: tell a nurse now."), "strong")
            last.setObjectName("symptom_not_sure")
            cards.append(last)
        stack = Ground(gap=look.px("gap"))
        if self.is_across:
            stack.add(beside(look, title, places, parts=(1, 1)), self._columns(cards, symptom))
        else:
            stack.add(title, places, *cards, *self._description(symptom))
        stack.add(*self._end(symptom))
        self.set_column(stack, narrow=not self.is_across)

    def _columns(self, cards: list[QWidget], symptom: Symptom) -> Ground:
        """Lay the most urgent band beside all that follows: both begin in sight."""
        look = self.look
        left, right = Ground(gap=look.px("gap")), Ground(gap=look.px("gap"))
        left.add(*cards[:1])
        right.add(*cards[1:], *self._description(symptom))
        line = Ground(horizontal=True, gap=look.px("gap"))
        for part in (left, right):
            part.box.addStretch(1)
            line.add(part, stretch=1)
        return line

    def _description(self, symptom: Symptom) -> list[QWidget]:
        look = self.look
        parts: list[QWidget] = [Words(self.tr("What it can feel and look like"), "subheading")]
        if self._picture is not None:
            corner = look.px("radius")
            parts.append(ArtView(self._picture, symptom.alt, radius=(corner,) * 4, aspect=16 / 9))
        parts.append(Prose((Text(f"{symptom.looks_like} {symptom.skin_tones}".strip()),), look))
        if symptom.therapies:
            parts.append(Words(self.tr("Treatments that can cause it"), "label", tone="second"))
            parts.append(
                self._links(
                    (card.name, Route(RouteName.THERAPY, card.id), f"therapy_{card.id}")
                    for card in symptom.therapies
                )
            )
        if symptom.related:
            parts.append(Words(self.tr("See also"), "label", tone="second"))
            parts.append(
                self._links(
                    (other.name, Route(RouteName.SYMPTOM, other.id), f"symptom_{other.id}")
                    for other in symptom.related
                )
            )
        return parts

    def _end(self, symptom: Symptom) -> tuple[QWidget, ...]:
        look = self.look
        return (
            DisclaimerBox(look, self._phone),
            review_words(symptom.review),
            SourceList(look, symptom.sources),
        )

    def _links(self, links: Iterable[tuple[str, Route, str]]) -> QWidget:
        chips = []
        for text, route, name in links:
            chip = Chip(self.look, text, route, name=name)
            chip.route_touched.connect(self.route_touched)
            chips.append(chip)
        return flow(self.look, *chips)

    @Slot(str)
    def _on_place(self, place: str) -> None:
        self._place = Place(place)
        self.place_chosen.emit(place)
        self._rebuild()

    @Slot()
    def _on_show_to_staff(self) -> None:
        if self._symptom is not None:
            self.go(Route(RouteName.STAFF_CARD, self._symptom.card.id))
