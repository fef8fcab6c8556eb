# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real process seals itself and finds out what it can still do."""

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.paths import DataFolder

_ROOT = Path(__file__).resolve().parents[2]
_TRACER = (
    "import ctypes, sys; from tests.support.powers import give_up_powers; give_up_powers();"
    " libc = ctypes.CDLL(None, use_errno=True);"
    " libc.ptrace(16, int(sys.argv[1]), 0, 0); print(ctypes.get_errno())"
)


@dataclass(frozen=True)
class Sealed:
    """What a sealed process found, and the process itself."""

    found: dict[str, object]
    process: subprocess.Popen[str]
    data: DataFolder


@pytest.fixture(scope="module")
def sealed() -> Iterator[Sealed]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as folder:
        data = DataFolder(Path(folder).resolve())
        for made in (data.slot / "tmp", data.slot / "new", data.keys, data.queue):
            made.mkdir(parents=True)
        (data.keys / "intake.key").write_text("AGE-SECRET-KEY-1")
        with subprocess.Popen(
            [sys.executable, "-m", "tests.support.sealed", str(data.root), "--qt"],
            cwd=_ROOT,
            env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdin is not None
            yield Sealed(json.loads(process.stdout.readline()), process, data)
            process.stdin.close()
            process.wait(10)


@pytest.mark.parametrize("family", ["inet", "inet6", "netlink"])
def test_sockets_of_other_machines_are_refused(sealed: Sealed, family: str) -> None:
    assert sealed.found[family] == str(errno.EAFNOSUPPORT)


@pytest.mark.parametrize("act", ["exec", "spawn", "fork", "session", "ptrace"])
def test_programs_children_and_looking_into_others_are_refused(sealed: Sealed, act: str) -> None:
    assert sealed.found[act] == str(errno.EPERM)


@pytest.mark.parametrize("act", ["unix", "slot", "thread"])
def test_what_a_screen_needs_still_works(sealed: Sealed, act: str) -> None:
    assert sealed.found[act] == "done"


def test_qt_still_paints(sealed: Sealed) -> None:
    assert sealed.found["colour"] == "#204060"


def test_file_reached_the_slot(sealed: Sealed) -> None:
    assert (sealed.data.slot / "new" / "one").read_bytes() == b"sealed"


def test_landlock_hides_the_keys_from_their_own_user(sealed: Sealed) -> None:
    assert sealed.found["key before"] == "done"
    refused = str(errno.EACCES) if sealed.found["landlock"] else "done"
    assert (sealed.found["key"], sealed.found["queue"]) == (refused, refused)


def test_signals_do_not_leave_the_screen_where_landlock_can_stop_them(sealed: Sealed) -> None:
    version = sealed.found["landlock"]
    assert isinstance(version, int)
    assert sealed.found["kill"] == (str(errno.EPERM) if version >= 6 else "done")


def test_process_of_the_same_user_cannot_trace_it(sealed: Sealed) -> None:
    traced = subprocess.run(
        [sys.executable, "-c", _TRACER, str(sealed.process.pid)],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(traced.stdout) == errno.EPERM


def test_it_dumps_no_core(sealed: Sealed) -> None:
    limits = Path(f"/proc/{sealed.process.pid}/limits").read_text()

    assert "Max core file size        0                    0" in limits
