# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Things to take home: a code that a phone reads off the glass, and paper where it can be had."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.library.builder import build
from kiosk.library.model import LinkKind
from kiosk.screen.presenters.paper import PATIENCE_MS
from kiosk.screen.route import Route, RouteName, take_home
from kiosk.screen.widgets import paper as paper_widget
from kiosk.screen.widgets.touch_scroll import TouchScroll
from kiosk.session.messages import (
    Configure,
    Printed,
    PrinterNews,
    PrintHandout,
    PrintOutcome,
    Standing,
)
from kiosk.session.wire import encode
from kiosk.settings import DEMO_CENTER
from tests.support.library import (
    ARTICLE_EN,
    ARTICLE_ES,
    ARTICLES,
    HIVES,
    SVG,
    sign_off,
    write_content,
)
from tests.support.phone import read_card, read_codes
from tests.support.screen import Screen, configuration
from tests.support.walker import on_glass

OUTSIDE = "https://www.example.org/migraine?from=kiosk"
PUBLIC = "https://harbor.example/{}/migraine"
CODE = "take_home_code"
PRINT = "take_home_print"
SAID = "take_home_said"
DESK = "take_home_desk"
MIGRAINE = take_home(LinkKind.ARTICLE, "migraine")
PUBLISHED = take_home(LinkKind.ARTICLE, "published")
HIVES_PAGE = take_home(LinkKind.SYMPTOM, "hives")


def _content(folder: Path) -> Path:
    linked = {
        name: text.replace("(symptom:hives)", f"(symptom:hives) and [the institute]({OUTSIDE})")
        for name, text in ARTICLES.items()
    }
    published = {
        f"articles/published/{code}.md": text.replace(
            "next_review", f'address = "{PUBLIC.format(code)}"\nnext_review', 1
        )
        for code, text in (("en", ARTICLE_EN), ("es", ARTICLE_ES))
    }
    general = {
        "reference/symptoms/something-very-wrong.toml": HIVES.replace('"Hives"', '"Very ill"'),
        "articles/published/chair.svg": SVG,
    }
    return write_content(folder, linked, published, general)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose articles lead outside, one of them with a page of its own on the web."""
    folder = tmp_path_factory.mktemp("shelf")
    build(sign_off(_content(folder), "article-migraine"), folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def config(shelf: Path, tmp_path: Path) -> Configure:
    return configuration(shelf, tmp_path)


def _tell(view: Screen, message: PrinterNews | Printed) -> None:
    view.line.send(encode(message))


def _ready(view: Screen, route: Route = MIGRAINE) -> None:
    """Open a page to take home where a printer is ready."""
    _tell(view, PrinterNews(True))
    view.open(route, CODE)
    view.part(PRINT)


def _seen(view: Screen, name: str) -> int:
    """Return how many pixels of a part's height are on the glass, once it is laid out."""
    view.lay_out()
    return on_glass(view.part(name), view.shell).height()


def _code(view: Screen) -> str:
    view.lay_out()
    (text,) = read_codes(view.part(CODE))
    return text


def test_article_without_a_page_on_the_web_gives_the_center_as_a_contact(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "migraine"), "take_home_open")

    visit.tap("take_home_open")

    card = read_card(_code(visit))
    assert visit.text("take_home_title") == "Our phone numbers for your phone"
    assert visit.text("take_home_from") == "You were reading: Your migraine infusion"
    assert card["FN"] == [DEMO_CENTER.name]
    assert card["TEL"] == [DEMO_CENTER.phone, DEMO_CENTER.after_hours_phone]
    (note,) = card["NOTE"]
    assert note.startswith("In an emergency call 911.")
    assert "- you also have trouble breathing" in note
    assert note.endswith(f"When we are closed: {DEMO_CENTER.after_hours_phone}")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (Route(RouteName.SYMPTOM, "hives"), "Hives"),
        (Route(RouteName.THERAPY, "eptinezumab"), "Eptinezumab"),
    ],
    ids=["symptom", "therapy"],
)
def test_entry_is_taken_home_from_its_page(visit: Screen, page: Route, title: str) -> None:
    visit.open(page, "take_home_open")

    visit.tap("take_home_open")

    assert read_card(_code(visit))["FN"] == [DEMO_CENTER.name]
    assert visit.text("take_home_title") == "Our phone numbers for your phone"
    assert visit.text("take_home_from") == f"You were reading: {title}"


def test_article_with_a_page_on_the_web_gives_its_address(visit: Screen) -> None:
    visit.open(PUBLISHED, CODE)

    assert _code(visit) == PUBLIC.format("en")
    assert visit.text("take_home_title") != "Our phone numbers for your phone"
    assert not visit.has("take_home_from")
    assert visit.part("take_home_host").accessibleName() == "harbor.example"


def test_code_and_title_follow_the_language(visit: Screen) -> None:
    visit.open(PUBLISHED, CODE)

    visit.shell.choose_language("es")

    visit.until(lambda: visit.has(CODE) and _code(visit) == PUBLIC.format("es"))
    assert visit.text("take_home_title") == "Su infusión para la migraña"


def test_link_out_of_the_library_shows_its_code_and_opens_nothing(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "migraine"), "take_home_open")

    visit.tap(f"link_outside_{OUTSIDE}")

    assert _code(visit) == OUTSIDE
    assert visit.text("take_home_title") == "the institute"
    assert visit.part("take_home_host").accessibleName() == "www.example.org"
    assert "www.example.org" in visit.part(CODE).accessibleName()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [visit.shell]


def test_back_leads_to_the_article_again(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "migraine"), "take_home_open")
    visit.tap("take_home_open")
    visit.part(CODE)

    visit.tap("bar_back")

    assert visit.text("article_title") == "Your migraine infusion"


@pytest.mark.parametrize(
    "route",
    [
        take_home(LinkKind.OUTSIDE, "javascript:alert(1)", "words"),
        take_home(LinkKind.ARTICLE, "nothing"),
        take_home(LinkKind.FORM, "contact"),
        Route(RouteName.TAKE_HOME),
    ],
    ids=lambda route: route.ref,
)
def test_what_cannot_be_taken_home_sends_the_visitor_to_a_nurse(
    visit: Screen, route: Route
) -> None:
    visit.open(route, "take_home")

    visit.until(lambda: "Ask your nurse about this." in visit.words())
    assert not visit.has(CODE)


# Paper


def test_front_desk_is_asked_for_paper_where_no_printer_is_ready(visit: Screen) -> None:
    visit.open(MIGRAINE, CODE)

    assert visit.text(DESK) == "Want this page on paper? Ask the front desk."
    assert not visit.has(PRINT)
    assert not visit.has(SAID)


def test_ready_printer_needs_no_front_desk(visit: Screen) -> None:
    _ready(visit)

    assert not visit.has(DESK)


def test_website_of_others_is_never_printed(visit: Screen) -> None:
    _tell(visit, PrinterNews(True))

    visit.open(take_home(LinkKind.OUTSIDE, OUTSIDE, "the institute"), CODE)

    visit.lay_out()
    assert not visit.has(PRINT)
    assert not visit.has(DESK)


def test_printer_that_becomes_ready_is_offered_at_once(visit: Screen) -> None:
    visit.open(MIGRAINE, CODE)

    _tell(visit, PrinterNews(True))
    visit.part(PRINT)
    _tell(visit, PrinterNews(False))

    visit.until(lambda: not visit.has(PRINT))


@pytest.mark.parametrize(
    ("route", "kind", "ref"),
    [
        (MIGRAINE, "article", "migraine"),
        (HIVES_PAGE, "symptom", "hives"),
        (take_home(LinkKind.THERAPY, "eptinezumab"), "therapy", "eptinezumab"),
    ],
    ids=["article", "symptom", "therapy"],
)
def test_touching_print_asks_for_this_page_once(
    visit: Screen, route: Route, kind: str, ref: str
) -> None:
    _ready(visit, route)

    visit.tap(PRINT)
    visit.tap(PRINT)

    visit.until(lambda: visit.heard(PrintHandout))
    assert visit.heard(PrintHandout) == [PrintHandout(kind, ref, "en")]
    assert visit.text(SAID).startswith("Printing.")


@pytest.mark.parametrize(
    ("outcome", "said", "again"),
    [
        (PrintOutcome.PRINTED, "It is printed.", False),
        (PrintOutcome.NO_PAPER, "The printer has no paper. Ask the front desk.", True),
        (PrintOutcome.FAILED, "The printer did not print. Ask the front desk.", True),
    ],
)
def test_visitor_learns_what_became_of_it(
    visit: Screen, outcome: PrintOutcome, said: str, again: bool
) -> None:
    _ready(visit)
    visit.tap(PRINT)

    _tell(visit, Printed(outcome))

    visit.until(lambda: visit.text(SAID).startswith(said))
    assert visit.has(PRINT) is again


def test_printing_that_is_never_heard_of_again_counts_as_failed(visit: Screen) -> None:
    _ready(visit)
    visit.tap(PRINT)
    patience = visit.stage.findChild(QTimer, "print_patience")
    assert patience is not None
    assert patience.isActive()
    assert patience.interval() == PATIENCE_MS

    patience.start(0)

    visit.until(lambda: visit.text(SAID).startswith("The printer did not print."))
    assert visit.part(PRINT).isEnabled()


def test_answer_of_the_printer_ends_the_wait(visit: Screen) -> None:
    _ready(visit)
    visit.tap(PRINT)
    patience = visit.stage.findChild(QTimer, "print_patience")
    assert patience is not None

    _tell(visit, Printed(PrintOutcome.PRINTED))

    visit.until(lambda: visit.text(SAID).startswith("It is printed."))
    assert not patience.isActive()


def test_each_state_of_printing_is_spoken_once(
    visit: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = list[str]()
    monkeypatch.setattr(paper_widget, "announce", lambda _part, words: spoken.append(words))
    _ready(visit)

    visit.tap(PRINT)
    _tell(visit, Printed(PrintOutcome.NO_PAPER))
    visit.until(lambda: "no paper" in visit.text(SAID))
    _tell(visit, PrinterNews(False))
    visit.until(lambda: not visit.has(PRINT))

    assert [words.split(".")[0] for words in spoken] == ["Printing", "The printer has no paper"]


def test_what_the_printer_says_is_scrolled_into_sight(visit: Screen) -> None:
    visit.stage.settings.choose("scale", "200")
    _ready(visit)
    visit.tap(PRINT)
    visit.part("take_home_scroll", TouchScroll).go_to(0.0)

    _tell(visit, Printed(PrintOutcome.NO_PAPER))

    visit.until(lambda: "no paper" in visit.text(SAID))
    visit.until(lambda: _seen(visit, SAID) == visit.part(SAID).height())


def test_missing_paper_is_still_said_when_the_printer_is_no_longer_ready(visit: Screen) -> None:
    _ready(visit)
    visit.tap(PRINT)

    _tell(visit, Printed(PrintOutcome.NO_PAPER))
    _tell(visit, PrinterNews(False))

    visit.until(lambda: not visit.has(PRINT))
    assert "no paper" in visit.text(SAID)


def test_state_is_kept_for_the_way_back_and_is_that_of_its_page(visit: Screen) -> None:
    _ready(visit)
    visit.tap(PRINT)
    _tell(visit, Printed(PrintOutcome.PRINTED))
    visit.until(lambda: visit.text(SAID).startswith("It is printed."))

    visit.open(HIVES_PAGE, PRINT)
    assert not visit.has(SAID)
    visit.open(MIGRAINE, SAID)

    assert visit.text(SAID).startswith("It is printed.")


def test_other_page_waits_until_the_printer_is_done(visit: Screen) -> None:
    _ready(visit)
    visit.tap(PRINT)
    visit.open(HIVES_PAGE, PRINT)
    assert not visit.part(PRINT).isEnabled()

    _tell(visit, Printed(PrintOutcome.PRINTED))

    visit.until(lambda: visit.part(PRINT).isEnabled())
    assert not visit.has(SAID)


# What a live kiosk withholds


@pytest.fixture
def live(hidden: Screen) -> Screen:
    """A live kiosk where the article is signed off, the list of emergencies is not."""
    hidden.present()
    hidden.settle()
    hidden.begin()
    return hidden


class TestLive:
    """A live kiosk."""

    @pytest.fixture
    def config(self, shelf: Path, tmp_path: Path) -> Configure:
        config = configuration(shelf, tmp_path)
        return msgspec.structs.replace(config, standing=Standing.LIVE)

    def test_emergencies_that_nobody_signed_off_do_not_go_along(self, live: Screen) -> None:
        live.open(MIGRAINE, CODE)

        (note,) = read_card(_code(live))["NOTE"]
        assert note.splitlines()[0] == "In an emergency call 911."
        assert len(note.splitlines()) == 2

    def test_article_that_nobody_signed_off_cannot_be_taken_home(self, live: Screen) -> None:
        live.open(PUBLISHED, "take_home")

        live.until(lambda: "Ask your nurse about this." in live.words())
        assert not live.has(CODE)
