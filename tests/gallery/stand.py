# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Screens on any glass, inside a test or in a program of its own."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError  # noqa: A004 - pytest-qt's own
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from kiosk.immortal import keep_none_alive
from kiosk.library.builder import build
from kiosk.settings import Display
from tests.gallery.journey import begin, whole
from tests.gallery.setting import Setting
from tests.support.screen import GLASSES, Screen, configuration, screen

CONTENT = Path(__file__).parents[2] / "content"
STEP_MS = 2


class PlainBot(QtBot):
    """Waits as pytest-qt does, without pytest."""

    def __init__(self) -> None:
        """Know of no test; the base would ask one for its options."""
        qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]

    def _should_raise(self, raising_arg: bool | None) -> bool:
        return raising_arg is not False

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:  # noqa: N802
        """Let Qt work until the condition holds.

        Raises:
            TimeoutError: It never did.
        """
        end_s = monotonic() + timeout / 1000
        while not callback():
            if monotonic() > end_s:
                raise TimeoutError("the condition never held")
            QTest.qWait(STEP_MS)


def application() -> QApplication:
    """Return the application of this process, made when there is none; it draws into memory."""
    keep_none_alive()
    gc.disable()  # widgets are freed on this thread only, as a screen does
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["gallery"])


def build_library(folder: Path) -> Path:
    """Build the library of the shipped content in ``folder`` and return it."""
    path = folder / "library.db"
    build(CONTENT, path)
    return path


@contextmanager
def on_glass(
    qtbot: QtBot, app: QApplication, shelf: Path, setting: Setting, /, **parts: object
) -> Iterator[Screen]:
    """Give out a screen that takes input, on its first page, and that never moves.

    Args:
        qtbot: What waits.
        app: The application.
        shelf: The library that was built.
        setting: How it looks; size of words and language are chosen in the visit.
        parts: Parts of ``Configure`` that differ.
    """
    panel = GLASSES[setting.glass]
    display = Display(width_mm=panel.width_mm, theme=setting.theme, motion=False)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gallery-")))
        config = configuration(shelf, folder, display=display)
        config = msgspec.structs.replace(config, **parts)
        size = (panel.width_px, panel.height_px)
        view = stack.enter_context(screen(qtbot, app, config, size, speaks=True))
        # A page that needs too much is told by the walker; it must not grow the glass for the rest.
        view.shell.setMinimumSize(1, 1)
        view.present()
        view.settle()
        yield view


@contextmanager
def begun(library: Path, setting: Setting) -> Iterator[Screen]:
    """Give out a screen on its home page, in the language and words of ``setting``."""
    with on_glass(PlainBot(), application(), library, setting) as view:
        begin(view, setting)
        yield view


def stops(library: Path, setting: Setting) -> Iterator[tuple[str, Screen]]:
    """Yield every stop of the kiosk in one setting, laid out; for a program of its own."""
    put = partial(on_glass, PlainBot(), application(), library, setting)
    for name, view in whole(put, setting):
        view.lay_out()
        yield name, view
    gc.collect()
