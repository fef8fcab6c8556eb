# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A data folder with a path short enough for a local socket, and a running supervisor."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.paths import DataFolder


@pytest.fixture
def data() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        yield DataFolder(Path(folder).resolve())
