# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A visitor in front of the glass: touches what has a name, once it can be seen there.

Where something lies is the twin's knowledge; the touch itself is the X server's, and the visitor
waits with it until the glass shows what the twin shows.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.support.pictures import take_picture
from tests.support.twin import THUMB, Twin, thumbnail
from tests.support.waiting import let_pass, wait_until
from tests.support.x_wire import Rect
from tests.support.xorg import Xorg

_PAGE_S = 10.0
# Between two touches: sooner, at one place, the second would be half of a double tap.
CALM_S = 0.45
LETTER_S = 0.1
# A blinking cursor and a receipt code stay below this part of the picture; another page does not.
_FAR = 48
_OTHER_PART = 0.01


class Visitor:
    """Touches the real screen and its twin alike.

    Args:
        xorg: The glass.
        twin: The screen's twin, as fresh as the screen.

    Attributes:
        twin: The same.
    """

    def __init__(self, xorg: Xorg, twin: Twin) -> None:
        self._xorg = xorg
        self.twin = twin

    def where(self, name: str) -> Rect:
        """Return where a part of the page lies on the glass."""
        return self.twin.where(name)

    def sees(self, name: str) -> Rect:
        """Wait until the page with a part of this name is on the glass; return where it lies."""
        area = self.twin.where(name)
        # The first page tells a fact after the other, so there only the part itself is compared.
        seen = area if name.startswith("attract_") else Rect(0, 0, *self._xorg.size)
        wait_until(lambda: self._is_same(seen), f"the page with {name} on the glass", _PAGE_S)
        return area

    def tap(self, *names: str) -> None:
        """Touch parts one after the other, each once its page is on the glass."""
        for name in names:
            self.sees(name)
            let_pass(CALM_S)
            self._xorg.finger.tap(*middle(self.twin.where(name)))
            self.twin.tap(name)

    def type(self, text: str) -> None:
        """Type small letters, digits and spaces on the on-screen keys."""
        for letter in text:
            let_pass(LETTER_S)  # sooner, a second touch of the key would be a bounce
            self._xorg.finger.tap(*middle(self.twin.where(_key(letter))))
            self.twin.tap(_key(letter))

    def ask_for_a_call(self, name: str) -> None:
        """Go from the first page to the review of a request, with this name in small letters."""
        self.tap("attract_begin_en", "home_request", "ask_contact", "request_start")
        self.tap("option_reason_start", "request_next")
        self.sees("key_next")
        self.type(name)
        self.tap("key_next")
        self.type("example")
        self.tap("key_hide", "request_next", "option_how_call", "field_phone")
        self.sees("key_1")
        self.type("2025550143")
        self.tap("key_hide", "request_next", "option_time_noon", "option_voicemail_none")
        self.tap("request_next", "option_language_en", "option_interpreter_none", "request_next")
        self.tap("option_consent_contact-request", "request_next")
        self.sees("review_send")

    def _is_same(self, area: Rect) -> bool:
        shrink = THUMB[1] / self._xorg.size[1]
        here = QRect(*(round(length * shrink) for length in area))
        real = thumbnail(take_picture(self._xorg.display))
        return difference(self.twin.thumbnail().copy(here), real.copy(here)) < _OTHER_PART


def middle(area: Rect) -> tuple[float, float]:
    """Return the middle of an area."""
    return area.x + area.width / 2, area.y + area.height / 2


def difference(one: QImage, other: QImage) -> float:
    """Return which part of two gray pictures of the same size is plainly different, 0 to 1."""
    pixels = list(zip(_pixels(one), _pixels(other), strict=True))
    return sum(abs(a - b) > _FAR for a, b in pixels) / len(pixels)


def _pixels(picture: QImage) -> bytes:
    """Return the pixels of a gray picture without what fills up its lines."""
    raw, step = bytes(picture.constBits()), picture.bytesPerLine()
    starts = range(0, step * picture.height(), step)
    return b"".join(raw[start : start + picture.width()] for start in starts)


def _key(letter: str) -> str:
    return "key_space" if letter == " " else f"key_{letter}"
