# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What parts tell assistive technology about themselves, asked inside the process.

`tests/desktop/test_accessibility_bus.py` asks the same from outside, over the bus.
"""

from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from kiosk.screen.shell import SETTLE_S
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.text import Words
from tests.gallery.journey import ARTICLE, SYMPTOM
from tests.support.screen import Screen

Role = QAccessible.Role
PRESS = QAccessibleActionInterface.pressAction()


def _node(view: Screen, name: str) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view.part(name))


def _press(part: QWidget) -> None:
    QAccessible.queryAccessibleInterface(part).actionInterface().doAction(PRESS)


def test_heading_of_an_article_tells_its_level(visit: Screen) -> None:
    visit.open(*ARTICLE)

    node = _node(visit, "article_title")

    assert node.role() is Role.Heading
    assert node.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 1


def test_link_is_a_link_and_acts(visit: Screen) -> None:
    visit.open(*ARTICLE)
    link = visit.part("link_therapy_magnesium")
    assert QAccessible.queryAccessibleInterface(link).role() is Role.Link

    _press(link)

    visit.part("therapy_title")


def test_term_tells_whether_its_meaning_is_open(visit: Screen) -> None:
    visit.open(*ARTICLE)
    assert _node(visit, "term_aura").state().collapsed

    _press(visit.part("term_aura"))

    assert _node(visit, "term_aura").state().expanded


def test_answer_is_a_radio_button_that_tells_whether_it_is_chosen(visit: Screen) -> None:
    visit.start_request()
    assert _node(visit, "option_reason_start").role() is Role.RadioButton
    assert not _node(visit, "option_reason_start").state().checked

    _press(visit.part("option_reason_start"))

    assert _node(visit, "option_reason_start").state().checked


def test_button_says_its_words_once(visit: Screen) -> None:
    node = _node(visit, "home_learn")

    assert node.childCount() == 0


def test_question_over_the_page_is_a_modal_dialog(visit: Screen) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.tap("bar_clear")

    node = _node(visit, "clear")

    assert node.role() is Role.Dialog
    assert node.state().modal
    assert node.text(QAccessible.Text.Name) == visit.text("clear_question")


def test_action_begins_a_visit_as_a_touch_does(shown: Screen) -> None:
    _press(shown.part("attract_begin_en"))

    shown.part("home_learn")
    assert not shown.shell.is_fresh


def test_action_on_a_screen_that_has_just_come_does_nothing(hidden: Screen) -> None:
    hidden.present()
    begin = hidden.part("attract_begin_en")

    _press(begin)
    assert hidden.shell.is_fresh

    hidden.clock.advance(SETTLE_S + 0.1)
    _press(begin)
    assert not hidden.shell.is_fresh


def test_action_keeps_the_visit_alive(visit: Screen) -> None:
    visit.clock.advance(visit.config.visit.idle_s - 1)
    _press(visit.part("home_learn"))
    visit.clock.advance(2)
    visit.ticks()

    assert not visit.has("idle_question")


@pytest.mark.parametrize("name", ["field_first-name", "field_last-name"])
def test_text_that_a_program_writes_counts_as_typed(visit: Screen, name: str) -> None:
    visit.start_request()
    visit.tap("option_reason_start")
    visit.go_on()
    field = visit.part(name, TextField)
    typed: list[str] = []
    field.textEdited.connect(typed.append)

    QAccessible.queryAccessibleInterface(field).setText(QAccessible.Text.Value, "Wagtail")

    assert field.typed() == "Wagtail"
    assert typed == ["Wagtail"]


@pytest.fixture
def assisted(shown: Screen) -> Iterator[None]:
    """An assistive program listens: Qt tells of everything that comes and goes."""
    assert not shown.shell.isHidden()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("assisted")
def test_nothing_is_told_of_a_part_that_is_going() -> None:
    """It goes while it is seen, and Qt asks for it once more."""
    part = Words("Gone", "reading", level=2)
    part.show()
    assert QAccessible.queryAccessibleInterface(part).role() is Role.Heading
    told = ref(part)

    del part

    assert told() is None


@pytest.mark.usefixtures("assisted")
def test_pages_come_and_go_while_a_program_listens(shown: Screen) -> None:
    shown.begin()
    for page in (ARTICLE, SYMPTOM, ARTICLE):
        shown.open(*page)
        shown.tap("bar_home")

    assert QAccessible.queryAccessibleInterface(shown.part("home_learn")).isValid()
