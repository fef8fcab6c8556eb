# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m kiosk.desk`: the same as `infusion-kiosk-desk`."""

import sys

from kiosk.desk.app import main

sys.exit(main())
