# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An accepted request arrives once, whatever is away when it is sent; what is not accepted is said.

Source:
    DESIGN.md, promise 2 and section 3.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.cage import OrdinaryUser, ReadableCheckout
from tests.support.kiosk_parts import parts_of
from tests.support.kiosk_process import RunningKiosk, running_kiosk
from tests.support.pictures import save_picture
from tests.support.visitor import Visitor
from tests.support.waiting import wait_until
from tests.support.xorg import Xorg

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(90)]

_NAME = "wagtail"
_DISK_BYTES = 4 * 1024 * 1024
# The next try comes after a random part of 2, 4, 8 ... seconds.
_RETRY_S = 30


def _is_settled(kiosk: RunningKiosk) -> bool:
    """Return whether the courier says that nothing waits any more."""
    status = kiosk.status()
    return status is not None and status.queue is not None and status.queue.waiting == 0


def _arrived(kiosk: RunningKiosk) -> list[Path]:
    """Wait until nothing waits any more; return what has arrived."""
    wait_until(lambda: "request-delivered" in kiosk.log.read_text(), "a delivery", _RETRY_S)
    wait_until(lambda: _is_settled(kiosk), "an empty queue")
    assert not list((kiosk.data.slot / "new").iterdir())
    return list(kiosk.data.requests.iterdir())


def test_request_accepted_without_courier_arrives_once(
    kiosk: RunningKiosk, visitor: Visitor
) -> None:
    visitor.ask_for_a_call(_NAME)
    courier = parts_of(kiosk).courier
    assert courier is not None
    courier.kill()

    visitor.tap("review_send")
    visitor.sees("receipt_code")

    assert len(_arrived(kiosk)) == 1
    said = kiosk.log.read_text()
    assert said.index("request-stored") < said.index("request-delivered")
    assert said.count("request-delivered") == 1
    assert parts_of(kiosk).courier != courier


def test_request_accepted_while_the_receiver_is_gone_arrives_once(
    kiosk: RunningKiosk, visitor: Visitor
) -> None:
    kiosk.data.requests.write_text("not a folder\n")
    visitor.ask_for_a_call(_NAME)

    visitor.tap("review_send")
    visitor.sees("receipt_code")
    wait_until(lambda: "unreachable" in str(kiosk.status()), "a failed try")
    kiosk.data.requests.unlink()

    assert len(_arrived(kiosk)) == 1
    assert kiosk.log.read_text().count("request-delivered") == 1


@contextmanager
def _small_disk(place: Path, user: OrdinaryUser) -> Iterator[None]:
    place.mkdir()
    options = f"size={_DISK_BYTES},uid={user.uid},gid={user.gid},mode=0700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def _fill(place: Path) -> None:
    with (place / "filler").open("wb", buffering=0) as filler:
        block = bytes(4096)
        try:
            while filler.write(block) == len(block):
                pass
        except OSError:
            return


@pytest.fixture
def kiosk_on_a_small_disk(
    xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path, settings: Path
) -> Iterator[RunningKiosk]:
    """A kiosk whose data folder is a disk of its own, of 4 MiB."""
    place = folder / "kiosk"
    place.mkdir()
    arguments = ("--config", str(settings))
    with (
        _small_disk(place / "data", user),
        running_kiosk(xorg, checkout, user, place, arguments) as kiosk,
    ):
        yield kiosk


def test_full_disk_sends_the_visitor_to_the_front_desk_without_a_receipt(
    xorg: Xorg, kiosk_on_a_small_disk: RunningKiosk, visitor: Visitor, gallery: Path
) -> None:
    kiosk = kiosk_on_a_small_disk
    visitor.ask_for_a_call(_NAME)
    _fill(kiosk.data.root)
    visitor.twin.spoil_slot()

    visitor.tap("review_send")

    visitor.sees("refused_head")
    save_picture(xorg.display, gallery / "request-3-full-disk.png")
    assert not list((kiosk.data.slot / "new").iterdir())
    assert not list((kiosk.data.slot / "tmp").iterdir())
    assert "request-stored" not in kiosk.log.read_text()


def test_request_is_accepted_on_the_next_try_when_the_disk_has_room_again(
    kiosk_on_a_small_disk: RunningKiosk, visitor: Visitor
) -> None:
    kiosk = kiosk_on_a_small_disk
    visitor.ask_for_a_call(_NAME)
    _fill(kiosk.data.root)
    visitor.twin.spoil_slot()
    visitor.tap("review_send")
    visitor.sees("refused_head")

    (kiosk.data.root / "filler").unlink()
    visitor.twin.mend_slot()
    visitor.tap("review_send")

    visitor.sees("receipt_code")
    assert len(_arrived(kiosk)) == 1
