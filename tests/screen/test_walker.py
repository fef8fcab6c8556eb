# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every page on every glass, in both languages, in the smallest and the largest words."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.screen.route import Route, RouteName
from kiosk.session.messages import Configure, Standing
from kiosk.settings import Display
from tests.support.screen import GLASSES, Screen, configuration, screen
from tests.support.walker import flaws, tab_flaws

LANGUAGES = ("en", "es")
SCALES = ("100", "200")
PLACES = {
    "home": (Route(RouteName.HOME), "home_learn"),
    "learn": (Route(RouteName.LEARN), "article_card_migraine-infusions"),
    "article": (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open"),
    "feel": (Route(RouteName.FEEL), "symptom_headache"),
    "symptom": (Route(RouteName.SYMPTOM, "something-very-wrong"), "sources_open"),
    "therapy": (Route(RouteName.THERAPY, "eptinezumab"), "sources_open"),
    "before": (Route(RouteName.BEFORE), "sources_open"),
    "help": (Route(RouteName.HELP), "help_head"),
    "settings": (Route(RouteName.SETTINGS), "scale_200"),
    "staff card": (Route(RouteName.STAFF_CARD, "swelling-throat-face"), "staff_card_done"),
    "search": (Route(RouteName.SEARCH), "key_hide"),
    "request": (Route(RouteName.REQUEST, "contact"), "request_start"),
}


def _request_steps(view: Screen) -> Iterator[str]:
    """Go through the request and stop at each of its pages."""
    view.tap("request_start")
    view.part("option_reason_start")
    yield "request: reason"
    view.go_on()
    yield "request: reason is missing"
    view.tap("option_reason_start")
    view.go_on()
    view.part("key_hide")
    yield "request: name with keys"
    view.type("Ana")
    view.tap("field_last-name")
    view.type("Sol")
    view.go_on()
    view.tap("option_how_email")
    view.tap("field_email")
    view.part("key_icloud_com")
    yield "request: e-mail with keys"
    view.tap("option_how_call")
    view.tap("field_phone")
    view.part("key_1")
    view.go_on()
    yield "request: phone is missing"
    view.type("2025550143")
    view.go_on()
    view.part("option_time_noon")
    yield "request: time"
    view.tap("option_time_noon")
    view.tap("option_voicemail_none")
    view.go_on()
    view.part("option_interpreter_none")
    yield "request: language"
    view.tap("option_language_en")
    view.tap("option_interpreter_none")
    view.go_on()
    view.part("option_consent_contact-request")
    yield "request: consent"
    view.tap("option_consent_contact-request")
    view.go_on()
    view.part("review_head")
    yield "request: review"
    yield from _ends(view)


def _ends(view: Screen) -> Iterator[str]:
    view.tap("bar_clear")
    view.part("clear_question")
    yield "question before clearing"
    view.tap("clear_yes")
    accepted = Path(view.config.slot) / "new"
    accepted.rmdir()
    view.tap("review_send")
    view.part("refused_head")
    yield "request: refused"
    accepted.mkdir()
    view.tap("review_send")
    view.part("receipt_code")
    yield "request: receipt"


def _stops(view: Screen, language: str, scale: str) -> Iterator[str]:
    """Go through the whole kiosk and stop wherever there is something new to look at."""
    if scale == "100":
        yield "attract"
    view.begin(language)
    view.tap("bar_settings")
    if scale != "100":
        view.tap(f"scale_{scale}")
    for name, (route, sign) in PLACES.items():
        view.open(route, sign)
        yield name
    yield from _request_steps(view)


@pytest.fixture
def on_glass(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path
) -> Iterator[Callable[..., Screen]]:
    """Put a screen on one of the glasses; further arguments are parts of ``Configure``."""
    with contextlib.ExitStack() as screens:

        def put(glass: str, **parts: object) -> Screen:
            panel = GLASSES[glass]
            display = Display(width_mm=panel.width_mm)
            config = configuration(library, tmp_path, display=display, **parts)
            size = (panel.width_px, panel.height_px)
            view = screens.enter_context(screen(qtbot, qapp, config, size))
            view.present()
            view.settle()
            return view

        yield put


def _looked_at(stops: Iterator[str], look: Callable[[], list[str]]) -> list[str]:
    return [f"{stop}: {flaw}" for stop in stops for flaw in look()]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("glass", GLASSES)
def test_everything_on_the_glass_is_named_and_can_be_hit_and_read(
    on_glass: Callable[..., Screen], glass: str, language: str, scale: str
) -> None:
    view = on_glass(glass)

    def look() -> list[str]:
        view.lay_out()
        return [str(flaw) for flaw in flaws(view.shell, view.shell.look)]

    found = _looked_at(_stops(view, language, scale), look)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("standing", [Standing.NOT_SET_UP, Standing.OUT_OF_ORDER])
@pytest.mark.parametrize("glass", GLASSES)
def test_notice_can_be_read_on_every_glass(
    on_glass: Callable[..., Screen], glass: str, standing: Standing
) -> None:
    view = on_glass(glass, standing=standing, staff_notice="The new configuration was refused.")

    found = [str(flaw) for flaw in flaws(view.shell, view.shell.look)]
    assert not found, "\n".join(found)


def test_tab_goes_through_every_page_and_comes_back(visit: Screen) -> None:
    def look() -> list[str]:
        return [str(flaw) for flaw in tab_flaws(visit.shell)]

    def stops() -> Iterator[str]:
        for name, (route, sign) in PLACES.items():
            visit.open(route, sign)
            yield name
        yield from _request_steps(visit)

    found = _looked_at(stops(), look)
    assert not found, "\n".join(found)


def test_request_is_made_with_the_keyboard_alone(visit: Screen, config: Configure) -> None:
    assert config.requests.contact
    visit.open(*PLACES["request"])

    visit.key_to("request_start")
    visit.part("option_reason_start")
    visit.key_to("option_reason_start")
    visit.key_to("request_next")

    visit.part("field_first-name")
