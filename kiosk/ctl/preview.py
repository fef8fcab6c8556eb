# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The real kiosk in a window beside an author's editor: each save is built and shown.

The kiosk runs as a demonstration on a data folder and a library of its own, both of which go when
the preview ends. What does not build is told, and the last good text stays on the screen.
"""

import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.ctl.control import ask
from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.library import builder
from kiosk.library.tree import scan
from kiosk.paths import DataFolder, is_frozen
from kiosk.session.control import AskReload, AskReset, AskStop

POLL_S = 1.0
_END_S = 10.0
_LOG_END = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an author wants to look at.

    Attributes:
        content: The content folder.
        article: Slug at which the kiosk opens; None opens its first page.
        language: ``en`` or ``es``.
        platform: Qt platform, or None for Qt's own choice.
    """

    content: Path
    article: str | None
    language: str
    platform: str | None = None


def can_show(platform: str | None, environment: Mapping[str, str]) -> bool:
    """Return whether there is something to show a window on."""
    return bool(platform) or any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


def run(wanted: Wanted, say: Callable[[str], None]) -> int:
    """Show the kiosk until its window's process ends or the author interrupts.

    Args:
        wanted: What to look at.
        say: Takes one line for the author.

    Returns:
        The exit code of the kiosk.

    Raises:
        ContentFault: The content does not build at the start, so there is nothing to show.
        EnvironmentFault: Something cannot be read or written.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-", ignore_cleanup_errors=True) as name:
        library, data = Path(name) / "library.db", DataFolder(Path(name) / "data")
        stamp = scan(wanted.content).stamp
        _tell(builder.build(wanted.content, library).warnings, say)
        follower = _Follower(wanted.content, library, data, say, stamp)
        with _kiosk(wanted, library, data, say) as kiosk:
            say("Save a file to see it; Ctrl+C ends the preview.")
            with contextlib.suppress(KeyboardInterrupt):
                while kiosk.poll() is None:
                    time.sleep(POLL_S)
                    follower.look()
            return kiosk.poll() or 0


@dataclass(slots=True)
class _Follower:
    """Looks at the files again and again, and brings what changed to the glass."""

    content: Path
    library: Path
    data: DataFolder
    say: Callable[[str], None]
    stamp: str
    is_reset_due: bool = False

    def look(self) -> None:
        if self.is_reset_due:
            # A visit that the author began would go on with the text that it began with.
            self.is_reset_due = False
            self._ask(AskReset())
        now = _stamp_of(self.content)
        if now is None or now == self.stamp:
            return
        self.stamp = now
        if _built(self.content, self.library, self.say):
            self._ask(AskReload())
            self.is_reset_due = True

    def _ask(self, wish: AskReload | AskReset) -> None:
        with contextlib.suppress(EnvironmentFault):
            ask(self.data.control_socket, wish)


def _stamp_of(content: Path) -> str | None:
    """What tells one state of the folder from another; None while an editor swaps a file."""
    try:
        return scan(content).stamp
    except EnvironmentFault:
        return None


def _built(content: Path, library: Path, say: Callable[[str], None]) -> bool:
    try:
        report = builder.build(content, library)
    except ContentFault as fault:
        _tell(fault.findings, say)
        say("The preview keeps the last good text.")
        return False
    except EnvironmentFault as fault:
        say(str(fault))
        return False
    if not report.unchanged:
        say("Shown.")
    return not report.unchanged


def _tell(findings: Sequence[Finding], say: Callable[[str], None]) -> None:
    for finding in findings:
        say(str(finding))


@contextlib.contextmanager
def _kiosk(
    wanted: Wanted, library: Path, data: DataFolder, say: Callable[[str], None]
) -> Iterator[subprocess.Popen[bytes]]:
    command = [*_program(), "--window", "--no-courier", "--language", wanted.language]
    command += ["--library", str(library), "--data", str(data.root)]
    command += ["--open", wanted.article] if wanted.article else []
    command += ["--platform", wanted.platform] if wanted.platform else []
    log = data.root.with_name("kiosk.log")
    with log.open("wb") as output:
        # A session of its own: Ctrl+C is the preview's, which then ends the kiosk in good order.
        kiosk = subprocess.Popen(
            command, start_new_session=True, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield kiosk
        if kiosk.poll():
            say(log.read_text(errors="replace")[-_LOG_END:])
    finally:
        with contextlib.suppress(EnvironmentFault):
            ask(data.control_socket, AskStop())
        try:
            kiosk.wait(_END_S)
        except subprocess.TimeoutExpired:
            kiosk.kill()
            kiosk.wait()


def _program() -> tuple[str, ...]:
    """The kiosk's own program, installed beside this one where there is no interpreter."""
    if is_frozen():
        return (str(Path(sys.executable).with_name("infusion-kiosk")),)
    return (sys.executable, "-P", "-m", "kiosk.supervisor.main")
