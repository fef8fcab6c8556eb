# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The look of one visit: colors, and lengths in pixels of this very panel.

Sizes are computed in millimetres from the real screen, never from an assumed dpi (DESIGN.md 5).
"""

from dataclasses import dataclass, replace
from math import ceil

import msgspec
from PySide6.QtCore import QSize

from kiosk.screen.theme.accent import accented
from kiosk.screen.theme.tokens import Lengths, Motion, Palette, load_palette, load_scale
from kiosk.settings import Display, Theme

REFERENCE_MM_PER_PX = 0.248
"""Pixel pitch of a 21.5 inch Full HD panel, taken when a screen does not say its size.

Source: accessibility.md, A1 (column 21.5" FHD)."""

PLAUSIBLE_MM_PER_PX = (0.08, 0.6)
"""Pitches outside are a lying EDID: a 4K phone is 0.06, a 55 inch Full HD wall 0.63."""

REACH_MM = 1_220.0
"""Nothing that is needed lies higher above the floor.

Source: ADA 308.2.1 and 308.3.1; accessibility.md, A1."""
LOW_PART = 0.7
"""Part of the glass, from below, that reach mode keeps to."""
LEAST_MM = 160.0
"""Pages need this much height; a glass that hangs too high cannot be helped further."""
SLIVER_MM = 20.0
"""A strip of calm ground lower than this would look like a fault."""

COMPACT_BELOW_MM = 230.0
"""Panels whose short side is less than this use the compact lengths."""
COMPACT_REACH_MM = 330.0
"""So do those of which only a part lower than this is in reach: keys and page share it."""

FIXED_TOKENS = ("card",)
TYPE_TOKENS = (
    "sentence", "heading", "subheading", "reading", "label", "small", "chrome", "number",
    "key", "key_word",
    *FIXED_TOKENS,
)  # fmt: skip
SIGN_TOKENS = ("sign", "sign_large")
"""Sides of the signs that stand beside titles: they grow with these."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The glass, as far as it holds things to touch.

    Attributes:
        width_px: Its width in pixels.
        height_px: Its height in pixels, without what lies above.
        mm_per_px: Millimetres that one pixel takes.
        above_px: Pixels of glass above it that stay empty, to be in reach of a seated person.
    """

    width_px: int
    height_px: int
    mm_per_px: float
    above_px: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether pages are composed side by side."""
        return self.width_px > self.height_px

    @property
    def is_compact(self) -> bool:
        """Whether there is so little room that pages use the compact lengths."""
        height_mm = self.height_px * self.mm_per_px
        short_mm = min(self.width_px * self.mm_per_px, height_mm)
        return short_mm < COMPACT_BELOW_MM or (self.above_px > 0 and height_mm < COMPACT_REACH_MM)


def measure_panel(size: QSize, reported_mm: tuple[float, float], display: Display) -> Panel:
    """Return the panel for a window of ``size``.

    Args:
        size: Pixels of the window.
        reported_mm: Millimetres the window system reports for the screen, 0 where unknown.
        display: The center's settings; its millimetres win over reported ones.
    """
    measured_mm = (display.width_mm, display.height_mm)
    width_mm, height_mm = measured_mm if any(measured_mm) else reported_mm
    pitches = [
        millimetres / pixels
        for millimetres, pixels in ((width_mm, size.width()), (height_mm, size.height()))
        if millimetres > 0
    ]
    pitch = sum(pitches) / len(pitches) if pitches else 0.0
    low, high = PLAUSIBLE_MM_PER_PX
    return Panel(
        size.width(), size.height(), pitch if low <= pitch <= high else REFERENCE_MM_PER_PX
    )


def reachable(panel: Panel, floor_mm: float, *, low: bool) -> Panel:
    """Return the part of a glass that pages may use.

    Args:
        panel: The whole glass.
        floor_mm: Height of its lower edge above the floor; 0 where nobody said so.
        low: Whether the visitor chose reach mode.
    """
    whole_mm = panel.height_px * panel.mm_per_px
    wanted_mm = min(whole_mm * LOW_PART if low else whole_mm, REACH_MM - floor_mm)
    room_mm = max(wanted_mm, min(whole_mm, LEAST_MM))
    if whole_mm - room_mm < SLIVER_MM and floor_mm + whole_mm <= REACH_MM:
        return panel
    above_px = ceil((whole_mm - room_mm) / panel.mm_per_px)
    return replace(panel, height_px=panel.height_px - above_px, above_px=above_px)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a widget may ask about its looks.

    Attributes:
        theme: Name of the theme.
        palette: Its colors.
        panel: The glass.
        text_scale: 1.0 to 2.0, chosen by the visitor.
        families: The type face, then those that step in for letters it lacks, in order.
        lengths: Millimetres, before ``text_scale``.
        motion: How long things move.
        calm: Whether nothing moves in this visit.
        airy: Whether letters, words, lines and paragraphs stand further apart.
        lined: Whether all but the lines that are being read is dimmed.
        left: Whether what the right hand would reach for stands at the left.
    """

    theme: Theme
    palette: Palette
    panel: Panel
    text_scale: float
    families: tuple[str, ...]
    lengths: Lengths
    motion: Motion
    calm: bool = False
    airy: bool = False
    lined: bool = False
    left: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether pages are composed side by side."""
        return self.panel.is_wide

    @property
    def is_compact(self) -> bool:
        """Whether the glass is small, so that pages use the compact lengths."""
        return self.panel.is_compact

    @property
    def is_large_text(self) -> bool:
        """Whether the visitor enlarged the text so far that rows should become columns."""
        return self.text_scale >= 1.5

    def px(self, token: str) -> int:
        """Return a length token in pixels, type scaled by the visitor's choice; at least 1."""
        millimetres: float = getattr(self.lengths, token)
        scaled = token in {*TYPE_TOKENS, *SIGN_TOKENS} and token not in FIXED_TOKENS
        return max(
            1, round(millimetres * (self.text_scale if scaled else 1.0) / self.panel.mm_per_px)
        )

    @property
    def is_low(self) -> bool:
        """Whether height is what lacks: large words on a wide glass, or on the part in reach."""
        return self.is_large_text and (self.is_wide or self.panel.above_px > 0)

    @property
    def outline_px(self) -> int:
        """Width of the line around grounds and pictures in a theme without shadows, else 0."""
        return 0 if self.palette.shadow_percent else self.px("hairline")

    @property
    def paragraph_px(self) -> int:
        """Space between the paragraphs of running text; twice its size where words are airy.

        Source: WCAG 2.2, 1.4.12.
        """
        return 2 * self.px("reading") if self.airy else self.px("gap")

    def ms(self, token: str) -> int:
        """Return a motion token in milliseconds; 0 where the visit is calm."""
        milliseconds: int = getattr(self.motion, token)
        return 0 if self.calm else milliseconds

    def pixels(self) -> dict[str, int]:
        """Return every length token in pixels."""
        return {name: self.px(name) for name in Lengths.__struct_fields__}

    def colors(self) -> dict[str, str]:
        """Return every color role."""
        roles = msgspec.structs.asdict(self.palette)
        return {name: value for name, value in roles.items() if isinstance(value, str)}


def make_look(
    theme: Theme,
    panel: Panel,
    text_scale: float = 1.0,
    *,
    accent: str = "",
    calm: bool = False,
    airy: bool = False,
) -> Look:
    """Return the look of ``theme`` on ``panel``.

    Args:
        theme: Colors.
        panel: The glass.
        text_scale: 1.0 to 2.0.
        accent: The center's own color to act, ``#RRGGBB``, or empty.
        calm: Whether nothing moves.
        airy: Whether the words are spaced out.

    Large headings grow by less than the visitor's scale would ask: they are large already, and the
    page must still hold; signs grow with them. What stands around pages grows by half at least;
    bars and keys take more where it fits (`kiosk.screen.theme.sizes`).
    """
    scale = load_scale()
    lengths = scale.compact if panel.is_compact else scale.regular
    if text_scale > 1.0:
        damped = 1.0 + (text_scale - 1.0) * 0.35
        lengths = msgspec.structs.replace(
            lengths,
            sentence=max(lengths.sentence * damped / text_scale, lengths.reading),
            heading=max(lengths.heading * damped / text_scale, lengths.reading),
            subheading=max(lengths.subheading * damped / text_scale, lengths.reading),
            chrome=lengths.chrome * (1.0 + (text_scale - 1.0) * 0.5) / text_scale,
            sign=lengths.sign * damped / text_scale,
            sign_large=lengths.sign_large * damped / text_scale,
        )
    palette = accented(load_palette(theme), theme, accent)
    return Look(
        theme, palette, panel, text_scale, scale.families, lengths, scale.motion, calm, airy
    )
