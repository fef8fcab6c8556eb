# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one application sheet, rendered from the tokens."""

from string import Template
from typing import Final

from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import bar_sizes, key_sizes
from kiosk.screen.theme.tokens import theme_dir

CARD_STEP: Final = 0.9
"""Each size of words on the card for staff, part of the one above it."""
CARD_ROLES: Final = tuple(f"card-{step}" for step in range(20))
"""Roles of these words from large to small; the first is the token ``card``."""

EAST_ASIA: Final = {
    "chinese-simple": "SC",
    "chinese-full": "TC",
    "japanese": "JP",
    "korean": "KR",
}
"""Scripts with the face that has their forms; the plain one has those of the mainland."""
LETTER_EM: Final = 0.12
WORD_EM: Final = 0.16
AIRY_ROLES: Final = {
    "reading": "reading",
    "strong": "reading",
    "list": "label",
    "small": "small",
}
"""Roles of running text with the token of their size; titles and short words of buttons stay."""


def _card_roles(look: Look) -> str:
    """Return the rules of the card's roles."""
    sizes = (round(look.px("card") * CARD_STEP**step) for step in range(len(CARD_ROLES)))
    return "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: 800; }}'
        for role, size in zip(CARD_ROLES, sizes, strict=True)
    )


def _control_roles(look: Look) -> str:
    """Return the rules of the sizes among which bars and keys choose."""
    sizes = {**bar_sizes(look), **key_sizes(look)}
    return "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {px}px; font-weight: 600; }}'
        for role, px in sizes.items()
    )


def _airy_roles(look: Look) -> str:
    """Return the rules that set letters and words further apart, if the visitor wishes it.

    Source: WCAG 2.2, 1.4.12 (0.12 and 0.16 em); a sheet of Qt takes them in pixels only.
    """
    return "\n".join(
        f'QLabel[role="{role}"] {{ letter-spacing: {round(look.px(token) * LETTER_EM)}px;'
        f" word-spacing: {round(look.px(token) * WORD_EM)}px; }}"
        for role, token in AIRY_ROLES.items()
        if look.airy
    )


def _script_roles(look: Look) -> str:
    """Return the rules that give each script of East Asia its own forms of letters."""
    others = tuple(one for one in look.families if "CJK" not in one)
    return "\n".join(
        f'QLabel[script="{script}"] {{ font-family: '
        + ", ".join(f'"{one}"' for one in (*others, f"Noto Sans CJK {region}"))
        + "; }"
        for script, region in EAST_ASIA.items()
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
        "control_roles": _control_roles(look),
        "airy_roles": _airy_roles(look),
        "script_roles": _script_roles(look),
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
