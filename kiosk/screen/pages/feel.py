# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Side effects: from a feeling, or from a treatment, to an entry."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import SymptomCard, TherapyCard
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import Way
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, row
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art, has_art
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.text import Words


class FeelPage(Page):
    """The ways into the reference, two touches to an entry.

    Signals:
        way_chosen: The visitor switched; carries the ``Way`` as text, to come back to it.
    """

    way_chosen = Signal(str)

    def __init__(self, look: Look, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.FEEL, parent)
        self._way = way
        self._symptoms: tuple[SymptomCard, ...] = ()
        self._areas: tuple[tuple[str, str], ...] = ()
        self._therapies: tuple[TherapyCard, ...] = ()
        self.waiting()

    def show_reference(
        self,
        areas: tuple[tuple[str, str], ...],
        symptoms: tuple[SymptomCard, ...],
        therapies: tuple[TherapyCard, ...],
    ) -> None:
        """Show the entries: symptoms by area in the order of ``areas``, therapies A to Z."""
        self._areas, self._symptoms, self._therapies = areas, symptoms, therapies
        self._rebuild()

    def _rebuild(self) -> None:
        look = self.look
        stack = Ground(gap=look.px("gap"))
        stack.add(Words(self.tr("How do you feel?"), "sentence"))
        search = RouteButton(
            look,
            self.tr("Search in your own words"),
            Route(RouteName.SEARCH),
            name="feel_search",
            role="choice",
            icon="magnify",
        )
        search.route_touched.connect(self.route_touched)
        ways = Segments(
            look,
            (
                (Way.FEELING.value, self.tr("By feeling")),
                (Way.TREATMENT.value, self.tr("By treatment")),
            ),
            self._way.value,
            name="way",
        )
        ways.chosen.connect(self._on_way)
        stack.add(search, ways)
        if not self._symptoms and not self._therapies:
            stack.add(Words(self.tr("Ask your nurse about this."), "subheading"))
        elif self._way is Way.FEELING:
            self._add_symptoms(stack)
        else:
            self._add_therapies(stack)
        stack.add(Words(self.tr("Not on this list? If it is new, tell a nurse now."), "strong"))
        self.set_column(stack)

    def _add_symptoms(self, stack: Ground) -> None:
        for slug, name in self._areas:
            cards = [card for card in self._symptoms if card.area == slug]
            if cards:
                stack.add(self._area(slug, name))
                self._add_pairs(
                    stack,
                    [
                        self._entry(
                            card.name, Route(RouteName.SYMPTOM, card.id), f"symptom_{card.id}"
                        )
                        for card in cards
                    ],
                )

    def _area(self, slug: str, name: str) -> Ground:
        """Return the heading of a body area, with its drawing where there is one."""
        look = self.look
        line = Ground(horizontal=True, gap=look.px("gap"))
        if has_art(f"area-{slug}"):
            corner = look.px("radius_small")
            view = ArtView(art(f"area-{slug}"), radius=(corner,) * 4)
            view.setFixedSize(look.px("target_min") * 4 // 3, look.px("target_min"))
            line.add(view)
        line.add(Words(name, "subheading"), stretch=1)
        return line

    def _add_therapies(self, stack: Ground) -> None:
        self._add_pairs(
            stack,
            [
                self._entry(
                    card.name,
                    Route(RouteName.THERAPY, card.id),
                    f"therapy_{card.id}",
                    ", ".join(card.brands),
                )
                for card in self._therapies
            ],
        )

    def _add_pairs(self, stack: Ground, entries: list[RouteButton]) -> None:
        across = 1 if self.look.is_large_text else 2
        for start in range(0, len(entries), across):
            line: list[QWidget] = list(entries[start : start + across])
            if len(line) < across:
                line.append(QWidget())
            stack.add(row(self.look, *line))

    def _entry(self, text: str, route: Route, name: str, detail: str = "") -> RouteButton:
        entry = RouteButton(self.look, text, route, name=name, detail=detail)
        entry.route_touched.connect(self.route_touched)
        return entry

    @Slot(str)
    def _on_way(self, way: str) -> None:
        self._way = Way(way)
        self.way_chosen.emit(way)
        self._rebuild()
