# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A real CUPS of the test's own, on a local socket, with a printer that does as it is told.

The printer is a backend: the program that CUPS starts to bring a job to a device. It looks into a
file for its mood and keeps what it was given: the document, title and options of the job.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.waiting import wait_until

QUEUE = "Test_Queue"

_BACKEND = """\
#!/bin/sh
[ $# -eq 0 ] && { echo 'direct bench "Unknown" "A printer of the tests"'; exit 0; }
folder=${DEVICE_URI#bench:}
case $(cat "$folder/mood") in
    no-paper) echo "STATE: +media-empty-error" >&2; exec sleep 60;;
    one-tray) echo "STATE: +media-empty-warning" >&2;;
    unreachable) echo "STATE: +connecting-to-device" >&2; exec sleep 60;;
    stops) exit 4;;
    slow) exec sleep 60;;
esac
shift
cat "$5" > "$folder/printed.pdf"
printf '%s\\n' "$@" > "$folder/said"
echo "STATE: -media-empty-error,media-empty-warning,connecting-to-device" >&2
"""

_FILES = """\
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
ServerBin {root}/bin
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
Printcap {root}/printcap
"""

_SERVER = """\
LogLevel info
Listen {root}/sock
Browsing No
DefaultShared No
WebInterface No
PreserveJobHistory {history}
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
"""


@dataclass(frozen=True, slots=True)
class Cups:
    """A running CUPS with one queue, `QUEUE`.

    Attributes:
        root: Everything of it.
    """

    root: Path

    @property
    def server(self) -> str:
        """What programs of CUPS find in ``CUPS_SERVER``."""
        return str(self.root / "sock")

    @property
    def environment(self) -> dict[str, str]:
        """The environment of whoever prints here."""
        return {**os.environ, "CUPS_SERVER": self.server, "LC_ALL": "C"}

    def mood(self, mood: str) -> None:
        """Have the printer behave: ``well``, ``no-paper``, ``one-tray``, ``unreachable``, ..."""
        (self.root / "device" / "mood").write_text(mood)

    @property
    def printed(self) -> Path:
        """The document that came out."""
        return self.root / "device" / "printed.pdf"

    @property
    def said(self) -> list[str]:
        """What CUPS told the printer about it: user, title, copies, options, file."""
        return (self.root / "device" / "said").read_text().splitlines()

    def run(self, *command: str) -> str:
        """Run a program of CUPS and return what it says."""
        done = subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        )
        return done.stdout

    @property
    def waiting(self) -> str:
        """The jobs that would still be printed."""
        return self.run("lpstat", "-W", "not-completed", "-o", QUEUE)

    @property
    def spooled(self) -> list[str]:
        """Documents that lie in the spool."""
        return sorted(path.name for path in (self.root / "spool").glob("d*"))


@contextmanager
def running_cups(root: Path, *, history: bool = False) -> Iterator[Cups]:
    """Run CUPS in a folder; the way to it must be short and open for all users.

    Args:
        root: An empty folder.
        history: Whether it remembers jobs that are done; a kiosk's does not.
    """
    for name in ("etc", "spool/tmp", "cache", "state", "bin/backend", "device"):
        (root / name).mkdir(parents=True)
    (root / "bin" / "daemon").symlink_to("/usr/lib/cups/daemon")
    backend = root / "bin" / "backend" / "bench"
    backend.write_text(_BACKEND)
    backend.chmod(0o755)
    (root / "device").chmod(0o777)
    files, server = root / "cups-files.conf", root / "cupsd.conf"
    files.write_text(_FILES.format(root=root))
    server.write_text(_SERVER.format(root=root, history="Yes" if history else "No"))
    cups = Cups(root)
    cups.mood("well")
    command = ["/usr/sbin/cupsd", "-f", "-c", str(server), "-s", str(files)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as cupsd:
        try:
            wait_until((root / "sock").exists, "CUPS")
            cups.run("lpadmin", "-p", QUEUE, "-E", "-v", f"bench:{root}/device")
            yield cups
        finally:
            cupsd.terminate()
            cupsd.wait(10)
