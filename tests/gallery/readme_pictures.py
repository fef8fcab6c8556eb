# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.gallery.readme_pictures FOLDER`: the four small pictures of README.md."""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from tests.gallery.setting import Setting
from tests.gallery.stand import build_library, stops
from tests.support.pixels import colors

WIDTH_PX = 360
SHADES = 256
"""Colors of a picture with a palette."""
KEPT_BITS = 0xFFF8F8F8
"""Shades nearer than this count as one when the palette is chosen."""
SHOWN = {
    "home": "home",
    "article": "article",
    "symptom with every band": "side-effect",
    "request": "request",
}
"""Stops of the journey, and the names of their pictures."""


def small(page: QImage) -> QImage:
    """Return a page in the size and the few colors of a picture in a README."""
    picture = page.scaledToWidth(WIDTH_PX, Qt.TransformationMode.SmoothTransformation)
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    found = colors(picture)
    shades: dict[int, int] = {}
    for color, _ in found.most_common():
        shades.setdefault(color & KEPT_BITS, color)
    palette = list(shades.values())[:SHADES]
    plain = Qt.ImageConversionFlag.ThresholdDither
    return picture.convertToFormat(QImage.Format.Format_Indexed8, palette, plain)


def main(folder: Path) -> int:
    """Write the pictures and return the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as scratch:
        library = build_library(Path(scratch))
        for name, view in stops(library, Setting()):
            if name in SHOWN:
                file = folder / f"{SHOWN[name]}.png"
                saved = small(view.shell.grab().toImage()).save(str(file))
                size_kb = file.stat().st_size // 1024 if saved else 0
                sys.stdout.write(
                    f"pictures: {file}, {size_kb} KB\n" if saved else "pictures: FAILED\n"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
