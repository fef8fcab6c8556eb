# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

import contextlib
import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.forms.expressions import LONGEST, Answered, ExpressionError, compiled
from kiosk.forms.model import Coding, Quantity
from tests.support.forms import SYSTEM, TODAY

KG = Quantity(Decimal("70.0"), "kg", "u", "kg")
RESOURCE = Answered(
    items=[
        Answered("n", (5,)),
        Answered("d", (Decimal("1.10"),)),
        Answered("t", (" Ana ",)),
        Answered("day", (date(2008, 5, 1),)),
        Answered("leap", (date(2024, 2, 29),)),
        Answered("yes", (True,)),
        Answered("no", (False,)),
        Answered("c", (Coding("x", SYSTEM), Coding("y", SYSTEM))),
        Answered("kg", (KG,)),
        Answered("empty"),
        Answered("g", items=[Answered("in", (7,)), Answered("out")]),
        Answered("hollow", items=[Answered("nothing")]),
    ]
)


def _of(link_id: str) -> str:
    return f"%resource.item.where(linkId='{link_id}').answer.value"


TRUE = [
    "true",
    "false.not()",
    f"{_of('n')} = 5",
    f"{_of('n')} = 5.0",
    f"{_of('n')} + 1 > 5 and 2 * {_of('n')} = 10",
    f"-{_of('n')} < -4",
    f"{_of('d')} = 1.1",
    f"{_of('d')} + 0.2 = 1.3",
    f"{_of('t')} = 'Ana' and {_of('t')}.length() = 3",
    f"{_of('t')} < 'Ano'",
    f"{_of('day')} <= today() - 18 years",
    f"({_of('day')} > today() - 18 years).not()",
    f"{_of('day')} = @2008-05-01",
    f"{_of('leap')} + 1 year = @2025-02-28",
    f"{_of('leap')} - 1 month = @2024-01-29",
    f"{_of('leap')} + 1 week = @2024-03-07",
    "@2026-12-31 + 2 months = @2027-02-28",
    "@2026-01-31 - 2 months = @2025-11-30",
    f"{_of('yes')} and {_of('no')}.not()",
    f"{_of('c')}.code = 'x' or {_of('c')}.where(code = 'y').exists()",
    f"{_of('c')}.count() = 2 and {_of('c')}.first().system = '{SYSTEM}'",
    f"{_of('kg')} > {_of('kg')} or {_of('kg')} >= {_of('kg')}",
    f"{_of('kg')}.value = 70 and {_of('kg')}.unit = 'kg'",
    f"{_of('empty')}.empty() and {_of('nobody')}.exists().not()",
    "%resource.descendants().where(linkId='in').answer.value = 7",
    "%resource.item.where(linkId='g').item.answer.value = 7",
    "%resource.item.exists(linkId='g')",
    "%resource.item.where(answer.value < today()).count() = 2",
    "%resource.item.where(linkId='hollow').empty()",
    "%resource.descendants().answer.count() = 11",
    "answer.value = 5 and $this.answer.exists() and %context.linkId = 'n'",
    "{}.empty()",
    f"({_of('empty')} = 5).empty()",
    f"({_of('n')} > 'x').empty()",
    f"({_of('n')} + 'x').empty()",
    "(1 = 'x').not()",
    "(true = 1).not()",
    "false implies {}",
    "({} implies true) and ({} or true) and ({} and false).not()",
    "({} and true).empty() and (true xor false) and ({} xor true).empty()",
    "1 + 2 * 3 = 7 and (1 + 2) * 3 = 9 and 5 - 2 - 1 = 2",
    "1 < 2 = true",
    r"'it\'s' = 'it\'s' and 'a\\b'.length() = 3",
    "(@9999-12-31 + 1 day).empty() and (@0001-01-01 - 9999 years).empty()",
]
FALSE = [
    "false",
    "{}",
    f"{_of('empty')} > 3",
    f"{_of('c')} = 'x'",
    f"{_of('n')} != 5",
    "true and {}",
    "item.exists()",
    "@2026-02-01 > @2026-02-01",
]
REFUSED = [
    "", "1 +", "(1", "1)", "item.", "item.where(linkId='a'", "item.exists() garbage", "item.foo()",
    "item.matches('a')", "repeat(item)", "item.anwser", "%patient", "%questionnaire.item", "1 | 2",
    "item[0]", "'open", "@2026-13-01", "@2026-01", "@2026-01-01T10:00", "now()", "item is Group",
    "1 'kg'", "4 / 2", "5 mod 2", "1.5 years", "10000 years", "1e5", "a'b'", "iif(true, 1, 2)",
    "item.where(%resource.exists())", "item.where(descendants().exists())", "item.where()",
    "where(descendants().exists())", "item.count(1)", "--1", "item.descendants(", "\x00", "é",
    "(" * 30 + "1" + ")" * 30, "1" + " + 1" * 200, " " * (LONGEST + 1), "1" * 40,
]  # fmt: skip


def _holds(text: str) -> bool:
    return compiled(text).holds(RESOURCE, RESOURCE.items[0], TODAY)


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_holds(text: str) -> None:
    assert _holds(text)


@pytest.mark.parametrize("text", FALSE)
def test_what_is_false_or_nothing_does_not_hold(text: str) -> None:
    assert not _holds(text)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_supported_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        compiled(text)


def test_an_expression_knows_the_items_that_it_names() -> None:
    named = compiled("item.where(linkId = 'a').exists() or item.where(linkId='b\\'').exists()")

    assert named.link_ids == ("a", "b'")


_WORDS = st.sampled_from(
    ["item", "answer", "value", "linkId", ".", "(", ")", "where", "exists", "descendants", "()",
     "%resource", "$this", "=", "<", "+", "-", "*", "and", "implies", "'a'", "5", "1.5", "{}",
     "@2026-01-31", "1 month", "not()", "today()", "count()", "first()", "code"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=30))
def test_any_text_is_refused_or_answered(text: str) -> None:
    with contextlib.suppress(ExpressionError):
        assert compiled(text).holds(RESOURCE, RESOURCE.items[0], TODAY) in (True, False)


def test_the_worst_expression_of_the_largest_form_is_quick() -> None:
    wide = Answered(items=[Answered(str(n), (str(n),)) for n in range(300)])
    chain = "%resource" + ".descendants()" * 4
    inner = "item.where(answer.value = 'x').exists() or answer.value = 'y'"
    text = " or ".join(f"{chain}.where({inner}).exists()" for _ in range(4))
    started = time.monotonic()

    assert not compiled(text).holds(wide, wide, TODAY)

    assert time.monotonic() - started < 1


def test_no_answer_is_told_by_a_repr() -> None:
    assert "Ana" not in repr(RESOURCE)
