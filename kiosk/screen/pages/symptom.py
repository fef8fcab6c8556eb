# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An entry of the reference: what to do, most urgent first, here and at home."""

from collections.abc import Iterable, Iterator
from itertools import islice

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import LinkKind, Picture, Place, Symptom, Text, Tier
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.aloud import AloudPage
from kiosk.screen.widgets.bands import BandCard, Point, band_ground, band_head
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.cards import Chip, TakeHomeButton
from kiosk.screen.widgets.frames import Ground, beside, column, flow
from kiosk.screen.widgets.pictures import ArtView
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.segments import Segments
from kiosk.screen.widgets.standing import (
    DisclaimerBox,
    SourceList,
    review_lines,
)
from kiosk.screen.widgets.text import Words

FIRST_PARTS = 2
"""Bands that fill the first screenful of a standing glass; the rest follows its first frame."""


class SymptomPage(AloudPage):
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
        self.read_nothing()
        self.content = symptom
        low = look.is_wide and look.is_large_text
        role = "strong" if low else "heading" if look.is_compact else "sentence"
        if self.is_across and look.is_compact:
            role = "strong"  # of half a low glass; what to do first stays in sight below
        title = Words(symptom.card.name, role, level=1)
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
        head, notes = self.with_listen(title), self.language_notes()
        parts = self._parts(symptom)
        stack = into = Ground(gap=look.px("gap"))
        if self.is_across:
            # The most urgent band beside all that follows: both begin in sight.
            left, into = Ground(gap=look.px("gap")), Ground(gap=look.px("gap"))
            left.add(*islice(parts, 1))
            into.add(*notes, *islice(parts, 1))
            line = Ground(horizontal=True, gap=look.px("gap"))
            for side in (left, into):
                side.box.addStretch(1)
                line.add(side, stretch=1)
            stack.add(beside(look, head, places, parts=(1, 1)), line)
        elif low:
            # The lowest glass with the largest words: what to do must come before the switch.
            stack.add(head, *islice(parts, 1), *notes, places)
        else:
            head = column(look, head, *notes, gap="gap_small")
            stack.add(head, places, *islice(parts, FIRST_PARTS))
        self.read(stack)
        rest = self._add_rest(symptom, parts, into, stack)
        place = self.wanted_place
        self.set_column(stack, narrow=not self.is_across, filling=True)
        self.fill(rest)
        if place:
            self.fill_now()
            self.go_to_place(place)

    def _parts(self, symptom: Symptom) -> Iterator[QWidget]:
        """Yield what stands below the title, each made when it is asked for."""
        if symptom.withheld:
            yield from self._withheld()
            return
        yield from self._bands(symptom)
        yield from self._description(symptom)

    def _add_rest(
        self, symptom: Symptom, parts: Iterator[QWidget], into: Ground, stack: Ground
    ) -> Iterator[None]:
        for part in parts:
            _put(into, part)
            yield
        for part in self._end(symptom):
            _put(stack, part)
            yield

    def _bands(self, symptom: Symptom) -> Iterator[QWidget]:
        """Yield the bands of the place, what not to do, and the line for whatever is left."""
        bands = symptom.bands_at(self._place)
        for band in bands:
            after = band is not bands[0] and bands[0].tier is Tier.EMERGENCY
            card = BandCard(self.look, band, self._place, after_emergency=after)
            card.show_to_staff.connect(self._on_show_to_staff)
            yield card
        if avoid := symptom.avoid[self._place]:
            box = Ground("soft", pad=self.look.px("pad"), gap=self.look.px("gap_small"))
            box.setObjectName("symptom_avoid")
            box.add(Words(self.tr("What not to do"), "subheading", level=2))
            box.add(*(Point(self.look, fact.text, "reading", "") for fact in avoid))
            yield box
        yield self._last()

    def _last(self) -> Words:
        if self._place is Place.BUILDING:
            text = self.tr("Anything else, or not sure: tell a nurse now.")
        else:
            text = self.tr("Anything else, or not sure: call us. {phone}").format(phone=self._phone)
        last = Words(text, "strong")
        last.setObjectName("symptom_not_sure")
        return last

    def _withheld(self) -> list[QWidget]:
        """Return what stands in the place of a text that nobody signed off: the product's words."""
        look = self.look
        title = (
            self.tr("Feel very ill? Call out to staff now.")
            if self._place is Place.BUILDING
            else self.tr("Feel very ill? Call 911.")
        )
        urgent = Ground(band_ground(Tier.EMERGENCY), pad=look.px("pad"), gap=look.px("gap_small"))
        urgent.setObjectName("band_emergency")
        urgent.add(band_head(look, Tier.EMERGENCY, title))
        if self._place is Place.BUILDING:
            button = TouchButton(
                look, self.tr("Show this to staff"), name="symptom_show_staff", role="danger"
            )
            button.clicked.connect(self._on_show_to_staff)
            urgent.add(button)
        ask = Words(self.tr("Ask your nurse about this."), "subheading")
        ask.setObjectName("symptom_ask")
        return [urgent, ask, self._last()]

    def _description(self, symptom: Symptom) -> Iterator[QWidget]:
        look = self.look
        yield Words(self.tr("What it can feel and look like"), "subheading", level=2)
        if self._picture is not None:
            corner = look.px("radius")
            yield ArtView(self._picture, symptom.alt, radius=(corner,) * 4, aspect=16 / 9)
        facts = (*symptom.looks_like, *symptom.skin_tones)
        yield Prose((Text(" ".join(fact.text for fact in facts)),), look)
        if symptom.therapies:
            yield Words(self.tr("Treatments that can cause it"), "label", tone="second", level=2)
            yield self._links(
                (card.name, Route(RouteName.THERAPY, card.id), f"therapy_{card.id}")
                for card in symptom.therapies
            )
        if symptom.related:
            yield Words(self.tr("See also"), "label", tone="second", level=2)
            yield self._links(
                (other.name, Route(RouteName.SYMPTOM, other.id), f"symptom_{other.id}")
                for other in symptom.related
            )

    def _end(self, symptom: Symptom) -> Iterator[QWidget]:
        look = self.look
        if symptom.withheld:
            yield DisclaimerBox(look, self._phone)
            return
        take_home = TakeHomeButton(look, LinkKind.SYMPTOM, symptom.card.id)
        take_home.route_touched.connect(self.route_touched)
        yield take_home
        yield DisclaimerBox(look, self._phone)
        yield from review_lines(symptom.review, symptom.general)
        yield SourceList(look, symptom.sources)

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


def _put(ground: Ground, part: QWidget) -> None:
    """Add a part above the stretch that ends every column, and show it at once."""
    ground.box.insertWidget(ground.box.count() - 1, part)
    part.show()
