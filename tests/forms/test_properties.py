# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whatever is answered, taken back or switched: the response is valid, or says what to mend."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.faults import InputFault
from kiosk.forms import engine
from kiosk.forms.load import MOST_BYTES, load_form
from kiosk.forms.model import Answers, Coding, Form, Item, ItemType, Quantity, Value
from kiosk.forms.respond import canonical_bytes, response
from tests.support.forms import (
    REFUSED,
    REQUEST_ID,
    SAMPLES,
    SENT_AT,
    SHIPPED,
    SOUND,
    TODAY,
    can_be_answered,
    filled_out,
    findings,
    form_of,
    item,
    link_ids,
    made,
    questionnaire,
    sample,
    shipped_form,
    sound_values,
)

FORMS = {name: sample(name) for name in SOUND} | {name: shipped_form(name) for name in SHIPPED}
FILLED = {name: filled_out(form) for name, form in FORMS.items()}
_ANY: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-5, 400),
    st.integers(),
    st.decimals(),
    st.dates(),
    st.text(max_size=8),
    st.builds(
        Coding, st.sampled_from(["a", "b", "none", "?"]), st.just("https://example.org/codes")
    ),
    st.builds(
        Quantity, st.decimals(), st.text(max_size=3), st.just("u"), st.sampled_from(["", "kg"])
    ),
)


def _fitting(asked: Item) -> st.SearchStrategy[tuple[Value, ...]]:
    if asked.answer_options:
        offered = st.sampled_from([option.coding for option in asked.answer_options])
        return st.lists(offered, max_size=3 if asked.repeats else 1).map(tuple)
    if asked.type is ItemType.DATE:
        return st.sampled_from([sound_values(asked), (date(2015, 3, 1),), ()])
    return st.sampled_from([sound_values(asked), ()])


@st.composite
def _walks(draw: st.DrawFn) -> tuple[Form, Answers, str]:
    """Draw answers that a visitor may have come to: answers, steps back, other languages."""
    name = draw(st.sampled_from([*FORMS, *SHIPPED, *SHIPPED]))
    form = FORMS[name]
    questions = [one for one in form.walk() if can_be_answered(one)]
    start = draw(st.sampled_from(["empty", "filled"]))
    fresh = engine.initial_answers(form, "en", today=TODAY)
    history, language = [FILLED[name] if start == "filled" else fresh], "en"
    for _ in range(draw(st.integers(0, 8))):
        match draw(st.sampled_from(["fit", "fit", "any", "back", "en", "es"])):
            case "back":
                history = history[:-1] or history
            case ("en" | "es") as switched:
                history.append(engine.relanguaged(form, history[-1], language, switched))
                language = switched
            case how if questions:
                asked = draw(st.sampled_from(questions))
                values = _fitting(asked) if how == "fit" else st.lists(_ANY, max_size=2).map(tuple)
                history.append(engine.answered(history[-1], asked.link_id, draw(values)))
    return form, history[-1], language


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_walks())
def test_any_walk_ends_in_a_valid_response_or_in_what_to_mend(
    walk: tuple[Form, Answers, str],
) -> None:
    form, answers, language = walk

    if errors := engine.check(form, answers):
        with pytest.raises(InputFault):
            made(form, answers, language)
        shown = {one.link_id for page in engine.pages(form, answers) for one in page.items}
        assert {error.link_id for error in errors} <= shown
        return
    found = response(form, answers, request_id=REQUEST_ID, authored_at=SENT_AT, language=language)
    QuestionnaireResponse.model_validate_json(canonical_bytes(found))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_walks())
def test_only_enabled_items_are_sent_in_the_order_of_the_form(
    walk: tuple[Form, Answers, str],
) -> None:
    form, answers, language = walk
    if engine.check(form, answers):
        return

    sent = link_ids(made(form, answers, language))

    enabled = engine.enabled_ids(form, answers)
    order = [one.link_id for one in form.walk() if one.link_id in enabled]
    assert sent == [link_id for link_id in order if link_id in sent]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_walks())
def test_what_disabled_items_hold_changes_nothing(walk: tuple[Form, Answers, str]) -> None:
    form, answers, language = walk
    enabled = engine.enabled_ids(form, answers)

    planted = answers
    for one in form.walk():
        if one.is_question and one.link_id not in enabled:
            planted = engine.answered(planted, one.link_id, ("planted",))

    assert engine.pages(form, planted) == engine.pages(form, answers)
    assert engine.check(form, planted) == engine.check(form, answers)
    if not engine.check(form, answers):
        assert made(form, planted, language) == made(form, answers, language)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_walks())
def test_the_pages_checked_one_by_one_say_what_the_whole_says(
    walk: tuple[Form, Answers, str],
) -> None:
    form, answers, _ = walk

    by_page = [
        error
        for page in engine.pages(form, answers)
        for error in engine.check_page(form, page, answers)
    ]

    assert tuple(by_page) == engine.check(form, answers)


# What people and programs do to a file.


def _places(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children: list[tuple[str | int, object]] = []
    if isinstance(node, Mapping):
        children = list(node.items())
    elif isinstance(node, list):
        children = list(enumerate(node))
    return [path, *(place for key, child in children for place in _places(child, (*path, key)))]


def _at(tree: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        tree = tree[step]
    return tree


_JUNK: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10),
    st.sampled_from(["group", "quantity", "slider", "#often", "=", ">", "2026-02-30", "(", "{x}",
                     1e300, 10**30, -1, [], {}, [[]], [{}], {"extension": [{}]},
                     {"value": 1, "unit": 5}, {"code": ""}]),
)  # fmt: skip


@st.composite
def _spoilt(draw: st.DrawFn) -> bytes:
    name = draw(st.sampled_from(SOUND + REFUSED))
    tree: Any = json.loads((SAMPLES / f"{name}.json").read_bytes())
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(_places(tree)[1:] or [("item",)]))
        parent = _at(tree, place[:-1])
        match draw(st.sampled_from(["cut", "junk", "double", "swap", "like", "like", "like"])):
            case "cut":
                parent.pop(place[-1])
            case "double" if isinstance(parent, list):
                parent.append(deepcopy(parent[0]))
            case ("swap" | "like") as how:
                alike = [one for one in _places(tree)[1:] if how == "swap" or one[-1] == place[-1]]
                parent[place[-1]] = deepcopy(_at(tree, draw(st.sampled_from(alike))))
            case _:
                parent[place[-1]] = deepcopy(draw(_JUNK))
    return json.dumps(tree).encode()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_spoilt())
def test_a_spoilt_file_is_refused_or_fills(data: bytes) -> None:
    if refused := findings(data):
        assert all(finding.problem and finding.mend for finding in refused)
        return
    form = load_form(data, "spoilt.json")
    answers = filled_out(form)
    engine.pages(form, answers)
    if not engine.check(form, answers):
        found = response(form, answers, request_id=REQUEST_ID, authored_at=SENT_AT, language="es")
        QuestionnaireResponse.model_validate_json(canonical_bytes(found))


def test_a_megabyte_is_refused_before_it_is_read() -> None:
    big = questionnaire(item(text="x" * 1_000_000))

    assert {finding.rule for finding in findings(big)} == {"form-too-long"}


def test_the_largest_file_is_judged_whole() -> None:
    many = [item(f"q{n}", "integer") for n in range(5_000)]
    data = questionnaire(*many).replace(b"\n", b"").replace(b"  ", b"")[:MOST_BYTES]

    assert findings(data)
    assert findings(questionnaire(*many[:1_500]))


@pytest.mark.parametrize("depth", [7, 200])
def test_groups_in_groups_are_refused_from_the_seventh_on(depth: int) -> None:
    nested = item("leaf")
    for level in range(depth):
        nested = item(f"g{level}", "group", item=[nested])

    data = json.dumps(json.loads(questionnaire(nested))).encode()

    assert {finding.rule for finding in findings(data)} == {"form-depth"}


def test_a_long_form_is_answered_quickly_and_fully() -> None:
    form = form_of(*(item(f"q{n}", "boolean") for n in range(300)))
    answers = Answers({f"q{n}": (True,) for n in range(300)})

    assert len(made(form, answers)["item"]) == 300
