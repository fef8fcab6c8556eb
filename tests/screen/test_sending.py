# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Send on the real page: one request however often it is touched, told once it is on the glass."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from kiosk.screen.presenters.request import RequestDesk
from kiosk.session.messages import RequestStored
from tests.screen.test_request_journey import _slot, _to_review, _worker_held
from tests.support.screen import BREATH_S, Screen


def test_send_touched_again_while_the_disk_is_slow_makes_one_request(visit: Screen) -> None:
    _to_review(visit)
    send = visit.part("review_send")
    visit.bring(send)
    where = visit.finger.middle(send)

    with _worker_held(visit):
        for _ in range(2):
            visit.clock.advance(BREATH_S)
            visit.finger.tap_at(where)
            visit.lay_out()

    visit.part("receipt_code")
    assert len(_slot(visit)) == 1
    assert list((Path(visit.config.slot) / "tmp").iterdir()) == []
    assert len(visit.heard(RequestStored)) == 1


class Paints(QObject):
    """Whether a part was ever painted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.seen = False

    def eventFilter(self, part: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        self.seen |= event.type() is QEvent.Type.Paint and part.objectName() == self._name
        return False


def test_supervisor_hears_of_a_receipt_once_it_is_painted(
    visit: Screen, qapp: QApplication
) -> None:
    _to_review(visit)
    desk = visit.stage.findChild(RequestDesk)
    assert desk is not None
    paints, painted = Paints("receipt_code"), list[bool]()
    desk.request_stored.connect(lambda _stored: painted.append(paints.seen))
    qapp.installEventFilter(paints)
    try:
        visit.tap("review_send")
        visit.until(lambda: painted)
    finally:
        qapp.removeEventFilter(paints)

    assert painted == [True]
