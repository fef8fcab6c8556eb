# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's hours and the time of day in the words of the visit."""

from collections.abc import Iterator
from datetime import datetime, time
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from kiosk.languages import languages
from kiosk.screen.widgets import each
from kiosk.settings import Center, Hours, OpenHours, answer_day, hours_on, next_opening

FIRST_YEAR = 2026
"""A clock before the product's first year is plainly wrong: then nothing is said about today."""
DAYS = range(7)


def is_clock_right(now: datetime) -> bool:
    """Return whether the clock may be believed."""
    return now.year >= FIRST_YEAR


def clock_time(at: str) -> str:
    """Return the local time of day, like ``9:40``, of an aware time in ISO form; empty for none."""
    if not at:
        return ""
    local = datetime.fromisoformat(at).astimezone()
    return f"{local.hour % 12 or 12}:{local.minute:02}"


def answer_by(center: Center, now: datetime) -> str:
    """Return the day by which a request is answered, like ``Wednesday, November 25``.

    Empty while the clock is plainly wrong.
    """
    if not is_clock_right(now):
        return ""
    day = answer_day(center.hours, center.answer_within_days, now.date())
    # The order of weekday, month and day is that of the language; "November 25, 2026" has a year.
    form = QCoreApplication.translate("Hours", "dddd, MMMM d", "QLocale date format")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _said(at: time) -> str:
    return QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def opening_today(hours: Hours | None, now: datetime) -> str:
    """Return when the center is open on the day of ``now``, or empty where that is not known."""
    if hours is None or not is_clock_right(now):
        return ""
    today = hours_on(hours, now.weekday())
    if today is None:
        return QCoreApplication.translate("Hours", "Closed today")
    return QCoreApplication.translate("Hours", "Open today from {opens} to {closes}").format(
        opens=_said(today.opens), closes=_said(today.closes)
    )


def opens_next(hours: Hours | None, now: datetime) -> tuple[str, ...]:
    """Return when the center opens, in each language, for a page that is in all of them.

    Nothing where it is not known. The day is named unless it is today.
    """
    at = next_opening(hours, now) if hours is not None else None
    if at is None:
        return ()
    if at.date() == now.date():
        sentences = each.translate("Hours", "We open at {time}.")
    else:
        sentences = each.translate("Hours", "We open on {day} at {time}.")
    said = []
    for code, words in sentences.items():
        locale = QLocale(languages()[code].locale)
        clock = locale.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
        day = locale.standaloneDayName(at.weekday() + 1, QLocale.FormatType.LongFormat)
        said.append(words.format(time=clock, day=day))
    return tuple(said)


def opening_week(hours: Hours | None) -> tuple[str, ...]:
    """Return the open days of a week, a line for days of the same hours; empty if not known."""
    return tuple(_week(hours)) if hours is not None else ()


def _week(hours: Hours) -> Iterator[str]:
    def open_on(weekday: int) -> OpenHours | None:
        return hours_on(hours, weekday)

    for found, group in groupby(DAYS, open_on):
        if found is None:
            continue
        names = [
            QLocale().standaloneDayName(day + 1, QLocale.FormatType.LongFormat) for day in group
        ]
        if len(names) == 1:
            line = QCoreApplication.translate("Hours", "{day}: {opens} to {closes}")
        else:
            line = QCoreApplication.translate("Hours", "{day} to {last}: {opens} to {closes}")
        text = line.format(
            day=names[0], last=names[-1], opens=_said(found.opens), closes=_said(found.closes)
        )
        yield text[:1].upper() + text[1:]
