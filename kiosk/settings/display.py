# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The screen as it hangs on the wall: its settings, and what contradicts itself in them."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.settings.hours import Quiet

Matrix = tuple[float, ...]
"""Six numbers: how touches are moved onto the picture, the upper two rows of a 3 x 3 matrix."""

_TURNED: dict[int, Matrix] = {
    90: (0.0, -1.0, 1.0, 1.0, 0.0, 0.0),
    180: (-1.0, 0.0, 1.0, 0.0, -1.0, 1.0),
    270: (0.0, 1.0, 0.0, -1.0, 0.0, 1.0),
}


class Theme(StrEnum):
    """The face of the kiosk."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Display(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The screen as it hangs on the wall."""

    width_mm: Annotated[
        float,
        Meta(
            ge=0,
            le=2000,
            description="Width of the visible picture; 0 asks the screen itself.",
            extra={"unit": "mm"},
        ),
    ] = 0.0
    height_mm: Annotated[
        float,
        Meta(
            ge=0,
            le=2000,
            description="Height of the visible picture; 0 asks the screen itself.",
            extra={"unit": "mm"},
        ),
    ] = 0.0
    floor_mm: Annotated[
        float,
        Meta(
            ge=0,
            le=1_500,
            description="Height of the picture's lower edge above the floor; nothing to touch is "
            "then higher than 1220 mm. 0 says nothing about it.",
            extra={"unit": "mm"},
        ),
    ] = 0.0
    theme: Annotated[Theme, Meta(description="Theme a visit starts with.")] = Theme.LIGHT
    motion: Annotated[
        bool, Meta(description="Whether pages may move; a visitor can always choose calm.")
    ] = True
    rotation: Annotated[
        Literal[0, 90, 180, 270],
        Meta(
            description="How far the panel hangs turned clockwise, such as 90 for a wide one on its"
            " side. Needs `display apply` and a restart of the service.",
            extra={"unit": "degrees"},
        ),
    ] = 0
    output: Annotated[
        str,
        Meta(
            pattern=r"^(?:[A-Za-z]+(?:-[A-Z])?-[0-9]{1,2})?\Z",
            description="The one display to use where several are connected, as `doctor` names it;"
            " empty uses all. Needs `display apply`.",
            extra={"form": "a name such as HDMI-A-1, or empty", "example": "HDMI-A-1"},
        ),
    ] = ""
    touch_matrix: Annotated[
        Matrix,
        Meta(
            max_length=6,
            description="Calibration of the touch screen, six numbers of libinput; empty follows"
            " the rotation. Needs `display apply`.",
            extra={"example": (0.98, 0.0, 0.01, 0.0, 0.98, 0.01)},
        ),
    ] = ()
    quiet: Annotated[
        Quiet, Meta(description="When an unused screen is dark; a touch always wakes it.")
    ] = Quiet()

    @property
    def touches(self) -> Matrix:
        """How touches are moved onto the picture; empty leaves them as they are.

        Source:
            libinput documentation, "Static device configuration": LIBINPUT_CALIBRATION_MATRIX.
        """
        return self.touch_matrix or _TURNED.get(self.rotation, ())


def display_problems(
    display: Display,
) -> Iterator[tuple[tuple[str, ...], str, str, str]]:
    """Give what single values cannot tell: place, rule, problem and mend."""
    if bool(display.width_mm) != bool(display.height_mm):
        yield (
            ("display",),
            "display-size",
            "`display.width_mm` and `display.height_mm` must be given together.",
            "Measure both, or leave both out.",
        )
    if len(display.touch_matrix) not in {0, 6}:
        yield (
            ("display", "touch_matrix"),
            "display-touch-matrix",
            "A touch matrix has six numbers.",
            "Write all six, such as [1, 0, 0, 0, 1, 0], or leave it out.",
        )
