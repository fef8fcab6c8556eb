# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001 - a script, no package
"""Pairs a desk on its own machine: `infusion-kioskctl desk` alone, which needs no kiosk.

The rest of `infusion-kioskctl` does not load on Windows (README.md here).
"""

import io
import sys

from kiosk.ctl.desk import app

if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a code page without the blocks of a QR code
    app()
