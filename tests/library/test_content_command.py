# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl content`` says what is wrong and ends with a code that scripts can read."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from kiosk.ctl.content import app
from tests.support.library import ARTICLES, NEWS, spoil, write_content


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_build_writes_the_library_and_says_so(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "build/library.db"

    first = run("build", "--content", content, "--out", library)
    second = run("build", "--content", content, "--out", library)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "2 symptoms" in first.stdout
    assert "Nothing changed" in second.stdout
    assert library.is_file()


def test_bad_content_prints_each_finding_on_a_line_and_exits_1(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, "attract.toml", "Ask us.", "Ask {nobody}.")

    result = run("build", "--content", content, "--out", tmp_path / "library.db")

    assert result.exit_code == 1
    assert result.stdout.startswith("attract.toml:2: error [placeholder]")
    assert not (tmp_path / "library.db").exists()


def test_build_stops_with_all_that_the_centers_settings_lack(tmp_path: Path) -> None:
    content, library = write_content(tmp_path), tmp_path / "library.db"
    bare, half = tmp_path / "bare.toml", tmp_path / "half.toml"
    bare.write_text("format = 1\nlive = true\n", encoding="utf-8")
    half.write_text('format = 1\n[center]\nname = "A"\nphone = "555 555 0100"\n', "utf-8")

    results = [
        run("build", "--content", content, "--out", library, "--config", file)
        for file in (bare, half)
    ]

    assert [result.exit_code for result in results] == [1, 1]
    for lacking in ("after_hours_phone", "fever_f", "observation_minutes"):
        assert all(lacking in result.stdout for result in results)
    assert not library.exists()


def test_build_with_a_center_of_its_own_is_made(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        'format = 1\n[center]\nname = "A"\nphone = "555 555 0100"\n'
        'after_hours_phone = "555 555 0101"\nobservation_minutes = 30\nfever_f = 100.4\n',
        encoding="utf-8",
    )

    result = run(
        "build", "--content", write_content(tmp_path), "--out", tmp_path / "l.db", "--config", file
    )

    assert (result.exit_code, (tmp_path / "l.db").exists()) == (0, True)


def test_check_prints_findings_as_json(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, "attract.toml", "Ask us.", "Ask {nobody}.")

    result = run("check", "--content", content, "--format", "json")

    (finding,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(finding) == {"file", "line", "rule", "message", "mend", "severity"}
    assert (finding["file"], finding["line"], finding["rule"]) == ("attract.toml", 2, "placeholder")


def test_check_of_sound_content_exits_0(tmp_path: Path) -> None:
    assert run("check", "--content", write_content(tmp_path)).exit_code == 0


def test_check_with_warnings_only_exits_0(tmp_path: Path) -> None:
    result = run("check", "--content", write_content(tmp_path, NEWS), "--format", "json")

    assert {finding["severity"] for finding in json.loads(result.stdout)} == {"warning"}
    assert result.exit_code == 0


def test_check_looks_at_review_dates_as_of_the_day_that_is_named(tmp_path: Path) -> None:
    content = write_content(tmp_path, NEWS)

    result = run("check", "--content", content, "--on", "2027-05-02")

    assert result.exit_code == 1
    assert "[review-due]" in result.stdout


def test_check_tells_the_grade_of_every_text(tmp_path: Path) -> None:
    result = run("check", "--content", write_content(tmp_path, ARTICLES), "--levels")

    lines = [line for line in result.stdout.splitlines() if ": grade " in line]
    assert [line.split(":")[0] for line in lines] == [
        "articles/migraine/en.md",
        "articles/migraine/es.md",
    ]


def test_an_accepted_translation_is_marked(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    before = run("check", "--content", content)

    after = run("check", "--content", content, "--accept-translation", "migraine")

    assert "[translation-unmarked]" in before.stdout
    assert "[translation-unmarked]" not in after.stdout


def test_accepting_what_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    result = run("check", "--content", write_content(tmp_path), "--accept-translation", "gout")

    assert result.exit_code == 1
    assert "articles/gout" in result.stdout


def test_a_missing_folder_is_told_plainly(tmp_path: Path) -> None:
    result = run("check", "--content", tmp_path / "none")

    assert result.exit_code == 1
    assert "missing" in result.stderr
