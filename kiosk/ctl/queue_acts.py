# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""`infusion-kioskctl queue hold|cancel|not-genuine|restore|export|import|receipts|guard`.

All but reading is done as the courier's user, in single transactions beside a running courier.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from kiosk.ctl.options import (
    EXIT_FAILED,
    AsJson,
    Data,
    acting_for,
    acting_for_courier,
    data_folder,
    faults_told,
    opened_queue,
)
from kiosk.faults import KioskFault
from kiosk.paths import DataFolder
from kiosk.queue.carrying import read_copies, read_manifest, write_copies
from kiosk.queue.collector import count_files
from kiosk.queue.envelope import Envelope, RequestId, read_code, receipt_code
from kiosk.queue.schema import Mark
from kiosk.queue.slot import SUFFIX, MailSlot, Quota
from kiosk.queue.store import Delivery, DeliveryState, Queued, QueueStore, utc_now
from kiosk.queue.upkeep import Upkeep, sound

EXIT_TOO_LATE = 4
_KEPT = ("undelivered", "in_slot", "uncollected", "quarantined", "damaged_queues")
IMPORT_QUOTA = Quota(files=20_000, size_bytes=1024 * 1024 * 1024)

Code = Annotated[str, typer.Argument(help="Receipt code, such as K7M-4QX.")]


def hold(code: Code, data: Data = None, *, as_json: AsJson = False) -> None:
    """Let a waiting request wait until `retry`; nothing of it is sent meanwhile."""
    folder, wanted = data_folder(data), code_typed(code)
    with faults_told(), acting_for_courier(folder), Upkeep.open(folder.queue_file) as upkeep:
        count = upkeep.hold(wanted)
    if not count:
        typer.echo("no request with this code waits in the queue", err=True)
        raise typer.Exit(EXIT_FAILED)
    tell({"code": wanted, "held": count}, f"held: {wanted}", as_json=as_json)


def cancel(code: Code, data: Data = None, *, as_json: AsJson = False) -> None:
    """Take a request back for its visitor; exit 4 when a receiver has it already."""
    _withdraw(code, Mark.CANCELLED, data_folder(data), as_json=as_json)


def not_genuine(code: Code, data: Data = None, *, as_json: AsJson = False) -> None:
    """Take a request back that no patient made; exit 4 when a receiver has it already."""
    _withdraw(code, Mark.NOT_GENUINE, data_folder(data), as_json=as_json)


def restore(code: Code, data: Data = None, *, as_json: AsJson = False) -> None:
    """Take `cancel` or `not-genuine` back: the request is sent after all."""
    folder, wanted = data_folder(data), code_typed(code)
    with faults_told(), acting_for_courier(folder):
        with Upkeep.open(folder.queue_file) as upkeep:
            count = upkeep.restore(wanted)
        if count:
            with QueueStore.open_for_retrying(folder.queue_file) as store:
                store.retry(wanted)
    if not count:
        typer.echo("no withdrawn request has this code", err=True)
        raise typer.Exit(EXIT_FAILED)
    tell({"code": wanted, "restored": count}, f"to be sent again: {wanted}", as_json=as_json)


def receipts(data: Data = None, *, as_json: AsJson = False) -> None:
    """Print what was delivered, when, and the receivers' own ids."""
    with faults_told(), opened_queue(data_folder(data)) as store:
        found = store.receipts() if store else ()
    if as_json:
        print_json(found)
        return
    for request in found:
        typer.echo("  ".join((request.code, *map(_arrival, request.deliveries), *request.marks)))


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder to write into.")],
    data: Data = None,
    *,
    is_copy: Annotated[
        bool, typer.Option("--copy", help="Only a copy: this kiosk goes on sending them.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write sealed copies of all undelivered requests; this kiosk then holds its own."""
    own = data_folder(data)
    with faults_told():
        with acting_for_courier(own), Upkeep.open(own.queue_file) as upkeep:
            found = {one.label.id: one for one in (*upkeep.envelopes(), *_files(own, upkeep))}
        manifest = write_copies(folder.absolute(), found.values(), utc_now())
        if not is_copy:
            with acting_for_courier(own), Upkeep.open(own.queue_file) as upkeep:
                upkeep.mark(list(found), Mark.EXPORTED, utc_now())
    report = {"exported": len(manifest.requests), "folder": str(folder), "copy": is_copy}
    tell(report, f"{len(manifest.requests)} sealed requests written to {folder}", as_json=as_json)


def import_requests(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What `export` wrote.")],
    data: Data = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Take exported requests into this kiosk; what it has or has delivered is not doubled."""
    own = data_folder(data)
    with faults_told():
        copies = list(read_copies(folder, read_manifest(folder)))
        with opened_queue(own) as store:
            known = {one.id for one in (*store.queued(), *store.receipts())} if store else set()
        slot = MailSlot(own.slot, IMPORT_QUOTA)
        known |= set(slot_ids(own))
        new = [one for _, one in copies if one is not None and one.label.id not in known]
        damaged = [carried.code for carried, one in copies if one is None]
        with acting_for_courier(own), Upkeep.open(own.queue_file) as upkeep:
            upkeep.note_shown([one.label.id for one in new if not one.unseen], utc_now())
        with acting_for(own):
            slot.prepare()
            for envelope in new:
                slot.put(replace(envelope, unseen=False))  # the queue knows it
    here = len(copies) - len(new) - len(damaged)
    report = {"imported": len(new), "already_here": here, "damaged": damaged}
    words = f"{len(new)} taken into the slot, {here} were here already"
    tell(report, words, as_json=as_json)
    if damaged:
        typer.echo(f"missing or damaged: {', '.join(damaged)}", err=True)
        raise typer.Exit(EXIT_FAILED)


def guard(data: Data = None, *, as_json: AsJson = False) -> None:
    """Exit 1 while this kiosk holds a request that is nowhere else: before it is taken down."""
    own = data_folder(data)
    report = dict.fromkeys(_KEPT, 0)
    with faults_told():
        if own.root.is_dir():
            with acting_for_courier(own):
                report = kept_here(own)
    is_clear = not (report["undelivered"] or report["in_slot"] or report["uncollected"])
    words = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in report.items())
    mend = "nothing is lost" if is_clear else "deliver them, or: infusion-kioskctl queue export"
    tell({**report, "is_clear": is_clear}, f"{words}: {mend}", as_json=as_json)
    if not is_clear:
        raise typer.Exit(EXIT_FAILED)


def kept_here(own: DataFolder) -> dict[str, int]:
    """Return how much a kiosk holds that is nowhere else, or that nobody has looked at."""
    names = [name for name in count_names(own) if name.endswith(SUFFIX)]
    undelivered, stopped = 0, frozenset[RequestId]()
    if own.queue_file.is_file():
        with Upkeep.open(own.queue_file) as upkeep:
            undelivered, stopped = upkeep.undelivered(), upkeep.stopped()
    return {
        "undelivered": undelivered,
        "in_slot": sum(name.removesuffix(SUFFIX) not in stopped for name in names),
        "uncollected": sum(one.label.id not in stopped for one in sealed_files(own.requests)),
        "quarantined": count_files(own.quarantine),
        "damaged_queues": len(list(own.queue.glob(f"{own.queue_file.name}.damaged*"))),
    }


def _withdraw(code: str, mark: Mark, folder: DataFolder, *, as_json: bool) -> None:
    wanted = code_typed(code)
    with faults_told():
        with opened_queue(folder) as store:
            found = store.find(wanted) if store else ()
        ids = {one.id for one in found} | {i for i in slot_ids(folder) if receipt_code(i) == wanted}
        if not ids:
            typer.echo("no such request on this kiosk", err=True)
            raise typer.Exit(EXIT_FAILED)
        tried = [one for request in found for one in request.deliveries if one.attempts]
        with acting_for_courier(folder), Upkeep.open(folder.queue_file) as upkeep:
            upkeep.mark(sorted(ids), mark, utc_now())
            found = upkeep.find(wanted)
    arrived = [one for request in found for one in request.deliveries if _has_arrived(one)]
    advice = [_advice(one, mark) for one in arrived]
    advice += [
        f"{one.target}: a try failed ({one.problem}); look there whether it arrived unnoticed"
        for one in tried
        if not _has_arrived(one)
    ]
    state = "delivered" if arrived else "withdrawn"
    report = {"code": wanted, "mark": mark, "state": state, "advice": advice}
    first = "already delivered" if arrived else "not sent any more"
    tell(report, "\n".join((f"{wanted}: {mark}; {first}", *advice)), as_json=as_json)
    if arrived:
        raise typer.Exit(EXIT_TOO_LATE)


def _has_arrived(delivery: Delivery) -> bool:
    return delivery.state is DeliveryState.DELIVERED


def _advice(delivery: Delivery, mark: Mark) -> str:
    """Return what people must do where a request has arrived.

    Source:
        HL7 FHIR R4, Task.status (cancelled, rejected).
    """
    status = "cancelled" if mark is Mark.CANCELLED else "rejected"
    for name in delivery.remote:
        if name.startswith("Task/"):
            return f'{delivery.target} has it as {name}: set the status of that Task to "{status}"'
    known = f" as {', '.join(delivery.remote)}" if delivery.remote else ""
    return f"{delivery.target} has it{known}: tell whoever reads there that it is {status}"


def _arrival(delivery: Delivery) -> str:
    at = f" {delivery.delivered_at:%Y-%m-%d %H:%M} UTC" if delivery.delivered_at else ""
    return " ".join((f"{delivery.target}{at}", *delivery.remote))


def _files(own: DataFolder, upkeep: Upkeep) -> Iterator[Envelope]:
    """Give what lies in the slot, or waits in the kiosk's own folder, and was not withdrawn."""
    stopped = upkeep.stopped()
    in_slot = (replace(one, unseen=True) for one in sealed_files(own.slot / "new"))
    for one in (*in_slot, *sealed_files(own.requests)):
        if one.label.id not in stopped:
            yield one


def sealed_files(folder: Path) -> Iterator[Envelope]:
    """Give the sound envelopes among the files of a folder, which may be missing."""
    paths = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    yield from sound(
        path.read_bytes() for path in paths if path.is_file() and not path.is_symlink()
    )


def count_names(own: DataFolder) -> tuple[str, ...]:
    """Return the names in the slot; none where there is no slot."""
    with contextlib.suppress(KioskFault):
        return MailSlot(own.slot).waiting()
    return ()


def slot_ids(own: DataFolder) -> Iterator[RequestId]:
    """Give the ids of the requests in the slot."""
    for name in count_names(own):
        with contextlib.suppress(ValueError):
            request_id = RequestId(name.removesuffix(SUFFIX))
            receipt_code(request_id)
            yield request_id


def code_typed(text: str) -> str:
    """Return a receipt code as it is printed.

    Raises:
        BadParameter: It is none.
    """
    code = read_code(text)
    if code is None:
        raise typer.BadParameter("a receipt code looks like K7M-4QX")
    return code


def tell(report: object, words: str, *, as_json: bool) -> None:
    """Print one JSON document, or words."""
    if as_json:
        print_json(report)
    else:
        typer.echo(words)


def print_json(document: object) -> None:
    """Print one JSON document."""
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())


def place_of(request: Queued) -> str:
    """Return where a request is found."""
    return "receipt" if request.is_receipt else "queue"
