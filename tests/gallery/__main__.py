# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.gallery FOLDER [--only TEXT]`: every page and component in every setting."""

import argparse
import os
import sys
import tempfile
from concurrent.futures import as_completed
from pathlib import Path

from tests.gallery.contact_sheet import write_index
from tests.gallery.making import paint, workers
from tests.gallery.setting import SETTINGS, Setting
from tests.gallery.stand import build_library


def chosen(only: list[str]) -> list[Setting]:
    """Return the settings whose names hold all of these texts, in order."""
    return [one for one in SETTINGS if all(text in str(one) for text in only)]


def main(arguments: list[str]) -> int:
    """Write the gallery and return the exit code."""
    parser = argparse.ArgumentParser(prog="gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="TEXT",
        help="settings whose name holds this, like portrait-light-en-100 or dark; may be repeated",
    )
    options = parser.parse_args(arguments)
    wanted = chosen(options.only)
    if not wanted:
        parser.error("no setting has such a name")
    made: dict[Setting, list[str]] = {}
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory(prefix="gallery-") as scratch, workers(cores) as pool:
        library = build_library(Path(scratch))
        jobs = {pool.submit(paint, library, options.folder, one): one for one in wanted}
        for job in as_completed(jobs):
            made[jobs[job]] = job.result()
            _say(f"{len(made)} of {len(wanted)}, {jobs[job]}: {len(made[jobs[job]])} pictures")
    write_index(options.folder, {str(one): made[one] for one in wanted})
    _say(f"all of it is in {options.folder / 'index.html'}")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"gallery: {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
