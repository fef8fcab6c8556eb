# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How words are really set: which font gave each letter, and where lines break.

``python -m tests.support.letters`` seals itself as a screen does, then prints the font families
that each sample was drawn with; a letter that no font has counts as ``missing``.
"""

import json
import sys
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from kiosk.screen.theme.fonts import load_type_face
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.theme.sheet import render_sheet
from kiosk.screen.widgets.prose import Prose
from kiosk.screen.widgets.text import Words
from kiosk.seal import seal_process
from kiosk.settings import Theme
from tests.support.powers import give_up_powers

SAMPLES = {
    "English": "Before your infusion: what to know, at 9:40",
    "Spanish": "¿Qué debe saber? ¡Avísenos! Señal, pingüino, ÁÉÍÓÚÑ",
    "Tagalog": "Ano ang dapat malaman bago ang pagbubuhos, ñ",
    "Vietnamese": "Những điều cần biết trước khi truyền dịch: ĐƯỢC, kỹ, ỗ, ặ",
    "Arabic": "ما يجب معرفته قبل التسريب اليوم؟ ٣ لا",
    "Russian": "Что нужно знать перед инфузией: объём, ещё",
    "Simplified Chinese": "输液前请告诉我们。过敏、发烧。",
    "Traditional Chinese": "輸液前請告訴我們。過敏、發燒。",
    "Korean": "주입 전에 알려 주세요: 알레르기, 열",
}
ROLES = {400: "reading", 600: "strong", 800: "heading"}
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Line:
    """One laid-out line of a paragraph.

    Attributes:
        text: Its letters, without the space it broke at.
        box: Pixels, in the label.
        is_last: Whether the paragraph ends with it.
    """

    text: str
    box: QRectF
    is_last: bool


def dress(app: QApplication) -> None:
    """Give ``app`` the type face and the sheet of the calm light look."""
    load_type_face()
    app.setStyleSheet(render_sheet(make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX))))


def families(text: str, weight: int) -> set[str]:
    """Return the families whose letters a label of this weight shows, ``missing`` among them."""
    label = Words(text, ROLES[weight])
    label.ensurePolished()
    layout = QTextLayout(text, label.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    used = set()
    for run in layout.glyphRuns():
        used.add(run.rawFont().familyName())
        if 0 in run.glyphIndexes():
            used.add(MISSING)
    return used


def lines(label: Prose) -> list[Line]:
    """Return the lines of a paragraph as they are drawn."""
    layout = label.lines(label.contentsRect().width())
    text = label.text()
    found = [layout.lineAt(index) for index in range(layout.lineCount())]
    return [
        Line(
            text[line.textStart() : line.textStart() + line.textLength()].rstrip(),
            line.naturalTextRect(),
            line is found[-1],
        )
        for line in found
    ]


def main() -> None:
    """Seal, start Qt, print JSON."""
    give_up_powers()
    seal_process(readable=[], writable=[])
    app = QApplication(["letters"])
    dress(app)
    found = {name: sorted(families(text, 400)) for name, text in SAMPLES.items()}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
