# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl speech`: the narrator's sheet, and what is wrong with recordings."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.ctl.speech import findings
from kiosk.library.builder import build
from kiosk.session.recordings import Line, mark_of
from tests.support.command_line import Ran, run
from tests.support.recorded import hum, record, write_wav

_CONTENT = Path(__file__).resolve().parents[2] / "content"
LINE = Line("en", "article a", "Ask the nurse for a warm blanket.")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "library.db"
    build(_CONTENT, path)
    return path


@pytest.fixture(scope="module")
def sheet(library: Path) -> list[dict[str, str]]:
    """The Spanish sheet."""
    ran = run("speech", "list", "--language", "es", "--library", str(library), "--json")
    assert ran.code == 0
    rows: list[dict[str, str]] = json.loads(ran.out)
    return rows


def test_sheet_names_the_file_of_each_text(sheet: list[dict[str, str]]) -> None:
    assert all(row["file"] == f"es/{mark_of(row['words'])}.wav" for row in sheet)
    assert len({row["file"] for row in sheet}) == len(sheet)


def test_first_words_stand_first(sheet: list[dict[str, str]]) -> None:
    assert sheet[0]["words"].startswith("La voz está encendida.")
    assert sheet[0]["where"] == "first words"


def test_articles_symptoms_and_treatments_are_listed(sheet: list[dict[str, str]]) -> None:
    assert {row["where"].partition(" ")[0] for row in sheet} == {
        "first",
        "article",
        "symptom",
        "therapy",
    }


def test_medicine_names_stand_there_as_they_are_said(sheet: list[dict[str, str]]) -> None:
    assert any("nueve uno uno" in row["words"] for row in sheet)
    assert not any("911" in row["words"] for row in sheet)


def test_what_is_recorded_is_not_missing(
    library: Path, tmp_path: Path, sheet: list[dict[str, str]]
) -> None:
    recordings, config = tmp_path / "recordings", tmp_path / "kiosk.toml"
    record(recordings, "es", sheet[0]["words"])
    config.write_text(f'[speech]\nrecordings = "{recordings}"\n')

    ran = run(
        *("speech", "list", "--language", "es", "--library", str(library)),
        *("--missing", "--config", str(config)),
    )

    assert ran.code == 0
    assert sheet[0]["file"] not in ran.out
    assert len(ran.out.splitlines()) == len(sheet) - 1


def test_language_that_the_screen_does_not_speak_is_refused(library: Path) -> None:
    ran = run("speech", "list", "--language", "xx", "--library", str(library))

    assert ran.code == 1
    assert "there is no language 'xx'" in ran.err


def check(folder: Path, library: Path) -> Ran:
    return run("speech", "check", str(folder), "--library", str(library))


def test_check_passes_over_good_recordings(
    library: Path, tmp_path: Path, sheet: list[dict[str, str]]
) -> None:
    record(tmp_path, "es", sheet[1]["words"], 10)

    assert check(tmp_path, library).code == 0


def test_check_fails_on_a_file_that_is_never_played(library: Path, tmp_path: Path) -> None:
    write_wav(tmp_path / "es" / "hello.wav", hum(1))

    ran = check(tmp_path, library)
    assert ran.code == 1
    assert "es/hello.wav: error [stray]" in ran.out


def test_folder_that_is_not_there_is_told(library: Path, tmp_path: Path) -> None:
    assert check(tmp_path / "none", library).code == 1


HARM: dict[str, Callable[[Path], object]] = {
    "stale": lambda path: path.rename(path.with_name(f"{mark_of('old words')}.wav")),
    "stray": lambda path: path.rename(path.with_name("blanket.wav")),
    "unplayable": lambda path: path.write_bytes(b"no sound"),
    "silent": lambda path: write_wav(path, hum(3, 100)),
    "cut-off": lambda path: write_wav(path, hum(0.5)),
    "clipped": lambda path: write_wav(path, hum(3, 32_767)),
    "silence": lambda path: write_wav(path, hum(3, 0) + hum(3)),
}


@pytest.mark.parametrize("rule", HARM)
def test_each_flaw_is_found(rule: str, tmp_path: Path) -> None:
    HARM[rule](record(tmp_path, LINE.language, LINE.words, 3))

    assert [finding.rule for finding in findings(tmp_path, [LINE])] == [rule]


def test_good_recording_has_no_flaw(tmp_path: Path) -> None:
    record(tmp_path, LINE.language, LINE.words, 3)

    assert list(findings(tmp_path, [LINE])) == []
