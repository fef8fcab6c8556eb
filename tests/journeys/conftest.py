# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The shipped library, built once, for whole visits."""

from pathlib import Path

import pytest

from kiosk.library.builder import build

_CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the shipped content."""
    path = tmp_path_factory.mktemp("library") / "library.db"
    build(_CONTENT, path)
    return path
