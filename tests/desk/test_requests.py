# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.desk.intake import Intake, Key, Step
from kiosk.desk.looks import Looks
from kiosk.desk.paper import make_pdf
from kiosk.desk.reading import read
from kiosk.desk.requests import IDLE_S, LONGEST_S, RequestsPage
from kiosk.desk.window import DeskWindow
from tests.support.desk import PASSPHRASE, Front, answers, key_file, put_request
from tests.support.envelopes import CANARY, IDENTITY
from tests.support.process_memory import find_in_files

PHONE_SHOWN = "(202) 555-0143"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    put_request(folder, datetime.now(UTC) - timedelta(minutes=3))
    return folder


@pytest.fixture
def page(front: Front, looks: Looks, share: Path, qtbot: QtBot) -> RequestsPage:
    found = RequestsPage(
        Intake(share),
        looks,
        front.journal,
        clock=lambda: front.at_s,
        key=str(key_file(front.folder.parent)),
    )
    qtbot.addWidget(found)
    found.show()
    qtbot.waitUntil(lambda: bool(found.listing.requests))
    return found


@pytest.fixture
def signed_in(page: RequestsPage, qtbot: QtBot) -> RequestsPage:
    page._who = "Ana"
    page._take_key(Key("Ana", (IDENTITY,)))  # a passphrase takes a second to open
    qtbot.waitUntil(lambda: page._list.topLevelItemCount() == 1)
    return page


@pytest.fixture
def opened(signed_in: RequestsPage, qtbot: QtBot) -> RequestsPage:
    signed_in.open_code(signed_in.listing.requests[0].label.code)
    qtbot.waitUntil(lambda: signed_in._view is not None)
    return signed_in


def _said(page: RequestsPage) -> str:
    rows = [page._list.topLevelItem(n) for n in range(page._list.topLevelItemCount())]
    texts = [row.text(column) for row in rows if row for column in range(6)]
    return " ".join([*texts, *(label.text() for label in page.findChildren(QLabel))])


def _press(page: RequestsPage, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()


def test_nothing_is_listed_before_somebody_signs_in(page: RequestsPage) -> None:
    assert page._list.topLevelItemCount() == 0


def test_wrong_passphrase_is_told_and_can_be_mended(page: RequestsPage, qtbot: QtBot) -> None:
    page.sign_in("Ana", page._key_file, "wrong")
    qtbot.waitUntil(lambda: "passphrase does not open" in _said(page), timeout=20_000)

    assert not page.is_signed_in


def test_passphrase_opens_the_list(page: RequestsPage, qtbot: QtBot) -> None:
    page.sign_in("Ana", page._key_file, PASSPHRASE)

    qtbot.waitUntil(lambda: page._list.topLevelItemCount() == 1, timeout=20_000)


def test_list_says_how_to_reach_and_in_which_language(signed_in: RequestsPage) -> None:
    said = _said(signed_in)

    assert all(word in said for word in ("Contact", "Spanish + interpreter", PHONE_SHOWN, "New"))


def test_opened_request_is_shown(opened: RequestsPage) -> None:
    assert CANARY in _said(opened)


def test_opening_is_marked(opened: RequestsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: opened.listing.requests[0].step is Step.OPENED)

    assert opened.listing.requests[0].marks[0].who == "Ana"


def test_done_request_leaves_the_list(opened: RequestsPage, qtbot: QtBot) -> None:
    _press(opened, "Done")

    qtbot.waitUntil(lambda: opened._list.topLevelItemCount() == 0)
    assert opened.listing.requests[0].step is Step.DONE


def test_finished_request_can_be_looked_up(opened: RequestsPage, qtbot: QtBot) -> None:
    _press(opened, "Not genuine")
    qtbot.waitUntil(lambda: opened._list.topLevelItemCount() == 0)
    _press(opened, "Show finished ones, too")

    assert "Not genuine" in _said(opened)


def test_nothing_that_was_opened_is_left_when_somebody_signs_out(opened: RequestsPage) -> None:
    opened.sign_out()
    fields = [field.text() for field in opened.findChildren(QLineEdit)]

    assert CANARY not in _said(opened)
    assert PHONE_SHOWN not in _said(opened)
    assert PASSPHRASE not in fields


@pytest.mark.parametrize("seconds", [IDLE_S + 1, LONGEST_S + 1])
def test_whoever_goes_away_is_signed_out(
    opened: RequestsPage, front: Front, seconds: float
) -> None:
    front.at_s += seconds
    opened.refresh()

    assert not opened.is_signed_in


def test_closing_the_window_signs_out(
    opened: RequestsPage, windows: Callable[..., DeskWindow]
) -> None:
    windows(opened).close()

    assert not opened.is_signed_in


def test_opened_words_are_written_nowhere(
    opened: RequestsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    _press(opened, "Called")
    qtbot.waitUntil(lambda: opened.listing.requests[0].step is Step.CALLED)
    _press(opened, "Done")
    qtbot.waitUntil(lambda: opened.listing.requests[0].step is Step.DONE)
    opened.sign_out()

    assert find_in_files([tmp_path], [*CANARY.split(), "2025550143", PHONE_SHOWN]) == []


def test_journal_names_codes_and_people_and_no_visitor(opened: RequestsPage, front: Front) -> None:
    code = opened.listing.requests[0].label.code

    assert [(one.who, one.what, one.where) for one in front.entries] == [
        ("Ana", "sign-in", ""),
        ("Ana", "open", code),
    ]


def test_words_of_a_request_cannot_be_selected(opened: RequestsPage) -> None:
    assert opened._view is not None
    labels = opened._view.findChildren(QLabel)

    assert not any(label.textInteractionFlags().value for label in labels)


def test_late_request_raises_an_alarm(
    front: Front, looks: Looks, share: Path, windows: Callable[..., DeskWindow], qtbot: QtBot
) -> None:
    put_request(share, datetime.now(UTC) - timedelta(hours=2))
    late_page = RequestsPage(Intake(share), looks, front.journal)
    window = windows(late_page)
    qtbot.waitUntil(lambda: not window._alarm.isHidden())

    assert (window._alarm_words.text()[-1], front.rings) == ("1", 1)


def test_request_goes_to_paper_without_a_file(looks: Looks, tmp_path: Path) -> None:
    pdf = make_pdf("Contact K7M-4QX", read(answers()).lines, looks)

    assert pdf.startswith(b"%PDF")
