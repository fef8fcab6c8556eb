# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped library, built once, and a screen that stands in front of a visitor."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.library.builder import build
from kiosk.session.messages import Configure
from tests.support.screen import Screen, configuration, screen

_CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the shipped content."""
    path = tmp_path_factory.mktemp("library") / "library.db"
    build(_CONTENT, path)
    return path


@pytest.fixture
def config(library: Path, tmp_path: Path) -> Configure:
    """What the supervisor says; override it in a module for other settings."""
    return configuration(library, tmp_path)


@pytest.fixture
def hidden(qtbot: QtBot, qapp: QApplication, config: Configure) -> Iterator[Screen]:
    """A standby: warm, not yet shown."""
    with screen(qtbot, qapp, config) as view:
        yield view


@pytest.fixture
def shown(hidden: Screen) -> Screen:
    """A screen on the glass that takes input, on its attract page."""
    hidden.present()
    hidden.settle()
    return hidden


@pytest.fixture
def visit(shown: Screen) -> Screen:
    """A visit in English, on the home page."""
    shown.begin()
    return shown
