# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The receipt of a request on paper: its code, what happens next, and whom to call."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.handout.compose import Letterhead
from kiosk.handout.parts import Box, Code, Heading, Modules, Part, Sheet, Weight, Words, words
from kiosk.handout.wording import day_words, near_day, time_words
from kiosk.library.facts import unbroken
from kiosk.settings import answer_day

FIRST_YEAR = 2026
"""A clock before the product's first year is plainly wrong: the slip then gives no day."""
USUAL_GUIDE = "Infusion guide"
"""What the settings call the guide where a center does not; it has a translation."""


def slip_sheet(code: str, head: Letterhead, call: Modules, *, late: bool, now: datetime) -> Sheet:
    """Return the slip of an accepted request; it says nothing about its visitor.

    Args:
        code: The receipt code.
        head: Whose slip it is.
        call: The code with which a phone calls the center.
        late: Whether delivery is overdue; no day is promised then.
        now: The time of printing, in the center's own time.
    """
    return head.sheet(head.wording.slip_kicker, code, "", _parts(head, call, late=late, now=now))


def _parts(head: Letterhead, call: Modules, *, late: bool, now: datetime) -> Iterator[Part]:
    say, phone = head.wording, unbroken(head.center.phone)
    yield Words(words(say.slip_safe))
    yield Heading(say.slip_next)
    if late:
        yield Words(words(say.slip_late, strong=True))
    else:
        yield Words(words(_promise(head, now), strong=True))
        guide = head.center.guide_title
        who = say.slip_guide if guide == USUAL_GUIDE else guide
        yield Words(words(say.slip_who.format(guide=who)))
    yield Words(words(say.slip_unheard.format(phone=phone)))
    yield Box(say.emergency, (), Weight.HEAVY)
    lines = (words(say.slip_call.format(phone=phone), strong=True), words(say.code_hint))
    yield Code(call, lines)
    if now.year >= FIRST_YEAR:
        day = day_words(now.date(), say)
        yield Words(words(say.slip_printed.format(day=day, time=time_words(now, say))))


def _promise(head: Letterhead, now: datetime) -> str:
    say, center = head.wording, head.center
    days = center.answer_within_days
    if now.year < FIRST_YEAR:
        return say.slip_within[days > 1].format(days=days)
    day = answer_day(center.hours, days, now.date())
    return say.slip_by.format(day=near_day(day, say))
