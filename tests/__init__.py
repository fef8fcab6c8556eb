# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the kiosk; a package, because a dependency ships one of the same name."""
