# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Languages that nobody speaks: they show what a layout does with words it has never met.

Each is a catalogue made from the shipped one, of longer words, of words from right to left, or of
Chinese signs without blanks; placeholders stay.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

from kiosk.paths import resources_dir

LONGER = 0.4
"""So much longer than English other languages get."""
_KEPT = re.compile(r"(\{\w*\}|%n|%L?\d|\n)")
_ACCENTS = str.maketrans("aeiounAEIOU", "áéîöüñÁÉÎÖÜ")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "\u0627\u0628\u062c\u062f\u0647\u0641\u063a\u062d\u064a\u0698"
    "\u06a9\u0644\u0645\u0646\u0648\u067e\u0642\u0631\u0633\u062a\u0639\u06a4\u0634\u062e\u0632\u0635",
)
_SIGNS = "\u6cbb\u7597\u62a4\u58eb\u8bf7\u95ee\u60a8\u9700\u8981\u5e2e\u52a9\u5417"


def longer(text: str) -> str:
    """Return words with accents, two fifths longer; a lone word grows itself."""
    if not text.strip():
        return text
    more = ceil(len(text.strip()) * LONGER)
    words = text.translate(_ACCENTS)
    if " " not in text.strip():
        return words.rstrip() + "xo" * (more // 2) + "x" * (more % 2)
    tail = " ".join("xoxoxoxo"[: min(6, more - at)] for at in range(0, more - 1, 7))
    return f"{words.rstrip()} {tail}{' ' if words.endswith(' ') else ''}"


def mirrored(text: str) -> str:
    """Return the words in Arabic letters, read from the right."""
    return text.lower().translate(_ARABIC)


def signs(text: str) -> str:
    """Return half as many Chinese signs as there are letters, without blanks."""
    count = ceil(len(text.strip()) / 2)
    return "".join(_SIGNS[at % len(_SIGNS)] for at in range(count))


KINDS: dict[str, Callable[[str], str]] = {"longer": longer, "mirrored": mirrored, "signs": signs}


def _changed(text: str, change: Callable[[str], str]) -> str:
    return "".join(
        part if _KEPT.fullmatch(part) else change(part) for part in _KEPT.split(text) if part
    )


def catalogue(kind: str, folder: Path, *, plain: str = "") -> QTranslator:
    """Return the catalogue of a language of ``KINDS``, made in ``folder``.

    Args:
        kind: What becomes of the words.
        folder: Where the files go.
        plain: A context whose words stay English.
    """
    tree = ET.parse(resources_dir() / "i18n" / "kiosk_es.ts")
    for context, message in _messages(tree.getroot()):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        if translation is None:
            continue
        words = source if context == plain else _changed(source, KINDS[kind])
        forms = list(translation.iter("numerusform"))
        for form in forms or [translation]:
            form.text = words
    if kind == "mirrored":
        _add_direction(tree.getroot())
    file = folder / f"kiosk_{kind}.ts"
    tree.write(file, encoding="utf-8", xml_declaration=True)
    compiled = file.with_suffix(".qm")
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    command = [str(tool), "-silent", str(file), "-qm", str(compiled)]
    subprocess.run(command, check=True, timeout=60)
    translator = QTranslator()
    assert translator.load(str(compiled))
    return translator


def _messages(root: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    for context in root.iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name", ""), message


def _add_direction(root: ET.Element) -> None:
    """Say what Qt's own catalogues of such languages say."""
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = "QGuiApplication"
    message = ET.SubElement(context, "message")
    ET.SubElement(message, "source").text = "QT_LAYOUT_DIRECTION"
    ET.SubElement(message, "translation").text = "RTL"
