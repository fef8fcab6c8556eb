# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A fresh Debian of its own: made by mmdebstrap, booted by systemd-nspawn with its real systemd.

It shares this machine's kernel and network, and has no display, no input device and no seat: what
needs those is not tested in it. Its cage shows in a window of an X server outside.
"""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.support.waiting import wait_until

_PACKAGES = "systemd,systemd-sysv,dbus,udev,init,ca-certificates,procps"
_ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "DEBIAN_FRONTEND": "noninteractive",
    "LANG": "C.UTF-8",
}
_BOOT_S, _COMMAND_S, _END_S = 60.0, 600.0, 30.0
# nspawn forbids what a screen guards the disk with; a real machine allows it.
_LANDLOCK = "landlock_create_ruleset landlock_add_rule landlock_restrict_self"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command in the machine gave back."""

    code: int
    out: str


@dataclass(slots=True)
class Machine:
    """A Debian in a folder.

    Attributes:
        root: Its root folder.
        leader: Process id of its first process while it is booted, else 0.
    """

    root: Path
    leader: int = 0
    _nspawn: list[str] = field(init=False)

    def __post_init__(self) -> None:
        quiet = ("--quiet", "--register=no", "--keep-unit")
        self._nspawn = ["systemd-nspawn", *quiet, "--directory", str(self.root)]

    def run(self, *command: str) -> Ran:
        """Run a command in it, booted or not; its output and errors are one text."""
        if self.leader:
            spaces = ("-m", "-u", "-i", "-n", "-p", "-C")
            inside = ["nsenter", "-t", str(self.leader), *spaces, "--", *command]
        else:
            bind = "--bind-ro=/etc/resolv.conf"
            words = [f"--setenv={name}={value}" for name, value in _ENVIRONMENT.items()]
            inside = [*self._nspawn, bind, "--pipe", *words, "--", *command]
        ran = subprocess.run(
            inside,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_COMMAND_S,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout.decode(errors="replace"))

    def done(self, *command: str) -> str:
        """Run a command that has to succeed; return what it said.

        Raises:
            AssertionError: It failed.
        """
        ran = self.run(*command)
        if ran.code:
            raise AssertionError(f"{' '.join(command)} ended with {ran.code}:\n{ran.out[-4000:]}")
        return ran.out

    @contextmanager
    def booted(self) -> Iterator[None]:
        """Boot it and end it afterwards."""
        log = self.root.with_suffix(".log")
        options = ["--boot", "--kill-signal=SIGRTMIN+3", f"--system-call-filter={_LANDLOCK}"]
        with log.open("wb") as output:
            nspawn = subprocess.Popen(
                [*self._nspawn, *options], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        try:
            self.leader = wait_until(
                lambda: _first_process(nspawn.pid), "the machine's first process", _BOOT_S
            )
            wait_until(self._is_up, "the machine to be up", _BOOT_S)
            yield
        finally:
            self.leader = 0
            nspawn.send_signal(signal.SIGTERM)
            try:
                nspawn.wait(_END_S)
            except subprocess.TimeoutExpired:
                nspawn.kill()
                nspawn.wait()

    def _is_up(self) -> bool:
        return self.run("systemctl", "is-active", "multi-user.target").out.strip() == "active"


def _first_process(nspawn: int) -> int | None:
    """Return the machine's own process 1; a helper that nspawn starts before it is another."""
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(nspawn).children():
            if child.name() == "systemd":
                return child.pid
    return None


def fresh_machine(release: str, cache: Path, folder: Path) -> Machine:
    """Return a fresh Debian; the archive is asked once, the bare system then kept in ``cache``."""
    kept = cache / f"{release}.tar"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(".new.tar")
        make = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={_PACKAGES}"]
        make += ['--aptopt=Acquire::Retries "5"', release]
        subprocess.run([*make, str(draft)], check=True, stdin=subprocess.DEVNULL)
        draft.rename(kept)
    root = folder / release
    root.mkdir()
    subprocess.run(["tar", "-C", str(root), "-xf", str(kept)], check=True)
    # Nothing in it has to outlive a power cut.
    (root / "etc/dpkg/dpkg.cfg.d/no-sync").write_text("force-unsafe-io\n")
    return Machine(root)


def remove_machine(machine: Machine) -> None:
    """Remove its files."""
    shutil.rmtree(machine.root, ignore_errors=True)
