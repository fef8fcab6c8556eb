# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m kiosk.courier`."""

import sys

from kiosk.courier.main import main

sys.exit(main())
