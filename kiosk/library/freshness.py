# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a translation still fits the words it was made from, and a review date is not past.

File times say nothing after a checkout, so the words themselves are marked: `words_mark` of an
article's title, summary, picture words and text. A translation names the mark of the English words
it was made from; when these change, the mark no longer fits. ``content check
--accept-translation`` writes it; nothing can know whether somebody really compared the two texts,
only that they said so for exactly these words. Signatures have marks of the same kind
(`kiosk.library.statements`).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from kiosk.faults import Finding
from kiosk.library.files import FENCE, Entry
from kiosk.library.model import LANGUAGES
from kiosk.library.shapes import FrontMatter
from kiosk.library.words import mark_of

SOURCE = LANGUAGES[0]
Heads = Mapping[str, Entry[FrontMatter]]
Bodies = Mapping[str, str]


def words_mark(heads: Heads, bodies: Bodies, languages: Iterable[str]) -> str:
    """Return the mark of an article's words in some languages, in their order.

    Args:
        heads: Heads by language.
        bodies: Markdown below the head, by language.
        languages: Which count; missing ones are left out.
    """
    texts = list[str]()
    for language in languages:
        if language in heads and language in bodies:
            head = heads[language].value
            texts += (language, head.title, head.summary, head.alt, bodies[language])
    return mark_of(*texts)


def translation_findings(heads: Heads, bodies: Bodies) -> Iterator[Finding]:
    """Yield whether each translation was made from the English words that stand there now."""
    if SOURCE not in heads or SOURCE not in bodies:
        return
    mark, file = words_mark(heads, bodies, (SOURCE,)), heads[SOURCE].file
    for language in LANGUAGES[1:]:
        if language in heads and language in bodies:
            yield from _translated(heads[language], mark, file)


def _translated(entry: Entry[FrontMatter], mark: str, file: str) -> Iterator[Finding]:
    said = entry.value.translation_of
    command = f"content check --accept-translation {entry.slug}"
    if not said:
        yield entry.finding(
            (),
            "translation-unmarked",
            f"Nothing says which words of {file} this translates.",
            f"Compare both texts, then run: {command}",
            "warning",
        )
    elif said != mark:
        yield entry.finding(
            ("translation_of",),
            "translation-stale",
            f"{file} changed after this translation was made.",
            f"Bring the translation up to date, then run: {command}",
        )


def review_date_findings(heads: Heads, today: dt.date) -> Iterator[Finding]:
    """Yield whether an article must be read again. Source: literacy.md, review."""
    for head in heads.values():
        if is_due(head.value, today):
            yield head.finding(
                ("next_review",),
                "review-due",
                f"The article had to be read again by {head.value.next_review}.",
                "Have it read again, then set a new day.",
            )


def is_due(head: FrontMatter, today: dt.date) -> bool:
    """Return whether the day by which an article must be read again is past."""
    return head.next_review < today


def with_mark(text: str, mark: str) -> str:
    """Return a translation's file with the mark of its source written into its head.

    Args:
        text: The whole file, with a head between two fences.
        mark: The mark of the source's words.
    """
    lines = text.split("\n")
    end = [number for number, line in enumerate(lines) if line.rstrip() == FENCE][1]
    wanted = f'translation_of = "{mark}"'
    for number in range(1, end):
        if lines[number].startswith("translation_of"):
            lines[number] = wanted
            break
        if lines[number].startswith("["):
            # A table starts here: the key must stand before it, above the empty lines.
            place = number
            while not lines[place - 1].strip():
                place -= 1
            lines.insert(place, wanted)
            break
    else:
        lines.insert(end, wanted)
    return "\n".join(lines)
