# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's own facts stand in every text of the library, in the language of the text."""

import msgspec
import pytest

from kiosk.library.facts import center_facts, filled
from kiosk.library.model import Fact
from kiosk.library.rules import PLACEHOLDERS
from kiosk.settings import DEMO_CENTER
from kiosk.settings.declared import StaffCall

CENTER = msgspec.structs.replace(
    DEMO_CENTER, staff_call=StaffCall("Press the red button.", "Oprima el botón rojo.")
)


def test_every_placeholder_that_content_may_use_is_filled_in_both_languages() -> None:
    facts = center_facts(CENTER)

    assert facts.keys() == {"en", "es"}
    assert all(one.keys() == PLACEHOLDERS for one in facts.values())


@pytest.mark.parametrize(
    ("language", "call"), [("en", "Press the red button."), ("es", "Oprima el botón rojo.")]
)
def test_center_says_itself_how_to_call_staff(language: str, call: str) -> None:
    fact = Fact("{staff_call} {fever_f}", ("GK",))

    found = filled(fact, center_facts(CENTER)[language])

    assert found == Fact(f"{call} 100.4 °F (38 °C)", ("GK",))
