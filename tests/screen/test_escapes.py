# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Ways out of the window that visitors have found in other kiosks; none may lead anywhere here.

Source:
    escape.md, numbers in the tests' names' order: 1, 3, 9-11, 15-18, 22, 26, 29, 31, 35-37, 40, 43.
"""

import ast
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.screen.route import Route, RouteName
from tests.support.screen import Screen

SCREEN = Path(__file__).parents[2] / "kiosk" / "screen"
SOURCES = sorted(SCREEN.rglob("*.py"))
BANNED = {
    "QDialog", "QMenu", "QToolTip", "QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog",
    "QFontDialog", "QPrintDialog", "QWhatsThis", "QTextBrowser", "QWebEngineView", "QShortcut",
    "QAction", "QComboBox", "QCompleter", "QSystemTrayIcon",
}  # fmt: skip
WANTED = "left by somebody"
Ctrl, Shift, Alt = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def searching(visit: Screen) -> Screen:
    """A visit on the search page, with the cursor in its field."""
    visit.open(Route(RouteName.SEARCH), "search_field")
    visit.until(lambda: visit.part("search_field").hasFocus())
    return visit


def _only_the_kiosk_is_shown(view: Screen) -> bool:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [view.shell]


def test_window_does_not_close(visit: Screen) -> None:
    QTest.keyClick(visit.shell, Qt.Key.Key_F4, Alt)
    visit.shell.close()

    assert visit.shell.isVisible()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Shift),
        (Qt.Key.Key_F10, Shift),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Q, Ctrl),
        (Qt.Key.Key_W, Ctrl),
        (Qt.Key.Key_O, Ctrl),
        (Qt.Key.Key_P, Ctrl),
        (Qt.Key.Key_Left, Alt),
        (Qt.Key.Key_HomePage, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Alt),
    ],
)
def test_key_that_leads_out_elsewhere_leads_nowhere(
    visit: Screen, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    QTest.keyClick(visit.shell, key, modifiers)

    assert visit.has("home_learn")
    assert _only_the_kiosk_is_shown(visit)
    assert visit.ended() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert])
def test_nothing_typed_reaches_the_clipboard(searching: Screen, key: Qt.Key) -> None:
    QApplication.clipboard().setText(WANTED)
    field = searching.part("search_field", QLineEdit)
    searching.type("rash")
    QTest.keyClick(field, Qt.Key.Key_A, Ctrl)

    QTest.keyClick(field, key, Ctrl)

    assert QApplication.clipboard().text() == WANTED
    assert field.text().lower() == "rash"


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Qt.Key.Key_V, Ctrl), (Qt.Key.Key_Insert, Shift), (Qt.Key.Key_Paste, Ctrl)],
)
def test_clipboard_reaches_no_field(
    searching: Screen, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    QApplication.clipboard().setText(WANTED)
    field = searching.part("search_field", QLineEdit)

    _press(field, key, modifiers)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)

    assert field.text() == ""


def _double_click(field: QLineEdit) -> None:
    middle = _at(field, 0.1)
    QTest.mouseDClick(field, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=middle)


def _drag(field: QLineEdit) -> None:
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=_at(field, 0.05))
    QTest.mouseMove(field, _at(field, 0.8))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, pos=_at(field, 0.8))


def _shift_click(field: QLineEdit) -> None:
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=_at(field, 0.9))
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, Shift, pos=_at(field, 0.05))


def _shift_arrows(field: QLineEdit) -> None:
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(field, key, Shift)


def _select_all(field: QLineEdit) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Ctrl)


def _tab_away_and_back(field: QLineEdit) -> None:
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget() or field, Qt.Key.Key_Tab, Shift)
    assert field.hasFocus()


def _at(field: QLineEdit, part: float) -> QPoint:
    return QPoint(round(field.width() * part), field.height() // 2)


@pytest.mark.parametrize(
    "act", [_double_click, _drag, _shift_click, _shift_arrows, _select_all, _tab_away_and_back]
)
def test_nothing_typed_can_be_selected(searching: Screen, act: Callable[[QLineEdit], None]) -> None:
    QApplication.clipboard().setText(WANTED)
    field = searching.part("search_field", QLineEdit)
    searching.type("rash")
    selected: list[str] = []
    field.selectionChanged.connect(lambda: selected.append(field.selectedText()))

    act(field)

    assert not field.hasSelectedText()
    assert not any(selected)
    assert QApplication.clipboard().text() == WANTED


def test_letter_typed_after_tab_replaces_nothing(searching: Screen) -> None:
    field = searching.part("search_field", QLineEdit)
    searching.type("ras")
    _tab_away_and_back(field)

    QTest.keyClicks(field, "h")

    assert field.text().lower() == "rash"


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_Z, Ctrl), (Qt.Key.Key_Backspace, Alt)])
def test_what_was_deleted_does_not_come_back(
    searching: Screen, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    field = searching.part("search_field", QLineEdit)
    searching.type("ab")
    for _ in "ab":
        searching.tap("key_backspace")

    QTest.keyClick(field, key, modifiers)

    assert field.text() == ""


def test_right_click_and_long_press_open_nothing(searching: Screen) -> None:
    for part in searching.parts(QWidget):
        where = part.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, part.mapToGlobal(where))
        QApplication.sendEvent(part, event)
        QTest.mouseClick(part, Qt.MouseButton.RightButton)

    assert QApplication.activePopupWidget() is None
    assert _only_the_kiosk_is_shown(searching)


def test_nothing_takes_what_is_dropped(searching: Screen) -> None:
    takers = [part.objectName() for part in searching.parts(QWidget) if part.acceptDrops()]

    assert takers == []
    assert not searching.shell.acceptDrops()


@pytest.mark.parametrize(
    "address", ["http:x", "https:x", "file:///", "mailto:x", "tel:911"], ids=lambda text: text[:4]
)
def test_link_opens_nothing(visit: Screen, address: str) -> None:
    assert QDesktopServices.openUrl(QUrl(address))
    assert visit.has("home_learn")
    assert _only_the_kiosk_is_shown(visit)


def test_two_thousand_keys_and_five_hundred_touches_leave_one_window(visit: Screen) -> None:
    chance = random.Random(20_261_122)
    keys = [key for key in Qt.Key if 0 < key.value < Qt.Key.Key_unknown.value]
    modifiers = [Qt.KeyboardModifier.NoModifier, Shift, Ctrl, Alt, Ctrl | Alt]
    for turn in range(2_000):
        here = QApplication.focusWidget() or visit.shell
        _press(here, chance.choice(keys), chance.choice(modifiers))
        if turn % 4 == 0:
            place = QPoint(
                chance.randrange(visit.shell.width()), chance.randrange(visit.shell.height())
            )
            visit.finger.tap_at(place)

    assert _only_the_kiosk_is_shown(visit)


def _press(part: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    """Press and release any key; the window system's way where QTest knows the key."""
    if key.value < 0x7F or Qt.Key.Key_Escape.value <= key.value <= Qt.Key.Key_F12.value:
        QTest.keyClick(part, key, modifiers)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(part, QKeyEvent(kind, key.value, modifiers))


def test_wheel_with_control_changes_no_size(visit: Screen) -> None:
    visit.open(Route(RouteName.ARTICLE, "migraine-infusions"), "sources_open")
    title = visit.part("article_title")
    before = title.fontMetrics().height()

    _wheel(title)

    assert title.fontMetrics().height() == before


def _wheel(part: QWidget) -> None:
    middle = QPointF(part.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(part.mapToGlobal(part.rect().center())),
        QPoint(0, 0),
        QPoint(0, 1200),
        Qt.MouseButton.NoButton,
        Ctrl,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(part, event)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(SCREEN).as_posix())
def test_source_uses_nothing_that_opens_a_window_of_its_own(source: Path) -> None:
    used = {node.id for node in ast.walk(_tree(source)) if isinstance(node, ast.Name)}
    imported = {
        alias.name
        for node in ast.walk(_tree(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }

    assert not (used | imported) & BANNED


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(SCREEN).as_posix())
def test_source_writes_no_look_outside_of_the_theme(source: Path) -> None:
    if source.parent.name == "theme":
        allowed = {"setStyleSheet", "setFont", "QColor"}
    else:
        makes_the_application = source.name in ("stage.py", "backdrop.py")
        allowed = {"setStyleSheet"} if makes_the_application else set()

    assert _looks(_tree(source)) <= allowed


def _looks(tree: ast.AST) -> set[str]:
    """Return the calls that set fonts or sheets, and ``QColor`` if a color is written out."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in ("setStyleSheet", "setFont"):
            found.add(name)
        if isinstance(node.func, ast.Name) and node.func.id == "QColor":
            found.update("QColor" for one in node.args if isinstance(one, ast.Constant))
    return found


def _tree(source: Path) -> ast.AST:
    return ast.parse(source.read_text("utf-8"))
