# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m kiosk.ctl` is `infusion-kioskctl`."""

from kiosk.ctl.main import main

if __name__ == "__main__":
    main()
