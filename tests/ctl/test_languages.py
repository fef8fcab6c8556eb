# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl languages check` finds, each with its own broken language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kiosk.ctl.languages import findings
from kiosk.ctl.main import app
from tests.support.added_language import CODE, add_language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped languages and a complete one more."""
    return add_language(tmp_path / "resources") / "i18n"


def _rules(folder: Path, file: str = "") -> set[str]:
    return {one.rule for one in findings(folder) if one.file == file or not file}


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_language_that_follows_the_recipe_is_complete_but_not_reviewed(folder: Path) -> None:
    assert _rules(folder, f"kiosk_{CODE}.ts") == set()
    assert _rules(folder, f"{CODE}.toml") == {"not-reviewed"}


def test_reviewed_language_is_told_from_one_that_is_not(folder: Path) -> None:
    data = folder / f"{CODE}.toml"
    data.write_text(
        data.read_text("utf-8") + 'reviewed_by = "A. Body"\nreviewed_on = "2026-11-30"\n'
    )

    assert _rules(folder, data.name) == set()


BROKEN: dict[str, Callable[[Path], None]] = {
    "catalogue-missing": lambda folder: (folder / f"kiosk_{CODE}.ts").unlink(),
    "catalogue-damaged": lambda folder: _edit(folder / f"kiosk_{CODE}.ts", "</context>", "<"),
    "not-compiled": lambda folder: (folder / f"kiosk_{CODE}.qm").unlink(),
    "message-missing": lambda folder: _edit(
        folder / f"kiosk_{CODE}.ts", "<source>Back</source>", "<source>Backwards</source>"
    ),
    "message-unfinished": lambda folder: _edit(
        folder / f"kiosk_{CODE}.ts", "<translation>", '<translation type="unfinished">'
    ),
    "message-gone": lambda folder: _edit(
        folder / f"kiosk_{CODE}.ts", "<translation>", '<translation type="vanished">'
    ),
    "placeholder": lambda folder: _edit(folder / "kiosk_es.ts", "{phone}", "{telephone}"),
    "bar-word": lambda folder: _edit(
        folder / "kiosk_es.ts", "<translation>Atrás<", "<translation>Ir hacia atrás<"
    ),
    "double": lambda folder: _edit(folder / f"{CODE}.toml", "rank = 3", "rank = 2"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_way_to_break_a_language_is_found(folder: Path, rule: str) -> None:
    BROKEN[rule](folder)

    assert rule in _rules(folder)


def test_plural_form_that_is_empty_is_found(folder: Path) -> None:
    file = folder / f"kiosk_{CODE}.ts"
    text = file.read_text("utf-8")
    start = text.index("<numerusform>")
    end = text.index("</numerusform>", start)
    file.write_text(f"{text[:start]}<numerusform>{text[end:]}", "utf-8")

    assert "message-unfinished" in _rules(folder, file.name)


def test_name_that_is_missing_is_found_by_its_line(folder: Path) -> None:
    _edit(folder / f"{CODE}.toml", "own =", "# own =")

    assert any(one.file == f"{CODE}.toml" for one in findings(folder))


def test_command_ends_with_1_on_errors_and_0_on_warnings(folder: Path) -> None:
    command = ["languages", "check", "--folder", str(folder)]
    good = CliRunner().invoke(app, command)
    (folder / f"kiosk_{CODE}.qm").unlink()
    bad = CliRunner().invoke(app, command)

    assert good.exit_code == 0, good.output
    assert bad.exit_code == 1
    assert "not-compiled" in bad.output
