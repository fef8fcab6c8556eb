# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``python -m kiosk.voice``: started by the supervisor only."""

import sys

from kiosk.voice.app import main

if __name__ == "__main__":
    sys.exit(main())
