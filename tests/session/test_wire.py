# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.faults import EnvironmentFault
from kiosk.session.logo import MAX_LOGO_BYTES
from kiosk.session.messages import (
    Alive,
    Broken,
    Configure,
    EndReason,
    FromScreen,
    PageOpened,
    Ready,
    RequestStored,
    ScreenKind,
    SearchedInVain,
    Show,
    Shown,
    Standing,
    ToScreen,
    VisitBegan,
    VisitEnded,
)
from kiosk.session.wire import MAX_FIRST_LINE_BYTES, MAX_LINE_BYTES, LineReader, encode
from kiosk.settings import DEMO_CENTER, Display, Languages, Requests, Visit

CONFIGURE = Configure(
    standing=Standing.LIVE,
    kiosk="kiosk-1",
    center=DEMO_CENTER,
    display=Display(),
    visit=Visit(),
    languages=Languages(),
    requests=Requests(),
    library="/library.db",
    slot="/slot",
    recipients=("age1" + "q" * 58,) * 20,
    window=ScreenKind.FULL_SCREEN,
    logo=bytes(MAX_LOGO_BYTES),
    logo_type="image/png",
)
MESSAGES: list[FromScreen] = [
    Ready(12.5),
    Shown(3.25),
    Alive(),
    VisitBegan(),
    VisitEnded(EndReason.IDLE),
    RequestStored("00000000-0000-4000-8000-000000000000", "K7QM", "contact"),
    PageOpened("article", "migraña"),
    SearchedInVain(),
    Broken("line\nfeed"),
]


def _reader() -> LineReader[FromScreen]:
    return LineReader(FromScreen)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda one: type(one).__name__)
def test_message_arrives_as_it_was_sent(message: FromScreen) -> None:
    assert _reader().feed(encode(message)) == (message,)


@given(st.lists(st.integers(min_value=1, max_value=40), min_size=1))
def test_pieces_of_any_size_make_the_same_messages(sizes: list[int]) -> None:
    data, reader = b"".join(map(encode, MESSAGES)), _reader()
    found: list[FromScreen] = []
    while data:
        for size in sizes:
            found += reader.feed(data[:size])
            data = data[size:]

    assert found == MESSAGES


def test_half_a_line_is_kept_for_the_rest() -> None:
    reader, line = _reader(), encode(Ready(1.0))

    assert reader.feed(line[:5]) == ()
    assert reader.feed(line[5:]) == (Ready(1.0),)


@pytest.mark.parametrize(
    "data",
    [
        b"hello\n",
        b"{}\n",
        b"\n",
        b'{"type":"explode"}\n',
        b'{"type":"ready"}\n',
        b'{"type":"ready","warm_ms":"soon"}\n',
        b"\xff\xfe\n",
        encode(Show()),
    ],
)
def test_line_that_is_no_known_message_is_refused(data: bytes) -> None:
    with pytest.raises(EnvironmentFault):
        _reader().feed(data)


def test_refusal_does_not_repeat_what_was_said() -> None:
    with pytest.raises(EnvironmentFault) as refused:
        _reader().feed(b'{"name":"Canaria"}\n')

    assert "Canaria" not in str(refused.value)


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_line_without_end_is_refused_before_it_fills_the_memory(end: bytes) -> None:
    with pytest.raises(EnvironmentFault):
        _reader().feed(b"x" * (MAX_LINE_BYTES + 1) + end)


def test_message_too_long_for_a_line_is_not_sent() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode(Broken("x" * MAX_LINE_BYTES))


def test_configuration_with_the_largest_logo_is_one_line() -> None:
    reader: LineReader[ToScreen] = LineReader(ToScreen, MAX_FIRST_LINE_BYTES)

    assert reader.feed(encode(CONFIGURE, MAX_FIRST_LINE_BYTES)) == (CONFIGURE,)


def test_line_as_long_as_a_first_one_is_refused_later() -> None:
    with pytest.raises(ValueError, match="too long"):
        encode(CONFIGURE)
    with pytest.raises(EnvironmentFault):
        LineReader(ToScreen).feed(encode(CONFIGURE, MAX_FIRST_LINE_BYTES))
