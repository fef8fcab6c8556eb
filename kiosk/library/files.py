# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Files of ``content/`` read from disk: size, kind and encoding checked, TOML typed, pictures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.library.limits import MAX_FILE_BYTES, size_finding
from kiosk.library.pictures import MAX_PICTURE_BYTES, NAME, picture_problems
from kiosk.toml_edge import Lines, read_toml

S = TypeVar("S", bound=msgspec.Struct)
S_co = TypeVar("S_co", bound=msgspec.Struct, covariant=True)
FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Entry(Generic[S_co]):
    """A TOML file, or the head of an article, with what it says.

    Attributes:
        slug: Its name in the library.
        file: Its name for findings.
        value: What it says.
        lines: Where it says it.
    """

    slug: str
    file: str
    value: S_co
    lines: Lines

    def finding(
        self,
        path: tuple[str | int, ...],
        rule: str,
        problem: str,
        mend: str,
        severity: str = "error",
    ) -> Finding:
        """Return a finding about the part of the file that ``path`` leads to."""
        return Finding(self.file, self.lines.at(path), rule, problem, mend, severity)


def read_bytes(root: Path, path: Path, limit_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of one file below ``root``.

    Raises:
        ContentFault: It is missing, a link, not a plain file, or too large.
        EnvironmentFault: It cannot be read.
    """
    file = name_of(root, path)
    try:
        if path.is_symlink() or not path.is_file():
            there = path.is_symlink() or path.exists()
            problem = "This is not a plain file." if there else "The file is missing."
            raise ContentFault((Finding(file, 0, "file-missing", problem, "Add the file itself."),))
        too_large = size_finding(file, path.stat().st_size, limit_bytes)
        if too_large:
            raise ContentFault((too_large,))
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{file} cannot be read: {error.strerror}") from error


def read_text(root: Path, path: Path) -> str:
    """Return the text of one file, with the line ends of Unix.

    Raises:
        ContentFault: As `read_bytes`, or it is not UTF-8.
        EnvironmentFault: As `read_bytes`.
    """
    try:
        text = read_bytes(root, path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        file, line = name_of(root, path), error.object.count(b"\n", 0, error.start) + 1
        raise ContentFault(
            (Finding(file, line, "encoding", "The text is not UTF-8.", "Save it as UTF-8."),)
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_entry(root: Path, path: Path, shape: type[S]) -> Entry[S]:
    """Return a TOML file as ``shape``.

    Raises:
        ContentFault: Everything wrong in it.
        EnvironmentFault: It cannot be read.
    """
    file, text = name_of(root, path), read_text(root, path)
    return Entry(path.stem, file, read_toml(text, file, shape), Lines(text))


def read_picture(root: Path, folder: Path, name: str, file: str, line: int) -> bytes:
    """Return the bytes of a sound picture.

    Args:
        root: The content folder.
        folder: Where the picture must lie, below ``root``.
        name: The picture's file name, as an author wrote it.
        file: Where it is named, for findings.
        line: Line of that file.

    Raises:
        ContentFault: Everything wrong with it; the findings stand where it is named.
        EnvironmentFault: It cannot be read.
    """
    try:
        # Only a plain file name may become a path.
        sound = NAME.fullmatch(name) is not None
        data = read_bytes(root, folder / name, MAX_PICTURE_BYTES) if sound else b""
        problems = picture_problems(name, data)
    except ContentFault as fault:
        problems = tuple(finding.problem for finding in fault.findings)
    if problems:
        mend = f"Put a sound picture {name[:80]!r} into {name_of(root, folder)}, or name another."
        raise ContentFault(Finding(file, line, "picture", problem, mend) for problem in problems)
    return data


def split_head(text: str, file: str) -> tuple[str, str, int]:
    """Return the TOML head of an article, the Markdown below it, and the line that starts on.

    Raises:
        ContentFault: The head is missing or has no end.
    """
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if len(ends) < 2 or ends[0] != 0:
        problem = "The file does not start with a head between two +++ lines."
        mend = "Start with +++, the title and the rest, and +++ again."
        raise ContentFault((Finding(file, 1, "front-matter", problem, mend),))
    return "\n".join(lines[1 : ends[1]]), "\n".join(lines[ends[1] + 1 :]), ends[1] + 2


def name_of(root: Path, path: Path) -> str:
    """Return a file's name for findings: from ``root``, with forward slashes."""
    return path.relative_to(root).as_posix()


def files_below(root: Path) -> tuple[Path, ...]:
    """Return every file below a folder, sorted by name, without hidden ones.

    Raises:
        EnvironmentFault: The folder is missing or cannot be read.
    """
    try:
        if not root.is_dir():
            raise EnvironmentFault(f"the content folder {root.name!r} is missing")
        found = [path for path in root.rglob("*") if path.is_symlink() or not path.is_dir()]
    except OSError as error:
        raise EnvironmentFault(f"the content folder cannot be read: {error.strerror}") from error
    visible = [
        p for p in found if not any(part.startswith(".") for part in p.relative_to(root).parts)
    ]
    return tuple(sorted(visible, key=lambda path: name_of(root, path)))
