# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Questionnaires that others wrote load and fill, or are refused by naming what is unsupported."""

from pathlib import Path

import pytest

from tests.forms.public_samples import main, outcome
from tests.support.forms import item, questionnaire

PUBLIC = Path(__file__).parent / "public"
NAMED = {
    "que-5.p1.pass": "`type` `url` is not supported",
    "que-5b.p1.pass": "`type` `url` is not supported",
    "que-16.f1.fail": "`text` is missing",
    "que-18a.f1.fail": "a choice needs `answerOption`",
    "que-18a.p1.pass": "`text` is missing",
    "que-18a.p2.pass": "two options have the same code",
    "que-18a.p3.pass": "`type` `reference` is not supported",
    "que-19.pass": "the condition asks about no earlier question",
    "que-20.pass": "a choice needs `answerOption`",
}


def test_every_sample_is_looked_at() -> None:
    assert {path.stem for path in PUBLIC.glob("*.json")} == set(NAMED)


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_supported_is_named_with_its_mend(name: str) -> None:
    refused = outcome(PUBLIC / f"{name}.json").refused

    assert any(NAMED[name] in finding.problem for finding in refused)
    assert all(finding.rule and finding.mend for finding in refused)


@pytest.mark.parametrize("name", ["que-5.p1.pass", "que-5b.p1.pass", "que-18a.p3.pass"])
def test_a_type_that_is_refused_is_the_only_thing_said_of_its_item(name: str) -> None:
    (finding,) = outcome(PUBLIC / f"{name}.json").refused

    assert finding.problem.startswith("/item/0/type")


def test_the_command_tells_of_each_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_bytes(questionnaire(item()))
    (tmp_path / "b.json").write_text('{"resourceType": "Questionnaire"}', "utf-8")
    (tmp_path / "c.json").write_text("no JSON", "utf-8")

    code = main(tmp_path)

    told = capsys.readouterr().out.splitlines()
    assert code == 0
    assert told[0] == "a.json: filled"
    assert told[1].startswith("b.json: refused (added: url, version, title, status): form-missing")
    assert told[2].startswith("c.json: refused: ")
    assert told[3] == "3 files: 1 filled, 2 refused by name"


def test_the_command_fails_where_there_is_nothing_to_look_at(tmp_path: Path) -> None:
    assert main(tmp_path) == 1
