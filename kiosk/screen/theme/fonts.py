# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Loads the type face and the icon font from files, before the first frame and without qtawesome.

Importing qtawesome costs a third of a second (DESIGN.md 7); its font and its table of names are
plain files beside its code, so they are read from there without running it.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap

from kiosk.faults import EnvironmentFault
from kiosk.paths import resources_dir

_ICON_FONT = "materialdesignicons6-webfont-*.ttf"
_ICON_NAMES = "materialdesignicons6-webfont-charmap-*.json"


@cache
def load_type_face() -> tuple[str, ...]:
    """Register the bundled fonts and return their families, sorted; empty if none could be read.

    Once in a process: Qt keeps every registration of a file, and each makes its words slower.
    """
    families: set[str] = set()
    for path in sorted((resources_dir() / "fonts").glob("*.ttf")):
        families.update(
            QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        )
    return tuple(sorted(families))


@cache
def _icon_files() -> tuple[Path, Path]:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise EnvironmentFault("the package qtawesome is not installed")
    folder = Path(spec.origin).parent / "fonts"
    return next(folder.glob(_ICON_FONT)), next(folder.glob(_ICON_NAMES))


@cache
def _icon_family() -> str:
    identifier = QFontDatabase.addApplicationFont(str(_icon_files()[0]))
    return QFontDatabase.applicationFontFamilies(identifier)[0]


@cache
def _icon_names() -> dict[str, str]:
    names: dict[str, str] = json.loads(_icon_files()[1].read_text("utf-8"))
    return names


@cache
def icon_pixmap(name: str, size_px: int, color: str) -> QPixmap:
    """Return a square picture of a Material Design icon.

    Args:
        name: Name without prefix (``home-outline``).
        size_px: Side in pixels.
        color: ``#RRGGBB``.

    Raises:
        KeyError: There is no such icon.
        EnvironmentFault: qtawesome is not installed.
    """
    glyph = chr(int(_icon_names()[name], 16))
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    font = QFont(_icon_family())
    font.setPixelSize(size_px)
    painter.setFont(font)
    painter.setPen(QColor(color))
    painter.drawText(QRectF(0, 0, size_px, size_px), Qt.AlignmentFlag.AlignCenter, glyph)
    painter.end()
    return picture
