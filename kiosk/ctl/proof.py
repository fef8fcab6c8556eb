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
    acting_for,
    data_folder,
    faults_told,
    opened_queue,
    settings_in_use,
)
from kiosk.faults import EnvironmentFault, KioskFault
from kiosk.paths import DataFolder
from kiosk.queue.proof import (
    ProofBook,
    SentTest,
    Way,
    compose,
    confirmed,
    new_word,
    pending_test,
    read_book,
    sent,
    write_book,
)
from kiosk.queue.sealing import make_key_pair
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import Delivery, utc_now
from kiosk.session.messages import AskReload, Done
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


def send_test(data: Data = None, config: Config = None) -> None:
    """Send a test request the way of all requests; it holds a word to confirm it by."""
    folder = data_folder(data)
    with faults_told():
        settings = settings_in_use(config)
        way = _way(settings, folder)
        envelope, test = compose(way, new_word(), utc_now())
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


def confirm(
    code: Annotated[str, typer.Argument(help="Receipt code of the test request.")],
    word: Annotated[str, typer.Argument(help="The word that was in it.")],
    data: Data = None,
    config: Config = None,
) -> None:
    """Confirm that a test request arrived; a live kiosk takes requests from then on."""
    folder = data_folder(data)
    with faults_told():
        way = _way(settings_in_use(config), folder)
        with acting_for(folder):
            test = pending_test(read_book(folder.proof_file), code)
            deliveries = _deliveries(folder, test)
            proof = confirmed(test, word, way=way, deliveries=deliveries, now=utc_now())
            write_book(folder.proof_file, ProofBook(proof=proof))
    typer.echo("Confirmed: requests arrive and can be opened.")
    typer.echo(_told_kiosk(folder))


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
