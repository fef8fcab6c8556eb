# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The answers that `infusion-kioskctl setup` works from: a file for many kiosks, or one talk.

An answers file names the settings of its center (``config``) and says what is different on this
kiosk (``settings``). It may lie beside that file, on a share, or in the image of a machine.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from kiosk.ctl.placing import bytes_of
from kiosk.faults import ContentFault, Finding, NewerVersionFault
from kiosk.paths import is_private
from kiosk.settings import text_in
from kiosk.staff.panel import Role
from kiosk.staff.people import StaffId, StaffName
from kiosk.staff.pins import is_pin_hash, pin_problem
from kiosk.toml_edge import Lines, parse_toml, read_toml
from kiosk.toml_edge.lines import KeyPath

FORMAT = 1
_SECRET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A first member of staff; one of the three ways to know the PIN."""

    id: Annotated[StaffId, Meta(extra={"form": "2 to 32 small letters, digits and hyphens"})]
    name: Annotated[StaffName, Meta(description="As the panel greets.")]
    role: Annotated[Role, Meta(description="desk, or it, who may also close the kiosk.")] = (
        Role.DESK
    )
    pin_hash: Annotated[str, Meta(description="As `infusion-kioskctl staff hash` prints it.")] = ""
    pin_file: Annotated[str, Meta(description="File or descriptor with the PIN; - is input.")] = ""
    pin: Annotated[str, Meta(description="The PIN, in a file that only its owner may read.")] = ""

    def __repr__(self) -> str:
        return f"Member({self.id!r}, {self.role.value!r})"


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All answers.

    Attributes:
        format: Version of the answers' form.
        config: The settings of the center, beside the answers file or absolute; empty goes on from
            the kiosk's own settings.
        settings: What is different on this kiosk, as in a settings file.
        make_keys: Files to make keys in, where the kiosk has none; the public halves are added to
            ``keys.recipients``.
        secrets: Name in the courier's credentials, and the file whose bytes it gets.
        staff: Who shall be able to open the panel; who is there already is left alone.
    """

    format: int = FORMAT
    config: str = ""
    settings: dict[str, Any] = msgspec.field(default_factory=dict)  # judged when all is merged
    make_keys: tuple[str, ...] = ()
    secrets: dict[str, str] = msgspec.field(default_factory=dict)
    staff: tuple[Member, ...] = ()


def read_answers(path: Path) -> tuple[Answers, str]:
    """Return the answers in a file, and its text.

    Raises:
        ContentFault: Everything wrong in it but its settings, each with its line and mend.
        NewerVersionFault: ``format`` is newer than this kiosk knows.
        EnvironmentFault: It is missing or cannot be read.
    """
    text = text_of(path)
    found = parse_toml(text, str(path)).get("format")
    if isinstance(found, int) and found > FORMAT:
        raise NewerVersionFault("answers", found, FORMAT)
    answers = read_toml(text, str(path), Answers)
    lines = Lines(text)
    findings = [
        Finding(str(path), lines.at(place), rule, problem, mend)
        for place, rule, problem, mend in _problems(answers, is_private=is_private(path))
    ]
    if findings:
        raise ContentFault(findings)
    return answers, text


def text_of(path: Path) -> str:
    """Return a file's text.

    Raises:
        ContentFault: It is not UTF-8.
        EnvironmentFault: It cannot be read.
    """
    return text_in(bytes_of(path), str(path))


def _problems(answers: Answers, *, is_private: bool) -> Iterator[tuple[KeyPath, str, str, str]]:
    for name, source in answers.secrets.items():
        if not _SECRET_NAME.fullmatch(name):
            mend = "Use letters, digits and _ . - only."
            yield ("secrets", name), "secret-name", "This is no name of a credential.", mend
        if not Path(source).is_file():
            mend = "Put it there first, or delete the line."
            yield ("secrets", name), "secret-file", f"There is no file {source}.", mend
    for number, name in enumerate(answers.make_keys):
        if not Path(name).parent.is_dir() or not Path(name).is_absolute():
            mend = "Write a whole path, and plug the stick in."
            yield ("make_keys", number), "key-file", f"{name} has no folder to lie in.", mend
    for number, member in enumerate(answers.staff):
        for key, problem, mend in _pin_problems(member, is_private=is_private):
            yield ("staff", number, key), f"staff-{key.replace('_', '-')}", problem, mend


def _pin_problems(member: Member, *, is_private: bool) -> Iterator[tuple[str, str, str]]:
    if sum(map(bool, (member.pin_hash, member.pin_file, member.pin))) != 1:
        mend = "Give `pin_hash`, which `infusion-kioskctl staff hash` prints."
        yield "id", "A member of staff needs one of `pin_hash`, `pin_file` and `pin`.", mend
    if member.pin_hash and not is_pin_hash(member.pin_hash):
        mend = "Copy what `infusion-kioskctl staff hash` prints."
        yield "pin_hash", "This is no hash of a PIN.", mend
    if member.pin and not is_private:
        mend = "chmod 600 the answers file, or give `pin_hash` instead."
        yield "pin", "A PIN stands in a file that others may read.", mend
    elif member.pin and (problem := pin_problem(member.pin)):
        yield "pin", f"{problem[:1].upper()}{problem[1:]}.", "Choose another."
