# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import date
from decimal import Decimal

import pytest

from kiosk.forms import engine
from kiosk.forms.checks import FieldError, Rule
from kiosk.forms.kinds import is_sound_decimal
from kiosk.forms.model import Answers, Coding, Form, Quantity, Value
from tests.support.forms import (
    HL7,
    SYSTEM,
    TODAY,
    constraint,
    filled_out,
    form_of,
    item,
    made,
    options,
    sample,
)

UCUM = "http://unitsofmeasure.org"
KG = {"code": "kg", "system": UCUM, "unit": "kg"}


def _error(name: str, link_id: str, *values: Value) -> FieldError | None:
    form = sample(name)
    answers = engine.answered(filled_out(form), link_id, values)
    return next(iter(engine.check(form, answers)), None)


@pytest.mark.parametrize(
    ("link_id", "value", "rule"),
    [
        ("people", 0, Rule.TOO_SMALL),
        ("people", 1, None),
        ("people", 9, None),
        ("people", 10, Rule.TOO_LARGE),
        ("people", Decimal(3), Rule.WRONG_KIND),
        ("temperature", Decimal("94.99"), Rule.TOO_SMALL),
        ("temperature", Decimal("95"), None),
        ("temperature", Decimal("108.1"), Rule.TOO_LARGE),
        ("temperature", 100, Rule.WRONG_KIND),
        ("temperature", Decimal("NaN"), Rule.WRONG_KIND),
        ("temperature", Decimal("1e-20"), Rule.WRONG_KIND),
        ("since", date(1899, 12, 31), Rule.TOO_SMALL),
        ("since", date(1900, 1, 1), None),
        ("since", date(2101, 1, 1), Rule.TOO_LARGE),
        ("weight", Quantity(Decimal("1.9"), **KG), Rule.TOO_SMALL),
        ("weight", Quantity(Decimal("350.50"), **KG), None),
        ("weight", Quantity(Decimal("350.6"), **KG), Rule.TOO_LARGE),
        ("weight", Quantity(Decimal(70), "g", UCUM, "g"), Rule.NOT_OFFERED),
        ("weight", Quantity(Decimal(70), "k\0g", UCUM, "kg"), Rule.WRONG_KIND),
        ("weight", Quantity(Decimal("Infinity"), **KG), Rule.WRONG_KIND),
        ("pain", 11, Rule.TOO_LARGE),
    ],
)
def test_bounds_are_kept(link_id: str, value: Value, rule: Rule | None) -> None:
    assert _error("bounds", link_id, value) == (FieldError(link_id, rule) if rule else None)


@pytest.mark.parametrize(
    ("link_id", "values", "error"),
    [
        ("allergies", ("a", "b", "c"), None),
        ("allergies", ("a", "b", "c", "d"), FieldError("allergies", Rule.TOO_MANY, 3)),
        ("allergies", ("a", "a"), FieldError("allergies", Rule.TOO_MANY, 1)),
        ("days", (TODAY,), FieldError("days", Rule.TOO_FEW, 2)),
        ("days", (), FieldError("days", Rule.REQUIRED)),
        ("best", (), FieldError("best", Rule.REQUIRED)),
        (
            "best",
            tuple(Coding(code, SYSTEM) for code in "abc"),
            FieldError("best", Rule.TOO_MANY, 2),
        ),
    ],
)
def test_numbers_of_answers_are_kept(
    link_id: str, values: tuple[Value, ...], error: FieldError | None
) -> None:
    assert _error("repeats", link_id, *values) == error


def test_what_is_read_only_keeps_its_first_value() -> None:
    error = _error("read-only-and-hidden", "site", "South")

    assert error == FieldError("site", Rule.READ_ONLY)


def test_a_unit_is_stored_in_the_words_that_were_read() -> None:
    form = sample("vitals")
    pounds = Quantity(Decimal("150.50"), "lb", UCUM, "[lb_av]")
    answers = engine.answered(filled_out(form), "weight", (pounds,))

    (kept,) = (child for child in made(form, answers, "es")["item"] if child["linkId"] == "weight")

    assert kept["answer"] == [
        {
            "valueQuantity": {
                "value": Decimal("150.50"),
                "unit": "libras",
                "system": UCUM,
                "code": "[lb_av]",
            }
        }
    ]


def test_a_required_group_asks_at_its_first_question() -> None:
    form = sample("required-group")

    empty = engine.check(form, Answers())
    second = engine.check(form, Answers({"email": ("a",)}))
    enabled = engine.check(form, Answers({"email": ("a",), "ask": (True,)}))

    assert empty == (FieldError("phone", Rule.REQUIRED),)
    assert second == ()
    assert enabled == (FieldError("when", Rule.REQUIRED),)


def test_a_constraint_speaks_at_its_question() -> None:
    form = sample("constraints")
    wrong = Answers({"phone": ("x",), "from": (date(2026, 5, 2),), "until": (date(2026, 5, 1),)})

    assert engine.check(form, wrong) == (FieldError("until", Rule.CONSTRAINT, key="order"),)
    assert form.find("until").constraints[0].human.in_language("es").startswith("El último")


def test_a_constraint_on_a_question_without_an_answer_is_not_looked_at() -> None:
    answers = Answers({"phone": ("x",), "from": (date(2026, 5, 2),)})

    assert engine.check(sample("constraints"), answers) == ()


def test_a_constraint_of_the_whole_form_speaks_at_the_last_question_it_names() -> None:
    assert engine.check(sample("constraints"), Answers()) == (
        FieldError("email", Rule.CONSTRAINT, key="reachable"),
    )


def test_a_warning_is_a_doubt_and_stops_nothing() -> None:
    form = sample("constraints")
    answers = Answers({"phone": ("x",), "mail": ("gmial.com",)})
    page = next(page for page in engine.pages(form, answers) if page.item.link_id == "mail")

    assert engine.check(form, answers) == ()
    assert engine.doubts(form, page, answers) == (FieldError("mail", Rule.CONSTRAINT, key="typo"),)


def test_a_constraint_of_a_group_speaks_at_its_first_question() -> None:
    form = form_of(
        item(
            "g",
            "group",
            item=[item("a"), item("b")],
            extension=[constraint("few", "item.count() = 2")],
        )
    )

    assert engine.check(form, Answers({"b": ("x",)})) == (
        FieldError("a", Rule.CONSTRAINT, key="few"),
    )


def test_a_constraint_on_what_is_hidden_speaks_where_it_can_be_seen() -> None:
    hidden = {"url": HL7 + "questionnaire-hidden", "valueBoolean": True}
    broken = constraint("k", "answer.value > 5")
    form = form_of(
        item("h", "integer", initial=[{"valueInteger": 3}], extension=[hidden, broken]), item("a")
    )

    errors = engine.check(form, engine.initial_answers(form, "en"))

    assert errors == (FieldError("a", Rule.CONSTRAINT, key="k"),)


def test_one_error_is_told_for_each_question() -> None:
    form = form_of(item(maxLength=3, extension=[constraint("k", "answer.value = 'yes'")]))

    assert engine.check(form, Answers({"a": ("long",)})) == (FieldError("a", Rule.TOO_LONG, 3),)


def _birth(day: date) -> tuple[FieldError, ...]:
    form: Form = sample("age-and-guardian")
    answers = Answers({"birth": (day,), "guardian-name": ("x",)}, today=TODAY)
    return engine.check(form, answers)


def test_a_birth_date_lies_in_the_past_and_not_too_far() -> None:
    assert _birth(date(2026, 5, 1)) == ()
    assert _birth(date(2026, 5, 2)) == (FieldError("birth", Rule.CONSTRAINT, key="not-future"),)
    assert _birth(date(1905, 5, 2)) == ()
    assert _birth(date(1905, 5, 1)) == (FieldError("birth", Rule.CONSTRAINT, key="not-too-old"),)


@pytest.mark.parametrize(
    ("number", "is_sound"),
    [("0", True), ("-12.5", True), ("999999999999999", True), ("1e15", False), ("1e9999", False),
     ("0.000000001", True), ("0.0000000001", False), ("NaN", False), ("-Infinity", False),
     ("0e99", False)],
)  # fmt: skip
def test_a_number_has_bounded_digits(number: str, is_sound: bool) -> None:
    assert is_sound_decimal(Decimal(number)) is is_sound


def test_an_exclusive_option_satisfies_the_fewest_answers() -> None:
    exclusive = [{"url": HL7 + "questionnaire-optionExclusive", "valueBoolean": True}]
    form = form_of(
        item(
            kind="choice",
            repeats=True,
            extension=[{"url": HL7 + "questionnaire-minOccurs", "valueInteger": 2}],
            answerOption=[*options("x", "y"), {**options("none")[0], "extension": exclusive}],
        )
    )

    assert engine.check(form, Answers({"a": (Coding("none", SYSTEM),)})) == ()
    assert engine.check(form, Answers({"a": (Coding("x", SYSTEM),)})) == (
        FieldError("a", Rule.TOO_FEW, 2),
    )
