# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl setup` would change: the new settings file and what lies beside it.

Here things are read and compared, nothing is written. Mistakes in the merged settings are told by
the file and the line on which the person wrote them: in the answers, or in the center's settings.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Item

from kiosk.ctl.placing import bytes_of
from kiosk.ctl.setup_answers import Answers, Member, text_of
from kiosk.faults import ContentFault, EnvironmentFault, Finding
from kiosk.queue.keys import recipients_in
from kiosk.settings import check_settings_text
from kiosk.staff.people import Person
from kiosk.toml_edge import Lines, parse_toml
from kiosk.toml_edge.lines import KeyPath

Table = Mapping[str, Any]  # Any: TOML as it was written, judged when all is merged
_FRESH = "# The settings of this kiosk; all of them: infusion-kioskctl config example\nformat = 1\n"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done; empty where nothing would change.

    Attributes:
        text: The settings file as it shall be.
        keys: Settings that change, as ``center.phone``, in order.
        new_keys: Files to make keys in; their public halves are not in ``text`` yet.
        secrets: Files of the courier's credentials that change, with their bytes.
        staff: Members of staff who are not there yet.
    """

    text: str
    keys: tuple[str, ...] = ()
    new_keys: tuple[Path, ...] = ()
    secrets: tuple[tuple[Path, bytes], ...] = field(default=(), repr=False)
    staff: tuple[Member, ...] = ()

    def lines(self) -> Iterator[str]:
        """Give each change in words; no value of a secret."""
        yield from (f"setting {key}" for key in self.keys)
        yield from (f"key {path}" for path in self.new_keys)
        yield from (f"secret {path}" for path, _ in self.secrets)
        yield from (f"staff {member.id}" for member in self.staff)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answers were written, and where the kiosk keeps what they say.

    Attributes:
        answers: The answers file as people know it, and its text.
        config: The kiosk's settings file.
        credentials: The folder of the courier's credentials.
        people: Who is staff already.
    """

    answers: tuple[Path, str]
    config: Path
    credentials: Path
    people: tuple[Person, ...] = ()


def make_plan(answers: Answers, place: Place) -> Plan:
    """Return what has to be done.

    Raises:
        ContentFault: The settings that would come out are wrong; each mistake with its line.
        EnvironmentFault: A file cannot be read.
    """
    own = text_of(place.config) if place.config.exists() else ""
    base_file = place.answers[0].parent / answers.config if answers.config else place.config
    base = text_of(base_file) if answers.config else own or _FRESH
    before, based = parse_toml(own, str(place.config)), parse_toml(base, str(base_file))
    wishes, new_keys = _with_keys(answers, before, based)
    text = _merged(base, based, wishes)
    _judge(
        text, (place.answers, answers.settings), (base_file, base), will_have_keys=bool(new_keys)
    )
    is_there = {person.id for person in place.people}
    secrets = (
        (place.credentials / name, bytes_of(Path(source)))
        for name, source in answers.secrets.items()
    )
    return Plan(
        text=text,
        keys=tuple(_changed(before, tomllib.loads(text))),
        new_keys=new_keys,
        secrets=tuple(one for one in secrets if not _holds(*one)),
        staff=tuple(member for member in answers.staff if member.id not in is_there),
    )


def with_recipients(text: str, recipients: tuple[str, ...]) -> str:
    """Return a settings file that seals requests to these keys too."""
    table = tomllib.loads(text)
    named = tuple(table.get("keys", {}).get("recipients", ()))
    new = list(dict.fromkeys((*named, *recipients)))
    return _merged(text, table, {"keys": {"recipients": new}})


def _with_keys(answers: Answers, before: Table, based: Table) -> tuple[Table, tuple[Path, ...]]:
    """Return the wishes with the keys that are there, and the key files still to be made.

    A kiosk that has keys makes no other ones: the stick with the file may just not be in it.
    """
    files = tuple(map(Path, answers.make_keys))
    there = tuple(recipients_in(file)[0] for file in files if file.exists())
    own = tuple(before.get("keys", {}).get("recipients", ()))
    wished = answers.settings.get("keys", {})
    named = tuple(wished.get("recipients", based.get("keys", {}).get("recipients", ())))
    missing = () if own else tuple(file for file in files if not file.exists())
    if not files:
        return answers.settings, ()
    recipients = list(dict.fromkeys((*named, *there, *own)))
    return {**answers.settings, "keys": {**wished, "recipients": recipients}}, missing


def _merged(text: str, before: Table, wishes: Table) -> str:
    """Return a file with the values that are wished, and all its comments."""
    document = tomlkit.parse(text)
    _merge(document, wishes)
    new = tomlkit.dumps(document)
    try:
        is_right = tomllib.loads(new) == _over(before, wishes)
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        raise EnvironmentFault("the settings file has a form that cannot be kept; write it anew")
    return new


# Any: a table of tomlkit, whose own types say no more.
def _merge(table: Any, wishes: Table) -> None:
    for key, value in wishes.items():
        there = table.get(key)
        if isinstance(value, Mapping) and isinstance(there, Mapping):
            _merge(there, value)
        elif key not in table or _plain(there) != value:
            table[key] = value


def _plain(value: object) -> object:
    return value.unwrap() if isinstance(value, Item) else value


def _over(before: Table, wishes: Table) -> dict[str, Any]:
    both = dict(before)
    for key, value in wishes.items():
        there = both.get(key)
        if isinstance(value, Mapping) and isinstance(there, Mapping):
            both[key] = _over(there, value)
        else:
            both[key] = value
    return both


def _judge(
    text: str,
    answers: tuple[tuple[Path, str], Table],
    base: tuple[Path, str],
    *,
    will_have_keys: bool,
) -> None:
    """Refuse settings with mistakes; a live kiosk's key may be made in a moment."""
    (answers_file, answers_text), wishes = answers
    base_file, base_text = base
    try:
        check_settings_text(text, str(base_file))
    except ContentFault as fault:
        lines, own = Lines(text), Lines(answers_text)
        theirs = Lines(base_text)
        table = tomllib.loads(text)
        paths = tuple(_paths(table, ()))
        findings = []
        for one in fault.findings:
            if one.rule == "live-key" and will_have_keys:
                continue
            path = max((p for p in paths if lines.at(p) == one.line), key=len, default=())
            if _leads(wishes, path):
                where, line = str(answers_file), own.at(("settings", *path))
            else:
                where, line = str(base_file), theirs.at(path)
            findings.append(Finding(where, line, one.rule, one.problem, one.mend, one.severity))
        if findings:
            raise ContentFault(findings) from fault


def _paths(value: object, path: KeyPath) -> Iterator[KeyPath]:
    yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _paths(inner, (*path, number))


def _leads(wishes: object, path: KeyPath) -> bool:
    """Return whether a path leads to something in the answers."""
    for part in path:
        try:
            wishes = wishes[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return False
    return bool(path)


def _changed(before: Table, after: Table, prefix: str = "") -> Iterator[str]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from _changed(_table(old), _table(new), f"{prefix}{key}.")
        elif old != new:
            yield f"{prefix}{key}"


def _table(value: object) -> Table:
    return value if isinstance(value, Mapping) else {}


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and bytes_of(path) == data
