# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The last steps of a screen: an exception that nobody caught, a visit that nobody ends."""

import logging

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.screen import stage as stage_module
from kiosk.session.messages import Broken
from tests.support.screen import WAIT_MS, Screen

TYPED = "what somebody typed"


def _break(visit: Screen) -> None:
    try:
        raise ValueError(TYPED)
    except ValueError as error:
        visit.stage.break_down(type(error), error, error.__traceback__)


def test_broken_screen_is_covered(visit: Screen) -> None:
    _break(visit)

    visit.until(lambda: visit.words() == "One moment…\nUn momento…")
    assert visit.buttons() == []


def test_broken_screen_says_the_reference_that_its_log_holds(
    visit: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        _break(visit)

    (broken,) = visit.heard(Broken)
    assert broken.reference in caplog.text


def test_log_of_a_broken_screen_holds_kind_and_place_but_no_text(
    visit: Screen, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        _break(visit)

    (record,) = caplog.records
    assert "ValueError at test_stage.py:" in record.getMessage()
    assert TYPED not in caplog.text
    assert record.exc_info is None


def test_ended_screen_that_nobody_ends_leaves(
    visit: Screen, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage_module, "ENDED_S", 1)
    visit.tap("bar_clear")
    assert visit.ended() == ["cleared"]
    QTimer.singleShot(WAIT_MS, visit.shell, lambda: qapp.exit(1))

    assert qapp.exec() == 0
