# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The infusion-center kiosk; `kiosk/README.md` draws its rooms."""

__version__ = "0.1.0"
