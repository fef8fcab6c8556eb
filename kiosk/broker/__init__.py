# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one way to speak MQTT, for the courier, the desk window and the command line of IT.

Nothing here decides; ``kiosk.fleet`` does. paho is imported by ``line`` and nowhere else.
"""
