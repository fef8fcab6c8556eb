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


@dataclass(slots=True)
class VisitChoices:
    """Choices of the running visit.

    Attributes:
        language: ``en`` or ``es``.
        theme: Colors.
        text_scale: 1.0 to 2.0.
        calm: Whether nothing moves.
        place: The entry that was last switched, and to which place; another one opens on "here".
        query: Words in the search field, for the way back.
        way: How the visitor looks for them.
        shelf: The kind of article that the list shows; None is the first there is.
    """

    language: str
    theme: Theme
    text_scale: float = 1.0
    calm: bool = False
    place: tuple[str, Place] = ("", Place.BUILDING)
    query: str = field(default="", repr=False)
    way: Way = Way.FEELING
    shelf: ArticleKind | None = None
