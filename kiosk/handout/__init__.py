# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Handouts: pages of the library on paper, drawn and printed by a short-lived helper process."""
