# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The questions of `infusion-kioskctl setup` at a terminal; what is set already is the default.

Each setting is asked with its own help and judged by its own declaration, so that no question says
anything else than the file.
"""

import getpass
import re
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import typer

from kiosk.ctl.doctor_kiosk import CREDENTIALS
from kiosk.ctl.setup_answers import Answers, Member, text_of
from kiosk.faults import EnvironmentFault
from kiosk.queue.keys import PREFIX, make_key_file
from kiosk.settings import Hours
from kiosk.settings.declared import FhirAuth, TargetKind
from kiosk.settings.explaining import explain, type_of
from kiosk.staff.panel import Role
from kiosk.staff.people import STAFF_ID
from kiosk.staff.pins import LONGEST, SHORTEST, hash_pin, pin_problem
from kiosk.toml_edge.shapes import wanted

QUESTIONS = (
    "kiosk",
    "center.name",
    "center.phone",
    "center.after_hours_phone",
    "center.address",
    "center.observation_minutes",
    "center.fever_f",
    "center.answer_within_days",
    *(f"center.hours.{day}" for day in Hours.__struct_fields__),
    "languages.default",
    "printing.printer",
)
"""Asked in this order; all other settings have defaults, and `config explain` tells them."""

_YES_OR_NO = {"yes": "true", "y": "true", "no": "false", "n": "false"}


def talk(config: Path, credentials: Path) -> Answers:
    """Ask for everything that a kiosk needs.

    Args:
        config: The settings file; what stands in it is offered.
        credentials: Folder of the courier's secrets, for a key that it needs.

    Raises:
        BadParameter: There is no terminal.
        EnvironmentFault: The settings file cannot be read.
    """
    if not sys.stdin.isatty():
        raise typer.BadParameter("there is no terminal here: name --answers")
    own = tomllib.loads(text_of(config)) if config.exists() else {}
    typer.echo("Enter keeps what stands in brackets. Nothing is written before the last answer.\n")
    settings: dict[str, Any] = {}
    for key in QUESTIONS:
        _settle(settings, own, key)
    target, secrets, needs_key = _ask_target(has_one=bool(own.get("delivery")))
    if target:
        settings["delivery"] = [target]
    files = [str(credentials / "courier.key")] if needs_key else []
    is_sealed = bool(_found(own, "keys.recipients"))
    if not is_sealed:
        recipient, file = _ask_key()
        files += [file] if file else []
        settings |= {"keys": {"recipients": [recipient]}} if recipient else {}
        is_sealed = bool(recipient or file)
    if is_sealed:
        _settle(settings, own, "live")
    else:
        typer.echo("Without a key this stays a demonstration.")
    return Answers(settings=settings, make_keys=tuple(files), secrets=secrets, staff=_ask_staff())


# Any: settings as they stand in a file.
def _settle(settings: dict[str, Any], own: dict[str, Any], key: str) -> None:
    """Ask for one setting; only what differs from what is there needs to be written."""
    there = _found(own, key)
    answer = _ask(key, there)
    if answer != (_default_of(key) if there is None else there):
        *parents, last = key.split(".")
        for parent in parents:
            settings = settings.setdefault(parent, {})
        settings[last] = answer


def _ask(key: str, default: object) -> object:
    """Return the answer to one setting; asked again until it fits."""
    row = next(row for row in explain() if row.key == key)
    default = _default_of(key) if default is None else default
    typer.echo(f"{row.help} ({wanted(type_of(key))})")
    while True:
        words = input(f"{key}{'' if default is None else f' [{_shown(default)}]'}: ").strip()
        if not words and default is not None:
            return default
        try:
            if isinstance(default, bool):
                words = _YES_OR_NO.get(words.lower(), words)
            return msgspec.to_builtins(msgspec.convert(words, type_of(key), strict=False))
        except msgspec.ValidationError:
            typer.echo(f"    This does not fit. For example: {row.example}")


def _default_of(key: str) -> object:
    row = next(row for row in explain() if row.key == key)
    return None if row.default == "required" else tomllib.loads(f"value = {row.default}")["value"]


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _found(table: Any, key: str) -> Any:
    for part in key.split("."):
        if not isinstance(table, dict) or part not in table:
            return None
        table = table[part]
    return table


def _choice(question: str, words: tuple[str, ...], default: str) -> str:
    while True:
        given = input(f"{question} ({', '.join(words)}) [{default}]: ").strip() or default
        if given in words:
            return given


def _ask_target(*, has_one: bool) -> tuple[dict[str, Any], dict[str, str], bool]:
    """Return a receiver, the secrets it needs, and whether the courier needs a key of its own."""
    typer.echo("Who gets the requests? none: they wait in a folder of this kiosk.")
    kinds = ("keep" if has_one else "none", *TargetKind)
    kind = _choice("receiver", kinds, kinds[0])
    if kind == kinds[0]:
        return {}, {}, False
    target = {"name": _ask("delivery[].name", "receiver"), "kind": kind}
    if kind == TargetKind.FOLDER:
        return {**target, "path": _beginning_with("/", "Folder")}, {}, False
    target["url"] = _beginning_with("https://", "Address")
    if kind == TargetKind.FHIR:
        auth = _choice("auth", tuple(FhirAuth), FhirAuth.BEARER)
        target |= {"auth": auth, "identity_file": f"{CREDENTIALS}/secrets_courier.key"}
        if auth in (FhirAuth.BASIC, FhirAuth.SMART):
            key = "user" if auth == FhirAuth.BASIC else "client_id"
            target[key] = input(f"{key}: ").strip()
        if auth == FhirAuth.NONE:
            return target, {}, True
    is_smart = target.get("auth") == FhirAuth.SMART
    source = _existing("File with the secret; the courier gets a copy of it")
    target["client_key_file" if is_smart else "secret_file"] = (
        f"{CREDENTIALS}/secrets_{target['name']}"
    )
    return target, {str(target["name"]): source}, kind == TargetKind.FHIR


def _beginning_with(start: str, question: str) -> str:
    while True:
        words = input(f"{question} ({start}...): ").strip()
        if words.startswith(start):
            return words


def _existing(question: str) -> str:
    while True:
        path = Path(input(f"{question}: ").strip())
        if path.is_file():
            return str(path.absolute())
        typer.echo("    There is no such file.")


def _ask_key() -> tuple[str, str]:
    """Return a public key, or the file in which a pair shall be made; nothing for a demonstration.

    Raises:
        EnvironmentFault: The key cannot be made.
    """
    typer.echo("Whom are requests sealed to? The private half must not stay on this kiosk.")
    typer.echo("    1: paste a public key   2: make a pair in a file, on a stick for instance")
    typer.echo("    3: make a pair and show the private half once   0: later")
    match _choice("key", ("0", "1", "2", "3"), "1"):
        case "1":
            return str(_ask_one_of_many("keys.recipients")), ""
        case "2":
            return "", _beginning_with("/", "File to make it in")
        case "3":
            return _shown_once(), ""
        case _:
            return "", ""


def _ask_one_of_many(key: str) -> object:
    while True:
        words = input(f"{key}: ").strip()
        try:
            return msgspec.convert([words], type_of(key))[0]
        except msgspec.ValidationError:
            typer.echo("    This does not fit: a public key begins with age1.")


def _shown_once() -> str:
    """Show the private half of a new pair, once, and keep it nowhere; return the public one."""
    try:
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            file = Path(folder) / "key"
            recipient = make_key_file(file)
            secret = next(w for w in file.read_text("ascii").split() if w.startswith(PREFIX))
    except OSError as error:
        raise EnvironmentFault(f"no key can be made: {error.strerror}") from error
    typer.echo(f"\n    {secret}\n\nWrite it down, or save it, where requests will be opened.")
    while getpass.getpass("Type its last six signs: ").strip().upper() != secret[-6:]:
        typer.echo("    These are others.")
    return recipient


def _ask_staff() -> tuple[Member, ...]:
    typer.echo("First member of staff for the panel; empty adds nobody.")
    while person := input("id (small letters): ").strip():
        if re.match(STAFF_ID, person):
            name = input(f"name [{person}]: ").strip() or person
            role = Role(_choice("role", tuple(Role), Role.IT))
            return (Member(id=person, name=name, role=role, pin_hash=hash_pin(_ask_pin())),)
        typer.echo("    2 to 32 small letters, digits and hyphens, a letter first.")
    return ()


def _ask_pin() -> str:
    while True:
        pin = getpass.getpass(f"PIN ({SHORTEST} to {LONGEST} digits): ")
        if problem := pin_problem(pin):
            typer.echo(f"    {problem}")
        elif pin == getpass.getpass("The same again: "):
            return pin
        else:
            typer.echo("    The two were not the same.")
