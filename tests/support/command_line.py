# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Running one command of the command line for IT, in this process."""

import contextlib
import io
from dataclasses import dataclass

import pytest

from kiosk.ctl.main import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave back."""

    code: int | str | None
    out: str
    err: str


def run(*arguments: str) -> Ran:
    """Run ``infusion-kioskctl`` with ``arguments``."""
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
        pytest.raises(SystemExit) as ended,
    ):
        main(arguments)
    return Ran(ended.value.code, out.getvalue(), err.getvalue())
