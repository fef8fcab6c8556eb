# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The one button that everything to touch is made of."""

from PySide6.QtCore import QSize, Qt
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
from kiosk.screen.widgets.text import Words

_PADDED = frozenset({"tile", "row", "alarm", "choice", "quiet", "primary", "danger", "ink"})
_BARS = frozenset({"bar", "bar-clear"})
_TONES = {
    "primary": "on-act",
    "quiet": "act",
    "danger": "emergency",
    "alarm": "",
    "ink": "paper",
    "key-act": "on-act",
    "segment": "",
    "bar": "second",
    "bar-clear": "second",
}


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
        self._tone = _TONES.get(role, "")
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setProperty("target", target)
        self.setMinimumSize(look.px(target), look.px(target))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words = Words(text, text_role, tone=self._tone)
        self._detail = Words(detail, "small", tone=self._tone or "second") if detail else None
        self._icon = QLabel()
        if icon:
            self.set_icon(icon)
        self._arrange(head or (self._icon if icon else None), above=above, bleeds=head is not None)
        if centered:
            self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(f"{text}. {detail}" if detail else text)

    def _arrange(self, head: QWidget | None, *, above: bool, bleeds: bool) -> None:
        look = self._look
        gap, half = look.px("gap_small"), look.px("gap_small") // 2
        role = self.property("role")
        side = look.px("pad") if role in _PADDED else 0 if role in _BARS else gap
        whole: QBoxLayout = QVBoxLayout(self) if above else QHBoxLayout(self)
        whole.setSpacing(0 if bleeds else (half if above else gap))
        if bleeds:
            whole.setContentsMargins(0, 0, 0, 0)
        else:
            whole.setContentsMargins(side, half, side, half)
        if head is not None:
            self._let_through(head)
            middle = Qt.AlignmentFlag.AlignHCenter if above else Qt.AlignmentFlag.AlignVCenter
            whole.addWidget(head, 0, Qt.AlignmentFlag(0) if bleeds else middle)
        lines = QVBoxLayout()
        lines.setSpacing(half)
        if bleeds:
            lines.setContentsMargins(side, gap, side, gap)
        for part in (self.words, self._detail):
            if part is not None:
                self._let_through(part)
                lines.addWidget(part)
        whole.addLayout(lines, 1)

    def set_icon(self, icon: str) -> None:
        """Draw ``icon`` beside the words, in their color."""
        role = self.property("role")
        if role == "page":
            size_px = self._look.px("target_min") * 3 // 5
        else:
            size_px = round(self._look.px("chrome" if role in _BARS else "label") * 1.25)
        if role == "alarm":
            size_px = self._look.px("target_min")
        self._icon.setPixmap(icon_pixmap(icon, size_px, self._color()))

    def _color(self) -> str:
        palette = self._look.palette
        if self.property("role") == "alarm":
            return palette.emergency_ink
        colors = {
            "on-act": palette.on_act,
            "act": palette.act,
            "emergency": palette.emergency,
            "second": palette.ink_second,
            "paper": palette.paper,
        }
        return colors.get(self._tone, palette.ink)

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
