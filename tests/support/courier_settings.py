# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Settings of a center with one delivery target, as a file."""

from pathlib import Path

import msgspec
import tomlkit

from kiosk.settings import DeliveryTarget
from tests.support.envelopes import RECIPIENT


def written_settings(path: Path, target: DeliveryTarget) -> Path:
    """Write the settings of a center whose requests go to one target; return their path."""
    default = msgspec.to_builtins(DeliveryTarget(name="", kind=target.kind))
    table = msgspec.to_builtins(target)
    table = {k: v for k, v in table.items() if k == "kind" or v != default[k]}
    center = {
        "name": "Test Center",
        "phone": "(555) 555-0100",
        "after_hours_phone": "(555) 555-0101",
        "observation_minutes": 30,
        "fever_f": 100.4,
    }
    document = {
        "format": 1,
        "center": center,
        "keys": {"recipients": [RECIPIENT]},
        "delivery": [table],
    }
    path.write_text(tomlkit.dumps(document))
    return path
