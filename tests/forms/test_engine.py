# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import subprocess
import sys
from datetime import date, datetime

import pytest

from kiosk.forms import engine
from kiosk.forms.engine import FieldError, Rule
from kiosk.forms.model import Answers, Coding, Form, Value
from tests.support.forms import (
    HL7,
    SDC,
    SYSTEM,
    answers_of,
    fill,
    form_of,
    item,
    made,
    options,
    shipped_form,
)

X, Y = Coding("x", SYSTEM), Coding("y", SYSTEM)
DAY = date(2026, 5, 1)


def _when(operator: str, **answer: object) -> dict[str, object]:
    return {"question": "q", "operator": operator, **answer}


OPERATORS: list[tuple[str, str, dict[str, object], tuple[Value, ...], bool]] = [
    ("string", "exists", {"answerBoolean": True}, ("x",), True),
    ("string", "exists", {"answerBoolean": True}, (), False),
    ("string", "exists", {"answerBoolean": True}, ("  ",), False),
    ("string", "exists", {"answerBoolean": False}, (), True),
    ("string", "exists", {"answerBoolean": False}, ("x",), False),
    ("string", "=", {"answerString": "x"}, (" x ",), True),
    ("string", "=", {"answerString": "x"}, ("y",), False),
    ("string", "!=", {"answerString": "x"}, ("y",), True),
    ("string", "!=", {"answerString": "x"}, ("x",), False),
    ("string", "!=", {"answerString": "x"}, (), True),
    ("boolean", "=", {"answerBoolean": True}, (True,), True),
    ("boolean", "=", {"answerBoolean": True}, (False,), False),
    ("boolean", "=", {"answerBoolean": True}, (1,), False),
    ("choice", "=", {"answerCoding": {"system": SYSTEM, "code": "x"}}, (X,), True),
    ("choice", "=", {"answerCoding": {"system": SYSTEM, "code": "x"}}, (X, Y), True),
    ("choice", "=", {"answerCoding": {"system": "other", "code": "x"}}, (X,), False),
    ("choice", "!=", {"answerCoding": {"system": SYSTEM, "code": "x"}}, (X, Y), False),
    ("choice", "!=", {"answerCoding": {"system": SYSTEM, "code": "x"}}, (Y,), True),
    ("open-choice", "=", {"answerString": "mine"}, ("mine",), True),
    ("open-choice", "=", {"answerString": "x"}, (X,), False),
    ("integer", ">", {"answerInteger": 5}, (), False),
    ("integer", ">", {"answerInteger": 0}, (True,), False),
    ("date", ">", {"answerDate": "2026-05-01"}, (date(2026, 5, 2),), True),
    ("date", "<", {"answerDate": "2026-05-01"}, (date(2026, 5, 2),), False),
    ("date", ">=", {"answerDate": "2026-05-01"}, (DAY,), True),
    ("date", "<=", {"answerDate": "2026-05-01"}, (DAY,), True),
    ("date", "=", {"answerDate": "2026-05-01"}, (DAY,), True),
]
# For a value below, at and above the compared one.
ORDERS = {
    "=": (False, True, False),
    "!=": (True, False, True),
    ">": (False, False, True),
    "<": (True, False, False),
    ">=": (False, True, True),
    "<=": (True, True, False),
}


@pytest.mark.parametrize(("kind", "operator", "answer", "values", "holds"), OPERATORS)
def test_condition_follows_its_operator(
    kind: str, operator: str, answer: dict[str, object], values: tuple[Value, ...], holds: bool
) -> None:
    extra = {"answerOption": options("x", "y")} if "choice" in kind else {}
    repeats = {"repeats": True} if "choice" in kind else {}
    form = form_of(
        item("q", kind, **extra, **repeats), item("a", enableWhen=[_when(operator, **answer)])
    )

    assert ("a" in engine.enabled_ids(form, Answers({"q": values}))) is holds


@pytest.mark.parametrize("operator", ORDERS)
def test_numbers_are_compared(operator: str) -> None:
    form = form_of(item("q", "integer"), item("a", enableWhen=[_when(operator, answerInteger=5)]))

    held = tuple("a" in engine.enabled_ids(form, Answers({"q": (value,)})) for value in (4, 5, 6))

    assert held == ORDERS[operator]


@pytest.mark.parametrize(("behavior", "enabled"), [("all", False), ("any", True)])
def test_enable_behavior_joins_conditions(behavior: str, enabled: bool) -> None:
    conditions = [_when("=", answerString="x"), _when("=", answerString="y")]
    form = form_of(item("q"), item("a", enableWhen=conditions, enableBehavior=behavior))

    assert ("a" in engine.enabled_ids(form, Answers({"q": ("x",)}))) is enabled


def test_an_answer_of_a_disabled_question_counts_as_none() -> None:
    form = form_of(
        item("q"),
        item("b", enableWhen=[_when("=", answerString="x")]),
        item("c", enableWhen=[{"question": "b", "operator": "exists", "answerBoolean": True}]),
    )
    answers = Answers({"q": ("other",), "b": ("kept",)})

    assert engine.enabled_ids(form, answers) == {"q"}


def test_items_of_a_disabled_group_are_disabled() -> None:
    form = form_of(
        item("q"),
        item("g", "group", item=[item("a")], enableWhen=[_when("exists", answerBoolean=True)]),
    )

    assert "a" not in engine.enabled_ids(form, Answers())


def test_pages_leave_out_what_has_nothing_to_ask() -> None:
    hidden = [{"url": HL7 + "questionnaire-hidden", "valueBoolean": True}]
    needs_q = [_when("exists", answerBoolean=True)]
    form = form_of(
        item("q"),
        item("p", "group", item=[item("note", "display"), item("a", enableWhen=needs_q)]),
        item("h", "group", item=[item("b", extension=hidden)]),
        item("n", "group", item=[item("notice", "display")]),
    )

    before = [page.item.link_id for page in engine.pages(form, Answers())]
    after = [page.item.link_id for page in engine.pages(form, Answers({"q": ("x",)}))]

    assert before == ["q", "n"]
    assert after == ["q", "p", "n"]


def test_a_page_shows_nested_groups_before_their_items() -> None:
    form = form_of(item("p", "group", item=[item("g", "group", item=[item("a")]), item("b")]))

    (page,) = engine.pages(form, Answers())

    assert [shown.link_id for shown in page.items] == ["g", "a", "b"]


_NAME = [
    {
        "url": "https://infusion-kiosk.example/fhir/StructureDefinition/entry-kind",
        "valueCode": "person-name",
    }
]
_RULES: list[tuple[dict[str, object], tuple[Value, ...], Rule | None, int]] = [
    (item(required=True), (), Rule.REQUIRED, 0),
    (item(required=True), (" \n",), Rule.REQUIRED, 0),
    (item(), (), None, 0),
    (item(maxLength=3), (" abc ",), None, 0),
    (item(maxLength=3), ("abcd",), Rule.TOO_LONG, 3),
    (item(extension=[{"url": HL7 + "minLength", "valueInteger": 2}]), ("a",), Rule.TOO_SHORT, 2),
    (
        item(maxLength=5, extension=[{"url": HL7 + "regex", "valueString": r"\d{5}"}]),
        ("1234",),
        Rule.WRONG_FORM,
        0,
    ),
    (
        item(maxLength=5, extension=[{"url": HL7 + "regex", "valueString": r"\d{5}"}]),
        ("12345",),
        None,
        0,
    ),
    (item(), ("a\nb",), Rule.WRONG_KIND, 0),
    (item(), ("a\x00b",), Rule.WRONG_KIND, 0),
    (item(), ("\ud800",), Rule.WRONG_KIND, 0),
    (item(kind="text"), ("a\nb",), None, 0),
    (item(), (3,), Rule.WRONG_KIND, 0),
    (item(), ("x", "y"), Rule.TOO_MANY, 1),
    (item(kind="integer"), (2**31,), Rule.WRONG_KIND, 0),
    (item(kind="integer"), (True,), Rule.WRONG_KIND, 0),
    (item(kind="integer"), (-5,), None, 0),
    (item(kind="boolean"), (False,), None, 0),
    (item(kind="boolean"), (0,), Rule.WRONG_KIND, 0),
    (item(kind="date"), (DAY,), None, 0),
    (item(kind="date"), (datetime(2026, 5, 1),), Rule.WRONG_KIND, 0),  # noqa: DTZ001
    (item(kind="choice", answerOption=options("x")), (X,), None, 0),
    (item(kind="choice", answerOption=options("x")), (Y,), Rule.NOT_OFFERED, 0),
    (item(kind="choice", answerOption=options("x")), ("x",), Rule.WRONG_KIND, 0),
    (item(kind="open-choice", answerOption=options("x")), ("mine",), None, 0),
    (item(kind="open-choice", answerOption=options("x")), (Y,), Rule.NOT_OFFERED, 0),
    (item(kind="choice", repeats=True, answerOption=options("x", "y")), (X, Y), None, 0),
    (item(kind="choice", repeats=True, answerOption=options("x")), (X, X), Rule.TOO_MANY, 1),
    (item(extension=_NAME), ("María-José O'Neil Jr.",), None, 0),
    (item(extension=_NAME), ("王小明",), None, 0),
    (item(extension=_NAME), ("हिन्दी",), None, 0),
    (item(extension=_NAME), ("R2D2",), Rule.NOT_A_NAME, 0),
    (item(extension=_NAME), ("--",), Rule.NOT_A_NAME, 0),
    (item(extension=_NAME), ("a@b",), Rule.NOT_A_NAME, 0),
]


@pytest.mark.parametrize(("written", "values", "rule", "limit"), _RULES)
def test_an_answer_is_checked(
    written: dict[str, object], values: tuple[Value, ...], rule: Rule | None, limit: int
) -> None:
    form = form_of(written)

    errors = engine.check(form, Answers({"a": values}))

    assert errors == ((FieldError("a", rule, limit),) if rule else ())


def test_an_exclusive_option_stands_alone() -> None:
    exclusive = [{"url": HL7 + "questionnaire-optionExclusive", "valueBoolean": True}]
    offered = [*options("x"), {**options("y")[0], "extension": exclusive}]
    form = form_of(item(kind="choice", repeats=True, answerOption=offered))

    errors = engine.check(form, Answers({"a": (X, Y)}))

    assert errors == (FieldError("a", Rule.NOT_ALONE),)


def test_a_page_is_checked_alone_and_in_reading_order() -> None:
    form = form_of(
        item("p", "group", item=[item("a", required=True), item("b", required=True)]),
        item("c", required=True),
    )
    first = engine.pages(form, Answers())[0]

    errors = engine.check_page(form, first, Answers())

    assert [error.link_id for error in errors] == ["a", "b"]


def test_answered_leaves_the_earlier_answers_untouched() -> None:
    before = Answers({"a": ("x",)})

    after = engine.answered(before, "a", ())

    assert (dict(before), dict(after)) == ({"a": ("x",)}, {})


def test_answers_tell_no_value_in_their_repr() -> None:
    assert "secret" not in repr(Answers({"a": ("secret",)}))


def test_initial_answers_come_from_the_form() -> None:
    offered = [*options("x"), {**options("y")[0], "initialSelected": True}]
    form = form_of(
        item("a", initial=[{"valueString": "hello"}]),
        item("b", "integer", initial=[{"valueInteger": 3}]),
        item("c", "date", initial=[{"valueDate": "2026-05-01"}]),
        item("d", "boolean", initial=[{"valueBoolean": False}]),
        item("e", "choice", answerOption=offered),
        item("f"),
    )

    answers = engine.initial_answers(form, "en")

    assert dict(answers) == {"a": ("hello",), "b": (3,), "c": (DAY,), "d": (False,), "e": (Y,)}


def test_the_engine_loads_neither_qt_nor_the_contact_libraries() -> None:
    program = (
        "import sys, kiosk.forms.engine, kiosk.forms.load, kiosk.forms.respond;"
        "print({'phonenumbers', 'email_validator', 'PySide6'} & set(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.strip() == b"set()"


def _switched() -> Form:
    """Return a form whose option ``y`` of ``b`` is offered only after "yes"."""
    toggle = {
        "url": SDC + "answerOptionsToggleExpression",
        "extension": [
            {"url": "option", "valueCoding": {"system": SYSTEM, "code": "y"}},
            {
                "url": "expression",
                "valueExpression": {
                    "language": "text/fhirpath",
                    "expression": "%resource.item.where(linkId='a').answer.value = 'yes'",
                },
            },
        ],
    }
    b = item("b", "choice", answerOption=options("x", "y"), extension=[toggle])
    return form_of(item("a"), b, item("c", enableWhen=[_equals_y()]))


def _equals_y() -> dict[str, object]:
    coding = {"system": SYSTEM, "code": "y"}
    return {"question": "b", "operator": "=", "answerCoding": coding}


@pytest.mark.parametrize(("said", "offered"), [("yes", [X, Y]), ("no", [X]), ("", [X])])
def test_an_option_is_offered_while_its_expression_holds(said: str, offered: list[Coding]) -> None:
    page = engine.pages(_switched(), Answers({"a": (said,)}))[1]

    assert [option.coding for option in page.items[0].answer_options] == offered


def test_an_answer_that_is_not_offered_any_more_counts_as_none() -> None:
    form, answers = _switched(), Answers({"a": ("no",), "b": (Y,), "c": ("kept",)})

    assert engine.check(form, answers) == ()
    assert "c" not in engine.enabled_ids(form, answers)
    assert set(answers_of(made(form, answers))) == {"a"}
    assert set(answers_of(made(form, engine.answered(answers, "a", ("yes",))))) == {"a", "b", "c"}


def _spoken(**answered: str) -> dict[str, str]:
    """Return the languages of the contact form after a visit has gone from English to Spanish."""
    form = shipped_form("contact")
    answers = fill(form, engine.initial_answers(form, "en"), **answered)
    after = engine.relanguaged(form, answers, "en", "es")
    return {key: value.code for key, (value,) in after.items() if isinstance(value, Coding)}


def test_the_language_that_nobody_chose_follows_the_visit() -> None:
    assert _spoken(reason="cost") == {"language": "es", "reason": "cost"}


def test_a_language_that_was_chosen_stays() -> None:
    assert _spoken(language="mis") == {"language": "mis"}
