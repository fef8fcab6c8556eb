# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.paths import DataFolder
from tests.support.fleet import Desk, running_desk
from tests.support.library import write_content
from tests.support.mosquitto import Broker, running_broker


@pytest.fixture
def data() -> Iterator[DataFolder]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        yield DataFolder(Path(folder).resolve())


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    path = folder / "library.db"
    builder.build(write_content(folder), path)
    return path


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    with running_broker(tmp_path) as broker:
        yield broker


@pytest.fixture
def desk(broker: Broker) -> Iterator[Desk]:
    with running_desk(broker) as desk:
        yield desk
