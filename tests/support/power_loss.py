# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: N802 - the methods have SQLite's names
"""A disk for SQLite that loses power: what was not synced is dropped, or written in part."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import apsw

Write = Callable[[bytearray], None]


@dataclass
class DiskFile:
    """One file: what the medium holds, what programs see, and the writes between the two."""

    medium: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    unsynced: list[Write] = field(default_factory=list)

    def write(self, write: Write) -> None:
        write(self.seen)
        self.unsynced.append(write)

    def sync(self) -> None:
        self.medium = bytearray(self.seen)
        self.unsynced.clear()

    def lose_power(self, chance: random.Random) -> None:
        """Keep a random part of the unsynced writes, in any order."""
        for write in chance.sample(self.unsynced, chance.randint(0, len(self.unsynced))):
            write(self.medium)
        self.seen = bytearray(self.medium)
        self.unsynced.clear()


class PowerLossDisk(apsw.VFS):
    """Files in memory, registered with SQLite under ``name``.

    Attributes:
        writes_left: Writes and syncs until the power fails.
    """

    def __init__(self, name: str, seed: int) -> None:
        super().__init__(name, "")
        self.writes_left = 1 << 30
        self._files: dict[str, DiskFile] = {}
        self._chance = random.Random(seed)

    def use_power(self) -> None:
        self.writes_left -= 1
        if self.writes_left < 0:
            raise apsw.IOError("the power is off")

    def lose_power(self) -> None:
        """Forget what was not synced and switch on again."""
        self.writes_left = 1 << 30
        for file in self._files.values():
            file.lose_power(self._chance)

    def xOpen(  # type: ignore[override] # any object with a file's methods will do
        self, name: apsw.URIFilename | str | None, flags: list[int]
    ) -> "OpenFile":
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return OpenFile(self, self._files.setdefault(path, DiskFile()))

    def xAccess(self, pathname: str, flags: int) -> bool:
        return bool(self._files.get(pathname, DiskFile()).seen)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.use_power()
        file = self._files[filename]
        file.write(bytearray.clear)
        if syncdir:
            file.sync()


class OpenFile:
    """An open file of the disk; one connection only, so locks are always granted."""

    def __init__(self, disk: PowerLossDisk, file: DiskFile) -> None:
        self._disk = disk
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.use_power()
        kept = bytes(data)

        def write(content: bytearray) -> None:
            content.extend(bytes(max(0, offset - len(content))))
            content[offset : offset + len(kept)] = kept

        self._file.write(write)

    def xTruncate(self, size: int) -> None:
        self._disk.use_power()

        def cut(content: bytearray) -> None:
            del content[size:]

        self._file.write(cut)

    def xSync(self, flags: int) -> None:
        self._disk.use_power()
        self._file.sync()

    def xFileSize(self) -> int:
        return len(self._file.seen)

    def xFileControl(self, op: int, ptr: int) -> bool:
        return False

    def xCheckReservedLock(self) -> bool:
        return False

    def xLock(self, level: int) -> None: ...

    def xUnlock(self, level: int) -> None: ...

    def xClose(self) -> None: ...

    def xSectorSize(self) -> int:
        return 4_096

    def xDeviceCharacteristics(self) -> int:
        return 0
