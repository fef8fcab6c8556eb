# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Files of ``content/`` read from disk: size, kind and encoding checked, TOML typed, pictures."""

import os
from collections.abc import Iterator
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
MAX_FOLDER_BYTES = 16 * 1024 * 1024
_NOT_PLAIN, _ADD_FILE = "This is not a plain file.", "Add the file itself."
_NO_READER = "Nothing reads a file of this name."


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
            problem = _NOT_PLAIN if there else "The file is missing."
            raise ContentFault((Finding(file, 0, "file-missing", problem, _ADD_FILE),))
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
    return text_of(read_bytes(root, path), name_of(root, path))


def text_of(data: bytes, file: str) -> str:
    """Return the text of a file's bytes, with the line ends of Unix.

    Raises:
        ContentFault: It is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
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
        raise ContentFault(_bad_picture(name, name_of(root, folder), problems, file, line))
    return data


def _bad_picture(
    name: str, folder: str, problems: tuple[str, ...], file: str, line: int
) -> Iterator[Finding]:
    mend = f"Put a sound picture {name[:80]!r} into {folder}, or name another."
    return (Finding(file, line, "picture", problem, mend) for problem in problems)


class ArticleFolder(msgspec.Struct, frozen=True):
    """The folder of an article as it was read at once; judging it needs no disk.

    Attributes:
        slug: Its name.
        files: Bytes of the texts and pictures by file name, sorted.
        refused: What else lies there, by name, with the reason why it was not read.
    """

    slug: str
    files: dict[str, bytes]
    refused: dict[str, Finding]

    def text(self, name: str) -> str:
        """Return a text of the folder.

        Raises:
            ContentFault: It was refused, or is not UTF-8.
        """
        if name in self.refused:
            raise ContentFault((self.refused[name],))
        return text_of(self.files[name], f"articles/{self.slug}/{name}")

    def picture(self, name: str, file: str, line: int) -> bytes:
        """Return the bytes of a sound picture that an author named at a place.

        Raises:
            ContentFault: Everything wrong with it; the findings stand where it is named.
        """
        if name in self.files or NAME.fullmatch(name) is None:
            problems = picture_problems(name, self.files.get(name, b""))
        elif name in self.refused:
            problems = (self.refused[name].problem,)
        else:
            problems = ("The file is missing.",)
        if problems:
            raise ContentFault(_bad_picture(name, f"articles/{self.slug}", problems, file, line))
        return self.files[name]


def read_folder(folder: Path, languages: tuple[str, ...]) -> ArticleFolder:
    """Return an article's folder: its texts, and files whose names are those of pictures.

    Raises:
        EnvironmentFault: A file cannot be read.
    """
    files, refused = dict[str, bytes](), dict[str, Finding]()
    texts = {f"{language}.md" for language in languages}
    room = MAX_FOLDER_BYTES
    try:
        with os.scandir(folder) as found:
            visible = (entry for entry in found if not entry.name.startswith("."))
            entries = sorted(visible, key=lambda entry: entry.name)
        for entry in entries:
            is_text = entry.name in texts
            limit = min(MAX_FILE_BYTES if is_text else MAX_PICTURE_BYTES, room)
            size = entry.stat(follow_symlinks=False).st_size
            file = f"articles/{folder.name}/{entry.name}"
            too_large = size_finding(file, size, limit)
            if not entry.is_file(follow_symlinks=False):
                refused[entry.name] = Finding(file, 0, "file-missing", _NOT_PLAIN, _ADD_FILE)
            elif too_large:
                refused[entry.name] = too_large
            elif is_text or NAME.fullmatch(entry.name):
                files[entry.name] = Path(entry.path).read_bytes()
                room -= size
            else:
                refused[entry.name] = Finding(file, 0, "unused-file", _NO_READER, _ADD_FILE)
    except OSError as error:
        problem = f"articles/{folder.name} cannot be read: {error.strerror}"
        raise EnvironmentFault(problem) from error
    return ArticleFolder(folder.name, files, refused)


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
