# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the supervisor tells of the kiosk, in plain words for staff; decisions only."""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, QTime

from kiosk.languages import language_of
from kiosk.screen.pages.staff_panel import Fact, PanelFacts
from kiosk.session.panel import PanelNews
from kiosk.staff.panel import ActOutcome, PanelAct

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
_STEPS = {PanelAct.SOFTER, PanelAct.LOUDER, PanelAct.DARKER, PanelAct.BRIGHTER}
"""What they have done is heard, seen, and shown in percent."""


class StaffFacts(QObject):
    """The words of the panel, in the language of the visit."""

    def facts_of(self, news: PanelNews) -> PanelFacts:
        """Return the panel's lines in the language of the visit."""
        return PanelFacts(
            requests=self._requests(news),
            content=self._content(news),
            machine=self._machine(news),
            paper=(
                Fact(
                    self.tr("Now"),
                    self.tr("Ready") if news.has_printer else self.tr("None that can print now"),
                ),
            ),
            has_printer=news.has_printer,
            language=news.language,
            notice=news.notice,
            senses=self._senses(news),
            volume=news.volume,
            brightness=news.brightness,
        )

    def outcome_words(self, act: PanelAct, outcome: ActOutcome) -> str:
        """Return what became of an act."""
        match outcome:
            case ActOutcome.DONE if act is PanelAct.SEND_NOW:
                return self.tr("All that waits is being tried now.")
            case ActOutcome.DONE if act is PanelAct.CHECK_NEWS:
                return self.tr("Texts and settings are being read again.")
            case ActOutcome.DONE if act in _STEPS:
                return ""
            case ActOutcome.DONE if act is PanelAct.CHECK_PRINTER:
                return self.tr("The printer has been asked.")
            case ActOutcome.DONE:
                return self.tr("Done.")
            case ActOutcome.UNAVAILABLE if act is PanelAct.SEND_NOW:
                return self.tr(
                    "The part that delivers requests does not run. Tell your IT support."
                )
            case ActOutcome.UNAVAILABLE if act is PanelAct.CHECK_PRINTER:
                return self.tr("No printer is named in the settings of this kiosk.")
            case ActOutcome.NOT_ALLOWED:
                return self.tr("Only IT may do this.")
            case _:
                return self.tr("That cannot be done now.")

    def _requests(self, news: PanelNews) -> tuple[Fact, ...]:
        if news.waiting < 0:
            waiting = Fact(self.tr("On their way"), self.tr("Not known yet"))
        elif news.waiting == 0:
            waiting = Fact(self.tr("On their way"), self.tr("None"))
        else:
            said = self.tr("{count}, the oldest for {age}").format(
                count=news.waiting, age=self._lasting(news.oldest_s)
            )
            waiting = Fact(self.tr("On their way"), said, is_bad=news.is_overdue)
        facts = [
            waiting,
            Fact(
                self.tr("Last delivered"),
                _moment(news.delivered_at) or self.tr("Not since the start"),
            ),
        ]
        if news.problem:
            facts.append(Fact(self.tr("Problem now"), self._problem(news.problem), is_bad=True))
        elif news.last_problem:
            said = f"{self._problem(news.last_problem)} ({_moment(news.last_problem_at)})"
            facts.append(Fact(self.tr("Last problem, over now"), said))
        if news.quarantined:
            said = self.tr("{count}. Tell your IT support.").format(count=news.quarantined)
            facts.append(Fact(self.tr("Files set aside"), said, is_bad=True))
        return tuple(facts)

    def _content(self, news: PanelNews) -> tuple[Fact, ...]:
        at = _moment(news.content_at) or self.tr("Not known")
        mark = f"{at}  ·  {news.content_mark}" if news.content_mark else at
        return (Fact(self.tr("Texts of"), mark), Fact(self.tr("Program"), news.version))

    def _senses(self, news: PanelNews) -> tuple[Fact, ...]:
        levels = ((self.tr("Sound"), news.volume), (self.tr("Brightness"), news.brightness))
        return tuple(Fact(what, f"{level} %") for what, level in levels if level is not None)

    def _machine(self, news: PanelNews) -> tuple[Fact, ...]:
        joined = (
            self.tr("Runs") if news.has_courier else self.tr("Does not run. Tell your IT support.")
        )
        clock = (
            _said(datetime.now().astimezone())
            if news.is_clock_sound
            else self.tr("Plainly wrong. Tell your IT support.")
        )
        return (
            Fact(self.tr("Name"), f"{news.kiosk}  ·  {self._standing(news.standing)}"),
            Fact(self.tr("Delivery"), joined, is_bad=not news.has_courier),
            Fact(self.tr("Clock"), clock, is_bad=not news.is_clock_sound),
            Fact(self.tr("Running for"), self._lasting(news.uptime_s)),
            Fact(
                self.tr("Last cleaned"), _moment(news.cleaned_at) or self.tr("Not since the start")
            ),
            Fact(
                self.tr("Visits begin in"),
                language_of(news.language).own,
            ),
        )

    def _standing(self, standing: str) -> str:
        known = {
            "demo": self.tr("Demonstration"),
            "live": self.tr("In service"),
            "not-set-up": self.tr("Not set up yet"),
            "out-of-order": self.tr("Out of order"),
        }
        return known.get(standing, standing)

    def _problem(self, problem: str) -> str:
        """Return a problem in plain words, after where it is (``desk: unreachable``)."""
        where, _, kind = problem.partition(": ")
        known = {
            "unreachable": self.tr("cannot be reached. Look at the network."),
            "busy": self.tr("is busy. It is tried again."),
            "server-error": self.tr("has trouble of its own. It is tried again."),
            "access-refused": self.tr("does not let us in. Tell your IT support."),
            "certificate": self.tr("does not prove who it is. Tell your IT support."),
            "content-refused": self.tr("refused a request. Tell your IT support."),
            "not-set-up": self.tr("is not set up yet. Tell your IT support."),
        }
        said = known.get(kind)
        help_ = self.tr("Tell your IT support.")
        return f"{where} {said}" if said else f"{problem}. {help_}"

    def _lasting(self, seconds: float) -> str:
        if seconds < MINUTE_S:
            return self.tr("less than a minute")
        if seconds < HOUR_S:
            return f"{int(seconds // MINUTE_S)} min"
        if seconds < 2 * DAY_S:
            return f"{int(seconds // HOUR_S)} h {int(seconds % HOUR_S // MINUTE_S)} min"
        return self.tr("{days} days").format(days=int(seconds // DAY_S))


def support_text(news: PanelNews) -> str:
    """Return what a support person needs, a line each, in English; nothing about visitors."""
    lines = {
        "kiosk": news.kiosk,
        "version": news.version,
        "standing": news.standing,
        "up": f"{news.uptime_s} s",
        "content": f"{news.content_mark or '-'} {news.content_at}".strip(),
        "waiting": str(news.waiting),
        "oldest": f"{round(news.oldest_s)} s",
        "quarantined": str(news.quarantined),
        "overdue": _sign(is_so=news.is_overdue),
        "courier": _sign(is_so=news.has_courier),
        "printer": _sign(is_so=news.has_printer),
        "clock": _sign(is_so=news.is_clock_sound),
        "delivered": news.delivered_at or "-",
        "problem": news.problem or "-",
        "last problem": f"{news.last_problem or '-'} {news.last_problem_at}".strip(),
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items())


def _moment(at: str) -> str:
    if not at:
        return ""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return _said(local)


def _sign(*, is_so: bool) -> str:
    return "yes" if is_so else "no"


def _said(local: datetime) -> str:
    at = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
    return QLocale().toString(at, QLocale.FormatType.ShortFormat)
