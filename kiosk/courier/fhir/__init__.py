# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Requests for a FHIR R4 server: from answers to a Bundle, and how the server is spoken to."""
