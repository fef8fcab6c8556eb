# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kiosk.fleet.phrases import phrases
from kiosk.paths import checkout_dir, resources_dir

CATALOGUE = resources_dir() / "i18n" / "desk_es.ts"
PLACEHOLDER = re.compile(r"\{\w*\}")


def _messages(path: Path) -> dict[str, str]:
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            name = f"{context.findtext('name')}: {message.findtext('source')}"
            translation = message.find("translation")
            is_finished = translation is not None and translation.get("type") is None
            found[name] = (message.findtext("translation") or "") if is_finished else ""
    return found


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The catalogue after all words of the code were looked for."""
    copy = tmp_path_factory.mktemp("i18n") / CATALOGUE.name
    shutil.copy(CATALOGUE, copy)
    folder = (checkout_dir() or Path()) / "kiosk" / "desk"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    files = sorted(str(path) for path in folder.rglob("*.py"))
    languages = ("-source-language", "en_US", "-target-language", "es_US")
    command = [str(tool), *files, "-ts", str(copy), *languages, "-locations", "none", "-silent"]
    subprocess.run(command, check=True, timeout=60)
    return _messages(copy)


def test_every_word_of_the_window_is_in_spanish(updated: dict[str, str]) -> None:
    assert [name for name, spanish in updated.items() if not spanish] == []


def test_no_word_is_translated_that_nobody_says(updated: dict[str, str]) -> None:
    assert set(_messages(CATALOGUE)) == set(updated)


def test_placeholders_are_kept(updated: dict[str, str]) -> None:
    wrong = [
        name
        for name, spanish in updated.items()
        if sorted(PLACEHOLDER.findall(name)) != sorted(PLACEHOLDER.findall(spanish))
    ]

    assert wrong == []


def test_front_desk_can_choose_from_a_list_of_phrases() -> None:
    assert all(phrase.desk for phrase in phrases().values())
