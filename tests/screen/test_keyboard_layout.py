# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.model import EntryKind, Item, ItemType
from kiosk.screen.widgets.keyboard_layout import (
    PADS,
    Action,
    Board,
    Key,
    Layer,
    Layout,
    Shift,
    insertion,
    layout_for,
    opened,
)

BOARDS = [
    Board(layout, language, layer, shift, wide)
    for layout in Layout
    for language in ("en", "es")
    for layer in Layer
    for shift in Shift
    for wide in (False, True)
]


def _keys(board: Board) -> list[Key]:
    return [key for row in board.rows for key in row]


def _key(board: Board, name: str) -> Key:
    return next(key for key in _keys(board) if key.name == name)


def _typed(text: str, *names: str, layout: Layout = Layout.NAME, language: str = "en") -> str:
    """Touch keys one after the other and return the text."""
    board = opened(layout, language, text)
    for name in names:
        key = _key(board, name)
        board = board.pressed(key)
        if key.action is Action.BACKSPACE:
            text = text[:-1]
        elif key.action is Action.TYPE:
            if low := board.particle(key, text):
                text = text.removesuffix(low.capitalize()) + low
            board = board.noted(key, text)
            text += insertion(key, text)
        else:
            continue
        board = board.after_text(text)
    return text


def _spelled(text: str) -> list[str]:
    return ["key_space" if letter == " " else f"key_{letter}" for letter in text]


@pytest.mark.parametrize("board", BOARDS, ids=str)
def test_keys_fit_their_board_and_have_names_of_their_own(board: Board) -> None:
    names = [key.name for key in _keys(board)]

    assert all(sum(key.width for key in row) <= board.columns for row in board.rows)
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize("board", BOARDS, ids=str)
def test_every_board_can_erase_go_on_and_be_hidden(board: Board) -> None:
    actions = {key.action for key in _keys(board)}

    assert {Action.BACKSPACE, Action.NEXT, Action.HIDE} <= actions


@pytest.mark.parametrize("layout", Layout)
def test_a_low_glass_has_at_most_five_rows(layout: Layout) -> None:
    assert len(Board(layout, "es", wide=True).rows) <= 5


@pytest.mark.parametrize("layout", [Layout.NAME, Layout.MESSAGE])
@pytest.mark.parametrize("language", ["en", "es"])
def test_spanish_letters_are_within_one_touch_more(layout: Layout, language: str) -> None:
    letters = Board(layout, language)
    accents = letters.pressed(_key(letters, "key_accents"))

    reached = {key.text for key in (*_keys(letters), *_keys(accents))}

    assert set("áéíóúüñ") <= reached


@pytest.mark.parametrize("layout", [Layout.NAME, Layout.MESSAGE])
def test_spanish_has_its_letter_beside_l(layout: Layout) -> None:
    texts = [key.text for key in _keys(Board(layout, "es"))]

    assert texts[texts.index("l") + 1] == "ñ"
    assert "ñ" not in {key.text for key in _keys(Board(layout, "en"))}


@pytest.mark.parametrize("layer", ["key_accents", "key_symbols"])
def test_spanish_marks_are_there_for_a_message(layer: str) -> None:
    letters = Board(Layout.MESSAGE, "es")

    assert set("¿¡?") <= {key.text for key in _keys(letters.pressed(_key(letters, layer)))}


def test_a_name_gets_its_capitals_by_itself() -> None:
    typed = _typed("", "key_a", "key_n", "key_a", "key_hyphen_minus", "key_e", "key_space", "key_o")

    assert typed == "Ana-E O"


@pytest.mark.parametrize(
    ("touched", "name"),
    [
        ("maria del rosario", "Maria del Rosario"),
        ("fernandez de la vega y sol", "Fernandez de la Vega y Sol"),
        ("de la vega", "De la Vega"),
        ("ana dela sol", "Ana Dela Sol"),
        ("ana y", "Ana Y"),
    ],
)
def test_spanish_particles_within_a_name_are_written_low(touched: str, name: str) -> None:
    assert _typed("", *_spelled(touched), language="es") == name


def test_elsewhere_a_name_keeps_the_capitals_that_were_offered() -> None:
    assert _typed("", *_spelled("oscar de la hoya")) == "Oscar De La Hoya"


def test_a_capital_that_the_visitor_chose_stays() -> None:
    own = ["key_shift", "key_shift", "key_d", "key_e", "key_space", "key_s"]

    assert _typed("Ana ", *own, language="es") == "Ana De S"


def test_a_capital_of_a_real_keyboard_stays() -> None:
    board = opened(Layout.NAME, "es", "Ana ")
    board = board.noted(Key("D", "D"), "Ana ").after_text("Ana D").after_text("Ana ")

    assert board.after_text("Ana D").particle(Key(" ", " "), "Ana De") == ""


def test_a_name_may_begin_small() -> None:
    assert _typed("", "key_shift", "key_d", "key_e") == "de"


@pytest.mark.parametrize("before", ["", "Ana ", "Sol-", "O'", "O\u2019", "J.", "Mc", "Ana Mc"])
def test_a_part_of_a_name_is_offered_a_capital(before: str) -> None:
    assert opened(Layout.NAME, "en", before).shift is Shift.AUTO


@pytest.mark.parametrize("before", ["A", "Mac", "Tomc", "mc", "McD"])
def test_a_name_goes_on_in_small_letters(before: str) -> None:
    assert opened(Layout.NAME, "en", before).shift is Shift.OFF


def test_an_offered_capital_is_refused_with_one_touch() -> None:
    assert _typed("Mc", "key_shift", "key_a") == "Mca"


def test_a_capital_within_a_name_takes_one_touch() -> None:
    assert _typed("De", "key_shift", "key_v", "key_o") == "DeVo"


def test_shift_touched_twice_stays_until_touched_again() -> None:
    keys = ["key_shift", "key_shift", "key_a", "key_b", "key_shift", "key_c"]

    assert _typed("x", *keys) == "xABc"


def test_erasing_to_the_start_of_a_word_offers_the_capital_again() -> None:
    assert _typed("A", "key_backspace", "key_b") == "B"


def test_accents_serve_one_letter() -> None:
    name = "key_latin_small_letter_e_with_acute"

    assert _typed("Jos", "key_accents", name, "key_space", "key_a") == "José A"


def test_an_accented_letter_may_be_a_capital() -> None:
    assert _typed("", "key_accents", "key_latin_small_letter_a_with_acute") == "Á"


def test_a_message_begins_sentences_with_a_capital() -> None:
    keys = ["key_a", "key_full_stop", "key_space", "key_b", "key_space", "key_c"]

    assert _typed("", *keys, layout=Layout.MESSAGE) == "A. B c"


@pytest.mark.parametrize("before", ["¿", "Hola. ¡"])
def test_a_spanish_question_begins_with_a_capital(before: str) -> None:
    assert opened(Layout.MESSAGE, "es", before).shift is Shift.AUTO


def test_symbols_stay_until_left() -> None:
    keys = ["key_symbols", "key_1", "key_2", "key_symbols", "key_a"]

    assert _typed("x", *keys, layout=Layout.MESSAGE) == "x12a"


def test_a_mail_domain_brings_its_at_sign_once() -> None:
    assert _typed("ana", "key_gmail_com", layout=Layout.EMAIL) == "ana@gmail.com"
    assert _typed("ana@", "key_gmail_com", layout=Layout.EMAIL) == "ana@gmail.com"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("text", [*"@.-_+0z", ".com", "gmail.com", "icloud.com"])
def test_an_address_needs_no_other_layer(text: str, wide: bool) -> None:
    assert text in {key.text for key in _keys(opened(Layout.EMAIL, "es", "", wide=wide))}


def test_an_address_begins_small() -> None:
    assert opened(Layout.EMAIL, "en", "").shift is Shift.OFF


@pytest.mark.parametrize("layout", sorted(PADS))
def test_a_pad_types_digits_and_a_point_only_where_it_may_be(layout: Layout) -> None:
    typing = "".join(key.text for key in _keys(opened(layout, "en", "")))

    assert typing == "1234567890" + ("." if layout is Layout.DECIMAL else "")


@given(st.lists(st.integers(0, 60), max_size=60), st.sampled_from(list(Layout)))
def test_nothing_is_learnt(touches: list[int], layout: Layout) -> None:
    board, text = opened(layout, "en", ""), ""
    for touch in touches:
        keys = _keys(board)
        key = keys[touch % len(keys)]
        text += insertion(key, text)
        board = board.pressed(key).after_text(text)

    assert opened(layout, "en", "") == opened(layout, "en", "").after_text("")
    assert board.rows == Board(layout, "en", board.layer, board.shift).rows


@pytest.mark.parametrize(
    ("item", "layout"),
    [
        (Item(link_id="a", type=ItemType.STRING, entry_kind=EntryKind.PERSON_NAME), Layout.NAME),
        (Item(link_id="a", type=ItemType.STRING, entry_kind=EntryKind.PHONE), Layout.PHONE),
        (Item(link_id="a", type=ItemType.STRING, entry_kind=EntryKind.EMAIL), Layout.EMAIL),
        (Item(link_id="a", type=ItemType.STRING, entry_kind=EntryKind.POSTAL_CODE), Layout.NUMBER),
        (Item(link_id="a", type=ItemType.STRING), Layout.MESSAGE),
        (Item(link_id="a", type=ItemType.TEXT), Layout.MESSAGE),
        (Item(link_id="a", type=ItemType.INTEGER), Layout.NUMBER),
        (Item(link_id="a", type=ItemType.DECIMAL), Layout.DECIMAL),
        (Item(link_id="a", type=ItemType.QUANTITY), Layout.DECIMAL),
    ],
)
def test_an_item_gets_the_keys_that_suit_it(item: Item, layout: Layout) -> None:
    assert layout_for(item) is layout
