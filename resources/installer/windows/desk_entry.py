# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001 - a script, no package
"""The program of the frozen desk window; never run on Windows by us (README.md here)."""

import sys

from kiosk.desk.app import main

if __name__ == "__main__":
    sys.exit(main())
