# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for all tests: Qt draws into memory unless somebody asks for a real window."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from kiosk.immortal import keep_none_alive

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_none_alive()
# How long an example takes says how loaded the machine is, not whether the code is right.
settings.register_profile("kiosk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kiosk")


@pytest.fixture(autouse=True)
def collecting_between_tests() -> Iterator[None]:
    """Free widgets on this thread only, as a screen does (`kiosk/screen/collecting.py`)."""
    gc.disable()
    yield
    gc.enable()
