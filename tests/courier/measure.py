# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Measures the courier; no test, run it by hand.

``.venv/bin/python -m tests.courier.measure [rate|drain|rest|start ...] [--times N]`` (all four
unless told otherwise):

- ``rate``: posts a second of a bare loop over one kept connection, of the target alone and of the
  whole courier, to one FHIR server over TLS with SMART, in turns in one run, so that a busy machine
  spoils all alike; the same for a webhook and a receiver that does nothing.
- ``drain``: 10,000 queued requests (``--times``) and the memory meanwhile.
- ``rest``: memory at rest, after a delivery.
- ``start``: seconds from exec to the first word to the supervisor.
"""

import argparse
import asyncio
import http.client
import re
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import psutil

from kiosk.courier.client import open_client
from kiosk.courier.fhir.answers import read_answers
from kiosk.courier.fhir.bundle import Sender, build_bundle
from kiosk.courier.fhir.credentials import credentials_of
from kiosk.courier.fhir.server import MEDIA_TYPE, FhirServer, adapted
from kiosk.courier.targets import BatchTarget, Origin, make_target
from kiosk.paths import DataFolder
from kiosk.queue.envelope import Envelope, open_request
from kiosk.queue.slot import MailSlot
from kiosk.queue.store import QueueStore, utc_now
from kiosk.session.control import Wake
from kiosk.session.wire import encode as line
from kiosk.settings import DeliveryTarget, TargetKind
from tests.support.courier_process import courier_command
from tests.support.courier_settings import written_settings
from tests.support.envelopes import IDENTITY
from tests.support.fast_receiver import running_fast_receiver
from tests.support.fhir_requests import request
from tests.support.receiver import Authority, make_authority
from tests.support.smart_server import put_private, running_smart_server, smart_settings

MIB = 1024 * 1024
LEAST_RATIO, MOST_GROWTH_MIB, MOST_PSS_MIB, MOST_START_S = 0.8, 5.0, 30.0, 0.4
ROUNDS = 4
BATCH = 16


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="Measures the courier.")
    kinds = {"rate": _rates, "drain": _drains, "rest": _rests, "start": _starts}
    parser.add_argument("what", nargs="*", choices=[*kinds, []], default=list(kinds))
    parser.add_argument("--times", type=int, help="requests (of `drain`, or of a round of `rate`)")
    options = parser.parse_args()
    for what in options.what:
        with tempfile.TemporaryDirectory(prefix="courier-") as name:
            kinds[what](Path(name), options.times)


def _rates(folder: Path, times: int | None) -> None:
    authority, count = make_authority(folder / "authority"), times or 150
    with running_smart_server(folder / "server", authority) as server:
        _say(f"FHIR: SEKMET over TLS with SMART, {ROUNDS} rounds of {count} referrals each")
        _rate(folder / "fhir", smart_settings(server), count)
    with running_fast_receiver(authority) as url:
        _say("Webhook: a receiver that does nothing, so that all the time is ours")
        _rate(folder / "webhook", _webhook(folder, authority, url), count)


def _rate(folder: Path, settings: DeliveryTarget, count: int) -> None:
    rates: dict[str, list[float]] = {"bare": [], "bare httpx": [], "target": [], "courier": []}
    folder.mkdir()
    for number in range(ROUNDS):
        data = DataFolder(folder / str(number))
        rates["bare"].append(_bare(settings, _posts(settings, _made(count)), folder))
        rates["bare httpx"].append(
            asyncio.run(_bare_httpx(settings, _posts(settings, _made(count))))
        )
        rates["target"].append(asyncio.run(_target(settings, _made(count), data)))
        rates["courier"].append(_courier(settings, _made(count), data))
    for what, found in rates.items():
        ratio = statistics.median(
            one / bare for one, bare in zip(found, rates["bare"], strict=True)
        )
        rounds = ", ".join(f"{one:.0f}" for one in found)
        _say(
            f"  {what:<10} {statistics.median(found):6.1f} a second, {ratio:.2f} of bare"
            f"  (rounds: {rounds})"
        )
    _say(f"  ratios are medians of the rounds; budget: at least {LEAST_RATIO} of bare")


def _made(count: int) -> list[Envelope]:
    return [request("referral", created_at=utc_now()) for _ in range(count)]


def _posts(settings: DeliveryTarget, envelopes: Sequence[Envelope]) -> list[bytes]:
    """Return what the target would post."""
    if settings.kind is TargetKind.WEBHOOK:
        return [b"x" * 4_000 for _ in envelopes]

    async def conditional() -> frozenset[str]:
        server = FhirServer(settings)
        types = await server.conditional_types()
        await server.close()
        return types

    types, sender = asyncio.run(conditional()), Sender("kiosk-1", "Test Center")
    bundles = [
        build_bundle(one.label, read_answers(open_request(one, IDENTITY)), sender)
        for one in envelopes
    ]
    return [msgspec.json.encode(adapted(bundle, types)) for bundle in bundles]


async def _headers(settings: DeliveryTarget) -> dict[str, str]:
    async with open_client(settings) as client:
        known = await credentials_of(settings).header(client)
    return {"content-type": MEDIA_TYPE, "accept": MEDIA_TYPE, "prefer": "return=minimal", **known}


def _bare(settings: DeliveryTarget, posts: Sequence[bytes], folder: Path) -> float:
    place = re.match(r"https://([^:/]+):(\d+)(/.*)", settings.url)
    assert place
    headers = asyncio.run(_headers(settings))
    trust = ssl.create_default_context(cafile=settings.ca_file)
    line = http.client.HTTPSConnection(place[1], int(place[2]), context=trust)
    line.connect()
    began = time.perf_counter()
    for body in posts:
        line.request("POST", place[3], body, headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200
    rate = len(posts) / (time.perf_counter() - began)
    line.close()
    return rate


async def _bare_httpx(settings: DeliveryTarget, posts: Sequence[bytes]) -> float:
    headers = await _headers(settings)
    async with open_client(settings) as client:
        began = time.perf_counter()
        for body in posts:
            answer = await client.post(settings.url, content=body, headers=headers)
            assert answer.status_code == 200
        return len(posts) / (time.perf_counter() - began)


async def _target(
    settings: DeliveryTarget, envelopes: Sequence[Envelope], data: DataFolder
) -> float:
    target = make_target(settings, Origin("kiosk-1", "Test Center", data))
    left = list(envelopes)
    began = time.perf_counter()
    while left:
        if isinstance(target, BatchTarget):
            outcomes = await target.deliver_many(left[:BATCH])
            assert outcomes
            assert not [outcome for outcome in outcomes if outcome.fault]
            left = left[len(outcomes) :]
        else:
            await target.deliver(left.pop(0))
    rate = len(envelopes) / (time.perf_counter() - began)
    await target.close()
    return rate


def _courier(settings: DeliveryTarget, envelopes: Sequence[Envelope], data: DataFolder) -> float:
    """Return the rate of the process: slot, queue, delivery, receipt, from its first word on."""
    _put(data, envelopes)
    with _running(settings, data, envelopes) as (courier, began):
        _wait_delivered(courier, len(envelopes))
        return len(envelopes) / (time.perf_counter() - began)


def _put(data: DataFolder, envelopes: Sequence[Envelope]) -> None:
    slot = MailSlot(data.slot)
    slot.prepare()
    for one in envelopes:
        slot.put(one)


def _drains(folder: Path, times: int | None) -> None:
    count, authority = times or 10_000, make_authority(folder / "authority")
    _say(f"Drain of {count:,} queued requests (SEKMET would need minutes: a receiver of ours)")
    with running_fast_receiver(authority) as url:
        for settings in (None, _webhook(folder, authority, url), _fhir(folder, authority, url)):
            kind = settings.kind.value if settings else "folder"
            data = DataFolder(folder / kind)
            data.queue.mkdir(parents=True)
            with QueueStore.open(data.queue_file, [settings.name if settings else "desk"]) as store:
                for _ in range(0, count, 100):
                    store.import_envelopes([request("referral") for _ in range(100)], utc_now())
            _drain(kind, settings, data, count)


def _drain(kind: str, settings: DeliveryTarget | None, data: DataFolder, count: int) -> None:
    with _running(settings, data) as (courier, _):
        began, sizes = time.perf_counter(), list[float]()
        for part in range(20):
            _wait_delivered(courier, count // 20)
            sizes.append(_pss_mib(courier))
            if part == 0:
                first_s = time.perf_counter() - began
        took_s = time.perf_counter() - began
    growth = max(sizes) - sizes[0]
    _say(
        f"  {kind:<8} {took_s:5.1f} s, {count / took_s:.0f} a second"
        f" (first 5 %: {first_s:.1f} s); PSS {sizes[0]:.1f} MiB after 5 %,"
        f" {sizes[-1]:.1f} at the end, grew {growth:.1f} (budget {MOST_GROWTH_MIB:.0f})"
    )


def _rests(folder: Path, _: int | None) -> None:
    authority = make_authority(folder / "authority")
    _say(f"Memory at rest after a delivery, PSS (budget {MOST_PSS_MIB:.0f} MiB)")
    with (
        running_fast_receiver(authority) as url,
        running_smart_server(folder / "server", authority) as server,
    ):
        for kind, settings in (
            ("folder", None),
            ("webhook", _webhook(folder, authority, url)),
            ("fhir", _fhir(folder, authority, url)),
            ("SMART", smart_settings(server)),
        ):
            data = DataFolder(folder / kind)
            _put(data, _made(1))
            with _running(settings, data) as (courier, _began):
                _wait_delivered(courier, 1)
                time.sleep(3)
                _say(f"  {kind:<8} {_pss_mib(courier):.1f} MiB")


def _starts(folder: Path, _: int | None) -> None:
    authority = make_authority(folder / "authority")
    _say(f"From exec to the first word to the supervisor (budget {MOST_START_S} s), median of 7")
    with running_smart_server(folder / "server", authority) as server:
        for kind, settings in (
            ("folder", None),
            ("webhook", _webhook(folder, authority, "https://127.0.0.1:9")),
            ("SMART", smart_settings(server)),
        ):
            data, times = DataFolder(folder / kind), list[float]()
            for _number in range(7):
                began = time.perf_counter()
                with _running(settings, data) as (_courier, ready):
                    times.append(ready - began)
            _say(f"  {kind:<8} {statistics.median(times):.2f} s")


@contextmanager
def _running(
    settings: DeliveryTarget | None, data: DataFolder, shown: Sequence[Envelope] = ()
) -> Iterator[tuple["subprocess.Popen[str]", float]]:
    """Run a courier until the block ends; give the process and when it said its first word.

    Args:
        settings: Its only target, or None for the demonstration's folder.
        data: Its data folder.
        shown: Requests whose receipts were shown, so that it need not wait for them.
    """
    data.root.mkdir(parents=True, exist_ok=True)
    source: tuple[str, ...] = ("--demo",)
    if settings is not None:
        source = ("--config", str(written_settings(data.root / "kiosk.toml", settings)))
    control = data.root / "c"
    control.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(control))
        listener.listen(1)
        listener.settimeout(20)
        command = courier_command(data, "--control", str(control), source=source)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            connection, _ = listener.accept()
            try:
                connection.recv(1)
                began = time.perf_counter()
                connection.sendall(line(Wake(tuple(one.label.id for one in shown))))
                yield process, began
            finally:
                process.kill()
                connection.close()


def _wait_delivered(courier: "subprocess.Popen[str]", count: int) -> None:
    assert courier.stderr is not None
    for said in courier.stderr:
        assert "delivered to" in said, said
        assert "not delivered" not in said, said
        count -= 1
        if not count:
            return


def _pss_mib(courier: "subprocess.Popen[str]") -> float:
    return float(psutil.Process(courier.pid).memory_full_info().pss / MIB)


def _webhook(folder: Path, authority: Authority, url: str) -> DeliveryTarget:
    secret = folder / "secret"
    put_private(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    return DeliveryTarget(
        name="hub",
        kind=TargetKind.WEBHOOK,
        url=f"{url}/requests",
        secret_file=str(secret),
        ca_file=str(authority.ca_file),
    )


def _fhir(folder: Path, authority: Authority, url: str) -> DeliveryTarget:
    identity_file = folder / "courier.key"
    put_private(identity_file, IDENTITY)
    return DeliveryTarget(
        name="ehr",
        kind=TargetKind.FHIR,
        url=f"{url}/fhir",
        ca_file=str(authority.ca_file),
        identity_file=str(identity_file),
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
