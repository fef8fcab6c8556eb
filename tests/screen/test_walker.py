# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every page in every size, theme, language and size of words can be named, hit and read.

The stops are those of the gallery (`tests/gallery/journey.py`). Settings are walked in a process
apart from other tests; contrast is measured from the pixels of what is shown.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from kiosk.session.messages import Configure
from tests.gallery import journey
from tests.gallery.making import look_at, workers
from tests.gallery.setting import SETTINGS, Setting
from tests.support.screen import Screen
from tests.support.walker import tab_flaws


@pytest.fixture(scope="session")
def walking() -> Iterator[ProcessPoolExecutor]:
    """A process beside this one, whose windows no other test has touched."""
    with workers(1) as pool:
        yield pool


@pytest.mark.timeout(600)  # some sixty pages, each measured, beside whatever else the machine does
@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_everything_on_the_glass_is_named_and_can_be_hit_and_read(
    walking: ProcessPoolExecutor, library: Path, setting: Setting
) -> None:
    found = walking.submit(look_at, library, setting).result().flaws

    assert not found, "\n".join(found)


@pytest.mark.timeout(600)  # some forty pages, a key for each part
def test_tab_goes_through_every_page_and_comes_back(visit: Screen) -> None:
    stops = chain(journey.pages(visit), journey.referral(visit), journey.request(visit))
    # The day is covered when the focus leaves it: what Tab met there gives way to one button.
    whole = (stop for stop in stops if stop != "referral year")
    found = list[str]()
    for stop in whole:
        visit.lay_out()  # a card is fitted to its glass a turn after it came
        found.extend(f"{stop}: {flaw}" for flaw in tab_flaws(visit.shell))

    assert not found, "\n".join(found)


def test_request_is_made_with_the_keyboard_alone(visit: Screen, config: Configure) -> None:
    assert config.requests.contact
    visit.open(*journey.REQUEST)

    visit.key_to("request_start")
    visit.part("option_reason_start")
    visit.key_to("option_reason_start")
    visit.key_to("request_next")

    visit.part("field_first-name")
