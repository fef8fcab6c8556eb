# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.kinds import is_sound_decimal
from kiosk.forms.model import Quantity, Value
from kiosk.forms.typed import typed_text, typed_value
from tests.support.forms import form_of, item, sample

FORM = form_of(
    item("integer", "integer"),
    item("decimal", "decimal"),
    item("date", "date"),
    item("quantity", "quantity"),
    item("string"),
    item("boolean", "boolean"),
)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("integer", " 12 ", 12),
        ("integer", "-4", -4),
        ("integer", "1.5", None),
        ("integer", "", None),
        ("integer", "٣", None),
        ("integer", "1" * 5000, None),
        ("decimal", "1.5", Decimal("1.5")),
        ("decimal", "1,5", Decimal("1.5")),
        ("decimal", "1.50", Decimal("1.50")),
        ("decimal", "3.", Decimal(3)),
        ("decimal", "1,500", None),
        ("decimal", "1e5", None),
        ("decimal", "NaN", None),
        ("date", "2026-02-28", date(2026, 2, 28)),
        ("date", "2026-02-30", None),
        ("date", "20260228", None),
        ("quantity", "70.5", Quantity(Decimal("70.5"))),
        ("quantity", "much", None),
        ("string", " Ana ", " Ana "),
        ("boolean", "true", None),
    ],
)
def test_a_text_is_read_as_the_type_of_its_question(
    kind: str, typed: str, value: Value | None
) -> None:
    read = typed_value(FORM.find(kind), typed, "en")

    assert read == value
    assert type(read) is type(value)


def test_an_amount_has_the_chosen_unit_in_the_language_of_the_visit() -> None:
    weight = sample("vitals").find("weight")
    first = typed_value(weight, "70", "es")
    second = typed_value(weight, "70", "es", weight.units[1])

    assert (str(first), str(second)) == ("70 kg", "70 libras")


_NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).filter(is_sound_decimal)


@given(
    st.one_of(
        st.tuples(st.just("integer"), st.integers(-(2**31), 2**31 - 1)),
        st.tuples(st.just("decimal"), _NUMBERS),
        st.tuples(st.just("quantity"), _NUMBERS.map(Quantity)),
        st.tuples(st.just("date"), st.dates()),
        st.tuples(st.just("string"), st.text()),
    )
)
def test_a_value_shown_in_a_field_is_read_back(answer: tuple[str, Value]) -> None:
    kind, value = answer

    assert typed_value(FORM.find(kind), typed_text(value), "en") == value
