# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Composition root of one screen process: seal, Qt, window, link; one visitor, then the end."""

import argparse
import logging
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from kiosk.faults import KioskFault
from kiosk.immortal import keep_none_alive
from kiosk.logs import set_up_logs
from kiosk.screen.first_word import receive_configuration
from kiosk.seal import seal_process

_log = logging.getLogger(__name__)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one screen at the supervisor's word; returns the exit code of the process.

    Exit codes: 0 the supervisor went away, 2 wrong options or no configuration, 70 a bug.
    """
    began_s = time.monotonic()
    keep_none_alive()
    set_up_logs(logging.WARNING, "%(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="kiosk.screen")
    parser.add_argument("--fd", type=int, required=True, help="socket to the supervisor")
    parser.add_argument("--voice-fd", type=int, help="socket to a voice, when there will be one")
    options = parser.parse_args(argv)
    line = socket.socket(fileno=options.fd)
    try:
        config = receive_configuration(line)
        library = Path(config.library)
        seal_process(readable=[library] if library.is_file() else [], writable=[Path(config.slot)])
    except KioskFault as fault:
        _log.error("this screen cannot start: %s", fault)
        return 2
    if config.backdrop:
        from kiosk.screen.backdrop import run_backdrop  # noqa: PLC0415 - Qt follows the seal

        return run_backdrop(config, line, began_s)
    from kiosk.screen.stage import run_screen  # noqa: PLC0415 - Qt follows the seal

    return run_screen(config, line, began_s, options.voice_fd)
