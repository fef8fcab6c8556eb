# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Side effects: from a feeling, or from a treatment, to an entry."""

from collections.abc import Sequence
from itertools import groupby
from unicodedata import normalize

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.codes import GENERAL_ENTRY
from kiosk.library.model import Picture, SymptomCard, SymptomId, TherapyCard, TherapyGroup
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import Way
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.frames import Ground, beside, column, grid
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art, has_art
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.text import Words

NOT_LISTED = SymptomId("not-on-this-list")
"""The entry for whatever has none."""
MOST_BRANDS = 2
"""Brands named beside a treatment in the list; its page names all."""


class FeelPage(Page):
    """The ways into the reference, each two touches from an entry.

    By feeling a grid of body areas opens the entries of one (the same page with that area), by
    treatment the treatments open their side effects, and A to Z lists all entries.

    Args:
        way: Which way is shown.
        area: Slug of the body area whose entries are shown; empty for all ways.

    Signals:
        way_chosen: The visitor switched; carries the ``Way`` as text, to come back to it.
    """

    way_chosen = Signal(str)

    def __init__(self, look: Look, way: Way, area: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.FEEL, parent)
        self._way, self._area = way, area
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
            symptoms: All entries, A to Z.
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
        area = dict(self._areas).get(self._area)
        if area:
            stack.add(Words(area, "sentence", level=1))
            stack.add(self._pictured([one for one in self._symptoms if one.area == self._area]))
        else:
            stack.add(*self._ways())
            if not self._symptoms and not self._therapies:
                stack.add(Words(self.tr("Ask your nurse about this."), "subheading"))
            elif self._way is Way.FEELING:
                stack.add(*self._very_wrong(), self._area_grid())
            elif self._way is Way.NAMES:
                stack.add(self._names())
            else:
                stack.add(self._treatments())
        stack.add(self._not_listed())
        self.set_column(stack, narrow=False)

    def _very_wrong(self) -> list[QWidget]:
        """Return the way to the entry for whoever cannot name what is wrong; it must not scare."""
        rows = list[QWidget]()
        for card in self._symptoms:
            if card.id == GENERAL_ENTRY:
                line = RouteButton(
                    self.look,
                    card.name,
                    Route(RouteName.SYMPTOM, card.id),
                    name="feel_very_wrong",
                    role="alarm",
                    icon="alert-octagon",
                    target="target_min",
                )
                line.route_touched.connect(self.route_touched)
                rows.append(line)
        return rows

    def _not_listed(self) -> QWidget:
        """Return what to do about whatever is not on the list, and the way to its entry."""
        said = self.tr("Not on this list? If it is new, tell a nurse now.")
        if not any(card.id == NOT_LISTED for card in self._symptoms):
            return Words(said, "strong")
        route = Route(RouteName.SYMPTOM, NOT_LISTED)
        line = RouteButton(self.look, said, route, name="feel_not_listed", icon="chevron-right")
        line.route_touched.connect(self.route_touched)
        return line

    def _ways(self) -> list[QWidget]:
        look = self.look
        search = RouteButton(
            look,
            self.tr("Search in your own words"),
            Route(RouteName.SEARCH),
            name="feel_search",
            icon="magnify",
        )
        search.route_touched.connect(self.route_touched)
        ways = Segments(
            look,
            (
                (Way.FEELING.value, self.tr("By feeling")),
                (Way.TREATMENT.value, self.tr("By treatment")),
                (Way.NAMES.value, self.tr("A to Z")),
            ),
            self._way.value,
            name="way",
        )
        ways.chosen.connect(self._on_way)
        low = look.is_wide and look.is_large_text
        said = {
            Way.FEELING: self.tr("How do you feel?"),
            Way.TREATMENT: self.tr("Which treatment?"),
            Way.NAMES: self.tr("All from A to Z"),
        }
        title = Words(said[self._way], "heading" if low else "sentence", level=1)
        title.setObjectName("feel_title")
        return [title, beside(look, search, ways, parts=(2, 3) if look.is_compact else (1, 1))]

    def _area_grid(self) -> Ground:
        """Return a tile for each body area that holds an entry, with its drawing."""
        look = self.look
        corner = look.px("radius")
        tiles = list[RouteButton]()
        for slug, name in self._areas:
            if any(card.area == slug for card in self._symptoms):
                head = None
                if has_art(f"area-{slug}") and not look.is_large_text:
                    head = ArtView(
                        art(f"area-{slug}"), radius=(corner, corner, 0, 0), aspect=16 / 9
                    )
                tiles.append(self._tile(name, Route(RouteName.FEEL, slug), head))
        return self._tiles(tiles)

    def _names(self) -> Ground:
        """Return all entries, each letter with its own beside it where there is room."""
        look = self.look
        if look.is_large_text:
            return self._entries(self._symptoms)
        stack = Ground(gap=look.px("gap"))
        for letter, cards in groupby(self._symptoms, lambda card: _letter(card.name)):
            head = Words(letter, "subheading", tone="accent", level=2)
            head.setFixedWidth(look.px("target_min"))
            head.setMinimumHeight(look.px("target"))
            line = Ground(horizontal=True, gap=look.px("gap_small"))
            line.box.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            line.add(self._entries(tuple(cards)), stretch=1)
            stack.add(line)
        return stack

    def _entries(self, cards: Sequence[SymptomCard]) -> Ground:
        entries = [
            self._entry(card.name, Route(RouteName.SYMPTOM, card.id), f"symptom_{card.id}")
            for card in cards
        ]
        return grid(self.look, entries, across=self._columns(), gap="gap_small")

    def _pictured(self, cards: Sequence[SymptomCard]) -> Ground:
        """Return entries as tiles with their drawings, or with that of the area."""
        look, tiles = self.look, list[RouteButton]()
        corner = look.px("radius")
        for card in cards:
            picture = self._pictures.get(card.picture) or self._area_art()
            head = None
            if picture is not None and not look.is_large_text:
                head = ArtView(picture, radius=(corner, corner, 0, 0), aspect=16 / 9)
            tiles.append(self._tile(card.name, Route(RouteName.SYMPTOM, card.id), head))
        return self._tiles(tiles)

    def _area_art(self) -> Picture | None:
        name = f"area-{self._area}"
        return art(name) if has_art(name) else None

    def _tile(self, text: str, route: Route, head: QWidget | None) -> RouteButton:
        look = self.look
        role = "subheading"
        if look.is_compact:
            role = "label" if self.is_across else "strong"
        tile = RouteButton(
            look,
            text,
            route,
            name=f"{'area' if route.name is RouteName.FEEL else 'symptom'}_{route.ref}",
            head=head,
            above=True,
            role="tile",
            text_role=role,
        )
        tile.route_touched.connect(self.route_touched)
        return tile

    def _tiles(self, tiles: list[RouteButton]) -> Ground:
        look = self.look
        across = 1 if look.is_large_text else 4 if self.is_across else 2
        return grid(look, tiles, across=across, gap="gap_small" if look.is_compact else "gap")

    def _columns(self) -> int:
        if self.look.is_large_text:
            return 1
        return 3 if self.is_across and not self.look.is_compact else 2

    def _treatments(self) -> Ground:
        """Return a section for each group; those of one treatment share the room of one."""
        look = self.look
        sections, single = list[QWidget](), list[QWidget]()
        for group in self._groups:
            entries = [
                self._entry(
                    card.name,
                    Route(RouteName.THERAPY, card.id),
                    f"therapy_{card.id}",
                    ", ".join(card.brands[:MOST_BRANDS]),
                )
                for card in self._therapies
                if card.group == group.slug
            ]
            if entries:
                picture = self._pictures.get(group.picture)
                shares = len(entries) == 1 and self.is_across and not look.is_compact
                section = self._section(group.name, picture, entries, alone=shares)
                (single if shares else sections).append(section)
        for start in range(0, len(single), 2):
            sections.append(grid(look, single[start : start + 2], across=2, gap="gap_small"))
        return grid(look, sections, across=2 if self.is_across else 1)

    def _section(
        self, name: str, picture: Picture | None, entries: list[RouteButton], *, alone: bool
    ) -> Ground:
        """Return a heading with its drawing, and the entries below it, or the one it has alone."""
        look = self.look
        head = Ground(horizontal=True, gap=look.px("gap"))
        if picture is not None:
            corner = look.px("radius_small")
            view = ArtView(picture, radius=(corner,) * 4)
            view.setFixedSize(look.px("target") * 4 // 3, look.px("target"))
            head.add(view)
        head.add(Words(name, "subheading", level=2), stretch=1)
        narrow = alone or look.is_large_text or (self.is_across and look.is_compact)
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


def _letter(name: str) -> str:
    """Return the letter that a name stands under, without an accent."""
    return normalize("NFD", name)[:1].upper()
