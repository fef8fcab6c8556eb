# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The library as the screen reads it: one read-only file, one language at a time."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.library.addresses import is_address
from kiosk.library.model import (
    LANGUAGES,
    Article,
    ArticleCard,
    ArticleId,
    ArticleKind,
    Asked,
    Block,
    Callout,
    Checklist,
    Hit,
    HitKind,
    Item,
    Link,
    LinkKind,
    Listing,
    Paragraph,
    Picture,
    Span,
    Symptom,
    SymptomCard,
    SymptomId,
    Table,
    Target,
    Text,
    Therapy,
    TherapyCard,
    TherapyGroup,
    TherapyId,
)
from kiosk.library.search import Found, find
from kiosk.library.store import APPLICATION_ID, SCHEMA, label_of, seal

T = TypeVar("T")
Names = tuple[tuple[str, str], ...]
_DAMAGED = "the library is damaged: build it again, or restore the last good copy"


class LibraryVersion(msgspec.Struct, frozen=True):
    """Which library this is.

    Attributes:
        schema: Version of its tables.
        builder: Digest of the code that wrote it.
        changed_at: When the newest file of that content was changed, ISO 8601 in UTC.
        content: Digest of the content folder's bytes that it was built from.
        stamp: Digest of that folder's names, sizes and times.
    """

    schema: int
    builder: str
    changed_at: str
    content: str
    stamp: str


class Library:
    """The open library; get one from `Library.open`, give it back with `close`.

    Methods that look something up raise ``LookupError`` when there is no such thing (or when a live
    kiosk must not show it yet) and ``EnvironmentFault`` when the file is damaged. A language
    that the library lacks is answered in the first. Any thread may call; calls wait for each other.

    Attributes:
        version: Which library this is.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, live: bool, today: Callable[[], dt.date]
    ) -> None:
        self._connection, self._live, self._today = connection, live, today
        self._lock = threading.Lock()
        self.version = self._read_version()

    @classmethod
    def open(cls, path: Path, *, live: bool, today: Callable[[], dt.date] = dt.date.today) -> Self:
        """Open a library for reading; the file is never written.

        Args:
            path: The file.
            live: Give out only what a clinician has signed off and what need not be read again by
                now (DESIGN.md, promise 5).
            today: Tells the day, each time something is asked.

        Raises:
            NewerVersionFault: A newer builder wrote it.
            EnvironmentFault: It is missing, damaged, older, or no library.
        """
        _check_length(path)
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise EnvironmentFault("the library cannot be opened") from error
        try:
            _harden(connection)
            _check_version(connection)
            return cls(connection, live=live, today=today)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Close the file; nothing may be asked afterwards."""
        with self._lock:
            self._connection.close()

    @cached_property
    def _languages(self) -> frozenset[object]:
        rows = self._rows("SELECT DISTINCT language FROM entry WHERE kind = 'names'", ())
        return frozenset(code for (code,) in rows)

    def _known(self, language: str) -> str:
        """Return the language, or the first where the library was built without it."""
        return language if language in self._languages else LANGUAGES[0]

    # Lists.

    def articles(
        self,
        language: str,
        kind: ArticleKind | None = None,
        topic: str | None = None,
        start: int = 0,
        count: int | None = None,
    ) -> tuple[ArticleCard, ...]:
        """Return the cards of articles, by title; a page of them costs what it shows.

        Args:
            language: Language of the cards.
            kind: Only articles of this kind.
            topic: Only articles that carry this topic in this language.
            start: How many to leave out at the beginning.
            count: Most cards wanted; None for all.
        """
        statement = (
            "SELECT id, until, card_seal, card FROM entry WHERE rowid IN ("
            "SELECT entry FROM shelf WHERE language = ? AND label = ? AND until >= ?"
            " ORDER BY place LIMIT ? OFFSET ?) ORDER BY place"
        )
        language, most = self._known(language), -1 if count is None else max(0, count)
        label = label_of(kind, topic)
        rows = self._rows(statement, (language, label, self._least, most, max(0, start)))
        return tuple(
            _decoded(data, sealed, ArticleCard, "card", "article", ref, language, until)
            for ref, until, sealed, data in rows
        )

    def article_count(
        self, language: str, kind: ArticleKind | None = None, topic: str | None = None
    ) -> int:
        """Return how many articles `articles` has for these."""
        statement = "SELECT count(*) FROM shelf WHERE language = ? AND label = ? AND until >= ?"
        values = (self._known(language), label_of(kind, topic), self._least)
        ((amount,),) = self._rows(statement, values)
        return amount if isinstance(amount, int) else 0

    def symptoms(self, language: str) -> tuple[SymptomCard, ...]:
        """Return the cards of all symptoms, A to Z."""
        return self._cards("symptom", language, SymptomCard)

    def therapies(self, language: str) -> tuple[TherapyCard, ...]:
        """Return the cards of all therapies, A to Z."""
        return self._cards("therapy", language, TherapyCard)

    def areas(self, language: str) -> Names:
        """Return slug and name of each body area, in the order of the content."""
        return self._names("areas", language, Names)

    def groups(self, language: str) -> tuple[TherapyGroup, ...]:
        """Return the groups that hold a therapy to show, in the order of the content."""
        used = {card.group for card in self.therapies(language)}
        groups = self._names("groups", language, tuple[TherapyGroup, ...])
        return tuple(group for group in groups if group.slug in used)

    def facts(self, language: str) -> tuple[str, ...]:
        """Return the lines of the first page; empty while a live kiosk must not show them."""
        try:
            return self._body("facts", "facts", language, tuple[str, ...])
        except LookupError:
            return ()

    def questions(self, language: str) -> tuple[Asked, ...]:
        """Return what people ask most, as far as the answer may be shown."""
        found = self._names("questions", language, tuple[Asked, ...])
        return tuple(one for one in found if self._leads_somewhere(one.target, language))

    # Things.

    def article(self, article: ArticleId, language: str) -> Article:
        """Return one article; ``.language`` tells when it is not the language asked for."""
        found = self._body("article", article, language, Article)
        found = msgspec.structs.replace(found, related=self._related(article, language))
        if not self._live:
            return found
        action = found.call_to_action
        return msgspec.structs.replace(
            found,
            blocks=tuple(self._living(block, language) for block in found.blocks),
            therapies=tuple(
                slug for slug in found.therapies if self._shows("therapy", slug, language)
            ),
            call_to_action=action if action and self._leads_somewhere(action, language) else None,
        )

    def _related(self, article: str, language: str) -> tuple[ArticleCard, ...]:
        statement = "SELECT related FROM entry WHERE kind = ? AND id = ? AND language = ?"
        (related,) = self._one(statement, ("article", article, self._known(language)), article)
        return tuple(
            self._card("article", other, language, ArticleCard)
            for other in str(related).split()
            if self._shows("article", other, language)
        )

    def symptom(self, symptom: SymptomId, language: str) -> Symptom:
        """Return one symptom; a live kiosk withholds its text while nobody signed it off."""
        found = self._body("symptom", symptom, language, Symptom)
        if not self._live:
            return found
        if not self._shows("symptom", symptom, language):
            return Symptom(found.card, found.language, withheld=True)
        return msgspec.structs.replace(
            found,
            therapies=tuple(
                card for card in found.therapies if self._shows("therapy", card.id, language)
            ),
        )

    def therapy(self, therapy: TherapyId, language: str) -> Therapy:
        """Return one therapy."""
        found = self._body("therapy", therapy, language, Therapy)
        if not self._live:
            return found
        return msgspec.structs.replace(
            found,
            articles=tuple(
                card for card in found.articles if self._shows("article", card.id, language)
            ),
        )

    def checklist(self, language: str) -> Checklist:
        """Return "Before your infusion today: tell us first"."""
        return self._body("checklist", "before", language, Checklist)

    def picture(self, name: str) -> Picture:
        """Return a picture by its name in the library, as an article, symptom or group gives it."""
        statement = "SELECT media_type, focus_x, focus_y, seal, data FROM picture WHERE name = ?"
        media_type, focus_x, focus_y, sealed, data = self._one(statement, (name,), name)
        if (
            not isinstance(data, bytes)
            or not isinstance(focus_x, float)
            or not isinstance(focus_y, float)
            or seal(data, name, media_type, focus_x, focus_y) != sealed
        ):
            raise EnvironmentFault(_DAMAGED)
        return Picture(data, str(media_type), (focus_x, focus_y))

    def forms(self) -> tuple[str, ...]:
        """Return the names of all forms, sorted."""
        return tuple(str(name) for (name,) in self._rows("SELECT name FROM form ORDER BY name", ()))

    def form(self, name: str) -> bytes:
        """Return a form, a FHIR R4 Questionnaire in JSON."""
        sealed, data = self._one("SELECT seal, data FROM form WHERE name = ?", (name,), name)
        if not isinstance(data, bytes) or seal(data, name) != sealed:
            raise EnvironmentFault(_DAMAGED)
        return data

    def search(self, query: str, language: str, limit: int = 12) -> tuple[Hit, ...]:
        """Return what a query meets, in all languages at once, titles in the language asked for.

        Args:
            query: Whatever was typed; nothing in it is an operator.
            language: The visitor's language.
            limit: Most results wanted.
        """
        try:
            found = find(self._rows, query, language, limit, least=self._least)
            areas = dict(self.areas(language)) if found else {}
            return tuple(self._hit(one, language, areas) for one in found)
        except (LookupError, ValueError) as error:  # the index names what is not there
            raise EnvironmentFault(_DAMAGED) from error

    def _hit(self, found: Found, language: str, areas: dict[str, str]) -> Hit:
        match found.kind:
            case HitKind.SYMPTOM:
                symptom = self._card("symptom", found.ref, language, SymptomCard)
                title, detail = symptom.name, areas.get(symptom.area, "")
            case HitKind.THERAPY:
                therapy = self._card("therapy", found.ref, language, TherapyCard)
                title, detail = therapy.name, ", ".join(therapy.brands)
            case HitKind.ARTICLE:
                article = self._card("article", found.ref, language, ArticleCard)
                title, detail = article.title, article.summary
        is_title = found.other == title or found.kind is HitKind.ARTICLE
        matched, marks = "" if is_title else found.other, found.meaning.marks
        return Hit(found.kind, found.ref, title, detail, matched, marks(title), marks(matched))

    # What a live kiosk may not lead to.

    def _least_of(self, kind: str) -> str:
        """The day until which things of a kind must be good to be given out; "" takes all.

        Symptoms are given out always, their text aside: whoever looks for one learns whom to call.
        """
        return "" if kind == "symptom" else self._least

    @property
    def _least(self) -> str:
        return self._today().isoformat() if self._live else ""

    def _shows(self, kind: str, ref: str, language: str) -> bool:
        statement = (
            "SELECT 1 FROM entry WHERE kind = ? AND id = ? AND language = ? AND until >= ? LIMIT 1"
        )
        return bool(self._rows(statement, (kind, ref, self._known(language), self._least)))

    def _leads_somewhere(self, target: Target, language: str) -> bool:
        if target.kind is LinkKind.OUTSIDE:
            return is_address(target.ref)
        return target.kind in {LinkKind.FORM, LinkKind.SYMPTOM} or self._shows(
            target.kind, target.ref, language
        )

    def _living(self, block: Block, language: str) -> Block:
        """Return a block whose links all lead somewhere; a dead link becomes plain words."""
        match block:
            case Paragraph(spans=spans):
                return msgspec.structs.replace(block, spans=self._living_spans(spans, language))
            case Listing(items=items):
                living = (
                    Item(self._living_spans(item.spans, language), item.sources) for item in items
                )
                return msgspec.structs.replace(block, items=tuple(living))
            case Callout(blocks=blocks):
                return msgspec.structs.replace(
                    block, blocks=tuple(self._living(inner, language) for inner in blocks)
                )
            case Table(rows=rows):
                living_rows = (
                    tuple(self._living_spans(cell, language) for cell in row) for row in rows
                )
                return msgspec.structs.replace(block, rows=tuple(living_rows))
            case _:
                return block

    def _living_spans(self, spans: tuple[Span, ...], language: str) -> tuple[Span, ...]:
        return tuple(
            Text(span.text)
            if isinstance(span, Link) and not self._leads_somewhere(span.target, language)
            else span
            for span in spans
        )

    # Rows.

    def _cards(self, kind: str, language: str, shape: type[T]) -> tuple[T, ...]:
        statement = (
            "SELECT id, until, card_seal, card FROM entry"
            " WHERE kind = ? AND language = ? AND until >= ? ORDER BY place"
        )
        rows = self._rows(statement, (kind, self._known(language), self._least_of(kind)))
        return tuple(
            _decoded(data, sealed, shape, "card", kind, ref, self._known(language), until)
            for ref, until, sealed, data in rows
        )

    def _card(self, kind: str, ref: str, language: str, shape: type[T]) -> T:
        return self._entry("card", kind, ref, language, shape)

    def _names(self, ref: str, language: str, shape: type[T]) -> T:
        try:
            return self._body("names", ref, language, shape)
        except LookupError as error:  # every library has them
            raise EnvironmentFault(_DAMAGED) from error

    def _body(self, kind: str, ref: str, language: str, shape: type[T]) -> T:
        return self._entry("body", kind, ref, language, shape)

    def _entry(self, part: str, kind: str, ref: str, language: str, shape: type[T]) -> T:
        statement = (
            f"SELECT until, related, {part}_seal, {part} FROM entry"  # noqa: S608  # card or body
            " WHERE kind = ? AND id = ? AND language = ? AND until >= ?"
        )
        language = self._known(language)
        place = (kind, ref, language)
        until, related, sealed, data = self._one(statement, (*place, self._least_of(kind)), ref)
        # The body's seal covers what it is related to.
        more = (related,) if part == "body" else ()
        return _decoded(data, sealed, shape, part, *place, until, *more)

    def _one(self, statement: str, values: Sequence[object], name: str) -> tuple[object, ...]:
        rows = self._rows(statement, values)
        if not rows:
            raise LookupError(f"nothing in the library is called {name[:80]!r}")
        return rows[0]

    def _rows(self, statement: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError, OverflowError, UnicodeEncodeError) as error:
            raise EnvironmentFault(_DAMAGED) from error

    def _read_version(self) -> LibraryVersion:
        rows = self._rows("SELECT key, value FROM meta", ())
        try:
            table = {row[0]: row[1] for row in rows}
            return msgspec.convert(table, LibraryVersion, strict=False)
        except (msgspec.ValidationError, TypeError, ValueError) as error:
            raise EnvironmentFault(_DAMAGED) from error


def _decoded(data: object, sealed: object, shape: type[T], *place: object) -> T:
    if not isinstance(data, bytes) or seal(data, *place) != sealed:
        raise EnvironmentFault(_DAMAGED)
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EnvironmentFault(_DAMAGED) from error


def _check_length(path: Path) -> None:
    """Refuse a file shorter than its own header says (SQLite file format, section 1.3)."""
    try:
        with path.open("rb") as file:
            head, size_bytes = file.read(100), path.stat().st_size
    except OSError as error:
        raise EnvironmentFault(f"the library cannot be read: {error.strerror}") from error
    page_bytes = int.from_bytes(head[16:18], "big")
    page_bytes = 65_536 if page_bytes == 1 else page_bytes
    whole = int.from_bytes(head[28:32], "big") * page_bytes
    if not head.startswith(b"SQLite format 3\0") or not 0 < whole == size_bytes:
        raise EnvironmentFault(_DAMAGED)


def _harden(connection: sqlite3.Connection) -> None:
    """A file from elsewhere may not write, map memory or run anything (DESIGN.md, section 3)."""
    try:
        for pragma in (
            "query_only = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        raise EnvironmentFault(_DAMAGED) from error


def _check_version(connection: sqlite3.Connection) -> None:
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise EnvironmentFault(_DAMAGED) from error
    if application != APPLICATION_ID:
        raise EnvironmentFault("the file is no library of this kiosk")
    if schema > SCHEMA:
        raise NewerVersionFault("library", schema, SCHEMA)
    if schema < SCHEMA:
        raise EnvironmentFault("the library is older than this kiosk: build it again")
