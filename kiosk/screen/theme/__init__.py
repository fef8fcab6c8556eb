# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Tokens, sizes and the sheet: the only place where a color, a font or a length is written."""
