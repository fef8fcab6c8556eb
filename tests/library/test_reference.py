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
        (HIVES, 'on = 2026-01-02\n', "", ("review-unsigned", 5)),
        (HIVES, 'name = "Ronchas"\n', "", ("missing-key", 19)),
        (HIVES, "[es]", "[ex]", ("unknown-key", 19)),
        (HIVES, 'tier = "emergency"', 'tier = "routine"', ("band-order", 39)),
        (HIVES, 'tier = "emergency"', 'tier = "today"', ("band-order", 39)),
        (HIVES, 'tier = "emergency"', 'tier = "soon"', ("wrong-value", 26)),
        (HIVES, 'when = ["they come during an infusion"]', "when = []", ("band-when", 43)),
        (HIVES, 'sources = ["MC"]', 'sources = ["XY"]', ("unknown-source", 28)),
        (HIVES, 'sources = ["MC"]', "sources = []", ("source-missing", 25)),
        (HIVES, "they come during", "after 5 days or during", ("general-number", 43)),
        (HIVES, "they come during", "in 5 % during", ("general-number", 43)),
        (FEVER, 'standing = "general"', 'standing = "general"\ntags = ["breathing+skin+x"]',
         ("tag-tier", 16)),
        (FEVER, '[bands.es]\nwhen = ["su temperatura es de {fever_f} o más"]', "",
         ("missing-translation", 13)),
        (FEVER, "{fever_f}", "{fever_c}", ("placeholder", 18)),
        (THERAPY, 'group = "migraine"', 'group = "x"', ("unknown-group", 1)),
        (THERAPY, 'symptom = "hives"', 'symptom = "x"', ("unknown-symptom", 35)),
        (THERAPY, 'list = "emergency"', 'list = "rare"', ("wrong-value", 34)),
        (THERAPY, 'text = "Hives with', 'text = "In 3 of 10, hives with', ("general-number", 38)),
        (THERAPY, 'sources = ["LABEL"]\n', "", ("source-missing", 23)),
        (TIERS, "on = 2026-01-02\n", "", ("review-unsigned", 2)),
        ("reference/areas.toml", 'es = "Piel"\n', "", ("missing-translation", 1)),
        ("reference/areas.toml", '[skin]', "[Skin Deep]", ("toml-syntax", 1)),
        (GROUPS, '[migraine.en]\nname = "Migraine"', "", ("missing-translation", 1)),
        (GROUPS, 'name = "Migraine"', "name = 5", ("wrong-type", 3)),
        (GROUPS, "[migraine]", "[migraine]\nicon = 5", ("unknown-key", 2)),
        (GROUPS, "[migraine]", "[Migraine]", ("wrong-value", 1)),
        ("reference/before.toml", '[items.es]\ntitle = "Fiebre"', "", ("missing-translation", 6)),
        ("attract.toml", 'es = "Pregunte."\n', "", ("missing-translation", 1)),
        ("forms/contact.json", "Questionnaire", "Patient", ("form", 0)),
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


def test_a_symptom_without_a_tier_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    text = (content / FEVER).read_text(encoding="utf-8")
    (content / FEVER).write_text(text.split("[[bands]]")[0], encoding="utf-8")

    assert [(one.file, one.rule) for one in errors(content)] == [(FEVER, "symptom-tier")]


def test_a_band_without_an_action_is_refused_in_each_language(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, TIERS, 'home_actions = ["Call {phone}."]', "home_actions = []")

    found = {(one.file, one.line) for one in errors(content) if one.rule == "band-action"}

    assert {(FEVER, 17), (FEVER, 20), (HIVES, 42), (HIVES, 45)} <= found


def test_a_symptom_of_one_language_is_named(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    text = (content / FEVER).read_text(encoding="utf-8")
    start, end = text.index("[es]"), text.index("[[bands]]")
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

    assert (finding.rule, finding.line, finding.severity) == ("unused-source", 11, "warning")


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
