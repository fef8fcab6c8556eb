# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What this desk has asked of kiosks, and what became of it; decisions only, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.fleet.protocol import ASK_S, LONGEST_LIFE, Action, Answer, Command, Outcome

SWAP_S = 10.0
CARD_S = 330.0
"""A card for staff is held up for five minutes at most; then a little longer for the swap."""
SHOWN_S = 8.0
TROUBLE_SHOWN_S = 60.0
DECLINED_SHOWN_S = 180.0


class Phase(StrEnum):
    """Where a command is; the last two are the desk's own findings."""

    SENT = "sent"
    ASKED = "asked"
    CARD_UP = "card-up"
    DONE = "done"
    DECLINED = "declined"
    EXPIRED = "expired"
    NO_SUCH_SESSION = "no-such-session"
    REFUSED = "refused"
    NO_ANSWER = "no-answer"
    NO_LINE = "no-line"


_WAITS_S = {
    Phase.SENT: LONGEST_LIFE.total_seconds(),
    Phase.ASKED: ASK_S + SWAP_S,
    Phase.CARD_UP: CARD_S,
}
_SHOWN_S = {Phase.DONE: SHOWN_S, Phase.DECLINED: DECLINED_SHOWN_S}


@dataclass(frozen=True, slots=True)
class Ask:
    """One command and what is known of it.

    Attributes:
        command: The command.
        phase: Where it is.
        at_s: Since when, monotonic seconds.
        why: For ``refused``: a code.
    """

    command: Command
    phase: Phase
    at_s: float
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.phase in _WAITS_S

    def left_s(self, now_s: float) -> int:
        """Return for how many seconds it may still take; 0 where it is over."""
        return max(int(_WAITS_S.get(self.phase, 0.0) - (now_s - self.at_s)), 0)


class Asks:
    """The newest command of this desk to each kiosk."""

    def __init__(self) -> None:
        self._asks: dict[str, Ask] = {}

    def sent(self, command: Command, now_s: float, *, was_sent: bool = True) -> None:
        """Keep a command that was sent, or could not be."""
        phase = Phase.SENT if was_sent else Phase.NO_LINE
        self._asks[command.kiosk] = Ask(command, phase, now_s)

    def answer(self, answer: Answer, now_s: float) -> Ask | None:
        """Take a kiosk's answer; return the command that it ends or moves on, None if not ours."""
        ask = self._asks.get(answer.kiosk)
        if ask is None or ask.command.id != answer.id or not ask.is_open:
            return None
        known = answer.outcome in tuple(Outcome)
        phase = Phase(answer.outcome.value) if known else Phase.REFUSED
        found = replace(ask, phase=phase, at_s=now_s, why=answer.why)
        self._asks[answer.kiosk] = found
        return found

    def of(self, kiosk: str, session: str, now_s: float) -> Ask | None:
        """Return what to show of a kiosk's newest command, None once it is old news.

        Args:
            kiosk: The kiosk.
            session: The visit that is there now.
            now_s: Monotonic seconds.
        """
        ask = self._asks.get(kiosk)
        if ask is None:
            return None
        if ask.is_open and now_s - ask.at_s > _WAITS_S[ask.phase]:
            ask = self._asks[kiosk] = replace(ask, phase=Phase.NO_ANSWER, at_s=now_s)
        is_old = not ask.is_open and now_s - ask.at_s > _SHOWN_S.get(ask.phase, TROUBLE_SHOWN_S)
        was_left = ask.phase is Phase.DECLINED and ask.command.session != session
        if is_old or was_left:
            del self._asks[kiosk]
            return None
        return ask

    def may_force(self, kiosk: str, session: str, now_s: float) -> bool:
        """Return whether a visitor has declined this desk's reset, so that it may insist."""
        ask = self.of(kiosk, session, now_s)
        return (
            ask is not None
            and ask.phase is Phase.DECLINED
            and ask.command.action is Action.RESET
            and ask.command.session == session
        )

    def open(self, now_s: float) -> Iterator[Ask]:
        """Yield the commands whose answer is still to come."""
        yield from (a for a in self._asks.values() if a.is_open and a.left_s(now_s) > 0)
