# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001 - a script, no package
"""`infusion-kioskctl` of the frozen kiosk; does not load on Windows today (README.md here)."""

from kiosk.ctl.main import main

if __name__ == "__main__":
    main()
