# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Writes pictures of the window: ``python -m tests.desk.pictures FOLDER [en|es]``."""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from kiosk.desk.app import translate
from kiosk.desk.intake import Intake, Step
from kiosk.desk.link import Down
from kiosk.desk.looks import Looks, dress, load_looks
from kiosk.desk.requests import RequestsPage
from kiosk.desk.window import Bell, DeskWindow
from kiosk.fleet.protocol import Action, KioskState, Outcome, Situation
from kiosk.immortal import keep_none_alive
from tests.support.desk import NOON, PASSPHRASE, Front, key_file, put_request, state

PLACES = ("By the window", "Entrance", "Waiting room, left", "Waiting room, right", "Bay 4", "Café")


def six(now: datetime) -> list[KioskState]:
    """Return six kiosks in as many situations."""

    def ago(minutes: int) -> datetime:
        return now - timedelta(minutes=minutes)

    kinds: list[dict[str, object]] = [
        {"situation": Situation.IN_USE, "in_use_since": ago(12)},
        {"situation": Situation.ATTRACT, "since": ago(140)},
        {"situation": Situation.IN_USE, "in_use_since": ago(3), "help_since": ago(2)},
        {"situation": Situation.OUT_OF_ORDER, "since": ago(7), "problems": ("settings-refused",)},
        {"situation": Situation.CLEANING, "since": now, "demo": True},
        {
            "situation": Situation.ATTRACT,
            "since": ago(9),
            "waiting": 3,
            "oldest_min": 95,
            "problems": ("desk:unreachable",),
        },
    ]
    return [
        state(f"kiosk-{n}", now, place=place, **kind)
        for n, (place, kind) in enumerate(zip(PLACES, kinds, strict=True), 1)
    ]


def many(now: datetime, count: int = 200) -> list[KioskState]:
    """Return many kiosks, most of them well."""
    found = []
    for number in range(1, count + 1):
        kind: dict[str, object] = {"place": f"Floor {number // 40 + 1}, bay {number % 40}"}
        if number % 3 == 0:
            kind |= {
                "situation": Situation.IN_USE,
                "in_use_since": now - timedelta(minutes=number % 25),
            }
        if number % 45 == 7:
            kind |= {"situation": Situation.OUT_OF_ORDER}
        if number == 61:
            kind |= {"help_since": now}
        if number % 60 == 2:
            kind |= {"waiting": 2, "oldest_min": 80}
        found.append(state(f"kiosk-{number}", now, **kind))
    return found


def settle(milliseconds: int = 400) -> None:
    """Let Qt do what it has to."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        QApplication.processEvents()


def window_of(front: Front, looks: Looks, requests: RequestsPage | None = None) -> DeskWindow:
    """Return a window that is shown."""
    page = requests or RequestsPage(None, looks, front.journal)
    window = DeskWindow(
        front.control, page, looks, title="Main · front", bell=Bell(), ring=lambda: None
    )
    window.show()
    settle()
    return window


def save(window: QWidget, path: Path) -> None:
    """Write a picture and close the window."""
    settle(100)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def kiosk_pictures(target: Path, folder: Path, looks: Looks) -> None:
    """Write pictures of one, six and two hundred kiosks, and of a lost connection."""
    front = Front(folder / "one")
    front.meet(six(NOON)[0])
    window = window_of(front, looks)
    window.resize(looks.px(560), looks.px(480))
    save(window, target / "one.png")
    front = Front(folder / "six")
    front.meet(*six(NOON))
    window = window_of(front, looks)
    front.control.ask("kiosk-1", Action.RESET)
    front.answer(Outcome.DECLINED)
    window.look()
    front.pass_s(2, *(f"kiosk-{n}" for n in range(1, 7)))
    window.look()
    save(window, target / "six.png")
    front = Front(folder / "lost")
    front.meet(*six(NOON))
    front.hear(Down("the broker cannot be reached: Connection refused"))
    front.control.look()
    front.pass_s(250)
    save(window_of(front, looks), target / "lost.png")
    front = Front(folder / "many")
    front.meet(*many(NOON))
    save(window_of(front, looks), target / "many.png")


def request_pictures(target: Path, folder: Path, looks: Looks) -> None:
    """Write pictures of the requests: signing in, the list, one that is open."""
    now, share = datetime.now(UTC), folder / "share"
    labels = [
        put_request(share, now - timedelta(minutes=minutes), form=form, unseen=minutes == 30)
        for minutes, form in (
            (3, "contact"), (30, "refer-me"), (140, "contact"), (2000, "refer-someone"),
        )
    ]  # fmt: skip
    intake = Intake(share)
    intake.mark(intake.list().requests[-1], Step.CALLED, "Ana", now)
    front = Front(folder / "intake")
    front.meet(*six(NOON))
    page = RequestsPage(intake, looks, front.journal, key=str(key_file(folder)))
    window = window_of(front, looks, page)
    window._go(1)
    window.grab().save(str(target / "sign-in.png"))
    page.sign_in("Ana", str(folder / "intake.age"), PASSPHRASE)
    while not (page.is_signed_in and page._list.topLevelItemCount()):
        settle(100)
    window.grab().save(str(target / "requests.png"))
    page.open_code(labels[1].code)
    while page._view is None:
        settle(100)
    save(window, target / "request.png")


def main() -> None:
    """Write the pictures."""
    keep_none_alive()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    application = QApplication(["pictures"])
    translate(application, sys.argv[2] if len(sys.argv) > 2 else "en")
    dress(application, looks := load_looks())
    with tempfile.TemporaryDirectory() as scratch:
        kiosk_pictures(target, Path(scratch), looks)
        request_pictures(target, Path(scratch), looks)


if __name__ == "__main__":
    main()
