# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from pathlib import Path

FULL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.queue.durable import append_synced
file = Path(sys.argv[1])
append_synced(file, b"one\\n")
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    append_synced(file, b"a line that finds no room\\n")
except OSError:
    print("refused")
"""


def test_line_that_finds_no_room_is_refused_and_leaves_no_half(tmp_path: Path) -> None:
    file = tmp_path / "journal"

    said = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(file)], check=True, capture_output=True, text=True
    )

    assert said.stdout == "refused\n"
    assert file.read_bytes() == b"one\n"
