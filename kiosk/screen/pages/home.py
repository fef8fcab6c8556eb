# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The home page: one greeting, the line that matters most, four doors."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.frames import Ground, column, grid, row
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words

LEFT_PERSON = (0.37, 0.5)
"""The point of a door's picture that stays when a narrow frame crops it: the person at the left."""
LEARN_ASPECT = 2.0
"""Of the first door's picture where it does not fill what is left."""
WHOLE = 100
"""Stretch of what takes the height that is left; the blank end below it has 1."""


class DoorTile(TouchButton):
    """A door: a picture with words below it, or beside it.

    Args:
        aspect: Width by height of a picture above the words; 0 puts it beside them.
        fills: Whether a picture above the words takes the height that the page has left.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        picture: str,
        name: str,
        aspect: float = 0.0,
        fills: bool = False,
        detail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        corner = look.px("radius")
        above = aspect > 0
        radius = (corner, corner, 0, 0) if above else (corner, 0, 0, corner)
        focus = (0.5, 0.5) if above else LEFT_PERSON
        view = ArtView(art(picture, focus), radius=radius, aspect=0.0 if fills else aspect)
        if fills:
            view.setMinimumHeight(look.px("target_large") * 2)
        elif not above:
            view.setFixedWidth(look.px("target") * (8 if look.is_compact else 10) // 4)
        super().__init__(
            look,
            text,
            name=name,
            role="tile",
            detail=detail,
            head=view,
            above=above,
            text_role="label" if look.is_compact and not above else "subheading",
            centered=False,
            parent=parent,
        )
        if fills:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)


class HomePage(Page):
    """Where every way begins.

    Args:
        greeting: The page's sentence.
        hours: When the center is open today, or empty; a low screen says it in Help only.
        requests_offered: Whether visitors may send a request here; else the door leads to a person.
    """

    def __init__(
        self,
        look: Look,
        *,
        greeting: str,
        hours: str = "",
        requests_offered: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.HOME, parent)
        low = self.is_across and look.is_compact
        said = greeting.replace("\n", " ") if low else greeting
        sentence = Words(said, "subheading" if low else "sentence", level=1)
        sentence.setObjectName("home_greeting")
        alarm = self._alarm()
        doors = self._doors(requests_offered=requests_offered)
        stack = Ground(gap=look.px("gap_small" if low else "gap"))
        if self.is_across and not low:
            left = Ground(gap=look.px("gap"))
            left.add(sentence)
            left.box.addStretch(1)
            left.add(alarm)
            line = Ground(horizontal=True, gap=look.px("gap_large"))
            line.add(left, stretch=5)
            line.add(doors, stretch=8)
            stack.box.addWidget(line, WHOLE)
        else:
            left = stack
            # On a low screen large words leave room for one of them at once: the alarm.
            stack.add(
                *((alarm, sentence) if look.is_wide and look.is_compact else (sentence, alarm))
            )
            stack.box.addWidget(doors, WHOLE)
        if hours and not low:
            opening = Words(hours, "small", tone="second")
            opening.setObjectName("home_hours")
            left.add(opening)
        self.set_column(stack, narrow=False)

    def _alarm(self) -> TouchButton:
        button = TouchButton(
            self.look,
            self.tr("Something new or getting worse?"),
            name="home_tell_staff",
            role="alarm",
            detail=self.tr("Tell the staff now. Touch here to show them."),
            icon="alert-octagon",
            target="target_large",
            text_role="subheading" if not self.look.is_compact else "strong",
            centered=False,
        )
        button.clicked.connect(self._on_alarm)
        return button

    def _doors(self, *, requests_offered: bool) -> Ground:
        look = self.look
        low = self.is_across and look.is_compact
        learn = DoorTile(
            look,
            self.tr("Learn about your treatment"),
            detail="" if low else self.tr("Short, clear articles to read"),
            picture="learn",
            name="home_learn",
            aspect=0.0 if low else LEARN_ASPECT,
            fills=not (low or look.is_large_text),
        )
        feel = self._door(self.tr("How you feel and side effects"), "feel", "home_feel")
        before = self._door(
            self.tr("Before your infusion today: tell us first"), "before", "home_before"
        )
        learn.clicked.connect(self._on_learn)
        feel.clicked.connect(self._on_feel)
        before.clicked.connect(self._on_before)
        asking = (
            self.tr("Ask for a referral or a call")
            if requests_offered
            else self.tr("Talk with a person: phone and front desk")
        )
        ask = self._door(asking, "request", "home_request")
        ask.clicked.connect(self._on_request)
        small = [feel, before, ask]
        if low:
            # Four doors of one size: on a low screen all of them are in sight.
            return grid(look, [learn, *small], across=2, gap="gap_small")
        doors = Ground(horizontal=self.is_across, gap=look.px("gap"))
        doors.add(learn, stretch=1)
        if self.is_across:
            more = column(look, *small)
            for index in range(len(small)):
                more.box.setStretch(index, 1)
            doors.add(more, stretch=1)
        else:
            doors.add(row(look, *small))
        return doors

    def _door(self, text: str, picture: str, name: str) -> DoorTile:
        aspect = 0.0 if self.is_across else 1.1
        return DoorTile(self.look, text, picture=picture, name=name, aspect=aspect)

    @Slot()
    def _on_alarm(self) -> None:
        self.go(Route(RouteName.STAFF_CARD))

    @Slot()
    def _on_learn(self) -> None:
        self.go(Route(RouteName.LEARN))

    @Slot()
    def _on_feel(self) -> None:
        self.go(Route(RouteName.FEEL))

    @Slot()
    def _on_before(self) -> None:
        self.go(Route(RouteName.BEFORE))

    @Slot()
    def _on_request(self) -> None:
        self.go(Route(RouteName.REQUEST))
