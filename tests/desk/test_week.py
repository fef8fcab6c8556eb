# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from kiosk.desk.looks import Looks
from kiosk.desk.week import DAYS, Read, week_of
from kiosk.desk.window import DeskWindow
from kiosk.faults import DeliveryFault
from kiosk.fleet.protocol import KioskUsage, MostRead, UsageDay, decode, encode
from tests.support.desk import NOON, Front, state

Make = Callable[..., DeskWindow]
TODAY = NOON.astimezone().date()


def usage(kiosk: str = "kiosk-1", day: date = TODAY) -> KioskUsage:
    read = (
        MostRead("article", "first-visit", 15, "Your first visit"),
        MostRead("symptom", "hives", 5),
    )
    return KioskUsage(kiosk, NOON, (UsageDay(day, opened=20, requests=5),), read)


def test_kiosks_are_added_up_by_day() -> None:
    week = week_of((usage(), usage("kiosk-2", TODAY)), TODAY)

    assert week.days[-1] == TODAY
    assert (week.opened[-1], week.vain[-1], week.requests[-1]) == (40, 0, 10)
    assert week.read == (
        Read("article", "first-visit", "Your first visit", 30),
        Read("symptom", "hives", "Hives", 10),
    )


def test_kiosk_that_fell_silent_tells_of_no_day_of_this_week() -> None:
    week = week_of((usage(day=TODAY - timedelta(days=DAYS)),), TODAY)

    assert set(week.opened) == {0}
    assert week.read == ()


def test_numbers_that_tell_too_much_are_no_news() -> None:
    told = KioskUsage("kiosk-1", NOON, (UsageDay(TODAY, opened=3),))

    with pytest.raises(DeliveryFault):
        decode(encode(told), KioskUsage)


def test_page_shows_the_week_in_words_a_screen_reader_says(front: Front, windows: Make) -> None:
    front.meet(state())
    front.hear(usage())
    window = windows()
    tabs = [b for b in window.findChildren(QPushButton) if b.property("role") == "tab"]
    tabs[2].click()

    assert window.week.isVisible()
    said = window.week.bars[0].accessibleName()
    assert said.startswith("Pages opened: ")
    assert said.count("<5") == DAYS - 1
    assert said.endswith(" 20")
    assert window.week.read.text() == "15   Your first visit (article)\n5   Hives (symptom)"


def test_bars_are_painted(front: Front, windows: Make, looks: Looks) -> None:
    front.meet(state())
    window = windows()
    bars = window.week.bars[0]
    bars.resize(700, 150)
    bars.show_numbers(tuple(week_of((), TODAY).days), (0, 5, 10, 15, 20, 25, 50))

    picture = bars.grab().toImage()

    places = [(2 * place + 1) * 50 for place in range(7)]
    heights = [
        sum(
            picture.pixelColor(x * picture.width() // 700, y) == looks.color("act")
            for y in range(picture.height())
        )
        for x in places
    ]
    assert heights[0] == 0
    assert heights[1:] == sorted(heights[1:])
    assert heights[1] < heights[-1]


def test_page_without_news_says_so(front: Front, windows: Make) -> None:
    window = windows()

    assert window.week.read.text() == "No page was opened 5 times yet."
    assert week_of((), TODAY).opened == (0,) * DAYS
