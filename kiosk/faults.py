# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The four families of fault that somebody outside the code can cause.

Everything else is a bug of ours and reaches the crash hook. No message here may hold anything that
a visitor typed: identifiers, file names, field names and rules only.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong in a file that a person wrote, and how to mend it.

    Attributes:
        file: The file as the person knows it, relative to the folder that was checked.
        line: 1 for the first line; 0 when the finding is about the file as a whole.
        rule: Short stable name of the rule (`article-link`), for tests and for searching.
        problem: What is wrong, one sentence.
        mend: What to do about it, one sentence.
        severity: ``error`` stops a build, ``warning`` does not.
    """

    file: str
    line: int
    rule: str
    problem: str
    mend: str
    severity: str = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity} [{self.rule}] {self.problem} {self.mend}"


class KioskFault(Exception):
    """Base of the four families; never raised itself."""


class InputFault(KioskFault):
    """Something that a visitor can correct: a missing or impossible answer."""


class ContentFault(KioskFault):
    """A file written by people is wrong: configuration, article, reference entry, form.

    Attributes:
        findings: What is wrong, in file and line order, never empty.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        if not self.findings:
            raise ValueError("a ContentFault needs at least one finding")
        super().__init__("\n".join(str(finding) for finding in self.findings))


class DeliveryFault(KioskFault):
    """A receiver or the network failed.

    Attributes:
        retryable: Whether the same bytes may succeed later without anybody's help.
        retry_after_s: Seconds the receiver asked for, or None.
    """

    def __init__(
        self, message: str, *, retryable: bool, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.retry_after_s = retry_after_s


class EnvironmentFault(KioskFault):
    """This machine failed: disk, permission, damaged or newer database, missing device."""


class NewerVersionFault(EnvironmentFault):
    """A store was written by a newer version of the kiosk; it is left untouched.

    Attributes:
        store: Name of the store: ``queue``, ``library``, ``audit``, ``envelope`` or
            ``configuration``.
        found: Version found in it.
        known: Newest version that this kiosk reads.
    """

    def __init__(self, store: str, found: int, known: int) -> None:
        super().__init__(
            f"the {store} has version {found} and this kiosk reads up to {known}:"
            " install the newer kiosk again, or restore the older copy"
        )
        self.store, self.found, self.known = store, found, known
