# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl queue test` and `confirm`: a test request, and the word that was in it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.ctl.control import NoKioskFault, ask
from kiosk.ctl.options import (
    Config,
    Data,
    acting_as_owner,
    acting_for,
    data_folder,
    faults_told,
    opened_queue,
    settings_in_use,
)
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.paths import DataFolder
from kiosk.queue.disk import is_encrypted
from kiosk.queue.durable import write_synced
from kiosk.queue.envelope import Envelope, encode
from kiosk.queue.keys import recipients_in
from kiosk.queue.proof import (
    SentTest,
    Way,
    compose,
    confirmed,
    new_word,
    own_words,
    pending_test,
    read_book,
    sent,
    with_proof,
    write_book,
)
from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import Delivery, utc_now
from kiosk.session.control import AskReload, Done
from kiosk.settings import Settings


class Standing(StrEnum):
    """Whether requests of a kiosk are proven to arrive."""

    CONFIRMED = "confirmed"
    MISSING = "missing"
    NOT_NEEDED = "not needed"
    NOT_KNOWN = "not known"


def standing_of(data: DataFolder, config: Path | None) -> Standing:
    """Return whether a test request was confirmed for the settings in use; a demo needs none."""
    try:
        settings = settings_in_use(config)
        if not settings.live:
            return Standing.NOT_NEEDED
        way = Way(settings.keys.recipients, settings.delivery)
        return Standing.CONFIRMED if read_book(data.proof_file).proves(way) else Standing.MISSING
    except KioskFault:
        return Standing.NOT_KNOWN


def send_test(
    data: Data = None,
    config: Config = None,
    copy: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write a sealed copy too, for whoever holds a key elsewhere."
        ),
    ] = None,
) -> None:
    """Send a test request the way of all requests; it holds a word to confirm it by."""
    folder = data_folder(data)
    with faults_told():
        settings = settings_in_use(config)
        way = _way(settings, folder)
        envelope, test = compose(way, new_word(), utc_now(), own_words(way))
        if copy is not None:
            _write_copy(copy, envelope)
        with acting_for(folder):
            book = sent(read_book(folder.proof_file), test)
            MailSlot(folder.slot).prepare()
            write_book(folder.proof_file, book)
            MailSlot(folder.slot).put(envelope)
    if not settings.live:
        typer.echo("These are the settings of a demonstration, which needs no proof.")
    targets = ", ".join(target.name for target in way.targets) or str(folder.requests)
    typer.echo(f"Test request {test.code} is on its way to: {targets}")
    typer.echo("Open it where requests arrive, read the word in it, then confirm:")
    typer.echo(f"  infusion-kioskctl queue confirm {test.code} WORD{_again(data, config)}")
    if test.own_hashes:
        typer.echo(f"It holds a word for each of {len(test.own_hashes)} keys: `queue open` shows")
        typer.echo("each key its own, and confirming that proves this key.")


def confirm(
    code: Annotated[str, typer.Argument(help="Receipt code of the test request.")],
    word: Annotated[str, typer.Argument(help="The word that was in it.")],
    data: Data = None,
    config: Config = None,
) -> None:
    """Confirm that a test request arrived; a live kiosk takes requests from then on."""
    folder = data_folder(data)
    with faults_told():
        settings = settings_in_use(config)
        way = _way(settings, folder)
        kept_here = _kept_here(settings, folder)
        with acting_for(folder):
            book = read_book(folder.proof_file)
            test = pending_test(book, code)
        # The queue is the courier's: installed, the kiosk's own user cannot look into it.
        deliveries = _deliveries(folder, test)
        with acting_for(folder):
            proof = confirmed(
                test,
                word,
                way=way,
                deliveries=deliveries,
                now=utc_now(),
                kept_here=kept_here,
                earlier=book.proof,
            )
            book = with_proof(book, test, proof)
            write_book(folder.proof_file, book)
    typer.echo("Confirmed: requests arrive and can be opened.")
    unproven = len(set(way.recipients) - set(proof.opened_by))
    if unproven:
        typer.echo(f"Not yet known to open them: {unproven} of {len(set(way.recipients))} keys.")
    if settings.live and book.lacks_escrow(way):
        typer.echo("Still needed: a key that is kept elsewhere must open a test (queue test --copy")
        typer.echo("FILE, then `queue open` there, then confirm the word of that key).")
    else:
        typer.echo(_told_kiosk(folder))


def _kept_here(settings: Settings, folder: DataFolder) -> tuple[str, ...]:
    """Return the recipients whose private keys lie on this kiosk.

    Raises:
        EnvironmentFault: A key file cannot be read; or it lies open on a live kiosk's disk.
    """
    if not settings.live:
        return ()
    files = [Path(target.identity_file) for target in settings.delivery if target.is_opened_here]
    for file in files:
        refuse_open_disk(settings, file)
    found = list[str]()
    for file in files:
        with acting_as_owner(file):
            found += recipients_in(file)
    return (*found, *(recipients_in(own) if (own := folder.keys / "intake.key").exists() else ()))


def refuse_open_disk(settings: Settings, file: Path) -> None:
    """Refuse a private key on the disk of a live kiosk where nothing is seen to encrypt it.

    Raises:
        EnvironmentFault: It is refused.
    """
    if settings.live and not settings.keys.accepts_unencrypted_disk and not is_encrypted(file):
        raise EnvironmentFault(
            f"{file.name} would lie on a disk that is not seen to be encrypted. Make the key on"
            " another computer, encrypt the disk, or write keys.accepts_unencrypted_disk = true"
        )


def _write_copy(path: Path, envelope: Envelope) -> None:
    try:
        write_synced(path, encode(envelope), mode=0o600)
    except OSError as error:
        raise EnvironmentFault(f"the copy cannot be written: {error.strerror}") from error


def _way(settings: Settings, data: DataFolder) -> Way:
    """Return how requests go; a demonstration without keys has a pair of its own."""
    recipients = settings.keys.recipients
    if settings.live and not recipients:
        raise EnvironmentFault("this live kiosk has no key to seal requests to")
    if not recipients:
        with acting_for(data):
            recipients = (make_key_pair(data.keys),)
    return Way(recipients, settings.delivery)


def _deliveries(data: DataFolder, test: SentTest) -> tuple[Delivery, ...]:
    with opened_queue(data) as store:
        found = store.find(test.code) if store else ()
    return next((request.deliveries for request in found if request.id == test.id), ())


def _told_kiosk(data: DataFolder) -> str:
    try:
        answer = ask(data.control_socket, AskReload())
    except NoKioskFault:
        return "No kiosk runs now; it takes requests when it is started."
    except EnvironmentFault as fault:
        return f"The running kiosk could not be told ({fault}): infusion-kioskctl reload"
    if not isinstance(answer, Done):
        return "The running kiosk did not take it in: infusion-kioskctl reload"
    return "The running kiosk was told: the next visitor can send requests."


def _again(data: Path | None, config: Path | None) -> str:
    """Return the options to repeat, so that the next command means the same kiosk."""
    words = [f" --data {data}"] if data else []
    return "".join([*words, f" --config {config}"] if config else words)
