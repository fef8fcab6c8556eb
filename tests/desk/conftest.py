# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A desk without a broker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.desk.looks import Looks, dress, load_looks
from kiosk.desk.requests import RequestsPage
from kiosk.desk.window import Bell, DeskWindow
from tests.support.desk import Front


@pytest.fixture
def front(tmp_path: Path) -> Front:
    return Front(tmp_path / "desk")


@pytest.fixture(scope="module")
def looks(qapp: QApplication) -> Iterator[Looks]:
    """The looks of this machine, and an application that wears them."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    found = load_looks()
    dress(qapp, found)
    yield found
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def windows(front: Front, looks: Looks, qtbot: QtBot) -> Callable[..., DeskWindow]:
    """Make a window of the desk."""

    def make(requests: RequestsPage | None = None) -> DeskWindow:
        page = requests or RequestsPage(None, looks, front.journal)
        window = DeskWindow(front.control, page, looks, title="Main", bell=Bell(), ring=front.ring)
        qtbot.addWidget(window)
        window.show()
        return window

    return make
