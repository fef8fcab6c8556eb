# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What is on the glass as a whole: which page, sheet or question, under which title."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from kiosk.screen.guide.parts import Part, Role, State, ground_of
from kiosk.screen.route import CARDS
from kiosk.screen.widgets.bars import BottomBar
from kiosk.screen.widgets.curtain import Cover
from kiosk.screen.widgets.keyboard import Keyboard
from kiosk.screen.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Scene:
    """What a visitor would call another page.

    Attributes:
        name: Object name of the page, or of what lies over it.
        title: Its heading.
        language: Language of the visit.
    """

    name: str
    title: str = field(repr=False)
    language: str

    def is_translated(self, other: "Scene") -> bool:
        """Return whether another scene is this one in another language."""
        return self.name == other.name and self.language != other.language


def scene_of(window: QWidget, parts: Sequence[Part], language: str) -> Scene:
    """Return what a window shows."""
    ground = ground_of(window)
    page = page_of(window)
    name = page.objectName() if ground is window and page is not None else ground.objectName()
    heading = title_of(parts)
    return Scene(name, heading.name if heading is not None else "", language)


def title_of(parts: Sequence[Part]) -> Part | None:
    """Return the heading that names a page."""
    return next((part for part in parts if part.role is Role.HEADING), None)


def parts_above(window: QWidget, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return what stands above the title of a page, the header of the window left out."""
    page, title = page_of(window), title_of(parts)
    if page is None or title is None:
        return ()
    before = parts[: parts.index(title)]
    return tuple(part for part in before if page.isAncestorOf(part.widget))


def texts_above(window: QWidget, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the words above the title, where one would not come to them by going on."""
    above = parts_above(window, parts)
    return above if all(part.role is Role.TEXT for part in above) else ()


def page_of(window: QWidget) -> Page | None:
    """Return the page in a window, which something may lie over."""
    pages = [child for child in window.children() if isinstance(child, Page)]
    shown = [page for page in pages if not page.isHidden()]
    return shown[0] if shown else None


def is_ready(window: QWidget) -> bool:
    """Return whether what the window shows is there, and not still on its way."""
    page = page_of(window)
    return ground_of(window) is not window or (page is not None and not page.is_waiting)


def leads_back(window: QWidget) -> bool:
    """Return whether Back is offered."""
    page = page_of(window)
    bars = window.findChildren(BottomBar)
    is_card = page is not None and page.objectName() in CARDS
    is_open = not isinstance(ground_of(window), Cover)
    return is_open and (is_card or any(bar.isVisible() and bar.offers_back for bar in bars))


def put_keys_away(window: QWidget) -> None:
    """Put the on-screen keys away, as their own key does."""
    for keyboard in window.findChildren(Keyboard):
        if keyboard.isVisible():
            keyboard.put_away()
            keyboard.hidden.emit()


def codes_in(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return receipt codes, each after the words that name it."""
    places = (at for at, part in enumerate(parts) if State.SPELLED in part.states)
    return tuple(part for at in places for part in parts[max(0, at - 1) : at + 1])
