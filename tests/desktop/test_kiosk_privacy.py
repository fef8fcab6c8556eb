# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What is left of a visitor's words once the visit is over, and what a screen could ever reach.

Source:
    DESIGN.md, promises 1 and 3 (the process dies; a screen has no network and no key).
"""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from kiosk.session.control import AskReset, Done
from tests.support.cage import OrdinaryUser, ReadableCheckout
from tests.support.kiosk_parts import parts_of, shown_pid
from tests.support.kiosk_process import RunningKiosk
from tests.support.process_memory import Hit, find_in_files, find_in_memory
from tests.support.visitor import Visitor
from tests.support.waiting import let_pass, wait_until
from tests.support.xorg import Xorg

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(60)]

_NAME = "whimbrelquail"
# The keys begin a name with a capital.
_NEEDLES = [_NAME[1:]]

End = Callable[[RunningKiosk, Visitor], None]


def _clear(_kiosk: RunningKiosk, visitor: Visitor) -> None:
    visitor.tap("bar_clear", "clear_no")


def _kill(kiosk: RunningKiosk, _visitor: Visitor) -> None:
    os.kill(parts_of(kiosk).active.pid, signal.SIGKILL)


def _reset(kiosk: RunningKiosk, _visitor: Visitor) -> None:
    assert kiosk.ask(AskReset()) == Done()


def _send_and_leave(_kiosk: RunningKiosk, visitor: Visitor) -> None:
    visitor.tap("review_send", "receipt_done")


def _what_is_left(kiosk: RunningKiosk, xorg: Xorg) -> list[Hit]:
    pids = [xorg.pid, *(process.pid for process in kiosk.processes())]
    return find_in_memory(pids, _NEEDLES) + find_in_files([kiosk.log.parent], _NEEDLES)


@pytest.mark.parametrize("end", [_clear, _kill, _reset, _send_and_leave])
def test_typed_text_is_nowhere_a_second_after_the_visit(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor, end: End
) -> None:
    visitor.ask_for_a_call(_NAME)
    active = shown_pid(kiosk)
    assert find_in_memory([active], _NEEDLES)

    end(kiosk, visitor)
    wait_until(lambda: shown_pid(kiosk) != active, "a fresh screen")
    let_pass(1)

    assert _what_is_left(kiosk, xorg) == []


def test_typed_text_never_leaves_the_screen_that_it_was_typed_on(
    xorg: Xorg, kiosk: RunningKiosk, visitor: Visitor
) -> None:
    visitor.ask_for_a_call(_NAME)

    left = _what_is_left(kiosk, xorg)

    assert {hit.place.split()[1] for hit in left} == {str(shown_pid(kiosk))}


def test_screens_have_local_sockets_only(kiosk: RunningKiosk) -> None:
    for screen in parts_of(kiosk).screens:
        sockets = {link for link in _open_files(screen) if link.startswith("socket:")}

        assert sockets
        assert sockets <= _local_sockets(screen)


def test_screens_hold_no_key_and_nothing_of_the_queue_open(kiosk: RunningKiosk) -> None:
    closed = (kiosk.data.keys, kiosk.data.queue, kiosk.data.audit, kiosk.data.requests)
    for screen in parts_of(kiosk).screens:
        opened = _open_files(screen)

        assert [link for link in opened if link.startswith(tuple(map(str, closed)))] == []


def test_private_key_is_in_no_screen(kiosk: RunningKiosk) -> None:
    lines = (kiosk.data.keys / "intake.key").read_text().splitlines()
    (secret,) = (line for line in lines if line.startswith("AGE-SECRET-KEY-"))

    screens = [screen.pid for screen in parts_of(kiosk).screens]

    assert len(screens) == 3
    assert find_in_memory(screens, [secret, secret.removeprefix("AGE-SECRET-KEY-1")]) == []


def test_screens_are_sealed(kiosk: RunningKiosk) -> None:
    for screen in parts_of(kiosk).screens:
        lines = Path(f"/proc/{screen.pid}/status").read_text().splitlines()
        status = {key: value.strip() for key, value in (line.split(":", 1) for line in lines)}

        assert status["Seccomp"] == "2"
        assert status["NoNewPrivs"] == "1"
        assert status["CapEff"] == "0000000000000000"


def test_memory_of_a_screen_is_closed_to_its_own_user(
    kiosk: RunningKiosk, user: OrdinaryUser, checkout: ReadableCheckout
) -> None:
    screen = parts_of(kiosk).active
    command = [str(checkout.python), "-c", f"open('/proc/{screen.pid}/mem', 'rb')"]

    tried = subprocess.run(command, capture_output=True, check=False, **user.popen_options)  # type: ignore[call-overload]

    assert screen.uids().real == user.uid
    assert b"PermissionError" in tried.stderr


def _open_files(process: psutil.Process) -> list[str]:
    return [str(link.readlink()) for link in Path(f"/proc/{process.pid}/fd").iterdir()]


def _local_sockets(process: psutil.Process) -> set[str]:
    """Return every local socket there is, as ``/proc/PID/fd`` names them."""
    _, *lines = Path(f"/proc/{process.pid}/net/unix").read_text().splitlines()
    return {f"socket:[{line.split()[6]}]" for line in lines}
