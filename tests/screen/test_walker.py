# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Every page in every size, theme, language and size of words can be named, hit and read.

The stops are those of the gallery (`tests/gallery/journey.py`). Each setting is walked in a
process of its own, two at a time; contrast is measured from the pixels of what is shown.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from kiosk.session.messages import Configure
from tests.gallery import journey
from tests.gallery.making import Looked, look_at, workers
from tests.gallery.setting import SETTINGS, Setting
from tests.support.screen import Screen
from tests.support.walker import tab_flaws


@pytest.fixture(scope="session")
def looked(request: pytest.FixtureRequest, library: Path) -> Iterator[Callable[[Setting], Looked]]:
    """Walk every setting that was asked for, from now on; give out what was found in one."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    asked = [item.callspec.params for item in items if hasattr(item, "callspec")]
    wanted = {one for params in asked for one in params.values() if isinstance(one, Setting)}
    with workers() as pool:
        found = {
            setting: pool.submit(look_at, library, setting)
            for setting in SETTINGS
            if setting in wanted
        }
        yield lambda setting: found[setting].result()
        pool.shutdown(cancel_futures=True)


@pytest.mark.timeout(600)  # the first waits for the library and for whatever else the machine does
@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_everything_on_the_glass_is_named_and_can_be_hit_and_read(
    looked: Callable[[Setting], Looked], setting: Setting
) -> None:
    found = looked(setting).flaws

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
