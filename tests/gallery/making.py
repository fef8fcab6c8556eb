# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the pictures of the gallery, a setting at a time, and looks at the same stops."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage

from kiosk.faults import EnvironmentFault
from tests.gallery import stand
from tests.gallery.journey import FURTHER
from tests.gallery.setting import Setting
from tests.gallery.sheets import composed, shots
from tests.support.legible import Reader
from tests.support.screen import Screen
from tests.support.told import told_flaws
from tests.support.walker import Flaw, flaws

SHEETS_ON = "portrait"
"""The glass on which components are shown: their states do not depend on it."""
_OFFSCREEN = "This plugin does not support"
"""What the offscreen platform says to every window; a real one has both."""
_said: list[str] = []
"""What Qt warned of in this process, and which exceptions nobody caught."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one setting.

    Attributes:
        stops: Names of the stops, in order.
        read: How many words and signs were measured.
        flaws: What is wrong, as lines of stop, check and part.
    """

    stops: tuple[str, ...]
    read: int
    flaws: tuple[str, ...]


def workers(count: int) -> ProcessPoolExecutor:
    """Return processes that work on a setting each; a screen wants a process of its own."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    qInstallMessageHandler(_hear)
    sys.excepthook = _hear_exception


def _hear_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Note what a slot let through: Qt would go on as if nothing had been."""
    last = extract_tb(trace)[0]
    _said.append(f"{kind.__name__} in {Path(last.filename).name}:{last.lineno}")


def _hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if kind is not QtMsgType.QtDebugMsg and not text.startswith(_OFFSCREEN):
        _said.append(text)


def look_at(library: Path, setting: Setting) -> Looked:
    """Walk through one setting and say what is wrong at each stop; runs in a worker."""
    found: list[str] = []
    names: list[str] = []
    total = 0
    reader: Reader | None = None
    _said.clear()
    for name, view in _stops(library, setting, found.append):
        if name in FURTHER:
            continue
        names.append(name)
        look = view.shell.look
        if reader is None or reader.window is not view.shell:
            reader = Reader(view.shell)
        before = reader.read
        here = flaws(view.shell, look)
        if "glass" not in {flaw.check for flaw in here}:  # squeezed words lie over each other
            here += reader.flaws(look)
            if reader.read == before:
                here.append(Flaw("contrast", "shell", "nothing could be read"))
        here += told_flaws(view.shell, look.panel.mm_per_px)
        here += [Flaw("warning", "shell", text) for text in dict.fromkeys(_said)]
        _said.clear()
        total += reader.read - before
        found += [f"{name}: {flaw}" for flaw in here]
    return Looked(tuple(names), total, tuple(found))


def _stops(
    library: Path, setting: Setting, say: Callable[[str], None]
) -> Iterator[tuple[str, Screen]]:
    """Yield the stops of a setting; say so where a part is missing and the way ends early."""
    last = "start"
    try:
        for last, view in stand.stops(library, setting):
            yield last, view
    except LookupError as error:
        say(f"{last}: the way ends here: {error}")


def paint(library: Path, folder: Path, setting: Setting) -> list[str]:
    """Write every stop of a setting into its folder, and the components; runs in a worker.

    Args:
        library: The library that was built.
        folder: Of the gallery; the setting's own is made in it.
        setting: How the kiosk looks.

    Returns:
        Names of the pictures, in order, relative to ``folder``.

    Raises:
        EnvironmentFault: A picture cannot be written.
    """
    keep = partial(_keep, folder)
    ends: list[str] = []
    pages = [
        keep(f"{setting}/{number:02d}-{name.replace(' ', '-')}", view.shell.grab().toImage())
        for number, (name, view) in enumerate(_stops(library, setting, ends.append), start=1)
    ]
    sys.stderr.writelines(f"gallery: {setting}: {line}\n" for line in ends)
    return pages + (_paint_sheets(library, setting, keep) if setting.glass == SHEETS_ON else [])


def _paint_sheets(library: Path, setting: Setting, keep: Callable[[str, QImage], str]) -> list[str]:
    with stand.begun(library, setting) as view:
        return [
            keep(f"{setting}/component-{number:02d}-{_plain(name)}", composed(list(states)))
            for number, (name, states) in enumerate(
                groupby(shots(view.shell.look), lambda shot: shot.name), start=1
            )
        ]


def _plain(name: str) -> str:
    return name.replace(",", "").replace(" ", "-")


def _keep(folder: Path, name: str, picture: QImage) -> str:
    file = folder / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        raise EnvironmentFault(f"the picture {file.name} cannot be written")
    return f"{name}.png"
