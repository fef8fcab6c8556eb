# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A settings file read and judged: every problem in it, or one value."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kiosk.faults import ContentFault, EnvironmentFault, Finding, NewerVersionFault
from kiosk.settings.accent import refusal, remarks
from kiosk.settings.declared import FORMAT, Center, Settings
from kiosk.settings.display import display_problems
from kiosk.settings.fleet import fleet_problems
from kiosk.settings.hours import days_without_time
from kiosk.settings.speech import speech_problems
from kiosk.settings.targets import target_problems
from kiosk.toml_edge import MAX_BYTES, Lines, parse_toml, read_toml
from kiosk.toml_edge.lines import KeyPath


def load_settings(path: Path) -> Settings:
    """Read and validate one settings file.

    Raises:
        ContentFault: Everything wrong in it, each with its line and mend.
        NewerVersionFault: ``format`` is newer than this kiosk knows.
        EnvironmentFault: It is missing or cannot be read.
    """
    return settings_in(_read(path), str(path))


def check_settings(path: Path) -> tuple[Finding, ...]:
    """Judge a settings file as whoever sets the kiosk up needs it judged.

    Beside what ``load_settings`` refuses this is what a live kiosk still lacks: such a file can be
    read, and a kiosk started with it says "Not set up yet".

    Returns:
        Warnings: what the kiosk makes of values that it takes (an accent of another lightness).

    Raises:
        ContentFault: Everything wrong or lacking in it, each with its line and mend.
        NewerVersionFault: ``format`` is newer than this kiosk knows.
        EnvironmentFault: It is missing or cannot be read.
    """
    return check_settings_text(text_in(_read(path), str(path)), str(path))


def check_settings_text(text: str, file: str) -> tuple[Finding, ...]:
    """Judge the text of a settings file like ``check_settings``; ``file`` names it in findings.

    Raises:
        ContentFault: Everything wrong or lacking in it, each with its line and mend.
        NewerVersionFault: ``format`` is newer than this kiosk knows.
    """
    settings = _judged(text, file, _contradictions, _lacks)
    return _told(text, file, _oddities(settings), "warning")


def read_settings(path: Path) -> bytes:
    """Return the bytes of a settings file, one more than are allowed at most.

    Raises:
        OSError: It is missing or cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def settings_in(data: bytes, file: str) -> Settings:
    """Return the settings in the bytes of a file; ``file`` names it in findings.

    Raises:
        ContentFault: Everything wrong in it, each with its line and mend.
        NewerVersionFault: ``format`` is newer than this kiosk knows.
    """
    return settings_from(text_in(data, file), file)


def settings_from(text: str, file: str) -> Settings:
    """Return the settings in ``text``; ``file`` names it in findings.

    Raises:
        ContentFault: Everything wrong in it, each with its line and mend.
        NewerVersionFault: ``format`` is newer than this kiosk knows.
    """
    return _judged(text, file, _contradictions)


_Problem = tuple[KeyPath, str, str, str]
"""Path of the key, rule, problem and mend."""


def _judged(text: str, file: str, *rules: Callable[[Settings], Iterator[_Problem]]) -> Settings:
    found = parse_toml(text, file).get("format")
    if isinstance(found, int) and found > FORMAT:
        raise NewerVersionFault("configuration", found, FORMAT)
    settings = read_toml(text, file, Settings)
    findings = _told(text, file, (problem for rule in rules for problem in rule(settings)), "error")
    if findings:
        raise ContentFault(findings)
    return settings


def _told(text: str, file: str, problems: Iterable[_Problem], severity: str) -> tuple[Finding, ...]:
    lines = Lines(text)
    return tuple(
        Finding(file, lines.at(path), rule, problem, mend, severity)
        for path, rule, problem, mend in problems
    )


def _read(path: Path) -> bytes:
    try:
        return read_settings(path)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise EnvironmentFault(f"the configuration {path} cannot be read: {reason}") from error


def text_in(data: bytes, file: str) -> str:
    """Return the text in the bytes of a file; ``file`` names it in findings.

    Raises:
        ContentFault: It is not UTF-8, with the line.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        problem, mend = "The file is not UTF-8 text.", "Save it as UTF-8."
        raise ContentFault((Finding(file, line, "toml-syntax", problem, mend),)) from error


def _lacks(settings: Settings) -> Iterator[_Problem]:
    """Give what a live kiosk needs before it is set up."""
    if settings.live and settings.center is None:
        yield (
            ("live",),
            "live-center",
            "A live kiosk does not know its center.",
            "Write the center's own facts into `[center]`.",
        )
    if settings.live and not settings.keys.recipients:
        yield (
            ("live",),
            "live-key",
            "A live kiosk has no key to seal requests to.",
            "Make a key pair on another computer and put its public key into `keys.recipients`.",
        )


def _contradictions(settings: Settings) -> Iterator[_Problem]:
    """Give what single values cannot tell."""
    for number, recipient in enumerate(settings.keys.recipients):
        if not _is_age_recipient(recipient):
            yield (
                ("keys", "recipients", number),
                "age-key",
                "The public key has a typing error: its checksum does not fit.",
                "Copy the key again.",
            )
    yield from display_problems(settings.display)
    if settings.center is not None:
        yield from _center_contradictions(settings.center)
    for key, problem, mend in fleet_problems(settings.fleet):
        yield ("fleet", key), f"fleet-{key.replace('_', '-')}", problem, mend
    for key, problem, mend in speech_problems(settings.speech):
        yield ("speech", key), f"speech-{key.replace('_', '-')}", problem, mend
    names: set[str] = set()
    for number, target in enumerate(settings.delivery):
        if target.name in names:
            yield (
                ("delivery", number, "name"),
                "delivery-name",
                f"Two delivery targets are called {target.name}.",
                "Give each its own name.",
            )
        names.add(target.name)
        is_sealed_elsewhere = bool(settings.keys.recipients)
        for key, problem, mend in target_problems(target, is_sealed_elsewhere=is_sealed_elsewhere):
            rule = f"delivery-{key.replace('_', '-')}"
            yield ("delivery", number, key), rule, problem, mend


def _center_contradictions(center: Center) -> Iterator[_Problem]:
    if center.accent and (reason := refusal(center.accent)):
        yield (
            ("center", "accent"),
            "center-accent",
            reason,
            "Choose another color of the center, or delete `accent`.",
        )
    for day in days_without_time(center.hours) if center.hours else ():
        yield (
            ("center", "hours", day),
            "center-hours",
            f"The center closes before it opens on `{day}`.",
            'Write when it opens and then when it closes, such as "8:00-17:00".',
        )


def _oddities(settings: Settings) -> Iterator[_Problem]:
    """Give what the kiosk makes of values that it takes."""
    if settings.center is not None and settings.center.accent:
        for remark in remarks(settings.center.accent):
            yield ("center", "accent"), "center-accent", remark, "Nothing needs to be done."


def _is_age_recipient(recipient: str) -> bool:
    """Return whether the checksum of an age public key fits.

    Source: BIP 173 (Bech32, checksum); age specification, X25519 recipients.
    """
    prefix, _, data = recipient.rpartition("1")
    values = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    values += ["qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(sign) for sign in data]
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            check ^= generator if top >> bit & 1 else 0
    return check == 1
