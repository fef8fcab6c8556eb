# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl fleet`: sets the link of a center up; sees and resets kiosks from afar."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import msgspec
import typer

from kiosk.ctl.options import EXIT_FAILED, AsJson, faults_told
from kiosk.faults import EnvironmentFault
from kiosk.fleet.phrases import phrases
from kiosk.fleet.protocol import (
    ASK_S,
    LONGEST_LIFE,
    NEEDS_SESSION,
    Action,
    Answer,
    KioskState,
    Outcome,
    Presence,
)

if TYPE_CHECKING:
    from kiosk.broker.desk import Pairing

app = typer.Typer(help="Sees and resets all kiosks of a center.", no_args_is_help=True)

GATHER_S = 1.0
"""What a broker keeps arrives at once; so long nothing new means that all has come."""
CONNECT_S = 10.0

Desk = Annotated[
    Path, typer.Option("--desk", metavar="DIR", help="The pairing of a front desk: its folder.")
]
Kiosk = Annotated[str, typer.Argument(help="Name of the kiosk.")]


class Told(msgspec.Struct, frozen=True):
    """A kiosk as the broker tells it: whether it is there, and its last state."""

    kiosk: str
    online: bool
    state: KioskState | None


@app.command()
def setup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where everything is written.")],
    *,
    host: Annotated[
        str, typer.Option(help="Name or address of the broker's machine, as kiosks reach it.")
    ],
    kiosk: Annotated[list[str], typer.Option(help="A kiosk; may be repeated.")],
    desk: Annotated[list[str], typer.Option(help="A front desk; may be repeated.")],
    site: Annotated[str, typer.Option(help="Name of the center at the broker.")] = "main",
    port: Annotated[int, typer.Option(help="Port of the broker.")] = 8883,
    websocket_port: Annotated[
        int, typer.Option(help="Port of a secure WebSocket besides; 0 for none.")
    ] = 0,
    password_port: Annotated[
        int,
        typer.Option(
            help="Port at which kiosks sign in by password instead of certificate; 0 for none."
        ),
    ] = 0,
    install: Annotated[
        bool, typer.Option("--install", help="Install and start the broker here (Debian, root).")
    ] = False,
) -> None:
    """Make authority, certificates, rights, broker settings and pairings; or add to them."""
    from kiosk.ctl import fleet_install  # noqa: PLC0415
    from kiosk.ctl.fleet_setup import Site, set_up  # noqa: PLC0415 - cryptography only here

    with faults_told():
        if install:
            fleet_install.install()
        set_up(
            Site(
                folder=folder,
                site=site,
                host=host,
                kiosks=kiosk,
                desks=desk,
                port=port,
                websocket_port=websocket_port,
                password_port=password_port,
                broker_folder=str(fleet_install.MOSQUITTO / fleet_install.FOLDER)
                if install
                else "",
            )
        )
        if install:
            fleet_install.place(folder / "broker")
            fleet_install.start()
    where = "runs here" if install else f"mosquitto -c {folder}/broker/mosquitto.conf"
    typer.echo(f"{folder}/broker       the broker: {where}")
    typer.echo(f"{folder}/kiosks/NAME  of each kiosk; fleet.toml says where its files belong")
    typer.echo(f"{folder}/desks/NAME   of each front desk, for its machine and its user alone")
    typer.echo(f"{folder}/authority    the center's secret: keep it off kiosks and desks")


@app.command()
def status(desk: Desk, *, as_json: AsJson = False) -> None:
    """Print what every kiosk of the center is doing; nothing about a visitor."""
    with faults_told():
        told = gather(desk)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
        return
    for one in told:
        typer.echo(status_line(one, datetime.now(UTC)))
    if not told:
        typer.echo("no kiosk has been heard of")


@app.command()
def reset(
    kiosk: Kiosk,
    desk: Desk,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="After a reset that was declined: do it anyway.")
    ] = False,
) -> None:
    """End the visit at a kiosk; whoever fills in a form is asked and has 20 seconds."""
    _ask(desk, kiosk, Action.RESET, force=force)


@app.command()
def ask(
    kiosk: Kiosk,
    action: Annotated[Action, typer.Argument(help="What to do.")],
    desk: Desk,
    phrase: Annotated[str, typer.Option(help="message: id of the phrase.")] = "",
) -> None:
    """Ask a kiosk for anything that a front desk can ask for."""
    if (action is Action.MESSAGE) != (phrase in phrases()):
        typer.echo(f"A message needs --phrase, one of: {', '.join(phrases())}", err=True)
        raise typer.Exit(EXIT_FAILED)
    _ask(desk, kiosk, action, phrase=phrase)


def status_line(told: Told, now: datetime) -> str:
    """Return the line in which a kiosk is told to people."""
    state = told.state
    if state is None:
        return f"{told.kiosk:16} {'there' if told.online else 'gone':14} nothing is known of it"
    situation = state.situation.value if told.online else "gone"
    minutes = max(int((now - state.since).total_seconds() // 60), 0)
    parts = [f"{told.kiosk:16} {situation:14} {minutes:4d} min  {state.waiting} waiting"]
    return "  ".join([*parts, *state.problems, *filter(None, (state.place,))])


def gather(folder: Path) -> tuple[Told, ...]:
    """Return what the broker tells about every kiosk, by name.

    Raises:
        EnvironmentFault: The pairing cannot be used, or the broker not be reached.
    """
    with _Talk(folder) as talk:
        talk.listen()
        names = sorted(talk.states.keys() | talk.online.keys())
        return tuple(Told(n, talk.online.get(n, False), talk.states.get(n)) for n in names)


def _ask(
    folder: Path, kiosk: str, action: Action, *, phrase: str = "", force: bool = False
) -> None:
    with faults_told(), _Talk(folder) as talk:
        answer = talk.ask(kiosk, action, phrase=phrase, force=force)
    if answer is None:
        typer.echo(f"{kiosk} did not answer", err=True)
        raise typer.Exit(EXIT_FAILED)
    typer.echo(f"{kiosk}: {answer.outcome.value}{f' ({answer.why})' if answer.why else ''}")
    if answer.outcome is not Outcome.DONE:
        raise typer.Exit(EXIT_FAILED)


class _Talk:
    """One visit to the broker as a front desk."""

    def __init__(self, folder: Path) -> None:
        from kiosk.broker.desk import DeskHearer, DeskLine, read_pairing  # noqa: PLC0415 - paho

        self._pairing: Pairing = read_pairing(folder)
        self.states: dict[str, KioskState] = {}
        self.online: dict[str, bool] = {}
        self._answers: list[Answer] = []
        self._news = threading.Condition()
        self._heard, self._is_up, self._why = 0, False, ""
        hearer = DeskHearer(
            self._on_up, self._on_down, self._on_state, self._on_life, self._on_word
        )
        self._line = DeskLine(self._pairing, hearer)

    def __enter__(self) -> Self:
        self._line.start()
        with self._news:
            self._news.wait_for(lambda: self._is_up or self._why, CONNECT_S)
        if not self._is_up:
            self._line.stop()
            raise EnvironmentFault(self._why or "the broker does not answer")
        return self

    def __exit__(self, *_: object) -> None:
        self._line.stop()

    def listen(self) -> None:
        """Hear what the broker has kept, until nothing new comes."""
        with self._news:
            while True:
                before = self._heard
                if not self._news.wait_for(lambda: self._heard > before, GATHER_S):  # noqa: B023
                    return

    def ask(self, kiosk: str, action: Action, *, phrase: str, force: bool) -> Answer | None:
        """Send a command about the visit that is there now; return the last word on it."""
        from kiosk.fleet.signing import new_command  # noqa: PLC0415 - cryptography only here

        with self._news:
            if not self._news.wait_for(lambda: kiosk in self.states, GATHER_S):
                raise EnvironmentFault(f"no kiosk {kiosk} has been heard of")
        session = self.states[kiosk].session if action in NEEDS_SESSION else ""
        command = new_command(
            self._pairing.site,
            kiosk,
            action,
            datetime.now(UTC),
            session=session,
            phrase=phrase,
            force=force,
        )
        self._line.send(command)

        def word(*, is_final: bool) -> Answer | None:
            found = (a for a in self._answers if a.id == command.id)
            return next((a for a in found if a.outcome.is_final or not is_final), None)

        with self._news:
            first = self._news.wait_for(lambda: word(is_final=False), LONGEST_LIFE.total_seconds())
            if first is None or first.outcome.is_final:
                return first
            typer.echo(f"{kiosk}: {first.outcome.value}")
            return self._news.wait_for(lambda: word(is_final=True), ASK_S + 10.0) or first

    def _on_up(self) -> None:
        with self._noting():
            self._is_up = True

    def _on_down(self, why: str) -> None:
        with self._noting():
            self._why = why

    def _on_state(self, state: KioskState) -> None:
        with self._noting():
            self.states[state.kiosk] = state

    def _on_life(self, kiosk: str, presence: Presence, is_retained: bool) -> None:
        del is_retained
        with self._noting():
            self.online[kiosk] = presence.online

    def _on_word(self, answer: Answer) -> None:
        with self._noting():
            self._answers.append(answer)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        with self._news:
            yield
            self._heard += 1
            self._news.notify_all()
