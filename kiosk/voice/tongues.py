# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""In which of the engine's voices words are said; words that none can say give way to their name.

Source:
    WCAG 2.2, 3.1.2; EN 301 549, 5.1.3.14.
"""

from collections.abc import Callable, Iterator

import msgspec

from kiosk.languages import languages
from kiosk.session.speech import Say, Segment

TAGS = {code: language.voice for code, language in languages().items()}
"""What the engine is asked for; read before the process is sealed."""
SOURCE = next(iter(TAGS))


def tag_of(segment: Segment) -> str:
    """Return what the engine is asked for, empty where it cannot say these words."""
    return TAGS.get(segment.language) or segment.voice


def sayable(say: Say, is_recorded: Callable[[Segment], bool]) -> Say:
    """Return what is really said: the name of a language, once, for words that nothing can say.

    Args:
        say: What is to be said.
        is_recorded: Whether words have a recording; asked only where the engine has no voice.
    """
    return msgspec.structs.replace(say, segments=tuple(_sayable(say, is_recorded)))


def name_of(segment: Segment) -> Segment:
    """Return the name of a segment's language, in the language of the source."""
    return Segment(SOURCE, segment.called)


def _sayable(say: Say, is_recorded: Callable[[Segment], bool]) -> Iterator[Segment]:
    """Yield as many segments as there are: the screen counts them."""
    named: set[str] = {segment.text for segment in say.segments}
    for segment in say.segments:
        if tag_of(segment) or is_recorded(segment):
            yield segment
        elif segment.called in named:
            yield Segment(SOURCE, "")
        else:
            named.add(segment.called)
            yield name_of(segment)
