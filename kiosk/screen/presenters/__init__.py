# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Presenters fetch what a page shows, off the GUI thread, and carry out what it announces."""
