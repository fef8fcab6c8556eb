# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The recipe of `resources/i18n/README.md`, followed in a copy of the checkout: files alone.

Source:
    Issue 9 ("adding a language is a documented, checked recipe that touches no code").
"""

import hashlib
from pathlib import Path

import pytest

from tests.support.new_language import (
    ARTICLE,
    CODE,
    SYMPTOM,
    Checkout,
    copied,
    fill_in_habits,
    translate_article,
    translate_form,
    translate_sentences,
    translate_symptom,
)

BEFORE = "code-before"
MAKE, BUILD = 0, 1
"""Blocks of commands in the recipe."""


def _code(root: Path) -> str:
    files = sorted((root / "kiosk").rglob("*.py"))
    return "\n".join(f"{file} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A copy after the first step: the catalogue is there, and nothing is filled in."""
    copy = copied(Path(__file__).parents[2], tmp_path_factory.mktemp("checkout"))
    (copy.root / BEFORE).write_text(_code(copy.root), "utf-8")
    made = copy.follow(MAKE)
    assert made.returncode == 0, made.stderr
    return copy


@pytest.fixture(scope="module")
def unfinished(begun: Checkout) -> list[str]:
    """What the check says of the catalogue and the content before anything is translated."""
    fill_in_habits(begun)
    return begun.kioskctl("languages", "check").stdout.splitlines()


@pytest.fixture(scope="module")
def done(begun: Checkout, unfinished: list[str]) -> Checkout:
    """The copy after the whole recipe; one article, one symptom and one form are translated."""
    assert unfinished
    translate_sentences(begun)
    translate_article(begun)
    translate_symptom(begun)
    translate_form(begun)
    built = begun.follow(BUILD)
    assert built.returncode == 0, built.stdout + built.stderr
    return begun


def test_a_sentence_that_is_not_translated_is_named_with_its_line_and_mend(
    begun: Checkout, unfinished: list[str]
) -> None:
    catalogue = f"resources/i18n/kiosk_{CODE}.ts"
    lines = (begun.root / catalogue).read_text("utf-8").splitlines()
    named = [line for line in unfinished if "[message-unfinished]" in line]
    number = int(named[0].split(":")[1])

    assert named[0].startswith(f"kiosk_{CODE}.ts:")
    assert "Fill it in." in named[0]
    assert len(named) > 500
    assert any("<message" in line for line in lines[number - 1 : number])


@pytest.mark.parametrize(
    ("place", "mend"),
    [
        (f"articles/{ARTICLE}/{CODE}.md: ", f"Write {CODE}.md"),
        (f"reference/symptoms/{SYMPTOM}.toml:", f"Write its `{CODE}` part."),
        ("reference/tiers.toml:", f"Write its `{CODE}` part."),
        ("attract.toml:", f"Write its `{CODE}` part."),
        ("forms/contact.json:", "Add it as a translation extension."),
        ("phrases.toml:", f"Write `{CODE}` below it."),
        (f"kiosk_{CODE}.ts: ", "Run pyside6-lrelease."),
    ],
)
def test_each_piece_that_is_missing_is_named_with_its_mend(
    unfinished: list[str], place: str, mend: str
) -> None:
    assert any(line.startswith(place) and mend in line for line in unfinished)


def test_a_key_that_is_missing_is_named_with_its_line(done: Checkout, tmp_path: Path) -> None:
    folder = tmp_path / "i18n"
    folder.mkdir()
    for file in (done.root / "resources" / "i18n").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    habits = folder / f"{CODE}.toml"
    habits.write_text(habits.read_text("utf-8").replace('locale = "', 'lokale = "'), "utf-8")

    checked = done.kioskctl("languages", "check", "--folder", str(folder))

    assert checked.returncode == 1
    assert f"{CODE}.toml:5: error [unknown-key]" in checked.stdout


def test_what_was_translated_is_not_missed_any_more(done: Checkout) -> None:
    said = done.kioskctl("languages", "check").stdout.splitlines()

    names = {line.split(":")[0] for line in said}
    translated = {f"articles/{ARTICLE}/{CODE}.md", f"reference/symptoms/{SYMPTOM}.toml"}
    assert names.isdisjoint({*translated, "reference/tiers.toml", "forms/contact.json"})
    # What no code says any more, but another catalogue still has, is that catalogue's matter.
    own = [line for line in said if CODE in line.split(":")[0] and "[message-missing]" not in line]
    assert [line for line in own if " error " in line] == []


def test_no_code_was_touched(done: Checkout) -> None:
    assert _code(done.root) == (done.root / BEFORE).read_text("utf-8")


def test_visits_are_held_in_it(done: Checkout) -> None:
    python = str(done.root / ".venv" / "bin" / "python")
    visits = "tests/journeys/visits_in_french.py"

    held = done.run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", visits)

    assert held.returncode == 0, held.stdout[-6_000:]


def test_center_may_say_in_it_how_to_get_staff(done: Checkout) -> None:
    told = done.kioskctl("config", "reference")

    assert told.returncode == 0, told.stderr
    assert "How to get staff at once, in French." in told.stdout


def test_desk_prints_it_ahead_of_time(done: Checkout, tmp_path: Path) -> None:
    printed = done.kioskctl(
        *("content", "handouts", "--language", CODE, "--out", str(tmp_path / "out")),
        *("--library", str(done.root / "build" / "library.db")),
    )

    assert printed.returncode == 0, printed.stderr
    assert list((tmp_path / "out").rglob("*.pdf"))
