# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Topics, keys and phrases."""

import pytest

from kiosk.faults import EnvironmentFault
from kiosk.fleet.phrases import phrases
from kiosk.fleet.protocol import Outcome
from kiosk.fleet.signing import new_desk_key, public_keys, read_desk_key
from kiosk.fleet.topics import Leaf, Place, place_of, topic
from kiosk.languages import whole_languages


@pytest.mark.parametrize("leaf", Leaf)
def test_topic_is_understood_as_it_was_written(leaf: Leaf) -> None:
    assert place_of(topic("main", "kiosk-1", leaf), "main") == Place("kiosk-1", leaf)


@pytest.mark.parametrize(
    "name",
    [
        "infusion/v1/other/kiosk-1/state",
        "infusion/v1/main/desk.front/state",
        "infusion/v1/main/kiosk-1/state/more",
        "infusion/v1/main/kiosk-1/secrets",
        "infusion/v1/main//state",
        "$SYS/broker",
    ],
)
def test_other_topics_are_nobodys(name: str) -> None:
    assert place_of(name, "main") is None


def test_desk_key_survives_its_file() -> None:
    key = new_desk_key("desk.front")

    assert read_desk_key("desk.front", key.pem()).line == key.line


@pytest.mark.parametrize("line", ["desk.front:AAAA", "desk.front:%%%%", "desk.front"])
def test_line_that_holds_no_key_is_refused(line: str) -> None:
    with pytest.raises(EnvironmentFault):
        public_keys((line,))


def test_every_phrase_fits_into_a_command_and_has_each_whole_language() -> None:
    for name, phrase in phrases().items():
        assert name.replace("-", "").isalpha()
        assert len(name) <= 32
        assert all(phrase.said.get(code) for code in whole_languages())
        assert phrase.desk


@pytest.mark.parametrize("outcome", Outcome)
def test_only_waiting_is_not_the_last_word(outcome: Outcome) -> None:
    assert outcome.is_final is (outcome not in (Outcome.ASKED, Outcome.CARD_UP))
