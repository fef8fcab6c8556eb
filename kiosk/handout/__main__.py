# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``python -m kiosk.handout``: one job of the helper."""

import sys

from kiosk.handout.app import main

sys.exit(main())
