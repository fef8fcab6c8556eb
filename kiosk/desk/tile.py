# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""One kiosk's tile: its words are painted, its buttons are buttons."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from kiosk.desk import words
from kiosk.desk.control import Shown
from kiosk.desk.fleet import BROKEN, Kiosk, Look, Need
from kiosk.desk.looks import BOLD, STRONG, Looks
from kiosk.fleet.phrases import phrases
from kiosk.fleet.protocol import Action

FULL, COMPACT = QSize(330, 226), QSize(236, 122)
PAD, RADIUS, SIGN = 16, 14, 13


class KioskTile(QWidget):
    """A tile.

    Args:
        shown: What it shows first.
        looks: Its looks.
        compact: Small, with a menu in place of most buttons.

    Signals: ``asked`` with name, action, phrase and force; the others with the name.
    """

    asked = Signal(str, str, str, bool)
    answered = Signal(str)
    muted = Signal(str)
    forgotten = Signal(str)
    entered = Signal(str)

    def __init__(self, shown: Shown, looks: Looks, *, compact: bool) -> None:
        super().__init__()
        self._looks, self._compact = looks, compact
        self._shown: Shown | None = None
        self._is_lit = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        size = "small" if compact else ""
        self._reset = self._button("", self._ask_reset, "primary", size or "big")
        self._answer = self._button(self.tr("Answer"), self._say_answered, "ink", "small")
        self._message = self._button(words.action(Action.MESSAGE), self._open_phrases, "", size)
        self._more = self._button("•••", self._open_menu, "", "dots")
        self._more.setAccessibleName(self.tr("More"))
        self._row = [
            self._button(words.action(act), lambda act=act: self._ask(act), "", size)  # type: ignore[misc]
            for act in (Action.CLEAN, Action.IDENTIFY)
        ]
        self._lay_out()
        self.show_kiosk(shown)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Its buttons in the order of Tab."""
        clean, identify = self._row
        every = (self._answer, self._reset, clean, self._message, identify, self._more)
        return tuple(button for button in every if button.isVisibleTo(self))

    def show_kiosk(self, shown: Shown) -> None:
        """Show a kiosk; nothing happens where nothing changed."""
        if shown == self._shown:
            return
        self._shown = shown
        kiosk = shown.kiosk
        for button in (self._reset, self._message, *self._row):
            button.setEnabled(shown.can_ask)
        force = shown.offers_force
        self._reset.setText(self.tr("Reset anyway") if force else words.action(Action.RESET))
        self._answer.setVisible(kiosk.help_min is not None)
        is_busy = force or kiosk.look in (Look.IN_USE, Look.WARNING)
        _set_role(self._reset, "primary" if is_busy else "")
        said = [kiosk.place, self._headline(kiosk), words.detail(kiosk), _said(shown)]
        self.setAccessibleName(". ".join(filter(None, said)))
        for button in (self._reset, self._message, *self._row, self._answer):
            button.setAccessibleName(f"{button.text()}: {kiosk.place}")
        self.setToolTip("\n".join(words.problem(code) for code in kiosk.problems))
        self.update()

    def light(self, is_lit: bool) -> None:
        """Go along with the calm flash of a request for help."""
        if is_lit != self._is_lit:
            self._is_lit = is_lit
            self.update()

    def set_current(self, is_current: bool) -> None:
        """Take Tab into this tile, or leave it out."""
        policy = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        for button in self.findChildren(QPushButton):
            button.setFocusPolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the tile that Tab comes back to."""
        super().focusInEvent(event)
        if self._shown is not None:
            self.entered.emit(self._shown.kiosk.name)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the ring."""
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """Return its size."""
        size = COMPACT if self._compact else FULL
        return QSize(self._looks.px(size.width()), self._looks.px(size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, sign and words."""
        if self._shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = self._ground(self._shown.kiosk)
        self._paint_ground(painter, ground)
        self._paint_words(painter, self._shown, ink)
        painter.end()

    def _ground(self, kiosk: Kiosk) -> tuple[QColor, QColor]:
        """Return the colors of ground and words."""
        color = self._looks.color
        if kiosk.need is Need.HELP:
            return (color("warmth"), color("on_warmth")) if self._is_lit or not kiosk.rings else (
                color("card"), color("ink"),
            )  # fmt: skip
        if kiosk.look in BROKEN:
            return color("today"), color("on_today")
        return color("card"), color("ink")

    def _paint_ground(self, painter: QPainter, ground: QColor) -> None:
        px, color = self._looks.px, self._looks.color
        is_in = self.hasFocus()
        width = 3 if is_in else 1
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        help_edge = self._shown is not None and self._shown.kiosk.need is Need.HELP
        edge = "focus" if is_in else "accent" if help_edge else "line"
        if help_edge and is_in and ground == color("warmth"):
            edge = "on_warmth"  # in the dark theme focus and warmth are one color
        painter.setPen(QPen(color(edge), width))
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, px(RADIUS), px(RADIUS))

    def _paint_words(self, painter: QPainter, shown: Shown, ink: QColor) -> None:
        looks, px, kiosk = self._looks, self._looks.px, shown.kiosk
        pad = px(12 if self._compact else PAD)
        sizes = (15, 15, 13) if self._compact else (17, 22, 14)
        is_plain = kiosk.look not in BROKEN and kiosk.need is not Need.HELP
        quiet = looks.color("ink_second") if is_plain else ink
        small = looks.color("accent") if kiosk.problems and is_plain else quiet
        right = self._answer.x() - px(6) if not self._answer.isHidden() else self.width() - pad
        box = QRect(pad, pad - px(2), right - pad, 0)
        box = self._write(painter, box, kiosk.place, looks.font(sizes[0], STRONG), ink)
        if kiosk.place != kiosk.name:
            used = painter.fontMetrics().horizontalAdvance(kiosk.place) + px(10)
            self._write(painter, box.adjusted(used, 0, 0, 0), kiosk.name, looks.font(13), quiet)
        box.translate(0, box.height() + px(2 if self._compact else 4))
        painter.setFont(looks.font(sizes[1], BOLD))
        middle = box.top() + painter.fontMetrics().height() / 2
        self._paint_sign(painter, kiosk, pad, middle)
        headline = box.adjusted(px(SIGN) + px(8), 0, 0, 0)
        used = self._write(
            painter, headline, self._headline(kiosk), looks.font(sizes[1], BOLD), ink
        ).height()
        top = box.top() + used + px(2)
        below = QRect(pad, top, self.width() - 2 * pad, self._reset.y() - top - px(2))
        painter.setFont(looks.font(sizes[2]))
        painter.setPen(small)
        self._write_news(painter, below, self._news(shown))

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, color: QColor) -> QRect:
        """Write one line at the top of a box, cut where it does not fit; return its own box."""
        painter.setFont(font)
        painter.setPen(color)
        metrics = painter.fontMetrics()
        line = QRect(box.left(), box.top(), box.width(), max(metrics.height(), box.height()))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)
        return line

    def _news(self, shown: Shown) -> list[str]:
        kiosk = shown.kiosk
        found = [_said(shown), words.detail(kiosk)]
        if kiosk.is_muted:
            found.insert(1, self.tr("Muted for now"))
        if not self._compact:
            found.append(words.waiting(kiosk) if kiosk.problems else "")
            found.append(self.tr("Demonstration") if kiosk.is_demo else "")
        return [text for text in found if text]

    def _write_news(self, painter: QPainter, box: QRect, news: list[str]) -> None:
        """Write as many lines as there is room for, the most important first, the last one cut."""
        metrics = painter.fontMetrics()
        rows = max(box.height() // metrics.lineSpacing(), 1)
        lines = [line for text in news for line in _wrapped(text, metrics, box.width())]
        if len(lines) > rows:
            rest = " ".join(lines[rows - 1 :])
            elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
            lines = [*lines[: rows - 1], elided]
        for row, line in enumerate(lines):
            painter.drawText(
                box.left(), box.top() + row * metrics.lineSpacing() + metrics.ascent(), line
            )

    def _paint_sign(self, painter: QPainter, kiosk: Kiosk, left: int, middle: float) -> None:
        """Paint the sign before the state: another shape for each kind, never color alone."""
        color, side = self._looks.color, float(self._looks.px(SIGN))
        box = QRectF(left, middle - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        if kiosk.need is Need.HELP:
            painter.setBrush(self._ground(kiosk)[1])
            painter.drawPolygon(_diamond(box))
        elif kiosk.look in BROKEN:
            painter.setBrush(color("sign_today"))
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]
                )
            )
        elif kiosk.look in (Look.IN_USE, Look.WARNING):
            painter.setBrush(color("act"))
            painter.drawEllipse(box)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("sign_routine" if kiosk.look is Look.ATTRACT else "edge"), 2))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))

    def _headline(self, kiosk: Kiosk) -> str:
        return words.help_words(kiosk) if kiosk.help_min is not None else words.state(kiosk)

    def _lay_out(self) -> None:
        px = self._looks.px
        pad = px(12 if self._compact else PAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(px(8))
        call = QHBoxLayout()
        call.addStretch()
        call.addWidget(self._answer, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(call)
        column.addStretch()
        clean, identify = self._row
        if self._compact:
            last = QHBoxLayout()
            last.setSpacing(px(8))
            last.addWidget(self._reset, 1)
            last.addWidget(self._more)
            column.addLayout(last)
            for button in (clean, identify, self._message):
                button.hide()
        else:
            column.addWidget(self._reset)
            last = QHBoxLayout()
            last.setSpacing(px(8))
            for button in (clean, self._message, identify):
                button.setProperty("fit", "small")
                last.addWidget(button, 1)
            last.addWidget(self._more)
            column.addLayout(last)
        self._more.setFixedWidth(px(40))

    def _button(self, text: str, act: Callable[[], None], role: str, size: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("role", role)
        button.setProperty("fit", size)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _ask_reset(self) -> None:
        force = self._shown is not None and self._shown.offers_force
        self._ask(Action.RESET, force=force)

    def _ask(self, act: Action, phrase: str = "", *, force: bool = False) -> None:
        if self._shown is not None and self._shown.can_ask:
            self.asked.emit(self._shown.kiosk.name, act.value, phrase, force)

    def _say_answered(self) -> None:
        if self._shown is not None:
            self.answered.emit(self._shown.kiosk.name)

    def _open_phrases(self) -> None:
        menu = self._phrases(QMenu(self))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._message.mapToGlobal(self._message.rect().bottomLeft()))

    def _phrases(self, menu: QMenu) -> QMenu:
        for key, phrase in phrases().items():
            entry = menu.addAction(phrase.desk)
            entry.triggered.connect(lambda _=False, key=key: self._ask(Action.MESSAGE, key))
        return menu

    def menu(self) -> QMenu:
        """Return the menu of what is asked for less often, and on a small tile of all the rest."""
        shown, menu = self._shown, QMenu(self)
        can_ask = shown is not None and shown.can_ask
        acts = (Action.CLEAN, Action.IDENTIFY) if self._compact else ()
        for act in (*acts, Action.REFRESH, Action.RESTART):
            entry = menu.addAction(words.action(act))
            entry.setEnabled(can_ask)
            entry.triggered.connect(lambda _=False, act=act: self._ask(act))
        if self._compact:
            self._phrases(menu.addMenu(words.action(Action.MESSAGE))).setEnabled(can_ask)
        menu.addSeparator()
        name = shown.kiosk.name if shown else ""
        mute = menu.addAction(self.tr("Mute for 5 minutes"))
        mute.triggered.connect(lambda _=False: self.muted.emit(name))
        if shown is not None and shown.kiosk.look in (Look.GONE, Look.UNKNOWN):
            forget = menu.addAction(self.tr("Take this tile away"))
            forget.triggered.connect(lambda _=False: self.forgotten.emit(name))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _wrapped(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _set_role(button: QPushButton, role: str) -> None:
    if button.property("role") != role:
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)


def _said(shown: Shown) -> str:
    return words.ask(shown.ask, shown.left_s) if shown.ask is not None else ""


def _diamond(box: QRectF) -> QPolygonF:
    middle = box.center()
    return QPolygonF(
        [
            QPointF(middle.x(), box.top() - 1),
            QPointF(box.right() + 1, middle.y()),
            QPointF(middle.x(), box.bottom() + 1),
            QPointF(box.left() - 1, middle.y()),
        ]
    )
