# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Answers of the worker, and news of the supervisor, that come after their page has gone."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.screen.jobs import JobRunner, Outcome
from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Cleaned
from kiosk.session.wire import encode
from tests.support.screen import Screen

ROUTES = (
    Route(RouteName.LEARN),
    Route(RouteName.ARTICLE, "migraine-infusions"),
    Route(RouteName.FEEL),
    Route(RouteName.SYMPTOM, "hives"),
    Route(RouteName.THERAPY, "eptinezumab"),
    Route(RouteName.BEFORE),
    Route(RouteName.SEARCH),
    Route(RouteName.REQUEST, "contact"),
    Route(RouteName.STAFF_CARD, "hives"),
)


@pytest.fixture
def busy(visit: Screen) -> Iterator[threading.Event]:
    """Keep the worker busy until the event is set; afterwards it has answered everything."""
    free = threading.Event()
    _worker(visit).run("busy", free.wait, _nothing)
    yield free
    free.set()


def _worker(view: Screen) -> JobRunner:
    found = view.stage.findChild(JobRunner)
    assert found is not None
    return found


def _nothing(_outcome: Outcome) -> None:
    """Take an answer that says nothing."""


def _bury(view: Screen) -> None:
    """Let everything that was taken away be deleted."""
    view.lay_out()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _answered(view: Screen) -> None:
    """Wait until the worker has answered all it was asked so far."""
    heard: list[Outcome] = []
    _worker(view).run("last", lambda: None, heard.append)
    view.until(lambda: heard)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name.value)
def test_answer_for_a_page_that_was_left_is_dropped(
    visit: Screen, busy: threading.Event, route: Route
) -> None:
    visit.shell.open(route)
    visit.shell.go_home()
    _bury(visit)

    busy.set()
    _answered(visit)

    assert visit.has("home_learn")


def test_news_of_cleaning_does_not_disturb_a_visit(visit: Screen) -> None:
    _bury(visit)

    visit.line.send(encode(Cleaned("2026-11-22T14:40:00+00:00")))
    visit.lay_out()
    _answered(visit)

    assert visit.has("home_learn")
