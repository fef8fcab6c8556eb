# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one button that everything to touch is made of."""

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kiosk.screen.theme.fonts import icon_pixmap
from kiosk.screen.theme.look import Look
from kiosk.screen.theme.sizes import key_sizes
from kiosk.screen.widgets.accessible import Role, be
from kiosk.screen.widgets.text import Words, restyle

_PADDED = frozenset({"tile", "row", "alarm", "choice", "chip", "quiet", "primary", "danger", "ink"})
_RAISED = frozenset({"tile", "row"})
_BARS = frozenset({"bar", "bar-clear", "tab"})
_KEYS = frozenset({"key", "key-secret", "key-act"})
_TONES = {
    "primary": "on-act",
    "quiet": "act",
    "danger": "emergency",
    "alarm": "",
    "ink": "paper",
    "key-act": "on-act",
    "segment": "",
    "tab": "",
    "chip": "act",
    "turn": "act",
}

_CORNERS = {
    **dict.fromkeys(("primary", "quiet", "danger"), "target"),
    "chip": "target_min",
    **dict.fromkeys(("tile", "row", "alarm", "ink"), "radius"),
}
"""What rounds the corners of a role in the sheet; half of it for the targets, which are pills."""
ICON_EM = 1.3
"""Side of an icon beside words, in em of the words."""
ROUNDING_PX = 2
"""A line that is set may be wider by this than its letters are together."""


class FocusRing(QWidget):
    """The ring around what has the focus, between two lines of the color of a card.

    Whatever it surrounds and whatever lies around it, it stands out from the lines at both sides.

    It is a part of its own, above the others: a picture in a button would cover it.

    Source: WCAG 2.2, 2.4.7 and 2.4.13.
    """

    def __init__(self, look: Look, corner_px: float, parent: QWidget) -> None:
        super().__init__(parent)
        line = QColor(look.palette.card), look.px("hairline")
        self._lines = (line, (QColor(look.palette.focus), look.px("ring")), line)
        self._corner_px = corner_px
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring and its lines, from the outside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside = 0.0
        for color, width_px in self._lines:
            painter.setPen(QPen(color, width_px))
            edge = outside + width_px / 2
            frame = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            painter.drawRoundedRect(frame, self._corner_px - edge, self._corner_px - edge)
            outside += width_px
        painter.end()


class _BesideIcon(Words):
    """Words that ask for one line: a label that wraps asks for less, and would wrap beside room."""

    def sizeHint(self) -> QSize:
        """Return the size of a label that is as wide as its words in one line."""
        hint = super().sizeHint()
        whole_px = self.fontMetrics().horizontalAdvance(self.text()) + ROUNDING_PX
        return QSize(max(hint.width(), whole_px), hint.height()) if self.wordWrap() else hint


class TouchButton(QPushButton):
    """A button for a finger: never smaller than the target, its words wrap and are never cut.

    Args:
        look: The look of this visit.
        text: The words; also the accessible name.
        name: Object name that tests, the sheet and the tour address.
        role: Kind of button, from the sheet.
        detail: A second, quieter line.
        icon: Material Design icon beside the words.
        head: A picture beside the words, reaching to the button's edges; instead of an icon.
        above: Whether icon or picture stand above the words.
        target: Length token of the least height.
        text_role: Type role of the words.
        centered: Whether the words stand in the middle.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        name: str,
        role: str = "quiet",
        detail: str = "",
        icon: str = "",
        head: QWidget | None = None,
        above: bool = False,
        target: str = "target",
        text_role: str = "label",
        centered: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._ring: FocusRing | None = None
        self._tone = _TONES.get(role, "")
        be(self, Role.Button)
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setProperty("target", target)
        self.setProperty("raised", role in _RAISED)
        self.setMinimumSize(look.px(target), look.px(target))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        together = centered and bool(icon) and head is None and not above
        kind = _BesideIcon if together else Words
        self.words = kind(text, text_role, tone=self._tone)
        self._detail = Words(detail, "small", tone=self._tone or "second") if detail else None
        self._icon = QLabel()
        self._icon_name = ""
        if icon:
            self.set_icon(icon)
        self._arrange(
            head or (self._icon if icon else None),
            above=above,
            bleeds=head is not None,
            together=together,
        )
        if centered:
            self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stop = "" if text.endswith(("?", "!", ".")) else "."
        self.setAccessibleName(f"{text}{stop} {detail}" if detail else text)

    def _arrange(self, head: QWidget | None, *, above: bool, bleeds: bool, together: bool) -> None:
        look = self._look
        gap, half = look.px("gap_small"), look.px("gap_small") // 2
        role = self.property("role")
        side = look.px("pad") if role in _PADDED else 0 if role in _BARS else gap
        whole: QBoxLayout = QVBoxLayout(self) if above else QHBoxLayout(self)
        whole.setSpacing(0 if bleeds else (half if above else gap))
        if not bleeds:
            # The ring of the focus must not touch what it surrounds.
            edge = gap if role in _PADDED else max(half, 2 * look.px("ring"))
            # A line of words has that much air of its own where height is what lacks.
            edge = half if role in _KEYS else 0 if role == "turn" and above else edge
            whole.setContentsMargins(side, edge, side, edge)
        else:
            # Where edges are drawn, the picture leaves room for the one around the whole.
            whole.setContentsMargins(*(look.outline_px,) * 4)
        fills = False
        if head is not None:
            self._let_through(head)
            middle = Qt.AlignmentFlag.AlignHCenter if above else Qt.AlignmentFlag.AlignVCenter
            fills = bleeds and above and not head.hasHeightForWidth()
            whole.addWidget(head, int(fills), Qt.AlignmentFlag(0) if bleeds else middle)
        lines = QVBoxLayout()
        lines.setSpacing(half)
        if bleeds:
            edge = look.px("pad") * 3 // 4
            lines.setContentsMargins(side, edge, side, edge)
        if not above:
            lines.addStretch(1)
        for part in (self.words, self._detail):
            if part is not None:
                self._let_through(part)
                lines.addWidget(part)
        if not above or bleeds:
            lines.addStretch(1)
        if head is not None and together:
            # Icon and words stand in the middle together.
            whole.insertStretch(0, 1)
            whole.addLayout(lines, 0)
            whole.addStretch(1)
        else:
            whole.addLayout(lines, 0 if fills else 1)

    def set_icon(self, icon: str) -> None:
        """Draw ``icon`` beside the words, in their color."""
        self._icon_name = icon
        self._icon.setPixmap(icon_pixmap(icon, self._icon_px(), self._color()))

    def show_icon(self, *, shown: bool) -> None:
        """Show the icon beside the words, or leave its room to them."""
        self._icon.setVisible(shown)

    def _icon_px(self) -> int:
        role, look = self.property("role"), self._look
        if role == "alarm":
            return max(look.px("sign"), round(look.px("reading") * ICON_EM))
        if role in _KEYS:
            return round(key_sizes(look)[self.words.property("role")] * ICON_EM)
        return round(look.px("chrome" if role in _BARS else "label") * ICON_EM)

    def _color(self) -> str:
        palette = self._look.palette
        if not self.isEnabled():
            return palette.off
        if self.property("role") == "alarm":
            return palette.emergency_ink
        colors = {
            "on-act": palette.on_act,
            "act": palette.act,
            "emergency": palette.emergency,
            "paper": palette.paper,
        }
        return colors.get(self._tone, palette.ink)

    def changeEvent(self, event: QEvent) -> None:
        """Draw words and icon in the color of the new state."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.words.setProperty("tone", self._tone if self.isEnabled() else "off")
            restyle(self.words)
            if self._icon_name:
                self.set_icon(self._icon_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as the space bar, once for each press."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus."""
        super().focusInEvent(event)
        if self._ring is None:
            self._ring = FocusRing(self._look, self._corner_px(), self)
        self._ring.setGeometry(self.rect())
        self._ring.show()
        self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the ring around the button."""
        super().resizeEvent(event)
        if self._ring is not None:
            self._ring.setGeometry(self.rect())

    def _corner_px(self) -> float:
        token = _CORNERS.get(self.property("role"), "radius_small")
        return self._look.px(token) / (2 if token.startswith("target") else 1)

    @staticmethod
    def _let_through(part: QWidget) -> None:
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the size that holds the words; the layout knows it, the style does not."""
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size that holds the longest word."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()


def in_one_line(look: Look, button: TouchButton) -> None:
    """Keep the words of a button in one line and whole, however many share the row with it."""
    button.words.setWordWrap(False)
    button.words.ensurePolished()
    metrics, layout = button.words.fontMetrics(), button.layout()
    edges = layout.contentsMargins() if layout else QMargins()
    words_px = metrics.horizontalAdvance(button.words.text()) + edges.left() + edges.right()
    button.setMinimumWidth(max(button.minimumWidth(), words_px + look.px("gap_small")))
