# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A demonstration can begin at an article, in either language, for its author to look at."""

import msgspec

from kiosk.session.messages import Configure, PageOpened, VisitBegan
from kiosk.settings import Languages
from tests.support.screen_process import screen_process


def test_a_screen_begins_at_the_article_it_is_told(config: Configure) -> None:
    told = msgspec.structs.replace(
        config, opens="migraine-infusions", languages=Languages(default="es")
    )
    with screen_process(told) as screen:
        screen.show()

        assert screen.until_heard(PageOpened) == [PageOpened("article", "migraine-infusions")]
        assert screen.heard(VisitBegan) == []


def test_an_article_that_is_gone_leaves_the_screen_standing(config: Configure) -> None:
    with screen_process(msgspec.structs.replace(config, opens="gone")) as screen:
        screen.show()

        assert screen.process.poll() is None
