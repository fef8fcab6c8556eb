# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl keys`: key files of age made, shown, renewed and backed up.

Secret keys are never printed. A live kiosk's own key is the courier's; the intake's is made on
another computer, where this command works as well.
"""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from kiosk.ctl.options import (
    EXIT_FAILED,
    AsJson,
    Config,
    Data,
    acting_as_owner,
    acting_for_courier,
    data_folder,
    faults_told,
    settings_in_use,
)
from kiosk.ctl.proof import refuse_open_disk
from kiosk.ctl.queue_acts import sealed_files, tell
from kiosk.faults import EnvironmentFault
from kiosk.queue.keys import (
    add_key,
    back_up,
    drop_old_keys,
    make_key_file,
    recipients_in,
    still_needed,
)
from kiosk.queue.upkeep import Upkeep

LEAST_PASSPHRASE = 12

app = typer.Typer(help="Key files: whom requests are sealed to.", no_args_is_help=True)
KeyFile = Annotated[Path, typer.Argument(metavar="KEYFILE", help="A key file of age.")]


@app.command()
def make(file: KeyFile, config: Config = None, *, as_json: AsJson = False) -> None:
    """Make a key in a new file that only its owner may read; print its public key."""
    with faults_told():
        refuse_open_disk(settings_in_use(config), file.absolute())
        recipient = make_key_file(file)
    tell({"file": str(file), "recipients": [recipient]}, recipient, as_json=as_json)


@app.command()
def show(file: KeyFile, *, as_json: AsJson = False) -> None:
    """Print the public keys of a key file, the current one first."""
    with faults_told():
        found = recipients_in(file)
    tell({"file": str(file), "recipients": found}, "\n".join(found), as_json=as_json)


@app.command()
def rotate(
    file: KeyFile,
    data: Data = None,
    config: Config = None,
    *,
    is_last: Annotated[
        bool, typer.Option("--finish", help="Drop the old keys, once nothing waits for them.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add a new key before those in a key file; with --finish, drop the old ones."""
    if is_last:
        _finish(file, data, config, as_json=as_json)
        return
    with faults_told():
        refuse_open_disk(settings_in_use(config), file.absolute())
        with acting_as_owner(file):
            recipient = add_key(file)
            old = recipients_in(file)[1:]
    words = (
        f"{recipient}\n"
        "Put it into keys.recipients in place of the old one, reload, and prove it: queue test.\n"
        f"The file still opens what was sealed to the {len(old)} older. When nothing waits for"
        f" them:\n  infusion-kioskctl keys rotate {file} --finish"
    )
    tell({"file": str(file), "recipients": [recipient, *old]}, words, as_json=as_json)


@app.command()
def backup(
    file: KeyFile,
    target: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file to write.")],
    passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Read the passphrase from here.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Write a copy of a key file that a passphrase opens (`age --decrypt`)."""
    with faults_told():
        words = _passphrase(passphrase_file)
        back_up(file, target, words)
    tell({"file": str(target)}, f"{target} opens with the passphrase only", as_json=as_json)


def _finish(file: Path, data: Path | None, config: Path | None, *, as_json: bool) -> None:
    folder = data_folder(data)
    with faults_told():
        settings, (_, *old) = settings_in_use(config), recipients_in(file)
        if named := set(old) & set(settings.keys.recipients):
            raise EnvironmentFault(f"keys.recipients still names {len(named)} of the old keys")
        if not folder.queue_file.is_file():
            raise EnvironmentFault(f"no queue in {folder.root}: what waits for the old keys?")
        with acting_for_courier(folder), Upkeep.open(folder.queue_file) as upkeep:
            envelopes = [*upkeep.envelopes(), *sealed_files(folder.slot / "new")]
            frozen = [path.read_bytes() for path in folder.queue.glob("frozen/*/*.age")]
        with acting_as_owner(file):
            waiting = still_needed(file, envelopes, frozen)
            gone = 0 if waiting else drop_old_keys(file)
    words = f"{waiting} still wait for the old keys" if waiting else f"{gone} old keys are gone"
    tell({"file": str(file), "still_needed": waiting, "dropped": gone}, words, as_json=as_json)
    if waiting:
        raise typer.Exit(EXIT_FAILED)


def _passphrase(file: Path | None) -> str:
    if file is not None:
        try:
            words = file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFault(f"{file} cannot be read") from error
    else:
        words = getpass.getpass("Passphrase: ")
        if getpass.getpass("Again: ") != words:
            raise EnvironmentFault("the two are not the same")
    if len(words) < LEAST_PASSPHRASE:
        raise EnvironmentFault(f"a passphrase needs at least {LEAST_PASSPHRASE} signs")
    return words
