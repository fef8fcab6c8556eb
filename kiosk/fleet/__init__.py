# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What kiosks and front desks say to each other over a broker: types, topics, signatures, phrases.

No Qt and no network here. ``protocol`` and ``topics`` are for everybody; ``signing`` and ``guard``
import cryptography, so a screen must not.
"""
