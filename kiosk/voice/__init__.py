# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The speaking helper of one visit: a process without Qt or network, with its own engine."""
