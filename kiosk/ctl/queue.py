# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl queue`: what waits, what was delivered, and opening a request with its key.

Only ``open`` shows what a visitor said, and only to whoever holds the key.
"""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl import proof, queue_acts
from kiosk.ctl.options import (
    AsJson,
    Config,
    Data,
    acting_for_courier,
    data_folder,
    faults_told,
    opened_queue,
)
from kiosk.ctl.queue_acts import Code, code_typed, place_of, print_json, slot_ids, tell
from kiosk.queue.collector import count_files
from kiosk.queue.envelope import Label, decode, open_request, receipt_code
from kiosk.queue.proof import revealed
from kiosk.queue.recovery import set_aside
from kiosk.queue.schema import Mark
from kiosk.queue.sealing import read_identity
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import Counts, Queued, QueueStore, utc_now

app = typer.Typer(
    help="Requests on their way: counts, states, and opening one.", no_args_is_help=True
)

app.command("test")(proof.send_test)
app.command("confirm")(proof.confirm)
app.command("receipts")(queue_acts.receipts)
app.command("hold")(queue_acts.hold)
app.command("cancel")(queue_acts.cancel)
app.command("not-genuine")(queue_acts.not_genuine)
app.command("restore")(queue_acts.restore)
app.command("export")(queue_acts.export)
app.command("import")(queue_acts.import_requests)
app.command("guard")(queue_acts.guard)

UNSEEN = "visitor may not have seen a receipt"
NO_REQUESTS = Counts(waiting=0, held=0, receipts=0, oldest_s=0.0, problems=())


@app.command()
def status(data: Data = None, config: Config = None, *, as_json: AsJson = False) -> None:
    """Print how many requests wait, are held, were delivered, what stops them, and the proof."""
    folder = data_folder(data)
    with faults_told(), opened_queue(folder) as store:
        counts = store.counts(utc_now()) if store else NO_REQUESTS
        report = {
            "in_slot": count_files(MailSlot(folder.slot).accepted),
            **dataclasses.asdict(counts),
            "quarantined": count_files(folder.quarantine),
            "damaged": tuple(path.name for path in set_aside(folder.queue_file)),
            "proof": proof.standing_of(folder, config),
        }
    if as_json:
        print_json(report)
        return
    for name, value in report.items():
        shown = ", ".join(value) or "none" if isinstance(value, tuple) else value
        typer.echo(f"{name.replace('_', ' '):<12} {shown}")


@app.command("list")
def list_requests(data: Data = None, *, as_json: AsJson = False) -> None:
    """Print the requests that wait, oldest first; never what they say."""
    with faults_told(), opened_queue(data_folder(data)) as store:
        _print_requests(store.queued() if store else (), as_json=as_json)


@app.command()
def find(code: Code, data: Data = None, *, as_json: AsJson = False) -> None:
    """Print where the request with a receipt code is; exit 1 when it is nowhere."""
    folder, wanted = data_folder(data), code_typed(code)
    with faults_told(), opened_queue(folder) as store:
        found = store.find(wanted) if store else ()
        in_slot = [name for name in slot_ids(folder) if receipt_code(name) == wanted]
    if not (found or in_slot):
        typer.echo("no such request on this kiosk", err=True)
        raise typer.Exit(1)
    if as_json:
        waiting = [{"place": "slot", "id": name, "code": wanted} for name in in_slot]
        known = [{"place": place_of(one), **dataclasses.asdict(one)} for one in found]
        print_json(known or waiting)
    elif found:
        _print_requests(found, as_json=False)
    else:
        typer.echo("in the mail slot: the courier has not taken it yet")


@app.command()
def retry(
    code: Annotated[str, typer.Argument(help="Receipt code; without one, everything.")] = "",
    data: Data = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Send what waits, is paused, held or exported again now; never what was withdrawn."""
    folder, wanted = data_folder(data), code_typed(code) if code else ""
    with (
        faults_told(),
        acting_for_courier(folder),
        QueueStore.open_for_retrying(folder.queue_file) as store,
    ):
        count = store.retry(wanted)
    tell({"retried": count}, f"{count} to be sent again", as_json=as_json)


@app.command("open")
def open_file(
    file: Annotated[Path, typer.Argument(help="A delivered request (.ikr).")],
    key: Annotated[Path, typer.Option("--key", metavar="KEYFILE", help="The intake's secret key.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Open one request with the key and print it."""
    with faults_told():
        try:
            envelope = decode(file.read_bytes())
        except OSError as error:
            typer.echo(f"{file.name} cannot be read: {error.strerror}", err=True)
            raise typer.Exit(1) from error
        identity = read_identity(key)
        answers = revealed(open_request(envelope, identity), identity)
    if as_json:
        print_json(
            {
                "label": envelope.label,
                "receipt_may_be_unseen": envelope.unseen,
                "answers": msgspec.Raw(answers),
            }
        )
        return
    if envelope.unseen:
        typer.echo(UNSEEN.capitalize())
    for line in (*_label_lines(envelope.label), *answer_lines(answers)):
        typer.echo(line)


def answer_lines(answers: bytes) -> Iterator[str]:
    """Yield a QuestionnaireResponse as lines of question and answer, in its order.

    Source:
        HL7 FHIR R4, QuestionnaireResponse (item, answer.value[x], nested items).
    """
    yield from _item_lines(msgspec.json.decode(answers).get("item", ()), "")


def _item_lines(items: object, indent: str) -> Iterator[str]:
    for item in msgspec.convert(items, list[dict[str, object]]):
        answers = msgspec.convert(item.get("answer", []), list[dict[str, object]])
        values = [_plain(value) for answer in answers for value in _values(answer)]
        question = _plain(item.get("text") or item.get("linkId"))
        yield f"{indent}{question}: {', '.join(values)}" if values else f"{indent}{question}"
        yield from _item_lines(item.get("item", []), f"{indent}  ")
        for answer in answers:
            yield from _item_lines(answer.get("item", []), f"{indent}  ")


def _values(answer: dict[str, object]) -> Iterator[object]:
    for name, value in answer.items():
        if not name.startswith("value"):
            continue
        if isinstance(value, dict):
            yield value.get("display") or value.get("code") or msgspec.json.encode(value).decode()
        elif isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield value


def _plain(value: object) -> str:
    """Return a text that cannot steer the terminal it is printed on: a visitor typed it."""
    return "".join(sign if sign.isprintable() else " " for sign in str(value))


def _label_lines(label: Label) -> tuple[str, ...]:
    return (
        f"Receipt code: {label.code}",
        f"Sent: {label.created_at:%Y-%m-%d %H:%M} UTC",
        f"Form: {label.form} {label.form_version}",
        f"Id: {label.id}",
        "",
    )


def _print_requests(requests: tuple[Queued, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(requests)
        return
    for request in requests:
        states = ", ".join(
            f"{delivery.target} {delivery.state}"
            + (f" ({delivery.problem}, tried {delivery.attempts}x)" if delivery.problem else "")
            for delivery in request.deliveries
        )
        said = "".join(f"  {mark}" for mark in request.marks if mark != Mark.RECEIPT_SHOWN)
        said += "" if Mark.RECEIPT_SHOWN in request.marks else f"  {UNSEEN}"
        typer.echo(f"{request.code}  {request.created_at:%Y-%m-%d %H:%M} UTC  {states}{said}")
