# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.faults import ContentFault
from kiosk.forms.load import MOST_BYTES, load_form
from kiosk.forms.model import Coding, EntryKind, FormStatus, ItemControl, Orientation
from tests.support.forms import (
    HL7,
    SYSTEM,
    constraint,
    findings,
    form_of,
    item,
    options,
    questionnaire,
)

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OURS = "https://infusion-kiosk.example/fhir/StructureDefinition/"


def _ext(url: str, **value: object) -> dict[str, object]:
    return {"url": url, **value}


def _control(code: str) -> dict[str, object]:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return _ext(HL7 + "questionnaire-itemControl", valueCodeableConcept={"coding": [coding]})


def _when(question: str, operator: str, **answer: object) -> dict[str, object]:
    return {"question": question, "operator": operator, **answer}


def _bounded(kind: str, least: int, most: int) -> dict[str, object]:
    bounds = [
        _ext(HL7 + "minValue", valueInteger=least),
        _ext(HL7 + "maxValue", valueInteger=most),
    ]
    return item(kind=kind, extension=bounds)


def _value_set(*included: dict[str, object]) -> dict[str, object]:
    include = [{"system": SYSTEM, **one} for one in included]
    return {"resourceType": "ValueSet", "id": "a", "compose": {"include": include}}


def _expression(text: str) -> dict[str, object]:
    value = {"language": "text/fhirpath", "expression": text}
    return _ext(SDC + "enableWhenExpression", valueExpression=value)


def _toggle(*codes: str, expression: str = "true") -> dict[str, object]:
    listed = [{"url": "option", "valueCoding": {"system": SYSTEM, "code": c}} for c in codes]
    value = {"language": "text/fhirpath", "expression": expression}
    parts = [*listed, {"url": "expression", "valueExpression": value}]
    return _ext(SDC + "answerOptionsToggleExpression", extension=parts)


def _switched(*extensions: dict[str, object], read_only: bool = False) -> dict[str, object]:
    offered = options("x", "y", "z")
    written = list(extensions)
    return item(kind="choice", answerOption=offered, extension=written, readOnly=read_only)


_HELP = item("h", "display", extension=[_control("help")])

REFUSED = {
    "unknown type": ([item(kind="attachment")], "form-unsupported"),
    "type missing": ([{"linkId": "a", "text": "A"}], "form-missing"),
    "link id missing": ([{"text": "A", "type": "string"}], "form-missing"),
    "link id twice": ([item(), item()], "form-twice"),
    "text missing": ([{"linkId": "a", "type": "string"}], "form-missing"),
    "unknown key": ([item(disabledDisplay="hidden")], "form-unsupported"),
    "value set": ([item(kind="choice", answerValueSet="http://x")], "form-unsupported"),
    "choice without options": ([item(kind="choice")], "form-contradiction"),
    "options on a decimal": (
        [item(kind="decimal", answerOption=options("x"))],
        "form-contradiction",
    ),
    "codes on a string": ([item(answerOption=options("x"))], "form-missing"),
    "option that is no coding": (
        [item(kind="choice", answerOption=[{"valueReference": {}}])],
        "form-unsupported",
    ),
    "same code twice": (
        [item(kind="choice", answerOption=options("x", "x"))],
        "form-contradiction",
    ),
    "unknown extension": ([item(extension=[_ext("http://x", valueCode="y")])], "form-unsupported"),
    "extension twice": (
        [item(extension=[_ext(HL7 + "minLength", valueInteger=1)] * 2)],
        "form-twice",
    ),
    "extension without value": ([item(extension=[_ext(HL7 + "minLength")])], "form-missing"),
    "unknown item control": (
        [item(kind="choice", answerOption=options("x"), extension=[_control("slider")])],
        "form-unsupported",
    ),
    "control on the wrong type": ([item(extension=[_control("check-box")])], "form-unsupported"),
    "control of another system": (
        [
            item(
                kind="choice",
                answerOption=options("x"),
                extension=[
                    _ext(
                        HL7 + "questionnaire-itemControl",
                        valueCodeableConcept={"coding": [{"system": "s", "code": "drop-down"}]},
                    )
                ],
            )
        ],
        "form-unsupported",
    ),
    "page within a group": (
        [
            item(
                kind="group",
                item=[item("p", "group", item=[item("q")], extension=[_control("page")])],
            )
        ],
        "form-unsupported",
    ),
    "question below a question": ([item(item=[item("b")])], "form-unsupported"),
    "help at the top": ([_HELP], "form-unsupported"),
    "help with a condition": (
        [item(item=[{**_HELP, "enableWhen": [_when("a", "exists", answerBoolean=True)]}])],
        "form-unsupported",
    ),
    "items below a notice": ([item(kind="display", item=[_HELP])], "form-type"),
    "group without items": ([item(kind="group")], "form-missing"),
    "repeating group": ([item(kind="group", repeats=True, item=[item("b")])], "form-unsupported"),
    "repeating boolean": ([item(kind="boolean", repeats=True)], "form-contradiction"),
    "read-only group": ([item(kind="group", readOnly=True, item=[item("b")])], "form-unsupported"),
    "length of a date": ([item(kind="date", maxLength=3)], "form-contradiction"),
    "length out of range": ([item(maxLength=9_999)], "form-contradiction"),
    "shortest over longest": (
        [item(maxLength=3, extension=[_ext(HL7 + "minLength", valueInteger=4)])],
        "form-contradiction",
    ),
    "switch of what is no option": ([_switched(_toggle("w"))], "form-contradiction"),
    "switch without options": ([_switched(_toggle())], "form-missing"),
    "switch that looks ahead": (
        [
            _switched(_toggle("x", expression="%resource.item.where(linkId='b').exists()")),
            item("b"),
        ],
        "form-condition",
    ),
    "switch of an option twice": ([_switched(_toggle("x"), _toggle("x"))], "form-contradiction"),
    "switch of every option": ([_switched(_toggle("x", "y", "z"))], "form-contradiction"),
    "switch where nobody chooses": (
        [_switched(_toggle("x"), read_only=True)],
        "form-contradiction",
    ),
    "unknown part of a switch": (
        [_switched(_ext(SDC + "answerOptionsToggleExpression", extension=[{"url": "when"}]))],
        "form-unsupported",
    ),
    "entry kind on a date": (
        [item(kind="date", extension=[_ext(OURS + "entry-kind", valueCode="phone")])],
        "form-contradiction",
    ),
    "unknown entry kind": (
        [item(extension=[_ext(OURS + "entry-kind", valueCode="pager")])],
        "form-unsupported",
    ),
    "initial-from on a string": (
        [item(extension=[_ext(OURS + "initial-from", valueCode="session-language")])],
        "form-contradiction",
    ),
    "initial beside options": (
        [item(kind="choice", answerOption=options("x"), initial=[{"valueCoding": {"code": "x"}}])],
        "form-initial",
    ),
    "initial of a notice": ([item(kind="display", initial=[{"valueString": "x"}])], "form-initial"),
    "initial of another type": ([item(initial=[{"valueInteger": 1}])], "form-missing"),
    "two initial values": (
        [item(initial=[{"valueString": "x"}, {"valueString": "y"}])],
        "form-contradiction",
    ),
    "part of a date": ([item(kind="date", initial=[{"valueDate": "2026-01"}])], "form-type"),
    "hidden, required, empty": (
        [item(required=True, extension=[_ext(HL7 + "questionnaire-hidden", valueBoolean=True)])],
        "form-contradiction",
    ),
    "condition that looks ahead": (
        [item("a", enableWhen=[_when("b", "exists", answerBoolean=True)]), item("b")],
        "form-condition",
    ),
    "condition on itself": (
        [item("a", enableWhen=[_when("a", "exists", answerBoolean=True)])],
        "form-condition",
    ),
    "condition on a notice": (
        [item("n", "display"), item(enableWhen=[_when("n", "exists", answerBoolean=True)])],
        "form-condition",
    ),
    "condition of another type": (
        [item("n", "integer"), item(enableWhen=[_when("n", "=", answerString="1")])],
        "form-unsupported",
    ),
    "order of codes": (
        [
            item("n", "choice", answerOption=options("x")),
            item(enableWhen=[_when("n", ">", answerCoding={"code": "x"})]),
        ],
        "form-condition",
    ),
    "order of yes and no": (
        [item("n", "boolean"), item(enableWhen=[_when("n", "<", answerBoolean=True)])],
        "form-condition",
    ),
    "unknown operator": (
        [item("n"), item(enableWhen=[_when("n", "~", answerString="1")])],
        "form-unsupported",
    ),
    "two conditions without behavior": (
        [item("n"), item(enableWhen=[_when("n", "exists", answerBoolean=True)] * 2)],
        "form-missing",
    ),
    "placeholder that no center has": ([item(text="Hello {name}")], "form-placeholder"),
    "wrong boolean": ([item(required="yes")], "form-type"),
    "number out of range": ([item(kind="integer", initial=[{"valueInteger": 2**40}])], "form-type"),
    "regex with a repeated group": (
        [item(maxLength=50, extension=[_ext(HL7 + "regex", valueString="(a+)+")])],
        "form-regex",
    ),
    "regex with a reference": (
        [item(maxLength=50, extension=[_ext(HL7 + "regex", valueString=r"(a)\1")])],
        "form-regex",
    ),
    "regex with many choices": (
        [item(maxLength=50, extension=[_ext(HL7 + "regex", valueString="a?a?a?a?a?")])],
        "form-regex",
    ),
    "regex that is none": (
        [item(maxLength=50, extension=[_ext(HL7 + "regex", valueString="(a")])],
        "form-regex",
    ),
    "regex on long text": ([item(extension=[_ext(HL7 + "regex", valueString="a+")])], "form-regex"),
    "least over greatest": ([_bounded("integer", 5, 4)], "form-contradiction"),
    "bounds of a text": ([_bounded("string", 1, 2)], "form-missing"),
    "bounds of a choice": (
        [{**_bounded("choice", 1, 2), "answerOption": options("x")}],
        "form-missing",
    ),
    "slider without bounds": (
        [item(kind="integer", extension=[_control("slider")])],
        "form-contradiction",
    ),
    "slider for a text": ([item(extension=[_control("slider")])], "form-unsupported"),
    "step without a slider": (
        [
            item(
                kind="integer",
                extension=[_ext(HL7 + "questionnaire-sliderStepValue", valueInteger=1)],
            )
        ],
        "form-contradiction",
    ),
    "unit of a text": (
        [item(extension=[_ext(HL7 + "questionnaire-unit", valueCoding={"display": "kg"})])],
        "form-contradiction",
    ),
    "unit without words": (
        [
            item(
                kind="decimal",
                extension=[_ext(HL7 + "questionnaire-unit", valueCoding={"system": "u"})],
            )
        ],
        "form-missing",
    ),
    "two units of a decimal": (
        [
            item(
                kind="decimal",
                extension=[
                    _ext(HL7 + "questionnaire-unitOption", valueCoding={"display": unit})
                    for unit in ("kg", "lb")
                ],
            )
        ],
        "form-contradiction",
    ),
    "bounds of another unit": (
        [
            item(
                kind="quantity",
                extension=[
                    _ext(HL7 + "questionnaire-unit", valueCoding={"code": "kg", "system": "u"}),
                    _ext(
                        SDC + "minQuantity", valueQuantity={"value": 1, "code": "g", "system": "u"}
                    ),
                ],
            )
        ],
        "form-unsupported",
    ),
    "amount with a comparator": (
        [item(kind="quantity", initial=[{"valueQuantity": {"value": 1, "comparator": "<"}}])],
        "form-unsupported",
    ),
    "amount without a number": (
        [item(kind="quantity", initial=[{"valueQuantity": {"unit": "kg"}}])],
        "form-missing",
    ),
    "number beyond bounds": (
        [item(kind="decimal", initial=[{"valueDecimal": 1e30}])],
        "form-type",
    ),
    "answers counted where one is asked": (
        [item(extension=[_ext(HL7 + "questionnaire-maxOccurs", valueInteger=2)])],
        "form-contradiction",
    ),
    "more answers than options": (
        [
            item(
                kind="choice",
                repeats=True,
                answerOption=options("x"),
                extension=[_ext(HL7 + "questionnaire-minOccurs", valueInteger=2)],
            )
        ],
        "form-contradiction",
    ),
    "read-only, required, empty": ([item(required=True, readOnly=True)], "form-contradiction"),
    "required within what is hidden": (
        [
            item(
                "g",
                "group",
                item=[item(required=True)],
                extension=[_ext(HL7 + "questionnaire-hidden", valueBoolean=True)],
            )
        ],
        "form-contradiction",
    ),
    "first value against its own rule": (
        [item(maxLength=2, initial=[{"valueString": "abc"}])],
        "form-contradiction",
    ),
    "options and a value set": (
        [item(kind="choice", answerOption=options("x"), answerValueSet="#a")],
        "form-contradiction",
    ),
    "options of two types": (
        [item(kind="integer", answerOption=[{"valueInteger": 1}, {"valueString": "x"}])],
        "form-missing",
    ),
    "two conditions of two kinds": (
        [
            item("n"),
            item(
                enableWhen=[_when("n", "exists", answerBoolean=True)],
                extension=[_expression("true")],
            ),
        ],
        "form-contradiction",
    ),
    "expression about what comes later": (
        [item(extension=[_expression("item.where(linkId='b').exists()")]), item("b")],
        "form-condition",
    ),
    "constraint key twice": (
        [item(extension=[constraint("k", "true"), constraint("k", "true")])],
        "form-twice",
    ),
    "constraint without words": (
        [item(extension=[_ext(HL7 + "questionnaire-constraint", extension=[_ext("key")])])],
        "form-missing",
    ),
    "constraint with a place": (
        [
            item(
                extension=[
                    _ext(
                        HL7 + "questionnaire-constraint",
                        extension=[_ext("location", valueString="item")],
                    )
                ]
            )
        ],
        "form-unsupported",
    ),
    "severity of another kind": (
        [item(extension=[constraint("k", "true", "fatal")])],
        "form-unsupported",
    ),
    "translation without content": (
        [
            item(
                _text={
                    "extension": [
                        {
                            "url": HL7 + "translation",
                            "extension": [{"url": "lang", "valueCode": "es"}],
                        }
                    ]
                }
            )
        ],
        "form-translation",
    ),
}


@pytest.mark.parametrize(("items", "rule"), REFUSED.values(), ids=list(REFUSED))
def test_unsupported_and_unsound_items_are_refused_by_name(
    items: list[dict[str, object]], rule: str
) -> None:
    assert rule in {finding.rule for finding in findings(questionnaire(*items))}


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"resourceType": "Patient"}, "form-unsupported"),
        ({"contained": [{}]}, "form-unsupported"),
        ({"contained": [{"resourceType": "Patient", "id": "a"}]}, "form-unsupported"),
        ({"contained": [_value_set()]}, "form-missing"),
        ({"contained": [_value_set({"concept": []})]}, "form-type"),
        ({"contained": [_value_set({"valueSet": ["x"]})]}, "form-unsupported"),
        ({"contained": [_value_set({"concept": [{"code": "a"}]})]}, "form-missing"),
        (
            {"contained": [_value_set({"concept": [{"code": "a", "display": "A"}]})] * 2},
            "form-twice",
        ),
        ({"extension": [constraint("k", "item.where(linkId='x').exists()")]}, "form-condition"),
        ({"extension": [constraint("k", "1 +")]}, "form-expression"),
        ({"modifierExtension": [{}]}, "form-unsupported"),
        ({"implicitRules": "http://x"}, "form-unsupported"),
        ({"extension": [{"url": "http://x"}]}, "form-unsupported"),
        ({"status": "retired"}, "form-unsupported"),
        ({"version": ""}, "form-missing"),
        ({"title": None}, "form-type"),
        ({"url": "https://example.org/a|1"}, "form-type"),
        ({"item": []}, "form-type"),
        ({"item": "x"}, "form-type"),
    ],
)
def test_unsupported_forms_are_refused_by_name(more: dict[str, Any], rule: str) -> None:
    assert rule in {finding.rule for finding in findings(questionnaire(item(), **more))}


def test_a_finding_names_file_line_and_pointer() -> None:
    data = questionnaire(item("a"), item("b", disabledDisplay="hidden"))

    (finding,) = findings(data)

    assert finding.file == "forms/test.json"
    assert "/item/1/disabledDisplay" in finding.problem
    assert "disabledDisplay" in data.decode().splitlines()[finding.line - 1]


def test_everything_wrong_is_reported_together() -> None:
    data = questionnaire(item("a", disabledDisplay="x"), item("b", kind="reference"), version=3)

    assert len(findings(data)) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b"[" * 200_000,
        b'{"item":' * 20_000,
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b'{"\\ud800": 1}',
        b'{"a": ' + b"9" * 9_000 + b"}",
        b" " * (MOST_BYTES + 1),
    ],
    ids=range(12),
)
def test_hostile_bytes_are_refused(data: bytes) -> None:
    assert findings(data)


def test_half_a_character_in_a_text_is_refused() -> None:
    assert findings(questionnaire(item(text="\ud800")))


def test_deep_groups_are_refused() -> None:
    nested = item("leaf")
    for level in range(60):
        nested = item(f"g{level}", "group", item=[nested])

    assert {finding.rule for finding in findings(questionnaire(nested))} == {"form-depth"}


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=12,
)
_FHIR_KEYS = st.sampled_from(
    ["linkId", "type", "text", "_text", "item", "extension", "url", "valueCode", "valueString",
     "valueInteger", "valueCoding", "code", "system", "display", "enableWhen", "question",
     "operator", "answerBoolean", "answerOption", "initial", "required", "repeats", "maxLength",
     "enableBehavior", "valueCodeableConcept", "coding", "prefix"]
)  # fmt: skip
_FHIR_VALUES = st.sampled_from(
    ["group", "choice", "string", "date", "a", "=", "exists", HL7 + "regex", HL7 + "entryFormat",
     HL7 + "questionnaire-itemControl", HL7 + "translation", "[[a", "(", "", "{center}"]
)  # fmt: skip
_FHIR = st.recursive(
    _FHIR_VALUES | _JSON,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_FHIR_KEYS, inner, max_size=7),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | _JSON.map(lambda v: json.dumps(v).encode()))
def test_arbitrary_bytes_raise_nothing_but_content_faults(data: bytes) -> None:
    with pytest.raises(ContentFault):
        load_form(data, "x.json")


@settings(max_examples=120, deadline=None)
@given(st.lists(st.dictionaries(_FHIR_KEYS, _FHIR, max_size=8), max_size=4))
def test_arbitrary_items_raise_nothing_but_content_faults(items: list[dict[str, object]]) -> None:
    for finding in findings(questionnaire(*items)):
        assert finding.line >= 1


def test_supported_features_are_read() -> None:
    form = form_of(
        item(
            "page",
            "group",
            extension=[_control("page")],
            item=[
                item(
                    "c",
                    "choice",
                    prefix="1.",
                    repeats=True,
                    extension=[
                        _control("check-box"),
                        _ext(HL7 + "questionnaire-choiceOrientation", valueCode="horizontal"),
                    ],
                    answerOption=[
                        {**options("x")[0], "initialSelected": True},
                        {
                            **options("y")[0],
                            "extension": [
                                _ext(HL7 + "questionnaire-optionExclusive", valueBoolean=True)
                            ],
                        },
                    ],
                    item=[_HELP],
                ),
                item(
                    "s",
                    maxLength=10,
                    extension=[
                        _ext(OURS + "entry-kind", valueCode="person-name"),
                        _ext(HL7 + "minLength", valueInteger=2),
                        _ext(HL7 + "regex", valueString="[A-Z]+"),
                        _ext(HL7 + "entryFormat", valueString="ABC"),
                    ],
                ),
            ],
        ),
        status="draft",
    )
    page = form.find("page")
    choice, text = page.items

    assert form.status is FormStatus.DRAFT
    assert page.item_control is ItemControl.PAGE
    assert choice.initial == (Coding("x", SYSTEM),)
    assert [option.exclusive for option in choice.answer_options] == [False, True]
    assert (choice.prefix, choice.choice_orientation) == ("1.", Orientation.HORIZONTAL)
    assert choice.help_text
    assert choice.help_text.text == "Text of h"
    assert (text.min_length, text.max_length, text.regex) == (2, 10, "[A-Z]+")
    assert (text.entry_kind, text.entry_format.text) == (EntryKind.PERSON_NAME, "ABC")


def test_one_answer_at_least_and_at_most_is_a_required_answer() -> None:
    counts = [
        _ext(HL7 + "questionnaire-minOccurs", valueInteger=1),
        _ext(HL7 + "questionnaire-maxOccurs", valueInteger=1),
    ]

    assert form_of(item(extension=counts)).find("a").required


def test_a_part_of_a_constraint_that_is_not_supported_is_named_and_nothing_else() -> None:
    whole = constraint("k", "answer.exists()")
    parts = whole["extension"]
    assert isinstance(parts, list)
    more = [_ext("requirements", valueString="x"), _ext("location", valueString="a")]
    longer = {**whole, "extension": [*parts, *more]}

    (finding,) = findings(questionnaire(item(extension=[longer])))

    assert "`location`" in finding.problem


def test_a_missing_language_is_a_finding() -> None:
    with pytest.raises(ContentFault) as fault:
        load_form(questionnaire(item()), "x.json", languages=("en", "es"))

    assert {finding.rule for finding in fault.value.findings} == {"form-translation"}


def test_words_of_a_value_set_come_in_every_language() -> None:
    concept = {
        "code": "a",
        "display": "Yes",
        "designation": [{"language": "es", "value": "Sí"}],
    }
    contained = [_value_set({"version": "2", "concept": [concept]})]

    form = form_of(item("q", "choice", answerValueSet="#a"), contained=contained)

    (option,) = form.find("q").answer_options
    assert option.coding == Coding("a", SYSTEM, "2")
    assert (option.display.in_language("en"), option.display.in_language("es")) == ("Yes", "Sí")


def test_a_value_set_lacks_words_of_a_language() -> None:
    contained = [_value_set({"concept": [{"code": "a", "display": "Yes"}]})]
    data = questionnaire(contained=contained, item=[])

    with pytest.raises(ContentFault) as fault:
        load_form(data, "x.json", languages=("en", "es"))

    assert "form-translation" in {finding.rule for finding in fault.value.findings}


def test_numbers_keep_their_digits() -> None:
    data = questionnaire(item("d", "decimal", initial=[{"valueDecimal": 7.25}]))
    form = load_form(data.replace(b"7.25", b"7.250"), "x.json")

    assert str(form.find("d").initial[0]) == "7.250"
