# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every page of the kiosk as a named stop: what the gallery shows is what the walker looks at.

A journey touches its way through a screen and yields the name of each stop when it is there.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel

from kiosk.library.model import LinkKind
from kiosk.screen.guide.questions import headphones_question, language_question
from kiosk.screen.route import Route, RouteName, take_home
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import Printed, PrinterNews, PrintOutcome, Standing
from kiosk.session.speech import Say, SpeechWanted, WordBegan
from kiosk.session.wire import encode
from tests.gallery.setting import Setting
from tests.gallery.staff import staff
from tests.support.played_voice import PlayedVoice
from tests.support.screen import Screen
from tests.support.walker import on_glass

Put = Callable[..., AbstractContextManager[Screen]]
"""Puts a screen on the glass; its arguments are parts of ``Configure``."""

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
SYMPTOM = (Route(RouteName.SYMPTOM, "something-very-wrong"), "sources_open")
BANDS = (Route(RouteName.SYMPTOM, "hives"), "sources_open")
TAKE_HOME = (take_home(LinkKind.ARTICLE, "migraine-infusions"), "take_home_code")
OUTSIDE = (
    take_home(LinkKind.OUTSIDE, "https://digestive-diseases.example.org/crohns", "Crohn's disease"),
    "take_home_code",
)
REQUEST = (Route(RouteName.REQUEST, "contact"), "request_start")
REFERRAL = (Route(RouteName.REQUEST, "refer-me"), "request_start")
PLACES = {
    "home": (Route(RouteName.HOME), "home_learn"),
    "learn": (Route(RouteName.LEARN), "article_card_migraine-infusions"),
    "therapy": (Route(RouteName.THERAPY, "eptinezumab"), "sources_open"),
    "before": (Route(RouteName.BEFORE), "sources_open"),
    "help": (Route(RouteName.HELP), "help_head"),
    "ask": (Route(RouteName.REQUEST), "ask_head"),
    "offices": (Route(RouteName.OFFICES), "offices_code"),
    "languages": (Route(RouteName.LANGUAGES), "languages_head"),
    "language card": (Route(RouteName.LANGUAGE_CARD, "ja"), "language_card_done"),
    "staff card": (Route(RouteName.STAFF_CARD, "swelling-throat-face"), "staff_card_done"),
}
NOTHING = {
    "nothing to learn": Route(RouteName.LEARN),
    "nothing to read": Route(RouteName.ARTICLE, "migraine-infusions"),
    "nothing to look up": Route(RouteName.FEEL),
}
SETTINGS_PAGES = ("reading", "touching")
"""Pages of the settings besides the first that can grow too large by themselves."""
SPEECH_QUESTIONS = {"speech begins": language_question, "headphones out": headphones_question}
FIRST = "attract"
TERM = "term_aura"
FURTHER = ("article middle", "article contact", "article end")
"""Stops that show more of the page before; who turns every page himself need not look again."""
FOUND, NOT_FOUND = "migra", "qqq"


def whole(put: Put, setting: Setting) -> Iterator[tuple[str, Screen]]:
    """Yield every stop of the kiosk, and the screen it is on.

    Outside a visit nobody can enlarge the words or space them out: those stops come without.
    """
    with put() as view:
        for name in visit(view, setting):
            yield name, view
    with put() as view:
        begin(view, setting)
        for name in staff(view):
            yield name, view
    with put(library="nowhere") as view:
        for name in without_library(view, setting):
            yield name, view
    if _is_plain(setting):
        for standing, name in (
            (Standing.NOT_SET_UP, "not set up"),
            (Standing.OUT_OF_ORDER, "out of order"),
        ):
            notice = "The new configuration was refused."
            with put(standing=standing, staff_notice=notice) as view:
                yield name, view


def _is_plain(setting: Setting) -> bool:
    return setting.scale == "100" and not setting.airy


def visit(view: Screen, setting: Setting) -> Iterator[str]:
    """Go through a whole visit, from the first page to the last."""
    if _is_plain(setting):
        yield FIRST
    begin(view, setting)
    yield from pages(view)
    yield from referral(view)
    yield from request(view)


def begin(view: Screen, setting: Setting) -> None:
    """Begin the visit and choose size and spacing of the words."""
    view.begin(setting.language)
    if not _is_plain(setting):
        view.tap("bar_settings")
        if setting.airy:
            view.tap("spacing_wide")
        if setting.scale != "100":
            view.tap(f"scale_{setting.scale}")
        _leave_settings(view)


def pages(view: Screen) -> Iterator[str]:
    """Go to every page but the request."""
    for name, (route, sign) in PLACES.items():
        view.open(route, sign)
        yield name
    yield from _article(view)
    yield from _take_home(view)
    yield from _reference(view)
    yield from _search(view)
    view.open(*PLACES["home"])
    view.tap("bar_settings")
    view.part("scale_200")
    yield "settings"
    for page in SETTINGS_PAGES:
        view.tap(f"tab_{page}")
        view.lay_out()
        yield f"settings {page}"
    _leave_settings(view)
    yield from _speech_questions(view)
    _be_idle(view, view.config.visit.idle_s)
    yield "idle"
    view.tap("idle_yes")


def _article(view: Screen) -> Iterator[str]:
    view.open(*ARTICLE)
    yield "article"
    if view.voice is not None:
        yield from _listening(view, view.voice)
    view.tap(TERM)
    view.lay_out()
    yield "article term"
    scroller = view.part("article_scroll", TouchScroll)
    scroller.go_to(0.5)
    view.lay_out()
    yield "article middle"
    scroller.show_widget(view.part("contact_card"))
    view.lay_out()
    yield "article contact"
    scroller.go_to(1.0)
    view.lay_out()
    yield "article end"


def _listening(view: Screen, voice: PlayedVoice) -> Iterator[str]:
    view.tap("listen")
    view.until(lambda: view.heard(SpeechWanted))
    voice.be_ready()
    view.until(lambda: voice.told(Say))
    voice.begin()
    voice.say(WordBegan(voice.latest().id, 2, 0, len(voice.latest().segments[2].text.split()[0])))
    view.until(lambda: view.stage.speech.place.segment == 2)
    view.lay_out()
    yield "article listening"
    view.tap("listen_stop")


def _take_home(view: Screen) -> Iterator[str]:
    view.open(*TAKE_HOME)
    yield "take home"
    view.line.send(encode(PrinterNews(True)))
    view.tap("take_home_print")
    view.line.send(encode(Printed(PrintOutcome.NO_PAPER)))
    view.until(lambda: view.part("take_home_print").isEnabled())
    view.until(lambda: _is_whole(view, "take_home_said"))
    yield "take home without paper"
    view.open(*OUTSIDE)
    yield "outside link"


def _is_whole(view: Screen, name: str) -> bool:
    """Return whether words that made their page longer are laid out and in sight."""
    view.lay_out()
    squeezed = any(one.height() < one.heightForWidth(one.width()) for one in view.parts(QLabel))
    return not squeezed and not on_glass(view.part(name), view.shell).isEmpty()


def _reference(view: Screen) -> Iterator[str]:
    view.open(Route(RouteName.FEEL), "way_treatment")
    yield "feel by feeling"
    view.tap("way_treatment")
    view.part("therapy_eptinezumab")
    yield "feel by treatment"
    view.tap("way_names")
    view.part("symptom_hives")
    yield "feel from A to Z"
    view.tap("way_feeling")
    view.open(*SYMPTOM)
    yield "symptom in the building"
    view.tap("place_home")
    yield "symptom at home"
    view.tap("place_building")
    view.open(*BANDS)
    yield "symptom with every band"


def _search(view: Screen) -> Iterator[str]:
    view.open(Route(RouteName.SEARCH), "key_hide")
    yield "search"
    view.type(FOUND)
    view.until(lambda: view.text("search_field").casefold() == FOUND)
    view.part("hit_article_migraine-infusions")
    view.work_through()  # each letter has brought hits of its own
    yield "search with hits"
    view.type(NOT_FOUND)
    view.until(lambda: not any(part.objectName().startswith("hit_") for part in view.buttons()))
    view.lay_out()
    yield "search without hits"
    view.tap("key_hide")


def _speech_questions(view: Screen) -> Iterator[str]:
    """Cover the page with what is asked when speech begins, and when headphones come out."""
    overlays = view.shell.overlays
    for name, question in SPEECH_QUESTIONS.items():
        overlays.raise_curtain(question(view.shell.look, view.shell))
        view.lay_out()
        yield name
        overlays.drop_curtain()


def _leave_settings(view: Screen) -> None:
    if view.has("settings_done"):
        view.tap("settings_done")


def _be_idle(view: Screen, seconds: float) -> None:
    view.clock.advance(seconds)
    view.part("idle_question")


def referral(view: Screen) -> Iterator[str]:
    """Ask for a referral, and stop where a question is of another kind than those of a call."""
    view.open(*REFERRAL)
    view.tap("request_start")
    view.part("field_first-name")
    view.type("Ana")
    view.tap("field_last-name")
    view.type("Sol")
    view.go_on()
    view.part("month_birth-date_3")
    yield "referral month"
    view.tap("month_birth-date_3")
    view.part("day_birth-date_14")
    yield "referral day"
    view.tap("day_birth-date_14")
    view.until(lambda: view.has("key_1"))
    view.type("1961")
    yield "referral year"
    view.go_on()
    view.tap("option_how_here")
    view.tap("field_phone")
    view.until(lambda: view.has("key_1"))
    view.type("9995550143")
    view.go_on()
    view.part("doubt_phone")
    yield "referral doubt"
    view.go_on()
    view.tap("option_time_noon")
    view.tap("option_voicemail_none")
    view.go_on()
    view.tap("option_language_en")
    view.tap("option_interpreter_none")
    view.go_on()
    view.tap("option_ordered_yes")
    view.go_on()
    view.tap("option_consent_referral-contact")
    view.go_on()
    yield from _extra(view)


def _extra(view: Screen) -> Iterator[str]:
    """Look at the questions that nobody needs to answer, and send."""
    view.until(lambda: view.has("request_send_now"))
    _skip_to(view, "field_prescriber-name")
    yield "referral prescriber"
    _skip_to(view, "find_condition")
    yield "referral condition"
    view.tap("find_condition")
    view.until(lambda: view.has("key_m"))
    view.type("migr")
    yield "referral condition found"
    view.tap("key_hide")
    view.tap("option_condition_migraine")
    _skip_to(view, "question_insurance")
    if view.has("open_insurance"):
        view.tap("open_insurance")
    view.part("option_insurance_medicare")
    yield "referral insurance"
    _skip_to(view, "field_message")
    view.tap("field_message")
    view.until(lambda: view.has("key_m"))
    yield "referral message"
    view.tap("key_hide")
    view.go_on()
    view.tap("review_send")
    view.part("receipt_another")


def _skip_to(view: Screen, name: str) -> None:
    """Go on until a part of this name stands on the page."""
    while not view.has(name):
        before = view.text("request_progress")
        view.go_on()
        view.until(partial(_has_left, view, before))


def _has_left(view: Screen, before: str) -> bool:
    return view.text("request_progress") != before


def request(view: Screen) -> Iterator[str]:
    """Go through the request and stop at each of its pages, wrong answers and all."""
    view.open(*REQUEST)
    yield "request"
    view.tap("request_start")
    view.part("option_reason_start")
    yield "request reason"
    view.go_on()
    yield "request reason missing"
    view.tap("option_reason_start")
    view.go_on()
    view.part("key_hide")
    yield "request name"
    view.type("Ana")
    view.tap("field_last-name")
    view.type("Sol")
    _be_idle(view, view.config.visit.personal_idle_s)
    yield "request idle"
    view.tap("idle_yes")
    view.go_on()
    yield from _reach(view)
    yield from _rest(view)
    yield from _end(view)


def _reach(view: Screen) -> Iterator[str]:
    view.part("option_how_email")
    yield "request how"
    view.tap("option_how_email")
    view.tap("field_email")
    view.part("key_icloud_com")
    yield "request e-mail"
    view.tap("key_hide")
    view.tap("option_how_call")
    view.tap("field_phone")
    view.part("key_1")
    view.go_on()
    yield "request phone missing"
    view.type("2025550143")
    view.go_on()


def _rest(view: Screen) -> Iterator[str]:
    view.part("option_time_noon")
    yield "request time"
    view.tap("option_time_noon")
    view.tap("option_voicemail_none")
    view.go_on()
    view.part("option_interpreter_none")
    yield "request language"
    view.tap("option_language_en")
    view.tap("option_interpreter_none")
    view.go_on()
    view.part("option_consent_contact-request")
    yield "request consent"
    view.tap("option_consent_contact-request")
    view.go_on()
    view.part("review_head")
    yield "request review"


def _end(view: Screen) -> Iterator[str]:
    view.tap("bar_clear")
    view.part("clear_question")
    yield "clear question"
    view.tap("clear_yes")
    accepted = Path(view.config.slot) / "new"
    away = accepted.rename(accepted.with_name("away"))
    view.tap("review_send")
    view.part("refused_head")
    yield "request refused"
    away.rename(accepted)
    view.tap("review_send")
    view.part("receipt_code")
    yield "request receipt"
    view.tap("receipt_done")
    view.until(view.ended)
    yield "ended"


def without_library(view: Screen, setting: Setting) -> Iterator[str]:
    """Go where there is nothing to read."""
    begin(view, setting)
    for name, route in NOTHING.items():
        view.open(route, route.name.value)
        view.lay_out()
        yield name
