# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every handout and paper form as a file, for the desk to print ahead of time.

The helper that draws for visitors draws these too, in a process of its own: no Qt in here.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault
from kiosk.paths import is_frozen
from kiosk.session.handouts import WriteJob, Written

_OURS = re.compile(r"(?:article|symptom|therapy|form)-[a-z0-9-]+-(en|es)\.pdf\Z")
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ")


def make_folder(folder: Path) -> None:
    """Make the folder that handouts go to, or accept one that holds only handouts.

    Raises:
        EnvironmentFault: It holds something else, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = sorted(path.name for path in folder.iterdir() if not _OURS.match(path.name))
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be used: {error.strerror}") from error
    if strangers:
        raise EnvironmentFault(
            f"{folder} holds other things ({strangers[0][:60]}): please name a new or empty folder,"
            " or one of an earlier run"
        )


def write(job: WriteJob, on_written: Callable[[Written], None]) -> int:
    """Have all handouts written; handouts of pages that are gone are removed.

    Args:
        job: What to write, and where.
        on_written: Called after each file.

    Returns:
        How many files there are now.

    Raises:
        EnvironmentFault: The helper failed; its own words are on standard error.
    """
    files: set[str] = set()
    with subprocess.Popen(
        _helper(),
        env={name: os.environ[name] for name in _KEPT if name in os.environ} | _python(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as helper:
        if helper.stdin is None or helper.stdout is None:
            raise RuntimeError("pipes were asked for")
        with helper.stdin as stdin:
            stdin.write(msgspec.json.encode(job))
        for line in helper.stdout:
            written = msgspec.json.decode(line, type=Written)
            files.add(written.file)
            on_written(written)
    if helper.returncode:
        raise EnvironmentFault("the handouts could not be written")
    for path in Path(job.folder).iterdir():
        found = _OURS.match(path.name)
        if found is not None and found[1] in job.languages and path.name not in files:
            path.unlink()
    return len(files)


def _helper() -> tuple[str, ...]:
    """The helper, run by the kiosk's own program where there is no interpreter."""
    if is_frozen():
        program = Path(sys.executable).with_name("infusion-kiosk")
        return (str(program), "--run-module", "kiosk.handout")
    return (sys.executable, "-P", "-m", "kiosk.handout")


def _python() -> dict[str, str]:
    """What makes a child find this very package, wherever it was started."""
    return {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
