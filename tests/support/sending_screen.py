# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Processes that send a request as a screen does: sealed, by the screen's own code, without Qt.

``python -m tests.support.sending_screen FD`` is a nursery: for each `Order` that comes over the
socket FD, with a socket of the screen's own, it forks one process and answers its id. That one puts
on the seal, says `READY`, waits for a byte (the finger on Send), and then does what a screen does:
accept, show the receipt (`GLASS` stands for the glass), say ``RequestStored``.
"""

import os
import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kiosk import seal
from kiosk.forms.engine import answered
from kiosk.forms.model import EntryKind, Form
from kiosk.queue.accept import Filled, accept
from kiosk.queue.envelope import RequestId
from kiosk.session.messages import RequestStored
from kiosk.session.wire import encode
from tests.support.forms import contact_form, filled_contact

READY = b"ready\n"
GLASS = b"receipt "


class Order(msgspec.Struct, frozen=True):
    """What one screen sends.

    Attributes:
        slot: The mail slot.
        recipients: age public keys.
        request_id: Made when the form opened.
        word: What is typed for each name.
        taps: How often Send is tapped.
    """

    slot: str
    recipients: tuple[str, ...]
    request_id: RequestId
    word: str
    taps: int


def filled(form: Form, order: Order) -> Filled:
    """Return the contact form as this visitor has filled it in."""
    answers = filled_contact(form, "call")
    for item in form.walk():
        if item.entry_kind is EntryKind.PERSON_NAME:
            answers = answered(answers, item.link_id, (order.word,))
    return Filled(form, answers, "en", order.request_id)


def send(line: socket.socket, form: Form, order: Order) -> None:
    """Be one screen, until the other end is gone."""
    slot = Path(order.slot)
    report = seal.seal_process(readable=[], writable=[slot])
    assert report.seccomp
    line.sendall(READY)
    line.recv(1)
    code = ""
    for _ in range(order.taps):
        request = filled(form, order)
        code = accept(request, slot=slot, recipients=order.recipients, now=datetime.now(UTC))
    line.sendall(GLASS + code.encode() + b"\n")
    line.sendall(encode(RequestStored(order.request_id, code)))
    line.recv(1)


def main() -> None:
    """Fork screens until the other end is gone."""
    nursery = socket.socket(fileno=int(sys.argv[1]))
    form = contact_form()
    warm_up(form)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        data, descriptors, _, _ = socket.recv_fds(nursery, 65_536, 1)
        if not data:
            return
        (descriptor,) = descriptors
        child = os.fork()
        if child == 0:
            nursery.close()
            send(socket.socket(fileno=descriptor), form, msgspec.json.decode(data, type=Order))
            os._exit(0)
        os.close(descriptor)
        nursery.sendall(child.to_bytes(4))


def warm_up(form: Form) -> None:
    """Import here, once, what each screen would."""
    from kiosk.forms.respond import response  # the phone numbers' tables too
    from kiosk.queue.sealing import seal as seal_bytes
    from tests.support.envelopes import RECIPIENT

    order = Order("", (RECIPIENT,), RequestId("0190a8c0-0000-7000-8000-000000000001"), "Warm", 1)
    request = filled(form, order)
    response(
        form,
        request.answers,
        request_id=order.request_id,
        authored_at=datetime.now(UTC),
        language="en",
    )
    seal_bytes(b"{}", order.recipients)
    seal._pyseccomp()


if __name__ == "__main__":
    main()
