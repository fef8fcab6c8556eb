# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""This week: how much all kiosks were used, out of numbers that each has made less exact."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from kiosk.desk.looks import STRONG, Looks
from kiosk.fleet.protocol import KioskUsage

DAYS, MOST_READ = 7, 10
FEW = "<5"


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was read often: what it is, how a kiosk calls it, and how often, at least."""

    kind: str
    ref: str
    title: str
    times: int


@dataclass(frozen=True, slots=True)
class Week:
    """What the page shows.

    Attributes:
        days: The last seven, today the last.
        opened: Pages opened on each, at least so many; 0 is fewer than 5 at each kiosk.
        vain: Searches that found nothing, likewise.
        requests: Requests sent, likewise.
        read: What was read most.
    """

    days: tuple[date, ...]
    opened: tuple[int, ...]
    vain: tuple[int, ...]
    requests: tuple[int, ...]
    read: tuple[Read, ...] = ()


def week_of(usages: Iterable[KioskUsage], today: date) -> Week:
    """Return the last seven days of all kiosks together; what is older is left out."""
    days = tuple(today - timedelta(days=back) for back in reversed(range(DAYS)))
    sums: Counter[tuple[date, str]] = Counter()
    read: Counter[tuple[str, str]] = Counter()
    titles: dict[tuple[str, str], str] = {}
    for usage in usages:
        for one in usage.days:
            sums[one.day, "opened"] += one.opened
            sums[one.day, "vain"] += one.vain
            sums[one.day, "requests"] += one.requests
        if any(one.day == today for one in usage.days):  # else it tells of another week
            read.update({(one.kind, one.ref): one.times for one in usage.read})
            titles |= {(one.kind, one.ref): one.title for one in usage.read if one.title}
    opened, vain, requests = (
        tuple(sums[day, name] for day in days) for name in ("opened", "vain", "requests")
    )
    most = sorted(read.items(), key=lambda one: (-one[1], one[0]))[:MOST_READ]
    told = tuple(Read(*key, titles.get(key) or _title(key[1]), times) for key, times in most)
    return Week(days, opened, vain, requests, told)


class Bars(QWidget):
    """A bar for each day, its number above and its name below."""

    def __init__(self, looks: Looks, name: str) -> None:
        super().__init__()
        self._looks, self._name = looks, name
        self._days: tuple[str, ...] = ()
        self._numbers: tuple[int, ...] = ()
        self.setMinimumHeight(looks.px(150))

    def show_numbers(self, days: tuple[date, ...], numbers: tuple[int, ...]) -> None:
        """Show these; a screen reader hears them as words."""
        locale, short = QLocale(), QLocale.FormatType.ShortFormat
        self._days = tuple(locale.dayName(day.isoweekday(), short) for day in days)
        self._numbers = numbers
        pairs = zip(self._days, map(said, numbers), strict=True)
        self.setAccessibleName(f"{self._name}: " + ", ".join(f"{d} {n}" for d, n in pairs))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, the highest as high as there is room."""
        if not self._numbers:
            return
        looks, line = self._looks, self._looks.px(22)
        room, step = self.height() - 2 * line, self.width() / len(self._numbers)
        wide, most = min(step * 0.6, looks.px(64)), max(*self._numbers, 5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (day, number) in enumerate(zip(self._days, self._numbers, strict=True)):
            left, high = place * step, max(room * number / most, looks.px(2))
            bar = QRectF(left + (step - wide) / 2, line + room - high, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(looks.color("act" if number else "line"))
            painter.drawRoundedRect(bar, looks.px(3), looks.px(3))
            painter.setPen(looks.color("ink" if number else "ink_second"))
            painter.setFont(looks.font(14, STRONG if number else QFont.Weight.Normal))
            above = QRectF(left, bar.top() - line, step, line)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, said(number))
            painter.setPen(looks.color("ink_second"))
            painter.setFont(looks.font(13))
            below = QRectF(left, self.height() - line, step, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, day)
        painter.end()


class WeekPage(QScrollArea):
    """Three plots, and what was read most."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks, self._week = looks, Week((), (), (), ())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("page")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(*[looks.px(20)] * 4)
        self._grid.setSpacing(looks.px(10))
        names = (
            self.tr("Pages opened"),
            self.tr("Searches that found nothing"),
            self.tr("Requests sent"),
        )
        self.bars = tuple(Bars(looks, name) for name in names)
        for place, (bars, name) in enumerate(zip(self.bars, names, strict=True)):
            self._grid.addWidget(_label(name, role="heading"), 2 * place, 0)
            self._grid.addWidget(bars, 2 * place + 1, 0)
        self._grid.addWidget(_label(self.tr("Most read"), role="heading"), 0, 1)
        self.read = _label(self.tr("No page was opened 5 times yet."))
        self.read.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.read, 1, 1, 5, 1)
        note = _label(
            self.tr(
                "Each kiosk sends its numbers once an hour. Fewer than 5 at each kiosk are shown "
                "as <5, others are rounded down to fives. Nobody's way through the pages is kept."
            ),
            tone="second",
        )
        self._grid.addWidget(note, 6, 0, 1, 2)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setRowStretch(7, 1)
        self.setWidget(inside)

    def show_week(self, week: Week) -> None:
        """Show a week, unless it is shown already."""
        if week == self._week:
            return
        self._week = week
        for bars, numbers in zip(self.bars, (week.opened, week.vain, week.requests), strict=True):
            bars.show_numbers(week.days, numbers)
        lines = (f"{one.times}   {one.title} ({_kind(one.kind)})" for one in week.read)
        self.read.setText("\n".join(lines) or self.tr("No page was opened 5 times yet."))


def said(number: int) -> str:
    """Return how a number is said; none is known to be fewer than 5."""
    return str(number) if number else FEW


def _title(ref: str) -> str:
    """Return an id as words: the kiosk's library has no title for it, or not any more."""
    return ref.replace("-", " ").capitalize()


def _kind(kind: str) -> str:
    translate = QCoreApplication.translate
    names = {
        "article": translate("Desk", "article"),
        "symptom": translate("Desk", "symptom"),
        "therapy": translate("Desk", "treatment"),
    }
    return names.get(kind, kind)


def _label(text: str, *, role: str = "", tone: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setProperty("tone", tone)
    return label
