# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for all tests: Qt draws into memory unless somebody asks for a real window."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
