# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl doctor` says about one thing that it looked at."""

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """How serious a check's answer is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Check(msgspec.Struct, frozen=True):
    """One thing looked at.

    Attributes:
        name: What was looked at.
        verdict: ``fail`` means that a kiosk cannot run here, or not as its settings say.
        found: What was found, in words.
        mend: What to do about it; empty when nothing needs doing.
    """

    name: str
    verdict: Verdict
    found: str
    mend: str = ""

    def __str__(self) -> str:
        words = f"{self.verdict:<5} {self.name}: {self.found}"
        return f"{words}. {self.mend}" if self.mend else words
