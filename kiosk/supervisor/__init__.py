# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Keeps the kiosk alive: processes, swap, heartbeat, control endpoint."""
