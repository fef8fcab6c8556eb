# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What the window says about a kiosk, in the person's language."""

from PySide6.QtCore import QCoreApplication

from kiosk.desk.asks import Ask, Phase
from kiosk.desk.fleet import Kiosk, Look
from kiosk.fleet.protocol import Action

MINUTES_IN_HOUR = 60
MINUTES_IN_DAY = 24 * MINUTES_IN_HOUR


def span(minutes: int) -> str:
    """Return a span of whole minutes: ``12 min``, ``2 h 5 min``, ``3 days``."""
    translate = QCoreApplication.translate
    if minutes < MINUTES_IN_HOUR:
        return translate("Desk", "{minutes} min").format(minutes=minutes)
    if minutes < MINUTES_IN_DAY:
        hours, rest = divmod(minutes, MINUTES_IN_HOUR)
        return translate("Desk", "{hours} h {minutes} min").format(hours=hours, minutes=rest)
    hours = minutes // MINUTES_IN_HOUR
    return translate("Desk", "{days} d {hours} h").format(days=hours // 24, hours=hours % 24)


def age(seconds: int) -> str:
    """Return how old news are."""
    if seconds < 60:
        return QCoreApplication.translate("Desk", "{seconds} s").format(seconds=seconds)
    return span(seconds // 60)


def state(kiosk: Kiosk) -> str:
    """Return what a kiosk is doing, with minutes where they say something."""
    words = _states()[kiosk.look]
    return f"{words}, {span(kiosk.minutes)}" if kiosk.minutes else words


def _states() -> dict[Look, str]:
    translate = QCoreApplication.translate
    return {
        Look.UNKNOWN: translate("Desk", "Not heard of yet"),
        Look.GONE: translate("Desk", "Not reachable"),
        Look.STARTING: translate("Desk", "Starting"),
        Look.ATTRACT: translate("Desk", "Free"),
        Look.IN_USE: translate("Desk", "In use"),
        Look.WARNING: translate("Desk", "About to end by itself"),
        Look.CLEANING: translate("Desk", "Being cleaned"),
        Look.QUIET: translate("Desk", "Closed for now"),
        Look.OUT_OF_ORDER: translate("Desk", "Out of order"),
        Look.SILENT: translate("Desk", "Does not respond"),
    }


def help_words(kiosk: Kiosk) -> str:
    """Return that a visitor asks for help, and for how long."""
    words = QCoreApplication.translate("Desk", "Asks for help")
    return f"{words}, {span(kiosk.help_min)}" if kiosk.help_min else words


def detail(kiosk: Kiosk) -> str:
    """Return the one line below the state: age of the news, what is wrong, or what waits."""
    translate = QCoreApplication.translate
    if kiosk.old_s is not None:
        return translate("Desk", "Last news {age} ago").format(age=age(kiosk.old_s))
    if kiosk.problems:
        more = f" (+{len(kiosk.problems) - 1})" if len(kiosk.problems) > 1 else ""
        return problem(kiosk.problems[0]) + more
    return waiting(kiosk)


def waiting(kiosk: Kiosk) -> str:
    """Return how many requests wait to be delivered, empty where none does."""
    if not kiosk.waiting:
        return ""
    words = QCoreApplication.translate("Desk", "Requests waiting: {count}, oldest {age}")
    return words.format(count=kiosk.waiting, age=span(kiosk.oldest_min))


def problem(code: str) -> str:
    """Return what a code means, in plain words; one that is not known is shown as it is."""
    translate = QCoreApplication.translate
    known = {
        "not-set-up": translate("Desk", "It is not set up yet"),
        "settings-refused": translate(
            "Desk", "Its settings have an error; the last good ones are in use"
        ),
        "library-refused": translate(
            "Desk", "Its content has an error; the last good one is in use"
        ),
        "requests-overdue": translate("Desk", "Requests have not been delivered for too long"),
        "quarantine": translate("Desk", "A request could not be trusted and was set aside"),
        "clock": translate("Desk", "Its clock is wrong"),
    }
    ends = {
        "unreachable": translate(
            "Desk", "Requests cannot be delivered: {target} cannot be reached"
        ),
        "refused": translate("Desk", "Requests cannot be delivered: {target} refuses them"),
        "content-refused": translate("Desk", "Requests cannot be delivered: {target} refuses them"),
        "tls": translate("Desk", "Requests cannot be delivered: {target} is not trusted"),
    }
    if code in known:
        return known[code]
    target, _, end = code.partition(":")
    if end in ends:
        return ends[end].format(target=target)
    return translate("Desk", "Something is wrong: {code}").format(code=code)


def action(act: Action) -> str:
    """Return the word on the button of an action."""
    translate = QCoreApplication.translate
    return {
        Action.RESET: translate("Desk", "Reset"),
        Action.CLEAN: translate("Desk", "Clean"),
        Action.MESSAGE: translate("Desk", "Message"),
        Action.IDENTIFY: translate("Desk", "Identify"),
        Action.REFRESH: translate("Desk", "Check for news"),
        Action.RESTART: translate("Desk", "Restart"),
    }[act]


def ask(one: Ask, left_s: int) -> str:
    """Return what became of a command."""
    translate = QCoreApplication.translate
    words = {
        Phase.SENT: translate("Desk", "{action}: sent"),
        Phase.ASKED: translate("Desk", "Asking the visitor, {seconds} s"),
        Phase.CARD_UP: translate("Desk", "A card for staff is held up: please go there"),
        Phase.DONE: translate("Desk", "{action}: done"),
        Phase.DECLINED: translate("Desk", "The visitor needs more time"),
        Phase.EXPIRED: translate("Desk", "{action}: came too late; compare the clocks"),
        Phase.NO_SUCH_SESSION: translate("Desk", "{action}: that visit is over already"),
        Phase.REFUSED: translate("Desk", "{action}: not done. {why}"),
        Phase.NO_ANSWER: translate("Desk", "{action}: no answer. Please go and look"),
        Phase.NO_LINE: translate("Desk", "{action}: not sent, there is no connection"),
    }[one.phase]
    rounded = -(-left_s // 5) * 5
    return words.format(action=action(one.command.action), seconds=rounded, why=_why(one.why))


def _why(code: str) -> str:
    translate = QCoreApplication.translate
    known = {
        "stuck": translate("Desk", "The visit did not end"),
        "no-screen": translate("Desk", "It shows no screen"),
        "not-a-service": translate("Desk", "Nobody would start it again"),
        "silent": translate("Desk", "It does not respond"),
        "disk": translate("Desk", "Its disk is full or broken"),
    }
    return known.get(code, code)
