# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Each component in each of its states, as pictures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.field import AnyField
from kiosk.screen.widgets.frames import Ground
from tests.gallery.components import SAMPLES, STILL, Maker

DEFAULT, FOCUSED, CHECKED, DISABLED = "default", "focused", "checked", "disabled"
FIELD = "field"
CAPTION_PX = 44
AIR = "gap"
"""Length token of the paper around a component: room for its ring and its shadow."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One component in one state.

    Attributes:
        name: The component.
        state: ``default``, ``pressed``, ``focused``, ``checked``, ``disabled`` or ``error``.
        picture: It, on paper.
        control: Where in the picture the part lies that has the state; the whole where none has.
        role: The role of that part in the sheet, empty for none.
        window: It, still there until the next one is asked for.
    """

    name: str
    state: str
    picture: QImage
    control: QRect
    role: str
    window: QWidget


def shots(look: Look, samples: dict[str, Maker] | None = None) -> Iterator[Shot]:
    """Yield every component in every state, in the sheet and language of now."""
    for name, maker in (SAMPLES if samples is None else samples).items():
        bench = _Bench(look, maker)
        states = [DEFAULT, *bench.states()]
        bench.clear()
        for state in states:
            bench = _Bench(look, maker)
            yield bench.shot(name, state)
            bench.clear()


def composed(states: list[Shot]) -> QImage:
    """Return one picture of a component: its states one below the other, each under its name."""
    width = max(shot.picture.width() for shot in states)
    height = sum(shot.picture.height() + CAPTION_PX for shot in states)
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    font = painter.font()
    font.setPixelSize(CAPTION_PX // 2)
    painter.setFont(font)
    top = 0
    for shot in states:
        line = QRect(CAPTION_PX // 2, top, width, CAPTION_PX)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, f"{shot.name}: {shot.state}")
        painter.drawImage(0, top + CAPTION_PX, shot.picture)
        top += CAPTION_PX + shot.picture.height()
    painter.end()
    return sheet


class _Bench:
    """A piece of paper with one component on it."""

    def __init__(self, look: Look, maker: Maker) -> None:
        self._paper = Ground("paper", pad=look.px(AIR))
        self._part = maker(look)
        self._paper.add(self._part)
        width = look.panel.width_px
        self._paper.setFixedWidth(width)
        self._paper.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._paper.setFocus()  # a window gives the focus to its first part otherwise
        self._paper.show()
        layout = self._paper.layout()
        assert layout is not None
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        self._paper.resize(width, max(high, layout.totalMinimumSize().height()))
        QCoreApplication.processEvents()
        still = bool(self._part.property(STILL))
        controls = [] if still else [self._part, *self._part.findChildren(QWidget)]
        self._control = next((part for part in controls if _is_control(part)), None)

    def states(self) -> Iterator[str]:
        """Yield the states besides the default one."""
        if isinstance(self._control, QAbstractButton):
            yield "pressed"
            if self._control.isCheckable() and not self._control.isChecked():
                yield CHECKED
        if isinstance(self._control, AnyField):
            yield "error"
        if self._control is not None:
            yield FOCUSED
            yield DISABLED

    def shot(self, name: str, state: str) -> Shot:
        """Bring the component into a state and take its picture."""
        part = self._control
        if part is not None and state != DEFAULT:
            _ENTER[state](part)
            QCoreApplication.processEvents()
        place = self._paper.rect()
        role = ""
        if part is not None:
            place = QRect(part.mapTo(self._paper, QPoint(0, 0)), part.size())
            role = str(part.property("role") or FIELD)
        return Shot(name, state, self._paper.grab().toImage(), place, role, self._paper)

    def clear(self) -> None:
        """Take the component away."""
        self._paper.hide()
        self._paper.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _is_control(part: QWidget) -> bool:
    return isinstance(part, QAbstractButton | AnyField) and not part.isHidden()


def _focus(part: QWidget) -> None:
    part.window().activateWindow()
    QCoreApplication.processEvents()
    part.setFocus(Qt.FocusReason.TabFocusReason)


def _press(part: QWidget) -> None:
    assert isinstance(part, QAbstractButton)
    part.setDown(True)


def _check(part: QWidget) -> None:
    assert isinstance(part, QAbstractButton)
    part.setChecked(True)


def _spoil(part: QWidget) -> None:
    assert isinstance(part, AnyField)
    part.show_error(wrong=True)


_ENTER: dict[str, Callable[[QWidget], None]] = {
    "pressed": _press,
    CHECKED: _check,
    FOCUSED: _focus,
    "error": _spoil,
    DISABLED: lambda part: part.setEnabled(False),
}
