# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What one visit chose so far; it lives and dies with the process."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.library.model import ArticleKind, Place
from kiosk.settings import Theme


class Way(StrEnum):
    """Ways into the reference."""

    FEELING = "feeling"
    TREATMENT = "treatment"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class TouchFilter:
    """Which touches count.

    Attributes:
        double_s: A second touch at one place within this does not, seconds.
        hold_s: One that is lifted sooner than this does not, seconds.

    Source:
        EN 301 549 5.8 (double strikes, up to 0.5 s); 5.7 (key repeat can be turned off).
    """

    double_s: float = 0.0
    hold_s: float = 0.0

    @property
    def is_on(self) -> bool:
        """Whether it keeps anything out; then no key repeats, either."""
        return self != TouchFilter()


@dataclass(slots=True)
class VisitChoices:
    """Choices of the running visit.

    Attributes:
        language: Code of the language, one of `kiosk.languages.languages`.
        theme: Colors.
        text_scale: 1.0 to 2.0.
        calm: Whether nothing moves.
        low: Whether everything keeps to the lower part of the glass.
        airy: Whether the words are spaced out.
        lined: Whether all but the lines that are being read is dimmed.
        left: Whether what the right hand would reach for stands at the left.
        touch: Which touches count.
        scan_s: How long each part is offered to a single switch, seconds; 0 offers none.
        place: The entry that was last switched, and to which place; another one opens on "here".
        query: Words in the search field, for the way back.
        way: How the visitor looks for them.
        shelf: The kind of article that the list shows; None is the first there is.
    """

    language: str
    theme: Theme
    text_scale: float = 1.0
    calm: bool = False
    low: bool = False
    airy: bool = False
    lined: bool = False
    left: bool = False
    touch: TouchFilter = TouchFilter()
    scan_s: float = 0.0
    place: tuple[str, Place] = ("", Place.BUILDING)
    query: str = field(default="", repr=False)
    way: Way = Way.FEELING
    shelf: ArticleKind | None = None
