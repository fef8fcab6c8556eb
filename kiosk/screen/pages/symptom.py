# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An entry of the reference: what to do, most urgent first, here and at home."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Place, Symptom, Text
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.bands import BandCard
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.standing import DisclaimerBox, SourceList, review_words
from kiosk.screen.widgets.text import Prose, Words


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
        self._phone = ""
        self.waiting()

    def show_symptom(self, symptom: Symptom, phone: str) -> None:
        """Show ``symptom``; ``phone`` is the center's, for the line at the end."""
        self._symptom, self._phone = symptom, phone
        self._rebuild()

    def _rebuild(self) -> None:
        symptom, look = self._symptom, self.look
        if symptom is None:
            return
        stack = Ground(gap=look.px("gap"))
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
        stack.add(title, places)
        for band in symptom.bands:
            card = BandCard(look, band, self._place)
            card.show_to_staff.connect(self._on_show_to_staff)
            stack.add(card)
        if self._place is Place.BUILDING:
            last = Words(self.tr("Anything else, or not sure: tell a nurse now."), "strong")
            last.setObjectName("symptom_not_sure")
            stack.add(last)
        self._add_description(stack, symptom)
        self.set_column(stack)

    def _add_description(self, stack: Ground, symptom: Symptom) -> None:
        look = self.look
        stack.add(Words(self.tr("What it can feel and look like"), "subheading"))
        stack.add(Prose((Text(f"{symptom.looks_like} {symptom.skin_tones}".strip()),), look))
        if symptom.therapies:
            stack.add(Words(self.tr("Treatments that can cause it"), "label", tone="second"))
            for card in symptom.therapies:
                self._add_link(
                    stack, card.name, Route(RouteName.THERAPY, card.id), f"therapy_{card.id}"
                )
        if symptom.related:
            stack.add(Words(self.tr("See also"), "label", tone="second"))
            for other in symptom.related:
                self._add_link(
                    stack, other.name, Route(RouteName.SYMPTOM, other.id), f"symptom_{other.id}"
                )
        stack.add(DisclaimerBox(look, self._phone), review_words(symptom.review))
        stack.add(SourceList(look, symptom.sources))

    def _add_link(self, stack: Ground, text: str, route: Route, name: str) -> None:
        button = RouteButton(
            self.look, text, route, name=name, icon="chevron-right", target="target_min"
        )
        button.route_touched.connect(self.route_touched)
        stack.add(button)

    @Slot(str)
    def _on_place(self, place: str) -> None:
        self._place = Place(place)
        self.place_chosen.emit(place)
        self._rebuild()

    @Slot()
    def _on_show_to_staff(self) -> None:
        if self._symptom is not None:
            self.go(Route(RouteName.STAFF_CARD, self._symptom.card.id))
