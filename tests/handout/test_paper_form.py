# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A form on paper asks everything, and says what depends on what."""

import pytest

from kiosk.forms.load import load_form
from kiosk.forms.model import Form, ItemType
from kiosk.handout.compose import Letterhead
from kiosk.handout.paper_form import NOT_ON_PAPER, TEXT_LINES, form_sheet
from kiosk.handout.parts import Blank, Mark, Part, Points, Words
from kiosk.settings import DEMO_CENTER
from tests.support.forms import CONTACT_FILE, item, questionnaire, shipped_form


def contact() -> Form:
    return load_form(CONTACT_FILE.read_bytes(), "forms/contact.json")


def parts_of(form: Form, language: str = "en") -> tuple[Part, ...]:
    return form_sheet(form, Letterhead(DEMO_CENTER, demo=True, language=language)).parts


def said(parts: tuple[Part, ...]) -> list[str]:
    return ["".join(run.text for run in p.line) for p in parts if isinstance(p, Words)]


def test_choices_are_boxes() -> None:
    boxes = [p for p in parts_of(contact()) if isinstance(p, Points) and p.mark is Mark.BOX]

    assert boxes[0].items[0][0].text == "Start infusions"
    assert len(boxes) == sum(item.type is ItemType.CHOICE for item in contact().walk())


def test_names_and_numbers_are_lines_to_write_on() -> None:
    blanks = [p for p in parts_of(contact()) if isinstance(p, Blank)]
    asked = [item for item in contact().walk() if item.type is ItemType.STRING]

    assert len(blanks) == len(asked) + len(("date", "signature"))
    assert {p.lines for p in blanks} == {1}


def test_long_answers_get_more_lines() -> None:
    form = load_form(questionnaire({"linkId": "a", "type": "text", "text": "Why"}), "forms/a.json")

    assert Blank("", TEXT_LINES) in parts_of(form)


def test_question_that_depends_on_a_box_says_which() -> None:
    lines = said(parts_of(contact()))

    assert lines.index("Only if you ticked: Call me") + 1 == lines.index(
        "Phone number, 10 digits *"
    )


def test_what_the_kiosk_says_before_the_first_question_stands_on_paper() -> None:
    before = said(parts_of(contact()))[0]

    assert "Tell the staff now" in before
    assert "A prescriber must order" in before


def test_what_only_a_kiosk_can_promise_is_not_on_paper() -> None:
    assert {item.link_id for item in contact().walk()} >= NOT_ON_PAPER
    assert not any("kiosk" in line for line in said(parts_of(contact())))


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Please contact me"), ("es", "Quiero que me contacten")]
)
def test_form_speaks_both_languages(language: str, title: str) -> None:
    head = Letterhead(DEMO_CENTER, demo=True, language=language)

    assert form_sheet(contact(), head).title == title
    assert not any("{" in line for line in said(form_sheet(contact(), head).parts))


def test_what_depends_on_an_answer_that_was_not_given_is_asked_of_everybody() -> None:
    when = {"question": "a", "operator": "!=", "answerBoolean": True}
    asked = (item("a", "boolean"), item("b", enableWhen=[when]))
    form = load_form(questionnaire(*asked), "forms/a.json")

    assert not any("Only if" in line for line in said(parts_of(form)))


def test_a_long_list_to_search_is_a_line_to_write_on() -> None:
    parts = parts_of(shipped_form("refer-me"))
    boxes = [p.items[0][0].text for p in parts if isinstance(p, Points) and p.mark is Mark.BOX]

    assert "Abatacept (Orencia)" not in boxes
    assert "Medicare" in boxes


def test_consent_to_texts_is_asked_for_once() -> None:
    lines = said(parts_of(shipped_form("refer-me")))

    assert sum("send text messages" in line for line in lines) == 1
