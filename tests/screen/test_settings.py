# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""This visit's settings: what each choice changes, and that nothing of it outlives the visit.

Source:
    accessibility.md A2 (1.4.12); WCAG 2.2, 1.4.12.
"""

import pytest

from kiosk.screen.pages.article import ArticlePage
from kiosk.screen.route import Route, RouteName
from kiosk.screen.visit import TouchFilter, VisitChoices
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.text import Words
from kiosk.settings import Theme
from tests.support.screen import Screen

ARTICLE = (Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
LINE, PARAGRAPH, LETTER, WORD = 1.5, 2.0, 0.12, 0.16
PX = 1


def _paragraph(view: Screen) -> Prose:
    return next(part for part in view.parts(Prose) if part.lines(part.width()).lineCount() > 2)


def _wide(view: Screen) -> Screen:
    view.open(*ARTICLE)
    view.tap("bar_settings")
    view.tap("spacing_wide")
    view.tap("settings_done")
    view.until(lambda: view.has("sources_open"))
    view.lay_out()
    return view


def test_wide_lines_stand_one_and_a_half_sizes_apart(visit: Screen) -> None:
    paragraph = _paragraph(_wide(visit))

    lines = paragraph.lines(paragraph.width())
    apart = lines.lineAt(2).y() - lines.lineAt(1).y()

    assert apart >= LINE * visit.shell.look.px("reading") - PX


def test_wide_paragraphs_stand_two_sizes_apart(visit: Screen) -> None:
    _wide(visit)

    assert visit.shell.look.paragraph_px >= PARAGRAPH * visit.shell.look.px("reading")


@pytest.mark.parametrize("kind", [Prose, Words])
def test_wide_letters_and_words_stand_apart(visit: Screen, kind: type[Prose] | type[Words]) -> None:
    _wide(visit)
    size = visit.shell.look.px("reading")

    fonts = [part.font() for part in visit.parts(kind) if part.property("role") == "reading"]

    assert fonts
    assert all(font.letterSpacing() >= LETTER * size - PX for font in fonts)
    assert all(font.wordSpacing() >= WORD * size - PX for font in fonts)


def test_wide_spacing_keeps_the_place_in_the_article(visit: Screen) -> None:
    visit.open(*ARTICLE)
    page = visit.part("article", ArticlePage)
    page.go_to_place(6.5)
    visit.lay_out()
    place = page.place()

    visit.stage.settings.choose("spacing", "wide")
    visit.until(lambda: visit.has("sources_open"))
    visit.lay_out()

    assert visit.part("article", ArticlePage).place() == pytest.approx(place, abs=0.2)


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("seeing", "scale", "150"),
        ("seeing", "spacing", "wide"),
        ("reading", "lines", "few"),
        ("touching", "hold", "300"),
        ("touching", "double", "500"),
        ("touching", "reach", "low"),
        ("touching", "hand", "left"),
        ("language", "language", "es"),
    ],
)
def test_settings_say_what_holds_now(visit: Screen, page: str, name: str, value: str) -> None:
    visit.tap("bar_settings")
    visit.tap(f"tab_{page}")

    visit.stage.settings.choose(name, value)

    assert visit.part(f"{name}_{value}").property("checked")


def test_unknown_choice_is_a_fault(visit: Screen) -> None:
    with pytest.raises(LookupError):
        visit.stage.settings.choose("fortune", "good")


def test_choices_are_those_of_one_process() -> None:
    fresh = VisitChoices("en", Theme.LIGHT)

    assert not any((fresh.low, fresh.airy, fresh.calm, fresh.lined, fresh.left))
    assert fresh.touch == TouchFilter()
