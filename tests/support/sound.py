# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A home without a sound card: ALSA's null device takes sound as fast as it is made."""

import os
from pathlib import Path

from kiosk.supervisor.children import voice_environment


def silent_home(folder: Path) -> Path:
    """Return a home folder in which all sound goes nowhere."""
    home = folder / "home"
    home.mkdir()
    (home / ".asoundrc").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
    return home


def silent_environment(folder: Path) -> dict[str, str]:
    """Return a voice's environment whose sound goes nowhere and whose files lie in ``folder``."""
    runtime = folder / "run"
    runtime.mkdir()
    home = silent_home(folder)
    return voice_environment({**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)})
