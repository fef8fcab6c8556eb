# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A visitor who fills in a whole form by finger, and what it costs: touches, keys, pages."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from kiosk.screen.widgets.keyboard import KeyCap
from tests.support.finger import Finger
from tests.support.screen import Screen

KEY_S = 0.6
"""A key on the glass at a normal pace: a hundred letters a minute, with one finger."""
TOUCH_S = 1.5
"""Finding and touching anything else."""
PAGE_S = 2.0
"""Taking in a page of one thought."""

NAMES = ("Maria", "Gonzalez")
NUMBER = "2025550143"
REACHED_BY_PHONE = (
    "option_how_call", "field_phone", f"type {NUMBER}", "next",
)  # fmt: skip
TIMES = ("option_time_noon", "option_voicemail_no-details", "next")
LANGUAGE = ("option_interpreter_none", "next")
NAME = (f"type {NAMES[0]}", "key_next", f"type {NAMES[1]}", "next")
BIRTH = ("month_birth-date_3", "day_birth-date_14", "type 1961", "next")

WAYS = {
    "contact": (
        "option_reason_start", "next", *NAME, *REACHED_BY_PHONE, *TIMES, *LANGUAGE,
        "option_consent_contact-request", "next", "review_send",
    ),
    "refer-me": (
        *NAME, *BIRTH, *REACHED_BY_PHONE, *TIMES, *LANGUAGE, "option_ordered_yes", "next",
        "option_consent_referral-contact", "next", "request_send_now",
    ),
    "refer-someone": (
        "type Ana Gonzalez", "option_helper-relation_family-friend", "next",
        "option_helper-authority_agrees", "next", *NAME, *BIRTH,
        "option_how_call", "field_phone", f"type {NUMBER}", "option_phone-owner_helper", "next",
        *TIMES, "option_language_en", *LANGUAGE, "option_ordered_yes", "next",
        "option_consent_referral-contact-someone", "next", "request_send_now",
    ),
}  # fmt: skip
"""What a visitor touches in each form, the shortest way to its receipt."""


@dataclass(slots=True)
class Cost:
    """What filling in a form has cost so far."""

    keys: int = 0
    others: int = 0
    pages: int = 0

    @property
    def touches(self) -> int:
        """Every touch, keys too."""
        return self.keys + self.others

    @property
    def seconds(self) -> float:
        """How long it takes at a normal pace."""
        return self.keys * KEY_S + self.others * TOUCH_S + self.pages * PAGE_S


class CountingFinger(Finger):
    """A finger that counts what it touches."""

    def __init__(self, window: QWidget, cost: Cost) -> None:
        super().__init__(window)
        self._over, self._cost = window, cost

    def press(self, where: QPoint) -> None:
        """Put the finger down, and count it."""
        part = self._over.childAt(where)
        while part is not None and not isinstance(part, KeyCap):
            part = part.parentWidget()
        if part is None:
            self._cost.others += 1
        else:
            self._cost.keys += 1
        super().press(where)


@dataclass(slots=True)
class Visitor:
    """Fills in forms on a screen that shows the home page."""

    screen: Screen
    cost: Cost = field(default_factory=Cost)

    def __post_init__(self) -> None:
        self.screen.finger = CountingFinger(self.screen.shell, self.cost)

    def send(self, form: str) -> Cost:
        """Send a form the shortest way, from the home page to its receipt; return what it cost."""
        for name in ("home_request", f"ask_{form}", "request_start", *WAYS[form]):
            self._do(name)
        self.screen.part("receipt_code")
        return self.cost

    def _do(self, name: str) -> None:
        screen = self.screen
        if name.startswith("type "):
            screen.until(lambda: screen.parts(KeyCap))
            for letter in name.removeprefix("type "):
                screen.type(letter)
        elif name == "next":
            self.cost.pages += 1
            # The key does what the button below the form does, which the keys may cover.
            screen.tap("key_next" if screen.has("key_next") else "request_next")
            screen.lay_out()
        else:
            screen.tap(name)
