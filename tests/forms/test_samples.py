# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questionnaires of our own making, in the shapes of public ones: each fills, or is refused."""

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from kiosk.faults import ContentFault
from kiosk.forms import engine
from kiosk.forms.load import load_form
from kiosk.forms.model import ItemControl, ItemType, Operator
from kiosk.forms.respond import canonical_bytes, response
from tests.support.forms import (
    REFUSED,
    REQUEST_ID,
    SAMPLES,
    SENT_AT,
    SOUND,
    answers_of,
    filled_out,
    link_ids,
    made,
    read_back,
    sample,
)

# fhir.resources does not know that the value of an extension may be translated.
_BEYOND_THE_VALIDATOR = {"bilingual", "constraints"}

_NAMED = {
    "refused-score": ("ordinalValue", "calculatedExpression"),
    "refused-launch-context": ("launchContext", "initialExpression"),
    "refused-question-under-question": ("below a question",),
    "refused-repeating-group": ("`repeats` on a `group`",),
    "refused-remote-value-set": ("ValueSet/iso3166-1-2",),
    "refused-value-set-filter": ("`filter`",),
    "refused-types": ("`attachment`", "`time`", "`dateTime`", "`url`", "`reference`"),
    "refused-adaptive": ("questionnaireAdaptive",),
    "refused-matrix": ("`gtable`",),
    "refused-forward-condition": ("no earlier question",),
    "refused-rich-text": ("rendering-xhtml",),
    "refused-regex": ("regex",),
    "refused-expressions": ("`matches()`", "`garbage`", "`text/cql`", "`nobody`"),
    "refused-later-fhir": ("`disabledDisplay`", "`coding`", "`answerConstraint`"),
}


@pytest.mark.parametrize("name", [name for name in SOUND if name not in _BEYOND_THE_VALIDATOR])
def test_a_sample_is_a_valid_questionnaire(name: str) -> None:
    Questionnaire.model_validate_json((SAMPLES / f"{name}.json").read_bytes())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", SOUND)
def test_a_sample_fills_to_a_valid_response_in_order(name: str, language: str) -> None:
    form = sample(name)
    answers = filled_out(form, language)

    assert engine.check(form, answers) == ()
    resource = made(form, answers, language)
    found = response(form, answers, request_id=REQUEST_ID, authored_at=SENT_AT, language=language)
    QuestionnaireResponse.model_validate_json(canonical_bytes(found))
    order = [item.link_id for item in form.walk()]
    assert [order.index(link_id) for link_id in link_ids(resource)] == sorted(
        order.index(link_id) for link_id in link_ids(resource)
    )
    assert resource["questionnaire"] == f"{form.url}|{form.version}"


@pytest.mark.parametrize("name", SOUND)
def test_what_was_answered_is_what_is_read_back(name: str) -> None:
    form = sample(name)
    answers = filled_out(form)
    kept = answers_of(made(form, answers))

    for item in form.walk():
        if item.link_id in kept and item.entry_kind is None:
            read = tuple(map(read_back, kept[item.link_id]))
            assert read == tuple(map(item.stored, answers[item.link_id]))


@pytest.mark.parametrize("name", SOUND)
def test_an_empty_sample_shows_pages_and_says_what_it_needs(name: str) -> None:
    form = sample(name)
    answers = engine.initial_answers(form, "en")
    shown = {item.link_id for page in engine.pages(form, answers) for item in page.items}

    assert shown
    assert {error.link_id for error in engine.check(form, answers)} <= shown


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_sample_says_what_is_unsupported_where_and_the_mend(name: str) -> None:
    data = (SAMPLES / f"{name}.json").read_bytes()

    with pytest.raises(ContentFault) as fault:
        load_form(data, f"forms/{name}.json")

    told = [str(finding) for finding in fault.value.findings]
    assert [named for named in _NAMED[name] if not any(named in line for line in told)] == []
    for finding in fault.value.findings:
        assert finding.line > 1
        assert finding.problem.startswith("/")
        assert finding.mend


def test_the_samples_use_every_type_operator_and_control() -> None:
    items = [item for name in SOUND for item in sample(name).walk()]

    assert {item.type for item in items} == set(ItemType)
    assert {when.operator for item in items for when in item.enable_when} == set(Operator)
    assert {item.item_control for item in items} == {*ItemControl, None}
    assert len(SOUND) >= 20
    assert set(REFUSED) == set(_NAMED)
