# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Fields take what is typed and nothing else, mask what is sensitive, and count a message."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from msgspec import structs
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kiosk.forms.checks import FieldError, Rule
from kiosk.forms.model import EntryKind, Item, ItemControl, ItemType, Quantity, Unit, Value
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.field import MessageField, TextField
from kiosk.screen.widgets.keyboard import Keyboard, KeyCap
from kiosk.screen.widgets.numbers import big_steps
from tests.support.questions import Sheet, item, local, look_on, sheet

TYPED, GROUPED, MASKED = "2025550143", "(202) 555-0143", "(•••) •••-0143"
PHONE = item(ItemType.STRING, entry_kind=EntryKind.PHONE, max_length=24)
EMAIL = item(ItemType.STRING, entry_kind=EntryKind.EMAIL, max_length=254)
KG, LB = Unit(local("kg"), "u", "kg"), Unit(local("lb", "libras"), "u", "lb")
_CTRL = Qt.KeyboardModifier.ControlModifier


@contextmanager
def _asked(app: QApplication, asked: Item, *values: Value, language: str = "en") -> Iterator[Sheet]:
    other = item(ItemType.STRING, link_id="other"), ()
    with sheet(app, look_on("portrait"), (asked, values), other, language=language) as view:
        yield view


def _type(view: Sheet, text: str, name: str = "field_q") -> None:
    QTest.keyClicks(view.part(name, QWidget), text)
    view.settle()


def _heard(part: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Value)


# Phone and e-mail


def test_a_phone_is_grouped_as_it_is_typed_and_kept_as_digits(qapp: QApplication) -> None:
    with _asked(qapp, PHONE) as view:
        view.tap("field_q")
        seen = []
        for digit in TYPED:
            _type(view, digit)
            seen.append(view.part("field_q", TextField).text())

        assert seen[2:5] == ["202", "(202) 5", "(202) 55"]
        assert seen[-1] == GROUPED
        assert view.values == (TYPED,)


def test_a_digit_in_the_middle_leaves_the_cursor_beside_it(qapp: QApplication) -> None:
    with _asked(qapp, PHONE, "202555014") as view:
        view.tap("field_q")
        field = view.part("field_q", TextField)
        field.setCursorPosition(len("(202) 5"))
        _type(view, "9")

        assert field.text() == "(202) 595-5014"
        assert field.cursorPosition() == len("(202) 59")


def test_erasing_steps_over_brackets(qapp: QApplication) -> None:
    with _asked(qapp, PHONE, TYPED) as view:
        view.tap("field_q")
        field = view.part("field_q", TextField)
        field.setCursorPosition(len("(202) "))
        QTest.keyClick(field, Qt.Key.Key_Backspace)

        assert field.typed() == "205550143"
        assert field.text()[: field.cursorPosition()].endswith("20")


def test_a_number_from_elsewhere_stays_as_it_was_typed(qapp: QApplication) -> None:
    with _asked(qapp, PHONE) as view:
        view.tap("field_q")
        _type(view, "+52 55 1234 5678")

        assert view.values == ("+52 55 1234 5678",)


@pytest.mark.parametrize(
    ("asked", "answer", "full", "hidden"),
    [
        (PHONE, TYPED, GROUPED, MASKED),
        (PHONE, "20255501", "(202) 555-01", "(202) 555-01"),
        (EMAIL, "mira@example.com", "mira@example.com", "m•••@example.com"),
        (EMAIL, "mira@", "mira@", "mira@"),
    ],
)
def test_a_sensitive_answer_is_masked_once_it_is_whole_until_it_is_touched(
    qapp: QApplication, asked: Item, answer: str, full: str, hidden: str
) -> None:
    with _asked(qapp, asked, answer) as view:
        field = view.part("field_q", TextField)
        assert (field.text(), _heard(field)) == (hidden, hidden)

        view.tap("field_q")
        assert field.text() == full

        view.tap("field_other")
        assert (field.text(), _heard(field)) == (hidden, hidden)
        assert view.said == []


def test_typing_behind_a_mask_changes_the_answer_and_not_the_mask(qapp: QApplication) -> None:
    with _asked(qapp, EMAIL, "mira@example.co") as view:
        view.part("field_q", TextField).insert("m")

        assert view.values == ("mira@example.com",)
        assert view.part("field_q", TextField).text() == "m•••@example.com"


def test_the_page_opens_an_answer_that_lacks_or_is_wrong(qapp: QApplication) -> None:
    needed = structs.replace(PHONE, required=True)
    with _asked(qapp, needed) as view:
        assert view.questions[0].first_focus() is view.part("field_q", TextField)
    with _asked(qapp, needed, TYPED) as view:
        assert view.questions[0].first_focus() is None
        assert view.questions[0].change_focus() is view.part("field_q", TextField)
        view.questions[0].show_error(FieldError("q", Rule.NOT_A_PHONE))
        assert view.questions[0].first_focus() is view.part("field_q", TextField)
    with _asked(qapp, PHONE) as view:
        assert view.questions[0].first_focus() is None


def test_a_wrong_answer_is_seen_until_it_is_mended_and_left(qapp: QApplication) -> None:
    with _asked(qapp, EMAIL, "mira@example.co") as view:
        view.questions[0].show_error(FieldError("q", Rule.CONSTRAINT))
        field = view.part("field_q", TextField)
        view.tap("field_q")
        view.tap("field_other")
        assert field.text() == "mira@example.co"

        view.tap("field_q")
        _type(view, "m")
        assert field.text() == "mira@example.com"
        view.tap("field_other")

        assert field.text() == "m•••@example.com"


def test_a_doubted_answer_is_seen_until_it_is_mended(qapp: QApplication) -> None:
    with _asked(qapp, EMAIL, "mira@gmial.com") as view:
        doubt = FieldError("q", Rule.LIKELY_TYPO, suggestion="gmail.com")
        view.questions[0].show_doubt(doubt)
        field = view.part("field_q", TextField)
        assert field.text() == "mira@gmial.com"
        assert view.questions[0].doubt_part() is view.part("doubt_q", QWidget)
        view.tap("mend_q")

        assert field.text() == "m•••@gmail.com"
        assert view.questions[0].doubt_part() is None


def test_yes_changes_the_domain_that_was_a_slip(qapp: QApplication) -> None:
    with _asked(qapp, EMAIL, "mira@gmial.com") as view:
        doubt = FieldError("q", Rule.LIKELY_TYPO, suggestion="gmail.com")
        view.questions[0].show_doubt(doubt)
        view.tap("mend_q")

        assert view.values == ("mira@gmail.com",)
        assert not view.has("doubt_q")


def test_a_doubt_is_no_error(qapp: QApplication) -> None:
    with _asked(qapp, PHONE, "9995550143") as view:
        view.questions[0].show_doubt(FieldError("q", Rule.UNUSUAL_PHONE))

        assert view.has("doubt_q")
        assert not view.has("error_q")
        assert not view.has("mend_q")
        assert view.part("field_q", TextField).property("state") != "error"


def test_a_doubt_goes_when_the_answer_changes(qapp: QApplication) -> None:
    with _asked(qapp, PHONE, "9995550143") as view:
        view.questions[0].show_doubt(FieldError("q", Rule.UNUSUAL_PHONE))
        view.tap("field_q")
        QTest.keyClick(view.part("field_q", TextField), Qt.Key.Key_Backspace)

        assert not view.has("doubt_q")


# Messages


def test_a_message_is_counted_and_ends_at_its_limit(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.TEXT, max_length=10)) as view:
        view.tap("field_q")
        _type(view, "a longer message")

        assert view.values == ("a longer m",)
        assert view.part("count_q", QLabel).text() == "10 of 10"


@pytest.mark.parametrize(
    ("glass", "scale", "lines"), [("portrait", 1.0, (6, 6)), ("portrait", 2.0, (3, 5))]
)
def test_a_message_is_as_high_as_its_lines_within_limits(
    qapp: QApplication, glass: str, scale: float, lines: tuple[int, int]
) -> None:
    with sheet(qapp, look_on(glass, scale), (item(ItemType.TEXT, max_length=500), ())) as view:
        field = view.part("field_q", MessageField)
        view.tap("field_q")
        line, low = field.fontMetrics().lineSpacing(), field.viewport().height()
        margin = 2 * round(field.document().documentMargin())
        for _ in range(9):
            QTest.keyClick(field, Qt.Key.Key_Return)
        view.settle()

        high = field.viewport().height()
        assert (low - margin, high - margin) == (lines[0] * line, lines[1] * line)


@pytest.mark.parametrize("asked", [item(ItemType.STRING), item(ItemType.TEXT)])
def test_a_field_takes_nothing_from_the_clipboard_and_gives_it_nothing(
    qapp: QApplication, asked: Item
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("from elsewhere")
    with _asked(qapp, asked) as view:
        view.tap("field_q")
        _type(view, "own")
        field = view.part("field_q", QWidget)
        for key in (Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Z):
            QTest.keyClick(field, key, _CTRL)
        QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)

        assert view.values == ("own",)
        assert clipboard.text() == "from elsewhere"
        assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
        assert not field.acceptDrops()
    clipboard.clear()


def test_a_message_takes_nothing_that_is_dropped(qapp: QApplication) -> None:
    data = QMimeData()
    data.setText("from elsewhere")
    with _asked(qapp, item(ItemType.TEXT)) as view:
        field = view.part("field_q", MessageField)
        field.insertFromMimeData(data)

        assert not field.canInsertFromMimeData(data)
        assert field.text() == ""


def test_a_message_selects_nothing(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.TEXT), "two words") as view:
        field = view.part("field_q", MessageField)
        view.tap("field_q")
        QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.mouseDClick(field.viewport(), Qt.MouseButton.LeftButton)
        field.selectAll()

        assert not field.textCursor().hasSelection()


def test_tab_leaves_a_message(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.TEXT)) as view:
        view.tap("field_q")
        QTest.keyClick(view.part("field_q", QWidget), Qt.Key.Key_Tab)

        assert view.part("field_other", TextField).hasFocus()


def test_keys_type_and_erase_in_a_message_at_the_cursor(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.TEXT)) as view:
        field = view.part("field_q", MessageField)
        moves: list[int] = []
        field.cursorPositionChanged.connect(lambda _old, new: moves.append(new))
        for letter in "abc":
            field.insert(letter)
        field.backspace()

        assert (field.text(), field.cursorPosition(), moves) == ("ab", 2, [1, 2, 3, 2])
        assert view.values == ("ab",)


def test_the_keys_on_the_glass_serve_a_message(qapp: QApplication) -> None:
    look = look_on("portrait")
    with _asked(qapp, item(ItemType.TEXT)) as view:
        keys = Keyboard(look, "en", view.window)
        keys.resize(look.panel.width_px, look.px("target") * 5)
        keys.serve(view.part("field_q", MessageField))
        view.settle()
        QTest.mouseClick(view.part("key_h", KeyCap), Qt.MouseButton.LeftButton)
        QTest.mouseClick(view.part("key_i", KeyCap), Qt.MouseButton.LeftButton)

        assert view.values == ("Hi",)
        keys.put_away()


def test_a_particle_of_a_spanish_name_is_written_low_as_it_ends(qapp: QApplication) -> None:
    look = look_on("portrait")
    name = item(ItemType.STRING, entry_kind=EntryKind.PERSON_NAME)
    with _asked(qapp, name, "Luz ", language="es") as view:
        keys = Keyboard(look, "es", view.window)
        keys.resize(look.panel.width_px, look.px("target") * 5)
        keys.serve(view.part("field_q", TextField))
        for key in ("key_d", "key_e", "key_space", "key_s"):
            QTest.mouseClick(view.part(key, KeyCap), Qt.MouseButton.LeftButton)

        assert view.values == ("Luz de S",)
        keys.put_away()


# Numbers


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (ItemType.INTEGER, "42", 42),
        (ItemType.DECIMAL, "98.6", Decimal("98.6")),
        (ItemType.DECIMAL, "98,6", Decimal("98.6")),
        (ItemType.DECIMAL, "1,500", "1,500"),
        (ItemType.INTEGER, "x7y", 7),
    ],
)
def test_a_number_is_read_and_a_text_that_is_none_is_kept(
    qapp: QApplication, kind: ItemType, typed: str, value: Value
) -> None:
    with _asked(qapp, item(kind)) as view:
        view.tap("field_q")
        _type(view, typed)

        assert view.values == (value,)


def test_number_fields_bring_the_keys_of_their_kind(qapp: QApplication) -> None:
    keys = []
    for kind in (ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY):
        with _asked(qapp, item(kind)) as view:
            keys.append(view.part("field_q", TextField).keys)

    assert keys == ["number", "decimal", "decimal"]


def test_less_and_more_stay_within_the_bounds(qapp: QApplication) -> None:
    with _asked(qapp, item(ItemType.INTEGER, min_value=1, max_value=3)) as view:
        view.tap("greater_q")
        assert not view.part("less_q", TouchButton).isEnabled()
        view.tap("greater_q")
        view.tap("greater_q")

        assert view.values == (3,)
        assert not view.part("greater_q", TouchButton).isEnabled()


def test_another_unit_changes_what_the_number_means(qapp: QApplication) -> None:
    asked = item(ItemType.QUANTITY, units=(KG, LB))
    with _asked(qapp, asked, Quantity(Decimal(70), "kg", "u", "kg")) as view:
        view.tap("unit_q_lb")

        assert view.values == (Quantity(Decimal(70), "lb", "u", "lb"),)


def test_a_scale_is_set_by_one_touch_and_moved_by_steps(qapp: QApplication) -> None:
    scale = item(
        ItemType.INTEGER, item_control=ItemControl.SLIDER, min_value=0, max_value=100, slider_step=1
    )
    with _asked(qapp, scale) as view:
        view.tap("stop_q_70")
        view.tap("less_q")

        assert [change.values for change in view.said] == [(70,), (69,)]
        assert view.part("scale_q", QLabel).text() == "69 chosen"


@pytest.mark.parametrize(
    ("most", "step", "stops"),
    [
        (10, 1, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
        (100, 1, (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)),
        (12, 1, (0, 2, 4, 6, 8, 10, 12)),
        (25, 10, (0, 10, 20, 25)),
        (3, 0, (0, 1, 2, 3)),
    ],
)
def test_a_scale_offers_its_ends_and_big_steps(
    most: int, step: int, stops: tuple[int, ...]
) -> None:
    scale = item(ItemType.INTEGER, min_value=0, max_value=most, slider_step=step)

    assert big_steps(scale) == stops


def test_a_repeating_question_takes_another_answer(qapp: QApplication) -> None:
    asked = item(ItemType.STRING, repeats=True, max_occurs=2)
    with _asked(qapp, asked, "one") as view:
        view.tap("more_q")
        _type(view, "two", "field_q_2")

        assert view.values == ("one", "two")
        assert not view.has("more_q")
