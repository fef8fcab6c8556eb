# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's own facts as the visit shows them (`kiosk.library.facts` puts them into texts)."""

import msgspec

from kiosk.library.facts import with_whole_phones
from kiosk.session.messages import Configure


def with_unbroken_phones(config: Configure) -> Configure:
    """Return ``config`` with phone numbers that never part at the end of a line."""
    return msgspec.structs.replace(config, center=with_whole_phones(config.center))
