# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A translator who adds French to a copy of the checkout, as `resources/i18n/README.md` tells.

The commands are taken from there, word for word. The words are those of the source, marked; only
where a test looks for a sentence is it French.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import tomlkit

CODE, LOCALE, MARK = "fr", "fr_FR", "«fr» "
ARTICLE, TITLE = "biosimilars", "Biosimilaires : ce qui change et ce qui reste"
SYMPTOM = "hives"
RECIPE = "A new language"
DATA = """rank = 3
own = "Français"
english = "French"
begin = "Commencer"
locale = "fr_FR"
voice = "fr-FR"
call_staff = "Appelez le personnel à voix haute."
general_source = "Connaissance générale. Un clinicien doit encore la confirmer."
home_row = "asdfghjklé"

[spoken]
digits = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
to = "à"
point = " virgule "
decimal = ","
thousands = " "

[spoken.units]
mg = ["milligramme", "milligrammes"]
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of the checkout in which nothing but the code's own files may be written."""

    root: Path

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command there, with the code of the copy."""
        environment = {**os.environ, "PYTHONPATH": str(self.root), **more}
        return subprocess.run(
            command,
            cwd=self.root,
            env=environment,
            text=True,
            capture_output=True,
            check=False,
            timeout=110,
        )

    def follow(self, number: int) -> subprocess.CompletedProcess[str]:
        """Run the commands of the recipe's block of this number, from 0."""
        text = (self.root / "resources" / "i18n" / "README.md").read_text("utf-8")
        recipe = text[text.index(f"## {RECIPE}") :]
        block = re.findall(r"```sh\n(.*?)```", recipe, re.DOTALL)[number]
        block = re.sub(r"\bCODE=\w+ LOCALE=\w+", f"CODE={CODE} LOCALE={LOCALE}", block)
        return self.run("sh", "-c", f"CODE={CODE}\n{block}")

    def kioskctl(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``infusion-kioskctl`` of the copy."""
        return self.run(str(self.root / ".venv" / "bin" / "infusion-kioskctl"), *words)


def copied(here: Path, root: Path) -> Checkout:
    """Return a copy of the checkout, without what is built and without most tests."""
    skip = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("kiosk", "resources", "content", "tests/support", "tests/journeys"):
        shutil.copytree(here / name, root / name, ignore=skip)
    for name in ("pyproject.toml", "tests/conftest.py", "tests/__init__.py"):
        shutil.copy(here / name, root / name)
    (root / ".venv").symlink_to(Path(sys.prefix))
    return Checkout(root)


def marked(words: str) -> str:
    """Return words in the language that the test reads: those of the source, marked."""
    return MARK + words if words.strip() else words


def fill_in_habits(copy: Checkout) -> None:
    """Fill in the file of the language."""
    (copy.root / "resources" / "i18n" / f"{CODE}.toml").write_text(DATA, "utf-8")


def translate_sentences(copy: Checkout) -> None:
    """Fill in the catalogue; the words of the bottom bar have little room."""
    file = copy.root / "resources" / "i18n" / f"kiosk_{CODE}.ts"
    tree = ET.parse(file)
    for context in tree.getroot().iter("context"):
        short = context.findtext("name") == "BottomBar"
        for message in context.iter("message"):
            source, translation = message.findtext("source", ""), message.find("translation")
            assert translation is not None
            for form in list(translation.iter("numerusform")) or [translation]:
                form.text = source if short else marked(source)
            translation.attrib.pop("type", None)
    tree.write(file, encoding="utf-8", xml_declaration=True)


def translate_article(copy: Checkout) -> None:
    """Write one article."""
    folder = copy.root / "content" / "articles" / ARTICLE
    text = (folder / "en.md").read_text("utf-8")
    text = re.sub(r"^title = .*$", f'title = "{TITLE}"', text, count=1, flags=re.MULTILINE)
    (folder / f"{CODE}.md").write_text(text, "utf-8")


def translate_symptom(copy: Checkout) -> None:
    """Write one symptom, and what every symptom prints."""
    reference = copy.root / "content" / "reference"
    for file in (
        reference / "tiers.toml",
        reference / "lines.toml",
        reference / "symptoms" / f"{SYMPTOM}.toml",
    ):
        document = tomlkit.parse(file.read_text("utf-8")).unwrap()
        _add(document, _in_toml)
        file.write_text(tomlkit.dumps(document), "utf-8")


def translate_form(copy: Checkout) -> None:
    """Write one form."""
    file = copy.root / "content" / "forms" / "contact.json"
    form = json.loads(file.read_text("utf-8"))
    _add_translations(form)
    file.write_text(json.dumps(form, ensure_ascii=False, indent=2), "utf-8")


def _in_toml(words: Any) -> Any:
    if isinstance(words, str):
        return marked(words)
    if isinstance(words, list):
        return [_in_toml(one) for one in words]
    return {name: _in_toml(one) for name, one in words.items()}


def _add(value: Any, change: Callable[[Any], Any]) -> None:
    """Add the language wherever English stands."""
    if isinstance(value, dict):
        review = value.pop("review", None)
        for inner in value.values():
            _add(inner, change)
        if "en" in value:
            value[CODE] = change(value["en"])
        if review is not None:
            value["review"] = review
    elif isinstance(value, list):
        for inner in value:
            _add(inner, change)


def _add_translations(value: Any) -> None:
    if isinstance(value, list):
        for inner in value:
            _add_translations(inner)
    if not isinstance(value, dict):
        return
    for name, inner in value.items():
        _add_translations(inner)
        if name.startswith("_"):
            spanish = inner["extension"][0]
            parts = [
                {"url": "lang", "valueCode": CODE},
                {"url": "content", "valueString": marked(value[name[1:]])},
            ]
            inner["extension"].append({"url": spanish["url"], "extension": parts})
