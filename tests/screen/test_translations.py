# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QTranslator

from kiosk.paths import checkout_dir, resources_dir

CODE = (checkout_dir() or Path()) / "kiosk"
SCREEN, HANDOUT = CODE / "screen", CODE / "handout"
CATALOGUES = resources_dir() / "i18n"
TOOLS = Path(sys.executable).parent
PLACEHOLDER = re.compile(r"\{\w*\}|%n")
PLURAL_FORMS = 2
BAR_WORD = 9


def _messages(catalogue: Path) -> list[tuple[str, ET.Element]]:
    root = ET.parse(catalogue).getroot()
    return [
        (f"{context.findtext('name')}: {message.findtext('source')}", message)
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def _not_finished(catalogue: Path) -> list[str]:
    return [
        name
        for name, message in _messages(catalogue)
        if message.find("translation[@type]") is not None or not all(_forms(message))
    ]


def _updated(language: str, folder: Path, *options: str) -> Path:
    copy = folder / f"kiosk_{language}.ts"
    shutil.copy(CATALOGUES / copy.name, copy)
    files = sorted(str(path) for path in (*SCREEN.rglob("*.py"), *HANDOUT.rglob("*.py")))
    subprocess.run(
        [
            *(str(TOOLS / "pyside6-lupdate"), *options, *files, "-ts", str(copy)),
            *("-source-language", "en_US", "-target-language", f"{language}_US"),
            *("-locations", "none", "-silent"),
        ],
        check=True,
        timeout=60,
    )
    return copy


def _loaded(language: str, folder: Path) -> QTranslator:
    compiled = folder / f"kiosk_{language}.qm"
    catalogue = CATALOGUES / f"kiosk_{language}.ts"
    subprocess.run(
        [str(TOOLS / "pyside6-lrelease"), "-silent", str(catalogue), "-qm", str(compiled)],
        check=True,
        timeout=60,
    )
    translator = QTranslator()
    assert translator.load(f"kiosk_{language}", str(folder))
    return translator


def _unreadable(tree: ast.Module) -> Iterator[int]:
    """Yield the lines whose words lupdate cannot read.

    It reads literals, and calls by name, and none of them inside an f-string.
    """
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    hidden = {id(node) for text in texts for node in ast.walk(text)}
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"tr", "translate"}:
            if id(node) not in called:
                yield node.lineno
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"tr", "translate"}
        ):
            words = node.args[: 2 if node.func.attr == "translate" else 1]
            if id(node) in hidden or not all(isinstance(word, ast.Constant) for word in words):
                yield node.lineno


def test_spanish_is_finished() -> None:
    assert _not_finished(CATALOGUES / "kiosk_es.ts") == []


def test_english_plurals_are_finished() -> None:
    assert _not_finished(CATALOGUES / "kiosk_en.ts") == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_plurals_have_one_form_for_one_and_one_for_many(language: str) -> None:
    plurals = [
        (name, _forms(message))
        for name, message in _messages(CATALOGUES / f"kiosk_{language}.ts")
        if message.get("numerus") == "yes"
    ]

    assert plurals
    assert [name for name, forms in plurals if len(set(forms)) != PLURAL_FORMS] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_translations_keep_the_placeholders(language: str) -> None:
    changed = [
        name
        for name, message in _messages(CATALOGUES / f"kiosk_{language}.ts")
        for form in _forms(message)
        if set(PLACEHOLDER.findall(form))
        != set(PLACEHOLDER.findall(message.findtext("source") or ""))
    ]

    assert changed == []


@pytest.mark.parametrize(("language", "options"), [("es", ()), ("en", ("-pluralonly",))])
def test_catalogue_has_just_the_words_of_the_code(
    language: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    updated = _updated(language, tmp_path, *options)

    names = [name for name, _ in _messages(CATALOGUES / updated.name)]
    assert [name for name, _ in _messages(updated)] == names
    assert _not_finished(updated) == []


def test_words_stand_where_the_catalogue_can_find_them() -> None:
    unreadable = [
        f"{path.relative_to(SCREEN)}:{line}"
        for path in sorted(SCREEN.rglob("*.py"))
        if path.name != "each.py"  # what it is called with is read where it is called
        for line in _unreadable(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert unreadable == []


def test_bottom_bar_has_one_short_word_each() -> None:
    words = [
        form
        for name, message in _messages(CATALOGUES / "kiosk_es.ts")
        if name.startswith("BottomBar: ")
        for form in _forms(message)
    ]

    assert words
    assert [word for word in words if " " in word or len(word) > BAR_WORD] == []


def test_spanish_speaks(tmp_path: Path) -> None:
    spanish = _loaded("es", tmp_path)

    assert spanish.translate("BottomBar", "Back") == "Atrás"


@pytest.mark.parametrize(
    ("language", "days", "promise"),
    [
        ("en", 1, "We answer within %n working day."),
        ("en", 2, "We answer within %n working days."),
        ("es", 1, "Respondemos en %n día hábil o menos."),
        ("es", 2, "Respondemos en %n días hábiles o menos."),
    ],
)
def test_promise_agrees_with_its_number(
    language: str, days: int, promise: str, tmp_path: Path
) -> None:
    catalogue = _loaded(language, tmp_path)

    said = catalogue.translate("Promise", "We answer within %n working day(s).", "", days)

    assert said == promise
