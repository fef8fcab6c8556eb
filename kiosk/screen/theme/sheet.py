# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one application sheet, rendered from the tokens."""

from string import Template
from typing import Final

from kiosk.screen.theme.look import Look
from kiosk.screen.theme.tokens import theme_dir

CARD_STEP: Final = 0.9
"""Each size of words on the card for staff, part of the one above it."""
CARD_ROLES: Final = tuple(f"card-{step}" for step in range(20))
"""Roles of these words from large to small; the first is the token ``card``."""


def _card_roles(look: Look) -> str:
    """Return the rules of the card's roles."""
    sizes = (round(look.px("card") * CARD_STEP**step) for step in range(len(CARD_ROLES)))
    return "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: 800; }}'
        for role, size in zip(CARD_ROLES, sizes, strict=True)
    )


def render_sheet(look: Look) -> str:
    """Return the style sheet of ``look``.

    Raises:
        KeyError: The template names a token that does not exist.
    """
    template = Template((theme_dir() / "kiosk.qss").read_text("utf-8"))
    lengths = {name: f"{value}px" for name, value in look.pixels().items()}
    derived = {
        "families": ", ".join(f'"{family}"' for family in look.families),
        "card_roles": _card_roles(look),
        "outline": f"{look.outline_px}px",
        "pill": f"{look.px('target') // 2}px",
        "ring_field": f"{2 * look.px('ring')}px",
        "pad_field": f"{look.px('pad') + look.px('hairline') - 2 * look.px('ring')}px",
        "round": f"{look.px('number') // 2}px",
        "pill_min": f"{look.px('target_min') // 2}px",
    }
    return template.substitute(
        look.colors(), **{f"px_{k}": v for k, v in lengths.items()}, **derived
    )
