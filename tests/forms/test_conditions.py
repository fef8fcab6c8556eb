# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every operator of enableWhen on every type of answer, by the sample that holds them all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kiosk.forms import engine
from kiosk.forms.model import Answers, Coding, Quantity, Value
from tests.support.forms import SYSTEM, TODAY, form_of, item, sample

FORM = sample("conditions-every-operator")
UCUM = "http://unitsofmeasure.org"
DAY = date(2020, 5, 1)
ORDER = {
    "below": {"ne", "lt", "le"},
    "equal": {"eq", "le", "ge"},
    "above": {"ne", "gt", "ge"},
}


def _kg(value: str) -> Quantity:
    return Quantity(Decimal(value), "kg", UCUM, "kg")


# Below, at and above what the sample compares with.
ORDERED: dict[str, tuple[Value, Value, Value]] = {
    "i": (4, 5, 6),
    "d": (Decimal("5.5"), Decimal("5.60"), Decimal("5.61")),
    "t": (DAY - timedelta(1), DAY, DAY + timedelta(1)),
    "s": ("tesa", " test ", "testing"),
    "k": (_kg("69.9"), _kg("70.0"), _kg("71")),
    "n": (Coding("1"), Coding("2"), Coding("3")),
}


def _held(question: str, *values: Value) -> set[str]:
    enabled = engine.enabled_ids(FORM, Answers({question: values}))
    asked = f"{question}-"
    return {link_id.removeprefix(asked) for link_id in enabled if link_id.startswith(asked)}


@pytest.mark.parametrize("question", ORDERED)
@pytest.mark.parametrize(("place", "number"), [("below", 0), ("equal", 1), ("above", 2)])
def test_answers_with_an_order_are_compared(question: str, place: str, number: int) -> None:
    assert _held(question, ORDERED[question][number]) == {"some", *ORDER[place]}


@pytest.mark.parametrize(
    ("question", "equal", "other"),
    [
        ("b", True, False),
        ("x", "test", "Test"),
        ("c", Coding("b", SYSTEM), Coding("a", SYSTEM)),
        ("o", Coding("b", SYSTEM), "b"),
        ("p", "mine", Coding("a", SYSTEM)),
    ],
)
def test_other_answers_are_equal_or_not(question: str, equal: Value, other: Value) -> None:
    assert _held(question, equal) == {"some", "eq"}
    assert _held(question, other) == {"some", "ne"}


@pytest.mark.parametrize("question", ["b", "i", "d", "t", "s", "x", "c", "o", "p", "k", "n"])
def test_no_answer_is_none_and_equals_nothing(question: str) -> None:
    assert _held(question) == {"none", "ne"}


def test_one_of_several_answers_is_enough() -> None:
    assert _held("c", Coding("a", SYSTEM), Coding("b", SYSTEM)) == {"some", "eq"}


def test_amounts_of_another_unit_are_neither_equal_nor_in_order() -> None:
    assert _held("k", Quantity(Decimal(70), "lb", UCUM, "[lb_av]")) == {"some", "ne"}


def test_conditions_on_conditions_follow_each_other() -> None:
    form = sample("conditions-joined")
    answers = Answers(
        {
            "first": (True,),
            "second": (True,),
            "both": ("x",),
            "leaf": ("x",),
            "twig": ("on",),
        }
    )
    without = engine.answered(answers, "second", (False,))

    assert "after" in engine.enabled_ids(form, answers)
    assert engine.enabled_ids(form, without) == {"first", "second", "either"}


@pytest.mark.parametrize(
    ("born", "asks_guardian"),
    [
        (date(2008, 5, 2), True),
        (date(2008, 5, 1), False),
        (date(1990, 1, 1), False),
        (date(2026, 5, 1), True),
    ],
)
def test_a_guardian_is_asked_for_below_18_years(born: date, asks_guardian: bool) -> None:
    form = sample("age-and-guardian")
    answers = Answers({"birth": (born,)}, today=TODAY)

    enabled = engine.enabled_ids(form, answers)

    assert ("guardian-name" in enabled, "adult" in enabled) == (asks_guardian, not asks_guardian)


def test_without_a_birth_date_neither_is_asked() -> None:
    enabled = engine.enabled_ids(sample("age-and-guardian"), Answers())

    assert enabled == {"birth"}


def test_a_visit_keeps_its_day_while_it_answers() -> None:
    answers = engine.answered(Answers(today=TODAY), "a", ("x",))

    assert answers.today == TODAY


def test_options_of_plain_texts_and_numbers_are_compared_as_such() -> None:
    form = sample("options-plain")
    answers = Answers({"size": (Coding("Large"),), "count": (Coding("4"),)})

    assert {"why", "more"} <= engine.enabled_ids(form, answers)
    assert not {"why", "more"} & engine.enabled_ids(form, Answers({"size": (Coding("Small"),)}))


def test_an_expression_sees_only_enabled_answers() -> None:
    sees_b = {
        "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
        "sdc-questionnaire-enableWhenExpression",
        "valueExpression": {
            "language": "text/fhirpath",
            "expression": "%resource.item.where(linkId='b').answer.exists()",
        },
    }
    when = [{"question": "a", "operator": "=", "answerBoolean": True}]
    form = form_of(item("a", "boolean"), item("b", enableWhen=when), item("c", extension=[sees_b]))
    hidden = Answers({"a": (False,), "b": ("kept",)})

    assert engine.enabled_ids(form, hidden) == {"a"}
    assert engine.enabled_ids(form, engine.answered(hidden, "a", (True,))) == {"a", "b", "c"}
