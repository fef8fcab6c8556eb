# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's end of the fleet link: tells the front desks its state, brings their commands in.

It believes nothing that the broker says: each command is judged (``kiosk/fleet/guard.py``), its id
is kept on the disk, and only then does the supervisor hear of it. The connection lives on threads
of its own (``kiosk/broker``); deliveries do not wait for it.
"""

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable
from datetime import datetime

import msgspec

from kiosk.broker.address import Address
from kiosk.broker.line import Hearer, Line, Message, Parcel
from kiosk.faults import EnvironmentFault
from kiosk.fleet.guard import Accepted, Reason, Rejected, Trust, judge
from kiosk.fleet.protocol import (
    BEAT_S,
    LONGEST_LIFE,
    Answer,
    Command,
    KioskState,
    KioskUsage,
    Outcome,
    Presence,
    Situation,
    encode,
)
from kiosk.fleet.seen import SeenBook
from kiosk.fleet.signing import public_keys
from kiosk.fleet.topics import Leaf, topic
from kiosk.paths import DataFolder
from kiosk.queue.store import utc_now
from kiosk.session.control import (
    FleetAnswer,
    FleetRefusal,
    FleetWish,
    KioskNews,
    LinkNews,
    QueueCounts,
    UsageNews,
)
from kiosk.settings import Fleet, Settings, Transport

_log = logging.getLogger(__name__)

BOOK_FILE = "fleet-seen.json"
SILENT_S = 12.0
"""The supervisor speaks every 5 s; one that does not is frozen or dead."""
TOLD_SINGLY = 10
"""Refusals of one kind in a minute that are each told; a flood must not fill the audit's disk."""
FLOOD_S = 60.0
MOST_UNREAD = 64
USAGE_EVERY_S = 3_600.0


def address_of(fleet: Fleet, kiosk: str) -> Address:
    """Return where the settings say that the broker is."""
    return Address(
        host=fleet.host,
        port=fleet.port,
        user=kiosk,
        is_websocket=fleet.transport is Transport.WEBSOCKET,
        path=fleet.path,
        ca_file=fleet.ca_file,
        cert_file=fleet.cert_file,
        cert_key_file=fleet.cert_key_file,
        password_file=fleet.password_file,
    )


class FleetLink:
    """One kiosk's line to its front desks.

    Args:
        settings: The kiosk's settings, with a ``fleet.host``.
        data: Its data folder; the courier's part of it holds the book of commands.
        ask: Passes a wish to the supervisor; False where none is there.
        report: Tells the supervisor what was refused, and how the line stands.
        now: The clock, aware UTC.
        clock: Monotonic seconds.

    Raises:
        EnvironmentFault: A desk key of the settings is none.
    """

    def __init__(
        self,
        settings: Settings,
        data: DataFolder,
        ask: Callable[[FleetWish], bool],
        report: Callable[[FleetRefusal | LinkNews], None],
        *,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        fleet = settings.fleet
        self._fleet, self._kiosk = fleet, settings.kiosk
        self._ask, self._now, self._clock = ask, now, clock
        self._trust = Trust(fleet.site, settings.kiosk, public_keys(fleet.desk_keys))
        self._seen = SeenBook(data.queue / BOOK_FILE, now())
        self._refusals = Refusals(report)
        self._report = report
        self._news: KioskNews | None = None
        self._heard_s = clock()
        self._silent_since: datetime | None = None
        self._counts = QueueCounts(0, 0.0, 0)
        self._published: KioskState | None = None
        self._told_at: datetime | None = None
        self._usage: UsageNews | None = None
        self._usage_told_s: float | None = None
        self._inbox: deque[Message] = deque()
        self._loop = asyncio.get_running_loop()
        self._line = Line(
            address_of(fleet, settings.kiosk),
            (self._topic(Leaf.COMMAND),),
            Hearer(
                on_up=lambda: self._soon(self._on_up),
                on_down=lambda why: self._soon(self._on_down, why),
                on_message=self._on_message,
            ),
            will=self._presence(Presence(online=False)),
            farewell=lambda: self._presence(Presence(online=False, at=self._now())),
        )

    def hear(self, message: KioskNews | UsageNews | FleetAnswer) -> None:
        """Take what the supervisor says."""
        if isinstance(message, UsageNews):
            self._usage = message
            self._publish_usage()
            return
        if isinstance(message, FleetAnswer):
            self._answer(message.id, message.outcome, message.why)
            return
        self._heard_s = self._clock()
        self._silent_since = None
        self._news = message
        self._publish_state()

    def count(self, counts: QueueCounts) -> None:
        """Take the courier's own counts."""
        self._counts = counts
        self._publish_state()

    async def run(self) -> None:
        """Keep the line and show signs of life until cancelled."""
        self._line.start()
        try:
            while True:
                self._line.publish(self._presence(Presence(online=True, at=self._now())))
                self._publish_state()
                self._tell_line()
                self._refusals.tell_rest()
                await asyncio.sleep(BEAT_S / 2)
        finally:
            await asyncio.shield(asyncio.to_thread(self._line.stop))

    def _soon(self, call: Callable[..., None], *arguments: object) -> None:
        """Go over to the courier's own thread; nothing is lost but what comes after its end."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *arguments)

    def _on_down(self, why: str) -> None:
        _log.info("no fleet link: %s", why)
        self._published = None
        self._tell_line()

    def _tell_line(self) -> None:
        known = self._published
        self._report(LinkNews(self._line.is_up, known.help_since if known else None, self._told_at))

    def _on_up(self) -> None:
        _log.info("the broker has taken this kiosk")
        self._published = self._usage_told_s = None
        self._line.publish(self._presence(Presence(online=True, at=self._now())))
        self._publish_state()
        self._publish_usage()

    def _on_message(self, message: Message) -> None:
        """Take a message over from the line's thread; more than a few at once are a flood."""
        if len(self._inbox) < MOST_UNREAD:
            self._inbox.append(message)
            self._soon(self._on_command)

    def _on_command(self) -> None:
        message = self._inbox.popleft()
        verdict = judge(
            message.payload,
            self._trust,
            self._now(),
            self._seen,
            is_retained=message.is_retained,
            not_before=self._seen.not_before,
        )
        match verdict:
            case Accepted(who, command):
                self._pass_on(who, command)
            case Rejected(reason, who, command):
                self._refusals.note(reason, who)
                if reason is Reason.EXPIRED and command is not None:
                    self._answer(command.id, Outcome.EXPIRED)

    def _pass_on(self, who: str, command: Command) -> None:
        try:
            self._seen.remember(command.id, self._now())
        except EnvironmentFault as fault:
            _log.error("%s", fault)
            self._answer(command.id, Outcome.REFUSED, "disk")
            return
        wish = FleetWish(
            id=command.id,
            who=who,
            action=command.action,
            expires_at=command.expires_at,
            session=command.session,
            phrase=command.phrase,
            force=command.force,
        )
        if self._is_silent() or not self._ask(wish):
            self._answer(command.id, Outcome.REFUSED, "silent")

    def _answer(self, identifier: str, outcome: Outcome, why: str = "") -> None:
        answer = Answer(identifier, self._kiosk, outcome, self._now(), why)
        lasting_s = round(LONGEST_LIFE.total_seconds())
        self._line.publish(Parcel(self._topic(Leaf.ANSWER), encode(answer), expires_s=lasting_s))

    def _is_silent(self) -> bool:
        return self._clock() - self._heard_s > SILENT_S

    def _publish_state(self) -> None:
        state = self._state()
        if state is None:
            return
        known = self._published
        if known is not None and _but_for_time(known, state) == known:
            return
        parcel = Parcel(self._topic(Leaf.STATE), encode(state), is_retained=True)
        if self._line.publish(parcel):
            self._published, self._told_at = state, state.at
            if known is None or known.help_since != state.help_since:
                self._tell_line()

    def _publish_usage(self) -> None:
        """Tell how much the kiosk was used: after each connection, then once an hour."""
        news, told_s, now_s = self._usage, self._usage_told_s, self._clock()
        if news is None or (told_s is not None and now_s - told_s < USAGE_EVERY_S):
            return
        usage = KioskUsage(self._kiosk, self._now(), news.days, news.read)
        if self._line.publish(Parcel(self._topic(Leaf.USAGE), encode(usage), is_retained=True)):
            self._usage_told_s = now_s

    def _state(self) -> KioskState | None:
        """Return the state to publish; None until the supervisor has spoken or stayed silent."""
        news, now, counts = self._news, self._now(), self._counts
        if self._is_silent():
            self._silent_since = self._silent_since or now
            news = KioskNews(Situation.SILENT, self._silent_since, news.version if news else "")
        if news is None:
            return None
        problems = (*news.problems, *filter(None, (counts.problem.replace(" ", ""),)))
        return KioskState(
            kiosk=self._kiosk,
            place=self._fleet.place,
            situation=news.situation,
            since=news.since,
            at=now,
            session=news.session,
            in_use_since=news.in_use_since,
            version=news.version,
            content=news.content,
            demo=news.demo,
            waiting=counts.waiting,
            oldest_min=int(counts.oldest_s // 60),
            quarantined=counts.quarantined,
            problems=problems,
            cleaned_at=news.cleaned_at,
            help_since=news.help_since,
        )

    def _presence(self, presence: Presence) -> Parcel:
        return Parcel(self._topic(Leaf.PRESENCE), encode(presence), is_retained=True)

    def _topic(self, leaf: Leaf) -> str:
        return topic(self._fleet.site, self._kiosk, leaf)


class Refusals:
    """Tells the supervisor of refused commands: the first ones singly, a flood in one a minute.

    Args:
        report: Tells the supervisor.
        clock: Monotonic seconds.
    """

    def __init__(
        self, report: Callable[[FleetRefusal], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._report, self._clock = report, clock
        self._began_s = clock()
        self._told = 0
        self._untold: Counter[tuple[Reason, str]] = Counter()

    def note(self, reason: Reason, who: str) -> None:
        """Note one refusal; ``who`` is empty where no known desk signed it."""
        name = who or "unknown"
        self.tell_rest()
        if self._told < TOLD_SINGLY:
            self._told += 1
            _log.warning("a command of %s was refused: %s", name, reason.value)
            self._report(FleetRefusal(name, reason.value))
        else:
            self._untold[reason, name] += 1

    def tell_rest(self) -> None:
        """Tell what was held back, once a minute is over."""
        if self._clock() - self._began_s < FLOOD_S:
            return
        for (reason, name), times in self._untold.items():
            self._report(FleetRefusal(name, reason.value, times))
        self._began_s, self._told = self._clock(), 0
        self._untold.clear()


def _but_for_time(known: KioskState, state: KioskState) -> KioskState:
    """Return a state with the time of another, to compare them."""
    return msgspec.structs.replace(state, at=known.at)
