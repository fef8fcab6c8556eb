# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A mistake in the reference is named with file, line, rule and mend."""

from pathlib import Path

import pytest

from kiosk.library import builder
from tests.support.library import errors, spoil, write_content

HIVES = "reference/symptoms/hives.toml"
FEVER = "reference/symptoms/fever.toml"
THERAPY = "reference/therapies/eptinezumab.toml"
TIERS = "reference/tiers.toml"
GROUPS = "reference/groups.toml"


def test_sound_content_has_no_findings(tmp_path: Path) -> None:
    assert builder.check(write_content(tmp_path)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (HIVES, 'area = "skin"', 'area = "nose"', ("unknown-area", 1)),
        (HIVES, '["eptinezumab"]', '["other"]', ("unknown-therapy", 2)),
        (HIVES, '["fever"]', '["hives"]', ("unknown-symptom", 3)),
        (HIVES, 'name = "Ronchas"\n', "", ("missing-key", 12)),
        (HIVES, "[es]", "[ex]", ("unknown-key", 12)),
        (HIVES, 'place = "home"\nen = "they', 'place = "car"\nen = "they',
         ("wrong-value", 35)),
        (HIVES, 'tier = "emergency"', 'tier = "soon"', ("wrong-value", 41)),
        (HIVES, 'tier = "emergency"', 'tier = "routine"', ("do-tier", 41)),
        (HIVES, "with-breathing", "with-wings", ("shared-line", 27)),
        (HIVES, 'line = "with-breathing"', 'line = "with-breathing"\nen = "x"\nes = "y"',
         ("shared-line", 27)),
        (HIVES, 'sources = ["MC", "GK"]', 'sources = ["XY"]', ("unknown-source", 32)),
        (HIVES, 'sources = ["MC", "GK"]', "sources = []", ("source-missing", 29)),
        (HIVES, "they come during", "after 5 days or during", ("general-number", 30)),
        (HIVES, "they come during", "in 5 % during", ("general-number", 30)),
        (HIVES, "Do not scratch.", "Take your antihistamine.", ("medicine-order", 48)),
        (HIVES, "No se rasque.", "Usted tiene alergia.", ("diagnosis", 49)),
        (FEVER, 'o más"\n', 'o más"\ntags = ["breathing+skin+x"]\n', ("tag-tier", 19)),
        (FEVER, 'es = "su temperatura es de {fever_f} o más"', "", ("missing-translation", 16)),
        (FEVER, "{fever_f}", "{fever_c}", ("placeholder", 17)),
        (THERAPY, 'group = "migraine"', 'group = "x"', ("unknown-group", 1)),
        (THERAPY, 'symptom = "hives"', 'symptom = "x"', ("unknown-symptom", 56)),
        (THERAPY, 'topic = "drip"', 'topic = "drop"', ("wrong-value", 30)),
        (THERAPY, 'topic = "drip"', 'topic = "note"', ("topic-missing", 1)),
        (THERAPY, 'en = "Hives with', 'en = "In 3 of 10, hives with', ("general-number", 54)),
        (THERAPY, "; 6 in 100 with placebo", "", ("comparator", 62)),
        (THERAPY, '6 con placebo" }\nsources = ["LABEL"]', '6 con placebo" }\nsources = ["GK"]',
         ("general-number", 62)),
        (THERAPY, '"LABEL"', "", ("source-missing", 17)),
        (TIERS, 'home_actions = ["Call {phone}."]', "home_actions = []", ("tier-action", 6)),
        ("reference/areas.toml", 'es = "Piel"\n', "", ("missing-translation", 1)),
        ("reference/areas.toml", '[skin]', "[Skin Deep]", ("toml-syntax", 1)),
        (GROUPS, '[migraine.en]\nname = "Migraine"', "", ("missing-translation", 1)),
        (GROUPS, 'name = "Migraine"', "name = 5", ("wrong-type", 3)),
        (GROUPS, "[migraine]", "[migraine]\nicon = 5", ("unknown-key", 2)),
        (GROUPS, "[migraine]", "[Migraine]", ("wrong-value", 1)),
        ("reference/before.toml", '[items.es]\ntitle = "Fiebre"', "", ("missing-translation", 6)),
        ("attract.toml", 'es = "Pregunte."\n', "", ("missing-translation", 1)),
        ("questions.toml", '"symptom:hives"', '"symptom:x"', ("unknown-symptom", 2)),
        ("questions.toml", '"symptom:hives"', '"https://x"', ("wrong-value", 2)),
        ("questions.toml", 'es = "¿Ronchas?"\n', "", ("missing-translation", 1)),
        ("forms/contact.json", '"Questionnaire"', '"Patient"', ("form-unsupported", 2)),
        ("forms/contact.json", '"string"', '"attachment"', ("form-unsupported", 8)),
        ("forms/contact.json", '"_title"', '"_none"', ("form-translation", 3)),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, expected: tuple[str, int]
) -> None:
    content = write_content(tmp_path)
    spoil(content, file, old, new)

    found = errors(content)

    assert (file, *expected) in {(one.file, one.rule, one.line) for one in found}
    assert all(one.problem and one.mend for one in found)


def test_a_symptom_without_a_tier_at_a_place_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, FEVER, "[[today]]", '[[today]]\nplace = "home"')

    (finding,) = errors(content)

    assert (finding.file, finding.rule) == (FEVER, "symptom-tier")
    assert "in the building" in finding.problem


def test_a_symptom_of_one_language_is_named(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    text = (content / FEVER).read_text(encoding="utf-8")
    start, end = text.index("[es]"), text.index("[[looks_like]]")
    (content / FEVER).write_text(text[:start] + text[end:], encoding="utf-8")

    assert "missing-translation" in {one.rule for one in errors(content) if one.file == FEVER}


def test_a_missing_file_of_tiers_stops_the_build(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / TIERS).unlink()

    assert (TIERS, "file-missing") in {(one.file, one.rule) for one in errors(content)}


def test_an_unused_source_is_a_warning(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, HIVES, "[sources]", '[sources]\nOLD = "Not used."')

    (finding,) = builder.check(content)

    assert (finding.rule, finding.line, finding.severity) == ("unused-source", 6, "warning")


def test_all_findings_come_at_once(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, HIVES, 'area = "skin"', 'area = "nose"')
    spoil(content, FEVER, "{fever_f}", "{other}")
    spoil(content, THERAPY, 'group = "migraine"', 'group = "x"')

    assert {one.file for one in errors(content)} == {HIVES, FEVER, THERAPY}


def test_a_file_that_nothing_reads_is_named(tmp_path: Path) -> None:
    content = write_content(tmp_path, {"reference/symptom/cough.toml": ""})

    (finding,) = builder.check(content)

    assert (finding.file, finding.rule) == ("reference/symptom/cough.toml", "unused-file")


def test_text_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / FEVER).write_bytes(b"area = 'skin'\n# caf\xe9\n")

    assert ("encoding", 2) in {(one.rule, one.line) for one in errors(content)}


@pytest.mark.parametrize("kind", ["integer", "decimal", "date", "quantity"])
def test_a_form_may_ask_for_numbers_and_days(tmp_path: Path, kind: str) -> None:
    content = write_content(tmp_path)
    spoil(content, "forms/contact.json", '"type": "string"', f'"type": "{kind}"')

    assert errors(content) == []
