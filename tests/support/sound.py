# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A home without a sound card: ALSA's null device takes sound as fast as it is made.

It may keep what it took, for a test that wants to know what would have been heard.
"""

import os
from array import array
from collections.abc import Sequence
from pathlib import Path

from kiosk.supervisor.children import voice_environment


def silent_home(folder: Path, kept: Path | None = None) -> Path:
    """Return a home folder in which all sound goes nowhere, or into a file as raw samples."""
    home = folder / "home"
    home.mkdir()
    device = "type null"
    if kept is not None:
        device = f'type file; file "{kept}"; format raw; slave {{ pcm {{ type null }} }}'
    (home / ".asoundrc").write_text(f"pcm.!default {{ {device} }}\nctl.!default {{ type null }}\n")
    return home


def samples_in(kept: Path) -> Sequence[int]:
    """Return the samples that a silent home has kept so far."""
    data = kept.read_bytes() if kept.exists() else b""
    return array("h", data[: len(data) // 2 * 2])


def silent_environment(folder: Path, kept: Path | None = None) -> dict[str, str]:
    """Return a voice's environment whose sound goes nowhere and whose files lie in ``folder``.

    Args:
        folder: Where.
        kept: A file that the sound goes into, as raw samples.
    """
    runtime = folder / "run"
    runtime.mkdir()
    home = silent_home(folder, kept)
    return voice_environment({**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)})
