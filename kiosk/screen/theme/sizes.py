# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Words of bars and keys: as large as the visitor wishes, or as their place holds.

Running words always grow as far as the visitor chose. Those of a bar or a key have one place that
may not grow with them; they take the largest of a few sizes that fits there. Each size is a role in
the sheet.

Source: WCAG 2.2, 1.4.4.
"""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtGui import QFont, QFontMetrics

from kiosk.screen.theme.look import Look

BAR_STEPS, KEY_STEPS = 6, 16
KEY_STEP = 0.94
"""Each size of what stands on keys, part of the one above it."""
LARGEST = "bar-0"
"""Role of words in a bar that have room to be as large as the visitor wishes."""
AIR_EM = 0.5
"""Least space between two words of a bar, in their size: nearer they would read as one."""


def bar_sizes(look: Look) -> dict[str, int]:
    """Return roles of words in bars with their pixels, from what was chosen to ``chrome``."""
    large, least = look.px("small"), look.px("chrome")
    return {
        f"bar-{step}": round(large + (least - large) * step / (BAR_STEPS - 1))
        for step in range(BAR_STEPS)
    }


def key_sizes(look: Look) -> dict[str, int]:
    """Return roles of what stands on keys with their pixels, from what was chosen on."""
    return {f"key-{step}": round(look.px("key") * KEY_STEP**step) for step in range(KEY_STEPS)}


def largest(sizes: Mapping[str, int], fits: Callable[[int], bool]) -> str:
    """Return the first role whose pixels fit, or the last one."""
    return next((role for role, px in sizes.items() if fits(px)), [*sizes][-1])


def width_px(look: Look, words: str, px: int) -> int:
    """Return how wide a line of ``words`` is in the weight of controls."""
    font = QFont()
    font.setFamilies(list(look.families))
    font.setPixelSize(px)
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(words)


def bar_role(look: Look, texts: Iterable[str], room_px: int, *, beside_px: int = 0) -> str:
    """Return the role of words that stand side by side in a bar.

    Args:
        look: The look of this visit.
        texts: All that is written there.
        room_px: What they have together.
        beside_px: What each needs besides, for its icon and its edges.
    """
    known = tuple(texts)

    def fits(px: int) -> bool:
        each = (width_px(look, text, px) + round(AIR_EM * px) + beside_px for text in known)
        return sum(each) <= room_px

    return largest(bar_sizes(look), fits)
