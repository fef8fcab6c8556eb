# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.desk.board import FLASH_MS, Filter
from kiosk.desk.fleet import Look
from kiosk.desk.link import Down
from kiosk.desk.tile import KioskTile
from kiosk.desk.window import CHIME_EVERY, DeskWindow
from kiosk.fleet.protocol import Action, Outcome, Situation
from tests.desk.pictures import many, six
from tests.support.desk import NOON, Front, state

Make = Callable[..., DeskWindow]


def _button(tile: KioskTile, text: str) -> QPushButton:
    return next(b for b in tile.findChildren(QPushButton) if b.text() == text)


def _press(window: DeskWindow, name: str, text: str) -> None:
    _button(window.board.tiles[name], text).click()


def test_every_kiosk_has_a_tile_that_says_what_it_does(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    window = windows()

    assert [tile.accessibleName() for tile in window.board.tiles.values()][:3] == [
        "By the window. In use, 12 min",
        "Entrance. Free, 2 h 20 min",
        "Waiting room, left. Asks for help, 2 min",
    ]


def test_those_that_need_somebody_are_listed_on_top(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))

    assert [row.split(",")[0] for row in windows().board.needed] == [
        "Waiting room", "Waiting room", "Café Free",
    ]  # fmt: skip


def test_reset_is_sent_with_one_press(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    _press(windows(), "kiosk-1", "Reset")

    assert [(one.kiosk, one.action) for one in front.line.sent] == [("kiosk-1", Action.RESET)]


def test_declined_reset_can_be_forced(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    window = windows()
    _press(window, "kiosk-1", "Reset")
    front.answer(Outcome.DECLINED)
    window.look()
    said = window.board.tiles["kiosk-1"].accessibleName()
    front.pass_s(2, "kiosk-1")
    window.look()
    _press(window, "kiosk-1", "Reset anyway")

    assert ("The visitor needs more time" in said, front.line.sent[-1].force) == (True, True)


def test_message_is_chosen_from_the_fixed_list(front: Front, windows: Make) -> None:
    front.meet(*many(NOON, 20))
    menu = windows().board.tiles["kiosk-1"].menu()
    (messages,) = menu.findChildren(QMenu)
    messages.actions()[0].trigger()

    assert front.line.sent[0].phrase == "on-our-way"


def test_call_for_help_chimes_until_it_is_answered(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    window = windows()
    for _ in range(2 * CHIME_EVERY):
        window._on_tick()
    before = front.rings
    _press(window, "kiosk-3", "Answer")
    for _ in range(2 * CHIME_EVERY):
        window._on_tick()

    assert (before, front.rings) == (3, 3)


def test_muted_kiosk_does_not_chime(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    front.control.mute("kiosk-3")
    windows()

    assert front.rings == 0


def test_flash_is_calm() -> None:
    assert 1000 / (2 * FLASH_MS) <= 2


def test_unreachable_broker_is_told_with_the_age_of_the_news(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    window = windows()
    front.hear(Down("the broker cannot be reached: Connection refused"))
    window.look()
    front.pass_s(240)
    window.look()

    assert window.said.startswith("No connection to the kiosks for 4 min")
    assert "Last news 4 min ago" in window.board.tiles["kiosk-1"].accessibleName()
    assert not _button(window.board.tiles["kiosk-1"], "Reset").isEnabled()


def test_short_pause_of_the_connection_is_not_worth_a_word(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    window = windows()
    front.hear(Down("the broker hung up"))
    window.look()

    assert window.said == ""


def test_banner_goes_when_the_broker_is_back(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    window = windows()
    front.hear(Down("the broker hung up"))
    window.look()
    front.pass_s(60)
    window.look()
    front.meet(*six(NOON))
    window.look()

    assert window.said == ""


def test_two_hundred_tiles_keep_their_widgets_when_one_changes(front: Front, windows: Make) -> None:
    front.meet(*many(NOON))
    window = windows()
    before = dict(window.board.tiles)
    front.hear(state("kiosk-9", situation=Situation.CLEANING))
    window.look()

    assert all(window.board.tiles[name] is tile for name, tile in before.items())


def test_search_leaves_only_what_fits(front: Front, windows: Make) -> None:
    front.meet(*many(NOON))
    window = windows()
    (field,) = window.board.findChildren(QLineEdit)
    QTest.keyClicks(field, "floor 3 kiosk-97")
    visible = [n for n, tile in window.board.tiles.items() if not tile.isHidden()]

    assert visible == ["kiosk-97"]


def test_filter_shows_those_in_use(front: Front, windows: Make) -> None:
    front.meet(*many(NOON))
    window = windows()
    window.board._choose(Filter.IN_USE)
    shown = {shown.kiosk.name: shown.kiosk.look for shown in front.control.look()}
    visible = [n for n, tile in window.board.tiles.items() if not tile.isHidden()]

    assert {shown[name] for name in visible} == {Look.IN_USE}


def test_arrows_go_from_tile_to_tile_and_tab_into_its_buttons(
    front: Front, windows: Make, qtbot: QtBot
) -> None:
    front.meet(*six(NOON))
    window = windows()
    qtbot.waitUntil(window.isActiveWindow)
    tiles = window.board.tiles
    tiles["kiosk-1"].setFocus()
    QTest.keyClick(tiles["kiosk-1"], Qt.Key.Key_Right)
    at_second = window.focusWidget() is tiles["kiosk-2"]
    QTest.keyClick(tiles["kiosk-2"], Qt.Key.Key_Tab)

    assert at_second
    assert tiles["kiosk-2"].isAncestorOf(window.focusWidget())


def test_only_one_tile_is_a_stop_of_tab(front: Front, windows: Make) -> None:
    front.meet(*many(NOON))
    stops = [
        tile
        for tile in windows().board.tiles.values()
        if tile.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert len(stops) == 1


def test_buttons_name_their_kiosk(front: Front, windows: Make) -> None:
    front.meet(*six(NOON))
    tile = windows().board.tiles["kiosk-2"]

    assert _button(tile, "Reset").accessibleName() == "Reset: Entrance"


def test_show_brings_a_hidden_tile_back(front: Front, windows: Make) -> None:
    front.meet(*many(NOON))
    window = windows()
    window.board._choose(Filter.IN_USE)
    window.board.show_tile("kiosk-7")

    assert window.focusWidget() is window.board.tiles["kiosk-7"]


def test_tile_of_a_kiosk_that_went_away_can_be_taken_away(front: Front, windows: Make) -> None:
    front.meet(state("kiosk-1"), state("kiosk-2"))
    window = windows()
    front.hear(front.life("kiosk-2", online=False))
    window.look()
    entry = window.board.tiles["kiosk-2"].menu().actions()[-1]
    entry.trigger()

    assert list(window.board.tiles) == ["kiosk-1"]


@pytest.mark.parametrize("count", [1, 12, 13, 200])
def test_tiles_do_not_overlap(front: Front, windows: Make, count: int) -> None:
    front.meet(*many(NOON, count))
    rects = [tile.geometry() for tile in windows().board.tiles.values()]

    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


def test_old_minutes_are_not_told_of_tomorrow(front: Front, windows: Make) -> None:
    front.meet(state(since=NOON - timedelta(days=3, hours=2)))

    assert windows().board.tiles["kiosk-1"].accessibleName().endswith("Free, 3 d 2 h")
