# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the courier keeps after a delivery, and where it tells of its health."""

from typing import Annotated

import msgspec
from msgspec import Meta


class Keeping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the courier keeps, and what it tells a monitoring system."""

    receipt_days: Annotated[
        int,
        Meta(
            ge=1,
            le=400,
            description="How long receipts of delivered requests, and requests that staff"
            " withdrew, are kept.",
            extra={"unit": "d"},
        ),
    ] = 30
    health_file: Annotated[
        str,
        Meta(
            max_length=1024,
            pattern=r"^(?:/[^\x00-\x1f\x7f]+\.prom)?\Z",
            description="Prometheus text file that the courier writes, for a node exporter's text"
            " file collector; empty writes health.prom into the data folder.",
            extra={"form": "an absolute path that ends in .prom"},
        ),
    ] = ""
