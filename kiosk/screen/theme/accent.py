# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A theme's palette with the center's own color in it."""

from dataclasses import asdict

import msgspec

from kiosk.screen.theme.tokens import Palette
from kiosk.settings import Theme, fit_accent


def accented(palette: Palette, theme: Theme, color: str) -> Palette:
    """Return a palette whose color to act is the center's.

    Args:
        palette: The theme's own.
        theme: Which theme it is; high contrast keeps its own colors.
        color: ``#RRGGBB`` from the settings, or empty for no accent.
    """
    if not color or theme is Theme.CONTRAST:
        return palette
    accent = fit_accent(color)
    roles = accent.dark if theme is Theme.DARK else accent.light
    return msgspec.structs.replace(palette, **asdict(roles))
