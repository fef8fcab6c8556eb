# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Side effects: from a feeling, or from a treatment, to an entry."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import Picture, SymptomCard, TherapyCard, TherapyGroup
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import Way
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, beside, column, grid
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
        self._groups: tuple[TherapyGroup, ...] = ()
        self._therapies: tuple[TherapyCard, ...] = ()
        self._pictures: dict[str, Picture] = {}
        self.waiting()

    def show_reference(
        self,
        areas: tuple[tuple[str, str], ...],
        symptoms: tuple[SymptomCard, ...],
        groups: tuple[TherapyGroup, ...],
        therapies: tuple[TherapyCard, ...],
        pictures: dict[str, Picture],
    ) -> None:
        """Show the entries: symptoms by area, therapies by group, each in the order given.

        Args:
            areas: Slug and name of each body area.
            symptoms: All entries.
            groups: Groups of therapies.
            therapies: All therapies.
            pictures: Pictures of the groups, by name.
        """
        self._areas, self._symptoms = areas, symptoms
        self._groups, self._therapies, self._pictures = groups, therapies, pictures
        self._rebuild()

    def _rebuild(self) -> None:
        look = self.look
        stack = Ground(gap=look.px("gap"))
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
        stack.add(Words(self.tr("How do you feel?"), "sentence"))
        stack.add(beside(look, search, ways, parts=(1, 1)))
        if not self._symptoms and not self._therapies:
            stack.add(Words(self.tr("Ask your nurse about this."), "subheading"))
        elif self._way is Way.FEELING:
            self._add_symptoms(stack)
        else:
            self._add_therapies(stack)
        stack.add(Words(self.tr("Not on this list? If it is new, tell a nurse now."), "strong"))
        self.set_column(stack, narrow=False)

    def _add_symptoms(self, stack: Ground) -> None:
        sections = []
        for slug, name in self._areas:
            cards = [card for card in self._symptoms if card.area == slug]
            if cards:
                picture = art(f"area-{slug}") if has_art(f"area-{slug}") else None
                entries = [
                    self._entry(card.name, Route(RouteName.SYMPTOM, card.id), f"symptom_{card.id}")
                    for card in cards
                ]
                sections.append(self._section(name, picture, entries))
        stack.add(self._sections(sections))

    def _add_therapies(self, stack: Ground) -> None:
        sections = []
        for group in self._groups:
            entries = [
                self._entry(
                    card.name,
                    Route(RouteName.THERAPY, card.id),
                    f"therapy_{card.id}",
                    ", ".join(card.brands),
                )
                for card in self._therapies
                if card.group == group.slug
            ]
            if entries:
                picture = self._pictures.get(group.picture)
                sections.append(self._section(group.name, picture, entries))
        stack.add(self._sections(sections))

    def _sections(self, sections: list[Ground]) -> Ground:
        return grid(self.look, sections, across=2 if self.is_across else 1)

    def _section(self, name: str, picture: Picture | None, entries: list[RouteButton]) -> Ground:
        """Return a heading with its drawing, and the entries below it."""
        look = self.look
        head = Ground(horizontal=True, gap=look.px("gap"))
        if picture is not None:
            corner = look.px("radius_small")
            view = ArtView(picture, radius=(corner,) * 4)
            view.setFixedSize(look.px("target") * 4 // 3, look.px("target"))
            head.add(view)
        head.add(Words(name, "subheading"), stretch=1)
        narrow = look.is_large_text or (self.is_across and look.is_compact)
        rows = grid(look, entries, across=1 if narrow else 2, gap="gap_small")
        section = column(look, head, rows, gap="gap_small")
        section.box.addStretch(1)
        return section

    def _entry(self, text: str, route: Route, name: str, detail: str = "") -> RouteButton:
        entry = RouteButton(self.look, text, route, name=name, detail=detail)
        entry.route_touched.connect(self.route_touched)
        return entry

    @Slot(str)
    def _on_way(self, way: str) -> None:
        self._way = Way(way)
        self.way_chosen.emit(way)
        self._rebuild()
