# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one application sheet, rendered from the tokens."""

from string import Template

from kiosk.screen.theme.look import Look
from kiosk.screen.theme.tokens import theme_dir


def render_sheet(look: Look) -> str:
    """Return the style sheet of ``look``.

    Raises:
        KeyError: The template names a token that does not exist.
    """
    template = Template((theme_dir() / "kiosk.qss").read_text("utf-8"))
    lengths = {name: f"{value}px" for name, value in look.pixels().items()}
    derived = {
        "families": ", ".join(f'"{family}"' for family in look.families),
        "pill": f"{look.px('target') // 2}px",
        "ring_field": f"{2 * look.px('ring')}px",
        "pad_field": f"{look.px('pad') + look.px('hairline') - 2 * look.px('ring')}px",
        "round": f"{look.px('number') // 2}px",
        "pill_min": f"{look.px('target_min') // 2}px",
    }
    return template.substitute(
        look.colors(), **{f"px_{k}": v for k, v in lengths.items()}, **derived
    )
