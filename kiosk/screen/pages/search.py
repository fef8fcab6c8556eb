# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Search in one's own words, as one types; nothing that was typed is kept."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.library.model import Asked, Hit, HitKind, Link
from kiosk.screen.focus import give_focus
from kiosk.screen.living import living
from kiosk.screen.route import Route, RouteName, route_of
from kiosk.screen.theme.look import Look
from kiosk.screen.visit import Way
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground, grid
from kiosk.screen.widgets.marked import MarkedWords
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words

_ROUTES = {
    HitKind.SYMPTOM: RouteName.SYMPTOM,
    HitKind.THERAPY: RouteName.THERAPY,
    HitKind.ARTICLE: RouteName.ARTICLE,
}
UNLISTED = "not-on-this-list"
"""The entry for whatever no entry names."""


class HitRow(RouteButton):
    """One result: its name and the other name that was met, the words of the query marked."""

    def __init__(self, look: Look, hit: Hit, parent: QWidget | None = None) -> None:
        more = _more(look, hit)
        super().__init__(
            look,
            hit.title,
            Route(_ROUTES[hit.kind], hit.ref),
            name=f"hit_{hit.kind.value}_{hit.ref}",
            detail=more,
            text_role="reading",
            centered=False,
            parent=parent,
        )
        self._mark(self.words, MarkedWords(hit.title, hit.title_marks, look))
        if self._detail is not None:
            second = MarkedWords(more, hit.matched_marks, look, role="small", tone="second")
            self._mark(self._detail, second)

    def _mark(self, plain: QWidget, marked: MarkedWords) -> None:
        self._let_through(marked)
        if layout := self.layout():
            layout.replaceWidget(plain, marked)
        plain.hide()


def _more(look: Look, hit: Hit) -> str:
    """The second line: the other name that was met, then what else tells it apart."""
    detail = hit.detail
    if hit.kind is HitKind.ARTICLE and look.is_wide:
        detail = ""  # two columns have no room for a sentence
    if hit.kind is HitKind.THERAPY and hit.matched:
        detail = ", ".join(name for name in detail.split(", ") if name != hit.matched)
    return "  ·  ".join(filter(None, (hit.matched, detail)))


class SearchPage(Page):
    """A field and what it finds; what people ask most while it is empty.

    Signals:
        query_changed: The words changed; carries them.
        way_chosen: The visitor goes on by another way; carries the ``Way`` as text.
    """

    query_changed = Signal(str)
    way_chosen = Signal(str)

    def __init__(self, look: Look, query: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.SEARCH, parent)
        top = QWidget(self)
        column = QVBoxLayout(top)
        left, right = self.sides(narrow=False)
        above = 0 if look.is_low else look.px("gap_small")
        column.setContentsMargins(left, above, right, 0)
        column.setSpacing(look.px("gap_small"))
        self._title = title = Words(self.tr("Search in your own words"), "heading", level=1)
        self.field = TextField(look, name="search_field", keys="message")
        title.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Search in your own words"))
        self.field.setText(query)
        self.field.textChanged.connect(self._on_text)
        column.addWidget(title)
        # The field and the way to a person stay where they are, whatever is found below.
        self._alarm = self._make_alarm()
        self._is_tight = False
        self._first_heading: Words | None = None
        fixed = Ground(horizontal=look.is_wide, gap=look.px("gap_small"))
        fixed.add(self.field, stretch=2 if look.is_large_text else 3)
        fixed.add(self._alarm, stretch=2)
        column.addWidget(fixed)
        self.make_room(keys=False)
        self.outer.insertWidget(0, top)
        self._questions: tuple[Asked, ...] = ()
        self._hits: tuple[Hit, ...] | None = None
        self.set_column(Ground())
        self.is_waiting = self.is_personal  # for what is found with these words

    @property
    def is_personal(self) -> bool:
        """Words that a visitor typed may show."""
        return bool(self.field.text().strip())

    def make_room(self, *, keys: bool) -> None:
        """Put the title away while the keys fill a low screen; the field keeps its name.

        Between keys and large words there is room for nothing but field and results; Help stays.
        """
        low, large = self.look.is_wide, self.look.is_large_text
        self._title.setVisible(not (low and (keys or large)))
        self._is_tight = low and keys and (large or self.look.is_compact)
        self._alarm.setVisible(not (low and keys and large))
        if heading := living(self._first_heading):
            heading.setVisible(not self._is_tight)

    def begin(self) -> None:
        """Put the cursor into the field, which brings the keys up."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_questions(self, questions: tuple[Asked, ...]) -> None:
        """Show what people ask most, now and whenever the field is empty."""
        self._questions = questions
        if not self.is_personal:
            self._show_empty()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found, in groups of a kind; nothing found says whom to ask."""
        if not self.is_personal:
            self._show_empty()
            return
        if hits == self._hits:
            return  # a letter more changed nothing: what a finger may be on stays
        self._hits = hits
        here = QApplication.focusWidget()
        held = here.objectName() if isinstance(here, HitRow) else ""
        self.field.setAccessibleDescription(self.tr("%n result(s)", "", len(hits)))
        stack = Ground(gap=self.look.px("gap_small"))
        for kind, group in groupby(hits, key=lambda hit: hit.kind):
            self._head(stack, self._heading(kind))
            stack.add(self._rows([self._hit(hit) for hit in group]))
        if not hits:
            stack.add(*self._nothing())
        self.set_column(stack, narrow=False)
        give_focus(self.window(), held)  # for whom Tab was quicker than the last letter's hits

    def _hit(self, hit: Hit) -> HitRow:
        row = HitRow(self.look, hit)
        row.route_touched.connect(self.route_touched)
        return row

    def _make_alarm(self) -> RouteButton:
        low = self.look.is_wide
        button = RouteButton(
            self.look,
            self.tr("Tell the staff now")
            if low
            else self.tr("New or getting worse? Tell the staff now."),
            Route(RouteName.STAFF_CARD),
            name="search_tell_staff",
            role="alarm",
            icon="alert-octagon",
            text_role="label",
            centered=False,
        )
        button.route_touched.connect(self.route_touched)
        return button

    def _head(self, stack: Ground, text: str) -> None:
        """Add a heading; the first one gives its room to results where there is none."""
        heading = Words(text, "label", tone="second", level=2)
        if not stack.box.count():
            self._first_heading = heading
            if self._is_tight:
                heading.hide()
        stack.add(heading)

    def _heading(self, kind: HitKind) -> str:
        match kind:
            case HitKind.SYMPTOM:
                return self.tr("Feelings and side effects")
            case HitKind.THERAPY:
                return self.tr("Treatments")
            case HitKind.ARTICLE:
                return self.tr("Articles")
            case _:
                assert_never(kind)

    def _show_empty(self) -> None:
        self._hits = None
        self.field.setAccessibleDescription("")
        stack = Ground(gap=self.look.px("gap_small"))
        if self._questions:
            self._head(stack, self.tr("People often ask"))
            stack.add(self._rows([self._question(one) for one in self._questions]))
        self.set_column(stack, narrow=False)

    def _question(self, asked: Asked) -> RouteButton:
        target = asked.target
        route = route_of(Link(asked.text, target))
        return self._row(asked.text, route, f"question_{target.kind.value}_{target.ref}")

    def _nothing(self) -> list[QWidget]:
        """What to do, and the ways on, where nothing was found."""
        urgent = Words(self.tr("Is it new? Tell a nurse now. It was not found."), "subheading")
        urgent.setObjectName("search_nothing")
        ways = []
        for way, text in (
            (Way.FEELING, self.tr("Look by feeling")),
            (Way.NAMES, self.tr("Look from A to Z")),
        ):
            button = self._row(text, Route(RouteName.FEEL), f"search_{way.value}")
            # Before the route is: the page that opens asks for the way.
            button.pressed.connect(partial(self.way_chosen.emit, way.value))
            ways.append(button)
        unlisted = Route(RouteName.SYMPTOM, UNLISTED)
        ways.append(self._row(self.tr("It is not on the list"), unlisted, "search_unlisted"))
        ask = self._row(self.tr("Ask the front desk"), Route(RouteName.HELP), "search_help")
        return [urgent, self._rows([*ways, ask])]

    def _row(self, text: str, route: Route, name: str) -> RouteButton:
        button = RouteButton(self.look, text, route, name=name, centered=False)
        button.route_touched.connect(self.route_touched)
        return button

    def _rows(self, buttons: Sequence[RouteButton]) -> Ground:
        return grid(self.look, buttons, across=2 if self.is_across else 1, gap="gap_small")

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.query_changed.emit(text)
