# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The tables of ``library.db``, which the builder fills once and the reader only reads.

Each text, picture and form carries a seal, a short digest of its bytes: a flipped bit on the disk
must end in a plain refusal, never in a changed medical text.
"""

import hashlib
from enum import IntEnum

# Raise SCHEMA when a table or the shape of a card or body changes.
SCHEMA = 4
APPLICATION_ID = 0x494E4655  # "INFU", shown by `file`


class Role(IntEnum):
    """What a phrase is to its thing: a column of ``phrase``."""

    TITLE = 0
    OTHER_NAME = 1
    INSIDE = 2


TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row per thing and language. The card is what lists show; it stands before the body, so that
-- a list does not read the bodies' pages. `until` is the last day (ISO date) on which a live kiosk
-- may show it, empty while nobody signed it off.
CREATE TABLE entry (
    kind TEXT NOT NULL, id TEXT NOT NULL, language TEXT NOT NULL,
    place INTEGER NOT NULL, until TEXT NOT NULL, related TEXT NOT NULL,
    card_seal BLOB NOT NULL, body_seal BLOB NOT NULL, card BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (kind, id, language)
);
CREATE INDEX entry_in_order ON entry (kind, language, place);
-- Articles by place under each label: none, their kind, each topic, kind and topic together. A page
-- of a list reads its own rows only, however long the list is.
CREATE TABLE shelf (
    language TEXT NOT NULL, label TEXT NOT NULL, place INTEGER NOT NULL, until TEXT NOT NULL,
    entry INTEGER NOT NULL, PRIMARY KEY (language, label, place)
) WITHOUT ROWID;

CREATE TABLE picture (
    name TEXT PRIMARY KEY, media_type TEXT NOT NULL, focus_x REAL NOT NULL, focus_y REAL NOT NULL,
    seal BLOB NOT NULL, data BLOB NOT NULL
);
CREATE TABLE form (name TEXT PRIMARY KEY, seal BLOB NOT NULL, data BLOB NOT NULL);

-- Titles, other names and lines inside, each a row (`indexing.Role`). Those of symptoms and
-- therapies have an index of their own, so that finding them costs the same with 20 and with 10,000
-- articles.
CREATE TABLE phrase (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL, language TEXT NOT NULL,
    role INTEGER NOT NULL, until TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX names_of_therapies ON phrase (ref) WHERE kind = 'therapy';
CREATE VIRTUAL TABLE reference_index USING fts5 (
    words, content = '', detail = none, columnsize = 0, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE title_index USING fts5 (
    words, content = '', detail = none, columnsize = 0, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- The words inside articles.
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, language TEXT NOT NULL, until TEXT NOT NULL
);
CREATE VIRTUAL TABLE passage_index USING fts5 (
    words, content = '', detail = none, columnsize = 0, prefix = '3',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- Words of the phrases under each spelling with letters left out (see words.deletions).
CREATE TABLE spelling (
    deletion TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (deletion, word)
) WITHOUT ROWID;
"""


def label_of(kind: str | None, topic: str | None) -> str:
    """Return the label under which articles of a kind, a topic, or both stand in the shelf."""
    return f"{kind or ''}/{topic or ''}"


def seal(data: bytes, *place: object) -> bytes:
    """Return the seal of a row's bytes at its place (kind, id, language and so on)."""
    names = "\0".join(map(str, place)).encode()
    return hashlib.blake2b(len(names).to_bytes(8, "big") + names + data, digest_size=16).digest()
