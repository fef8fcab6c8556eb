# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl setup`: settings, keys, first staff and receiver, asked for or from a file.

Run again it changes only what is not as the answers say. Exit codes: 0 set up, and doctor finds
nothing that fails; 1 it could not be done; 2 the answers are wrong, nothing was changed; 5 with
`--check`: something would change; 6 set up, but doctor finds something that fails.
"""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl.control import ask
from kiosk.ctl.doctor import examine, examine_kiosk, tell_checks
from kiosk.ctl.doctor_kiosk import SECRETS, UNITS
from kiosk.ctl.options import (
    DEFAULT_FILE,
    Data,
    acting_as_owner,
    acting_for,
    data_folder,
    faults_told,
)
from kiosk.ctl.placing import place_file
from kiosk.ctl.proof import refuse_open_disk
from kiosk.ctl.queue_acts import print_json
from kiosk.ctl.setup_answers import Member, read_answers
from kiosk.ctl.setup_plan import Place, Plan, make_plan, with_recipients
from kiosk.ctl.setup_talk import talk
from kiosk.ctl.staff import note_change, read_pin
from kiosk.ctl.verdict import Check, Verdict
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.paths import DataFolder
from kiosk.queue.durable import make_folder
from kiosk.queue.keys import make_key_file
from kiosk.session.control import AskReload
from kiosk.session.logo import read_logo
from kiosk.settings import settings_from
from kiosk.staff.people import Person, StaffFile
from kiosk.staff.pins import pin_problem

EXIT_WOULD_CHANGE, EXIT_UNWELL = 5, 6


def setup(
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Take the answers from here; ask nothing."),
    ] = None,
    config: Annotated[
        Path, typer.Option("--config", metavar="FILE", help="The settings file to write.")
    ] = DEFAULT_FILE,
    data: Data = None,
    credentials: Annotated[
        Path,
        typer.Option("--credentials", metavar="DIR", help="Folder of the courier's secrets."),
    ] = SECRETS,
    *,
    is_trial: Annotated[
        bool, typer.Option("--check", help="Only say what would change; exit 5 when something.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Set this kiosk up: settings, keys, first staff, receiver; doctor has the last word."""
    folder = data_folder(data)
    with faults_told():
        given, text = read_answers(answers) if answers else (talk(config, credentials), "")
        place = Place((answers or config, text), config, credentials, _people(folder))
        plan = make_plan(given, place)
        settings = settings_from(plan.text, str(config))
        read_logo(settings, config, plan.text.encode())
        for path in plan.new_keys:
            refuse_open_disk(settings, path)
        changes = tuple(plan.lines())
        if not is_trial:
            carry_out(replace(plan, staff=tuple(map(_with_pin, plan.staff))), config, folder)
    checks = () if is_trial else _examined(folder, config)
    is_well = all(check.verdict is not Verdict.FAIL for check in checks)
    if as_json:
        print_json({"changed": changes, "is_done": not is_trial, "doctor": checks})
    else:
        _tell(changes, checks, is_trial=is_trial)
    if is_trial and changes:
        raise typer.Exit(EXIT_WOULD_CHANGE)
    if not is_well:
        raise typer.Exit(EXIT_UNWELL)


def carry_out(plan: Plan, config: Path, folder: DataFolder) -> None:
    """Do what a plan says: secrets, keys, settings, staff; in each the old or the new is there.

    Raises:
        EnvironmentFault: Something cannot be written; run again, it goes on from there.
        InputFault: A PIN cannot be taken.
    """
    for path, secret in plan.secrets:
        place_file(path, secret, mode=0o600)
    made = tuple(make_key_file(path) for path in plan.new_keys)
    if made or plan.keys:
        text = with_recipients(plan.text, made) if made else plan.text
        place_file(config, text.encode(), mode=0o644, keep_old=True)
    if plan.staff:
        _add_staff(plan.staff, folder)
    if made or plan.keys or plan.secrets:
        _reload(config, folder)


def _with_pin(member: Member) -> Member:
    """Read a PIN while nothing is written yet, and as root: its file is nobody else's.

    Raises:
        BadParameter: It cannot be read, or taken.
    """
    if not member.pin_file:
        return member
    pin = read_pin(member.pin_file)
    if problem := pin_problem(pin):
        raise typer.BadParameter(f"the PIN of {member.id}: {problem}")
    return msgspec.structs.replace(member, pin=pin, pin_file="")


def _add_staff(members: tuple[Member, ...], folder: DataFolder) -> None:
    _made(folder)
    for member in members:
        with acting_for(folder):
            staff = StaffFile(folder.people)
            if member.pin:
                staff.add(member.id, member.name, member.role, member.pin)
            else:
                staff.add_hashed(member.id, member.name, member.role, member.pin_hash)
            note_change(folder, f"add:{member.id}")


def _people(folder: DataFolder) -> tuple[Person, ...]:
    if not folder.people.parent.is_dir():
        return ()
    with acting_as_owner(folder.people.parent):
        return StaffFile(folder.people).read()


def _made(folder: DataFolder) -> None:
    try:
        make_folder(folder.root, mode=0o755)
    except OSError as error:
        raise EnvironmentFault(f"{folder.root} cannot be made: {error.strerror}") from error


def _reload(config: Path, folder: DataFolder) -> None:
    """Tell a kiosk that runs; the next visit starts from the new settings."""
    systemctl = shutil.which("systemctl")
    if config == DEFAULT_FILE and systemctl and os.geteuid() == 0:
        is_up = subprocess.run([systemctl, "--quiet", "is-active", UNITS[0]], check=False)
        if is_up.returncode == 0:  # root's copies are made anew, the courier begins again
            subprocess.run([systemctl, "reload", UNITS[0]], check=False)
            return
    try:
        ask(folder.control_socket, AskReload())
    except KioskFault:
        return  # none runs here; doctor says so


def _examined(folder: DataFolder, config: Path) -> tuple[Check, ...]:
    return (*examine(folder.root, os.environ), *examine_kiosk(folder.root, config))


def _tell(changes: tuple[str, ...], checks: tuple[Check, ...], *, is_trial: bool) -> None:
    for change in changes or ("nothing",):
        typer.echo(f"{'would change' if is_trial else 'changed'}: {change}")
    tell_checks(checks)
