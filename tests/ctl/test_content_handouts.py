# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``content handouts`` fills a folder for the desk, and leaves other people's folders alone."""

from pathlib import Path

import pytest

from kiosk.library.builder import build
from tests.support.command_line import Ran, run

_CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "library.db"
    build(_CONTENT, path)
    return path


def handouts(library: Path, out: Path, *more: str) -> Ran:
    return run("content", "handouts", "--library", str(library), "--out", str(out), *more)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_articles_symptoms_treatments_and_forms_lie_there(library: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "desk"

    ran = handouts(library, out, "--language", "es")

    assert ran.code == 0
    assert ran.out == f"Wrote {len(names(out))} handouts to {out}\n"
    assert "demonstration" in ran.err
    assert {name.rsplit("-", 1)[1] for name in names(out)} == {"es.pdf"}
    assert {name.split("-")[0] for name in names(out)} == {"article", "symptom", "therapy", "form"}
    assert all(path.read_bytes().startswith(b"%PDF-") for path in out.iterdir())


def test_second_run_takes_away_what_the_library_no_longer_has(
    library: Path, tmp_path: Path
) -> None:
    (tmp_path / "article-gone-es.pdf").write_bytes(b"old")
    (tmp_path / "article-gone-en.pdf").write_bytes(b"old")

    handouts(library, tmp_path, "--language", "es")

    assert "article-gone-es.pdf" not in names(tmp_path)
    assert "article-gone-en.pdf" in names(tmp_path)


def test_folder_with_other_files_is_left_as_it_is(library: Path, tmp_path: Path) -> None:
    (tmp_path / "my-thesis.pdf").write_bytes(b"mine")

    ran = handouts(library, tmp_path)

    assert ran.code == 1
    assert "my-thesis.pdf" in ran.err
    assert "Traceback" not in ran.err
    assert names(tmp_path) == {"my-thesis.pdf"}


def test_file_in_the_place_of_the_folder_is_told(library: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("")

    ran = handouts(library, tmp_path / "desk")

    assert ran.code == 1
    assert "cannot be used" in ran.err


def test_library_that_is_missing_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    ran = handouts(tmp_path / "none.db", tmp_path / "desk")

    assert ran.code == 1
    assert "could not be written" in ran.err
    assert "library" in capfd.readouterr().err


def test_settings_name_the_center_and_the_paper(library: Path, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('format = 1\nlive = true\n[printing]\npaper = "a4"\n')

    ran = handouts(library, tmp_path / "desk", "--config", str(config))

    assert ran.code != 0
    assert "name no center" in ran.err
