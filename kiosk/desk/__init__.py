# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The front desk's own window: every kiosk, and the requests that arrived in a share.

``fleet``, ``asks``, ``link``, ``intake``, ``reading``, ``journal`` and ``choices`` know no Qt.
"""
