# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Colors, type and lengths of the desk's window: the tokens of the kiosk, at a desk's size."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from string import Template

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kiosk.paths import resources_dir

FACES = "AtkinsonHyperlegibleNext-*.ttf"
FALLBACK = "Noto Sans"
USUAL_PX = 13.0
"""Size of a desktop's own words; a person who made them larger wants ours larger, too."""
BOLD, STRONG = QFont.Weight.ExtraBold, QFont.Weight.DemiBold


class Colors(msgspec.Struct, frozen=True):
    """The roles of color of a theme that this window uses (``resources/theme``)."""

    paper: str
    card: str
    line: str
    edge: str
    ink: str
    ink_second: str
    act: str
    act_pressed: str
    on_act: str
    soft: str
    warmth: str
    on_warmth: str
    accent: str
    focus: str
    today: str
    on_today: str
    sign_today: str
    routine: str
    sign_routine: str


@dataclass(frozen=True, slots=True)
class Looks:
    """What widgets ask about their looks.

    Attributes:
        colors: Colors by role.
        family: The type face.
        scale: How much larger than usual this machine's words are.
    """

    colors: Colors
    family: str
    scale: float = 1.0

    def px(self, length: float) -> int:
        """Return a length of the design in pixels."""
        return max(round(length * self.scale), 1)

    def color(self, role: str) -> QColor:
        """Return a color by its role."""
        return QColor(str(getattr(self.colors, role)))

    def font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the type face at a size of the design."""
        font = QFont([self.family, FALLBACK])
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        return font


def load_looks() -> Looks:
    """Return the looks for this machine: light or dark, more contrast where it asks for that."""
    hints = QGuiApplication.styleHints()
    name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        name = "contrast"
    text = (resources_dir() / "theme" / f"{name}.toml").read_text("utf-8")
    families = _load_faces()
    usual = QFontMetrics(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    scale = max(usual.height() / (USUAL_PX * 1.45), 1.0)
    colors = msgspec.convert(tomllib.loads(text), Colors)
    return Looks(colors, families[0] if families else FALLBACK, min(scale, 2.0))


def dress(app: QApplication, looks: Looks) -> None:
    """Give the application its palette, font and sheet."""
    palette = QPalette(looks.color("paper"))
    for role, name in (
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.Base, "card"),
        (QPalette.ColorRole.Highlight, "act"),
        (QPalette.ColorRole.HighlightedText, "on_act"),
    ):
        palette.setColor(role, looks.color(name))
    app.setPalette(palette)
    app.setFont(looks.font(15))
    app.setStyleSheet(render_sheet(looks))


def render_sheet(looks: Looks) -> str:
    """Return the sheet; ``px_N`` in it is N pixels of the design.

    Raises:
        KeyError: It names a role that does not exist.
    """
    text = (resources_dir() / "theme" / "desk.qss").read_text("utf-8")
    lengths = {f"px_{n}": f"{looks.px(int(n))}px" for n in re.findall(r"\{px_(\d+)\}", text)}
    families = f'"{looks.family}", "{FALLBACK}"'
    return Template(text).substitute(
        msgspec.structs.asdict(looks.colors), families=families, **lengths
    )


@cache
def _load_faces() -> tuple[str, ...]:
    """Register fonts, once in a process, and return their families, sorted."""
    found: set[str] = set()
    for path in sorted((resources_dir() / "fonts").glob(FACES)):
        number = QFontDatabase.addApplicationFont(str(path))
        found.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(found))
