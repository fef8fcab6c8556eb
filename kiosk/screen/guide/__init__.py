# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Self-voicing: the screen says what it shows, and is driven without being seen.

Only what hears somebody ask for it is loaded before (EN 301 549 5.1.3; Section 508, 402.2).
"""
