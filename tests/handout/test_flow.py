# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Rows fall on pages so that what belongs together stays together."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kiosk.handout.flow import Frame, Leaf, Row, paginate, together

ROOM = 100.0
Canvas = list[str]


FRAMES = (Frame(line=1, left=0, width=50, pad=4), Frame(line=3, left=0, width=50, pad=2))


def row(
    name: str,
    height: float = 10.0,
    *,
    keeps: bool = False,
    before: float = 0.0,
    frame: Frame | None = None,
) -> Row[Canvas]:
    return Row(height, lambda canvas, top: canvas.append(name), before, keeps, frame)


def names(leaf: Leaf[Canvas]) -> list[str]:
    canvas: Canvas = []
    for placed in leaf.rows:
        placed.row.paint(canvas, placed.top)
    return canvas


def test_page_that_is_full_is_turned() -> None:
    leaves = paginate([row("long", 60), row("next", 60)], ROOM)

    assert [names(leaf) for leaf in leaves] == [["long"], ["next"]]


def test_nothing_still_makes_one_page() -> None:
    assert len(paginate([], ROOM)) == 1


def test_heading_goes_to_the_page_of_its_text() -> None:
    leaves = paginate([row("text", 85), row("heading", keeps=True), row("below")], ROOM)

    assert [names(leaf) for leaf in leaves] == [["text"], ["heading", "below"]]


def test_rows_that_no_page_can_hold_part() -> None:
    rows = together(row(str(number), 40) for number in range(4))

    assert [names(leaf) for leaf in paginate(rows, ROOM)] == [["0", "1"], ["2", "3"]]


def test_room_above_is_left_out_at_the_top_of_a_page() -> None:
    leaves = paginate([row("a", 95), row("b", before=30)], ROOM)

    assert leaves[1].rows[0].top == 0


def test_head_of_a_table_is_repeated() -> None:
    head = row("head", keeps=True)
    rows = [replace(row(str(number), 40), header=head) for number in range(3)]

    leaves = paginate([head, *rows], ROOM)

    assert [names(leaf) for leaf in leaves] == [["head", "0", "1"], ["head", "2"]]


def test_head_may_say_that_it_is_repeated() -> None:
    head = replace(row("head", keeps=True), again=row("head again"))
    rows = [replace(row(str(number), 40), header=head) for number in range(3)]

    leaves = paginate([head, *rows], ROOM)

    assert [names(leaf) for leaf in leaves] == [["head", "0", "1"], ["head again", "2"]]


def test_head_that_moves_to_the_next_page_is_not_repeated() -> None:
    head = replace(row("head", keeps=True), again=row("head again"))
    rows = [replace(row(str(number), 60, keeps=True), header=head) for number in range(2)]

    leaves = paginate([row("text", 85, keeps=True), head, *rows], ROOM)

    assert [names(leaf) for leaf in leaves] == [["text"], ["head", "0"], ["head again", "1"]]


def test_frame_is_closed_on_each_page() -> None:
    frame = Frame(line=1, left=0, width=50, pad=5)
    rows = [replace(row(str(number), 40), frame=frame) for number in range(3)]

    leaves = paginate(rows, ROOM)

    assert [len(leaf.frames) for leaf in leaves] == [1, 1]
    assert leaves[0].frames[0].bottom == 85
    assert leaves[1].frames[0].top == 0


def test_what_follows_a_frame_stands_below_its_line() -> None:
    frame = Frame(line=1, left=0, width=50, pad=5)
    (leaf,) = paginate([replace(row("in"), frame=frame), row("after")], ROOM)

    assert leaf.rows[1].top >= leaf.frames[0].bottom


@given(
    st.lists(
        st.builds(
            row,
            st.text("abc", min_size=1, max_size=3),
            st.floats(1, 90),
            keeps=st.booleans(),
            before=st.floats(0, 30),
            frame=st.sampled_from([None, *FRAMES]),
        )
    )
)
def test_every_row_is_there_once_in_order_and_inside(rows: list[Row[Canvas]]) -> None:
    leaves = paginate(rows, ROOM)

    assert [placed.row for leaf in leaves for placed in leaf.rows] == rows
    for leaf in leaves:
        ends = [placed.top + placed.row.height for placed in leaf.rows]
        starts = [placed.top for placed in leaf.rows]
        assert all(end <= ROOM + 1e-6 for end in ends)
        assert all(framed.bottom <= ROOM + 1e-6 for framed in leaf.frames)
        assert all(above.bottom <= below.top for above, below in pairwise(leaf.frames))
        assert all(start >= end - 1e-6 for start, end in zip(starts[1:], ends, strict=False))
