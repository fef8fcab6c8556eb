# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An accessibility bus of the tests' own, and an assistive program that reads the screen over it.

The bus is a private ``dbus-daemon`` with the configuration of ``at-spi2-core``, its registry a
second process; both end with the test. The screen gets the address and nothing else.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tests.support.cage import OrdinaryUser, ReadableCheckout
from tests.support.waiting import wait_until
from tests.support.xorg import Xorg, ending

_RULES = "/usr/share/defaults/at-spi2/accessibility.conf"
_REGISTRY = "/usr/libexec/at-spi2-registryd"
_PYTHON = "/usr/bin/python3"
"""Debian's: a virtual environment lacks ``gi``."""


class Told(msgspec.Struct, frozen=True):
    """What a node of the bus says of itself.

    Attributes:
        role: By the name that AT-SPI has for it.
        name: What it is called.
        description: What is said after the name.
        level: Of a heading, else 0.
        language: Code of the language of its words.
        states: By their names in AT-SPI, in order.
        value: Of a progress bar and the like, else None.
        under: Role of the node that it belongs to.
    """

    role: str
    name: str
    description: str
    level: int
    language: str
    states: tuple[str, ...]
    value: float | None
    under: str


@dataclass(frozen=True, slots=True)
class Assistive:
    """A running assistive program, asked from the test.

    Attributes:
        environment: What a kiosk must be started with to be read by it.
    """

    environment: Mapping[str, str]
    _process: subprocess.Popen[bytes]

    def read(self) -> list[Told]:
        """Return everything that the window in front tells, in its order."""
        return msgspec.convert(self._ask("read"), list[Told])

    def find(self, role: str, name: str) -> Told:
        """Wait for a node and return what it says.

        Raises:
            LookupError: It never came.
        """
        return msgspec.convert(self._ask("find", role, name), Told)

    def press(self, role: str, name: str) -> None:
        """Wait for a node and do its action."""
        assert self._ask("press", role, name)

    def write(self, name: str, text: str) -> None:
        """Put a text into the field of that name, as a speech recogniser does."""
        assert self._ask("write", name, text)

    def text(self, name: str) -> str:
        """Return the text in the field of that name."""
        return str(self._ask("text", name))

    def hears(self, words: str) -> list[str]:
        """Wait until something with these words is announced; return all that was since."""
        heard: list[str] = []
        while not any(words in said for said in heard):
            heard += msgspec.convert(self._ask("heard"), list[str])
        return heard

    def _ask(self, *wish: str) -> object:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(wish).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, object] = json.loads(self._process.stdout.readline())
        if "problem" in answer:
            raise LookupError(answer["problem"])
        return answer["answer"]


@contextmanager
def running_assistive(
    xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> Iterator[Assistive]:
    """Run a window manager, a bus with its registry, and a program that listens there.

    Args:
        xorg: The glass; an X server without a window manager has no active window.
        checkout: Where the program is found.
        user: Who runs all of it; a bus lets nobody else in.
        folder: A new folder for the bus, with a short path; given to the user.
    """
    user.own(folder)
    place = folder / "a11y"
    address = {"AT_SPI_BUS_ADDRESS": f"unix:path={place}"}
    surroundings = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "DISPLAY": xorg.display,
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        **address,
    }
    bus = ("dbus-daemon", f"--config-file={_RULES}", "--nofork", f"--address=unix:path={place}")
    script = str(checkout.root / "tests/support/assistive_client.py")
    with ExitStack() as running, (folder / "assistive.log").open("wb") as log:

        def start(*command: str) -> subprocess.Popen[bytes]:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                env=surroundings,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                **user.popen_options,  # type: ignore[call-overload]
            )
            running.enter_context(process)
            running.enter_context(ending(process))
            return process

        start("openbox", "--sm-disable")
        start(*bus)
        wait_until(place.exists, "the accessibility bus")
        start(_REGISTRY)
        yield Assistive(address, start(_PYTHON, script))


def of_role(told: Sequence[Told], role: str) -> list[Told]:
    """Return the nodes of one role."""
    return [node for node in told if node.role == role]
