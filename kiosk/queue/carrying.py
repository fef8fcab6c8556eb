# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Requests carried to another kiosk by hand: sealed copies and a list of them.

The copies are the bytes that lay in the queue; only a key opens them. The list is written last: a
folder without it is one that was not finished.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.queue.durable import make_folder, sync_folder, write_synced
from kiosk.queue.envelope import Envelope, RequestId, decode, encode
from kiosk.queue.slot import file_name

FORMAT = 1
MANIFEST = "manifest.json"


class Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One request in the list.

    Attributes:
        id: Its id.
        code: Its receipt code.
        created_at: When the visitor sent it, aware UTC.
        file: Name of its file in the folder.
        sha256: Hash of that file, hexadecimal.
    """

    id: RequestId
    code: str
    created_at: datetime
    file: str
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a folder holds.

    Attributes:
        exported_at: Aware UTC.
        requests: The requests, oldest first.
        format: Version of the list.
    """

    exported_at: datetime
    requests: tuple[Carried, ...]
    format: int = FORMAT


class _Version(msgspec.Struct, frozen=True):
    format: int


def write_copies(folder: Path, envelopes: Iterable[Envelope], now: datetime) -> Manifest:
    """Write sealed copies and their list; when this returns, they survive power loss.

    Raises:
        EnvironmentFault: The folder holds an export already, is full, or cannot be written.
    """
    if (folder / MANIFEST).exists():
        raise EnvironmentFault(f"{folder} holds an export already: name another folder")
    try:
        make_folder(folder)
        requests = tuple(_copied(folder, envelope) for envelope in envelopes)
        manifest = Manifest(now, requests)
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        write_synced(folder / MANIFEST, text, mode=0o600)
        sync_folder(folder)
    except OSError as error:
        raise EnvironmentFault(f"the export cannot be written: {error.strerror}") from error
    return manifest


def _copied(folder: Path, envelope: Envelope) -> Carried:
    data, label = encode(envelope), envelope.label
    path = folder / file_name(label.id)
    path.unlink(missing_ok=True)  # of an export that was not finished
    write_synced(path, data, mode=0o600)
    digest = hashlib.sha256(data).hexdigest()
    return Carried(label.id, label.code, label.created_at, path.name, digest)


def read_manifest(folder: Path) -> Manifest:
    """Return the list in a folder.

    Raises:
        NewerVersionFault: A newer kiosk wrote it.
        EnvironmentFault: There is none, or it is damaged.
    """
    try:
        data = (folder / MANIFEST).read_bytes()
        found = msgspec.json.decode(data, type=_Version).format
        if found > FORMAT:
            raise NewerVersionFault("export", found, FORMAT)
        return msgspec.json.decode(data, type=Manifest)
    except OSError as error:
        raise EnvironmentFault(f"there is no whole export in {folder}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EnvironmentFault(f"the list of the export in {folder} is damaged") from error


def read_copies(folder: Path, manifest: Manifest) -> Iterator[tuple[Carried, Envelope | None]]:
    """Give each request of a list with its envelope, or None where that is missing or damaged."""
    for carried in manifest.requests:
        try:
            data = (folder / Path(carried.file).name).read_bytes()
            envelope = decode(data)
        except (OSError, EnvironmentFault):
            yield carried, None
            continue
        is_whole = hashlib.sha256(data).hexdigest() == carried.sha256
        yield carried, envelope if is_whole and envelope.label.id == carried.id else None
