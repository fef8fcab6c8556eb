# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""All tiles: those that need somebody on top, a search, and a grid where each keeps its place."""

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kiosk.desk import words
from kiosk.desk.control import Shown
from kiosk.desk.fleet import Kiosk, Look, Need, attention, matches
from kiosk.desk.looks import Looks
from kiosk.desk.tile import COMPACT, FULL, KioskTile

COMPACT_FROM = 13
"""So many kiosks and more get small tiles."""
MOST_ROWS = 4
FLASH_MS = 700
"""Half of a flash: 0.7 a second, far below the three of WCAG 2.3.1."""
GAP, WIDEST = 14, 440


class Filter(Enum):
    """Which kiosks the grid shows."""

    ALL = auto()
    NEEDED = auto()
    IN_USE = auto()


class Grid(QWidget):
    """Tiles in rows, as many in each as there is room for; arrows go from tile to tile."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._tiles: list[KioskTile] = []
        self._columns = 1

    def set_tiles(self, tiles: Sequence[KioskTile]) -> None:
        """Show these tiles in this order."""
        if list(tiles) != self._tiles:
            self._tiles = list(tiles)
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next tile with an arrow."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Up: -self._columns,
        }
        step = steps.get(Qt.Key(event.key()), 0)
        inside = self.window().focusWidget()
        places = (
            number
            for number, tile in enumerate(self._tiles)
            if tile is inside or tile.isAncestorOf(inside)
        )
        place = next(places, -1)
        if not step or place < 0 or not 0 <= place + step < len(self._tiles):
            super().keyPressEvent(event)
            return
        self._tiles[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self) -> None:
        if not self._tiles:
            self.setMinimumHeight(0)
            return
        gap, hint = self._looks.px(GAP), self._tiles[0].sizeHint()
        self._columns = max((self.width() + gap) // (hint.width() + gap), 1)
        width = (self.width() + gap) // self._columns - gap
        width = min(width, self._looks.px(WIDEST))
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, self._columns)
            tile.setGeometry(
                QRect(column * (width + gap), row * (hint.height() + gap), width, hint.height())
            )
        rows = -(-len(self._tiles) // self._columns)
        self.setMinimumHeight(rows * (hint.height() + gap))


class NeedRow(QFrame):
    """One kiosk that needs somebody: what is the matter, and the button for it."""

    def __init__(self, looks: Looks, show: Callable[[str], None], answer: Callable[[str], None]):
        super().__init__()
        self._name = ""
        self._place, self._what = QLabel(), QLabel()
        for label in (self._place, self._what):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._place.setProperty("role", "strong")
        self._answer = QPushButton(self.tr("Answer"))
        self._answer.setProperty("role", "ink")
        self._answer.clicked.connect(lambda _=False: answer(self._name))
        self._show = QPushButton(self.tr("Show"))
        self._show.clicked.connect(lambda _=False: show(self._name))
        for button in (self._answer, self._show):
            button.setProperty("fit", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(looks.px(16), looks.px(7), looks.px(10), looks.px(7))
        row.setSpacing(looks.px(14))
        row.addWidget(self._place)
        row.addWidget(self._what, 1)
        row.addWidget(self._answer)
        row.addWidget(self._show)

    def show_kiosk(self, kiosk: Kiosk) -> None:
        """Show a kiosk."""
        self._name = kiosk.name
        is_help = kiosk.need is Need.HELP
        ground, tone = ("warmth", "on-warmth") if is_help else ("today", "on-today")
        if self.property("ground") != ground:
            for part, name, value in (
                (self, "ground", ground), (self._place, "tone", tone), (self._what, "tone", tone),
            ):  # fmt: skip
                part.setProperty(name, value)
                part.style().unpolish(part)
                part.style().polish(part)
        said = words.help_words(kiosk) if is_help else words.state(kiosk)
        more = words.detail(kiosk)
        self._place.setText(kiosk.place)
        self._what.setText(f"{said}. {more}" if more else said)
        self._answer.setVisible(is_help and (kiosk.rings or kiosk.is_muted))
        for button in (self._answer, self._show):
            button.setAccessibleName(f"{button.text()}: {kiosk.place}")


class Board(QWidget):
    """The page with all kiosks.

    Signals as those of a tile.
    """

    asked = Signal(str, str, str, bool)
    answered = Signal(str)
    muted = Signal(str)
    forgotten = Signal(str)

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._looks = looks
        self._shown: tuple[Shown, ...] = ()
        self._tiles: dict[str, KioskTile] = {}
        self._current = ""
        self._is_compact = False
        self._filter = Filter.ALL
        self._grid = Grid(looks)
        self._rows: list[NeedRow] = []
        self._more = QPushButton()
        self._more.setProperty("role", "link")
        self._more.setProperty("fit", "small")
        self._more.clicked.connect(lambda _=False: self._choose(Filter.NEEDED))
        self._empty = QLabel()
        self._empty.setProperty("tone", "second")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find a kiosk (Ctrl+F)"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _: self._arrange())
        self._filters = self._make_filters()
        self._lit = True
        self._flash = QTimer(self, interval=FLASH_MS)
        self._flash.timeout.connect(self._blink)
        self._lay_out()

    @property
    def tiles(self) -> dict[str, KioskTile]:
        """The tiles by name."""
        return self._tiles

    @property
    def needed(self) -> tuple[str, ...]:
        """The text of the rows on top."""
        return tuple(
            " ".join(label.text() for label in row.findChildren(QLabel))
            for row in self._rows
            if not row.isHidden()
        )

    def show_kiosks(self, shown: tuple[Shown, ...]) -> None:
        """Show these kiosks; a tile whose kiosk has not changed is not touched."""
        if shown == self._shown:
            return
        names = [one.kiosk.name for one in shown]
        is_same = names == [one.kiosk.name for one in self._shown]
        self._shown = shown
        is_compact = len(shown) >= COMPACT_FROM
        if is_compact != self._is_compact:
            self._drop_tiles(set(self._tiles))
            self._is_compact = is_compact
        self._drop_tiles(self._tiles.keys() - set(names))
        for one in shown:
            if (tile := self._tiles.get(one.kiosk.name)) is not None:
                tile.show_kiosk(one)
            else:
                self._tiles[one.kiosk.name] = self._make_tile(one)
                is_same = False
        self._show_needed(attention([one.kiosk for one in shown]))
        self._toolbar.setVisible(is_compact)
        if not is_same or self._filter is not Filter.ALL or self._search.text():
            self._arrange()
        if self._current not in self._tiles and names:
            self._make_current(names[0])
        self._keep_flashing(any(one.kiosk.rings for one in shown))

    def go_to_search(self) -> None:
        """Go to the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_tile(self, name: str) -> None:
        """Bring a tile into view and go to it, whatever is filtered."""
        if name not in self._tiles:
            return
        self._search.clear()
        self._choose(Filter.ALL)
        tile = self._tiles[name]
        self._scroll.ensureWidgetVisible(tile, 0, self._looks.px(GAP))
        tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the search with Escape."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) \
                and event.key() == Qt.Key.Key_Escape:  # fmt: skip
            self._search.clear()
            return True
        return super().eventFilter(watched, event)

    def _make_tile(self, shown: Shown) -> KioskTile:
        tile = KioskTile(shown, self._looks, compact=self._is_compact)
        tile.setParent(self._grid)
        tile.asked.connect(self.asked)
        tile.answered.connect(self.answered)
        tile.muted.connect(self.muted)
        tile.forgotten.connect(self.forgotten)
        tile.entered.connect(self._make_current)
        return tile

    def _drop_tiles(self, names: set[str]) -> None:
        for name in names:
            tile = self._tiles.pop(name)
            tile.hide()
            tile.deleteLater()

    def _make_current(self, name: str) -> None:
        if (before := self._tiles.get(self._current)) is not None:
            before.set_current(False)
        self._current = name
        self._tiles[name].set_current(True)

    def _show_needed(self, kiosks: Sequence[Kiosk]) -> None:
        while len(self._rows) < min(len(kiosks), MOST_ROWS):
            row = NeedRow(self._looks, self.show_tile, self.answered.emit)
            self._rows.append(row)
            self._needs.insertWidget(len(self._rows) - 1, row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(kiosks))
            if number < len(kiosks):
                row.show_kiosk(kiosks[number])
        rest = len(kiosks) - MOST_ROWS
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("More that need attention: {count}").format(count=rest))
        self._filters[Filter.NEEDED].setText(
            self.tr("Need attention: {count}").format(count=len(kiosks))
        )
        in_use = sum(one.kiosk.look in (Look.IN_USE, Look.WARNING) for one in self._shown)
        self._filters[Filter.IN_USE].setText(self.tr("In use: {count}").format(count=in_use))
        self._filters[Filter.ALL].setText(self.tr("All: {count}").format(count=len(self._shown)))

    def _arrange(self) -> None:
        text, chosen = self._search.text(), []
        for one in self._shown:
            is_wanted = matches(one.kiosk, text) and _passes(one.kiosk, self._filter)
            tile = self._tiles[one.kiosk.name]
            tile.setVisible(is_wanted)
            if is_wanted:
                chosen.append(tile)
        self._grid.set_tiles(chosen)
        self._empty.setVisible(not chosen)
        self._empty.setText(
            self.tr("No kiosk fits.") if self._shown else self.tr("No kiosk has been heard of yet.")
        )

    def _choose(self, one: Filter) -> None:
        self._filter = one
        for key, button in self._filters.items():
            button.setChecked(key is one)
        self._arrange()

    def _keep_flashing(self, rings: bool) -> None:
        if rings and not self._flash.isActive():
            self._lit = True
            self._flash.start()
        elif not rings and self._flash.isActive():
            self._flash.stop()
        else:
            return
        self._light()

    def _blink(self) -> None:
        self._lit = not self._lit
        self._light()

    def _light(self) -> None:
        for one in self._shown:
            self._tiles[one.kiosk.name].light(one.kiosk.rings and self._lit)

    def _make_filters(self) -> dict[Filter, QPushButton]:
        found = {}
        for key in Filter:
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(key is Filter.ALL)
            button.setProperty("role", "tab")
            button.setProperty("fit", "small")
            button.clicked.connect(lambda _=False, key=key: self._choose(key))
            found[key] = button
        return found

    def _lay_out(self) -> None:
        px = self._looks.px
        self._needs = QVBoxLayout()
        self._needs.setSpacing(px(8))
        self._needs.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._toolbar = QWidget()
        tools = QHBoxLayout(self._toolbar)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(px(6))
        self._search.setMaximumWidth(px(340))
        tools.addWidget(self._search, 1)
        tools.addStretch(1)
        for button in self._filters.values():
            tools.addWidget(button)
        self._search.installEventFilter(self)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), 0)
        column.setSpacing(px(14))
        column.addLayout(self._needs)
        column.addWidget(self._toolbar)
        column.addWidget(self._empty)
        column.addWidget(self._scroll, 1)

    def minimumSizeHint(self) -> QSize:
        """Return the least that makes sense: one tile."""
        return QSize(self._looks.px(FULL.width() + 60), self._looks.px(COMPACT.height() + 60))


def _passes(kiosk: Kiosk, chosen: Filter) -> bool:
    match chosen:
        case Filter.ALL:
            return True
        case Filter.NEEDED:
            return kiosk.need is not Need.NOTHING
        case Filter.IN_USE:
            return kiosk.look in (Look.IN_USE, Look.WARNING)
