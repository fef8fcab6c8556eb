# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""How much a visitor has to do for each form, by finger alone; ``--log-cli-level=info`` tells it.

Source:
    Issue 6: the contact request takes at most 60 touches, and 90 s at a normal pace.
"""

import logging

import pytest

from tests.support.filling import WAYS, Visitor
from tests.support.screen import Screen

_log = logging.getLogger(__name__)
MOST_TOUCHES = {"contact": 60, "refer-me": 75, "refer-someone": 95}
MOST_SECONDS = {"contact": 90, "refer-me": 110, "refer-someone": 140}


@pytest.mark.parametrize("form", sorted(WAYS))
def test_a_form_takes_few_touches_and_little_time(visit: Screen, form: str) -> None:
    cost = Visitor(visit).send(form)

    _log.info("%s: %d touches (%d keys), %.0f s", form, cost.touches, cost.keys, cost.seconds)
    assert cost.touches <= MOST_TOUCHES[form]
    assert cost.seconds <= MOST_SECONDS[form]
