# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A data folder with a path short enough for a local socket, and a running supervisor."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.paths import DataFolder
from tests.support.library import write_content


@pytest.fixture
def data() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        yield DataFolder(Path(folder).resolve())


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library that can be shown."""
    path = tmp_path / "shown" / "library.db"
    path.parent.mkdir()
    builder.build(write_content(tmp_path), path)
    return path
