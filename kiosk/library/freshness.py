# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a translation, a signature and a review date still fit the words they stand for.

File times say nothing after a checkout, so the words themselves are marked: `words_mark` of an
article's title, summary, picture words and text. A translation names the mark of the English words
it was made from, and a signature the mark of both languages. When the words change, the marks no
longer fit. They are written by hand or by ``content check --accept-translation``; nothing can know
whether somebody really compared the two texts, only that they said so for exactly these words.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kiosk.faults import Finding
from kiosk.library.files import FENCE, Entry
from kiosk.library.model import LANGUAGES, ReviewState
from kiosk.library.shapes import FrontMatter, Signed
from kiosk.library.words import mark_of

SOURCE, TRANSLATION = LANGUAGES
Heads = Mapping[str, Entry[FrontMatter]]
Bodies = Mapping[str, str]


def words_mark(heads: Heads, bodies: Bodies, languages: Iterable[str] = LANGUAGES) -> str:
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
    """Yield whether the Spanish words were made from the English ones that stand there now."""
    if SOURCE not in heads or TRANSLATION not in heads or not bodies.keys() >= set(LANGUAGES):
        return
    entry, mark = heads[TRANSLATION], words_mark(heads, bodies, (SOURCE,))
    said, file = entry.value.translation_of, heads[SOURCE].file
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


def stale_review_findings(heads: Heads, bodies: Bodies) -> Iterator[Finding]:
    """Yield whether the words were changed after they were signed off."""
    mark = words_mark(heads, bodies)
    for head in heads.values():
        if head.value.review.text not in {"", mark}:
            yield head.finding(
                ("review", "text"),
                "review-stale",
                "The words changed after they were signed off: the article awaits review again.",
                f'Have them read again and write text = "{mark}", or state = "awaiting".',
                "warning",
            )


def unmarked_review_findings(heads: Heads, bodies: Bodies) -> Iterator[Finding]:
    """Yield whether a signature says which words it stands for."""
    mark = words_mark(heads, bodies)
    for head in heads.values():
        review = head.value.review
        if review.state is ReviewState.REVIEWED and not review.text:
            problem = "The signature does not say which words it stands for."
            mend = f'When nothing changed since, write text = "{mark}" under [review].'
            yield head.finding(("review",), "review-unmarked", problem, mend, "warning")


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


def in_force(heads: Heads, bodies: Bodies) -> dict[str, Entry[FrontMatter]]:
    """Return the heads as the library may use them: a signature for other words does not count.

    Such an article awaits review again, and a live kiosk does not show it.
    """
    mark = words_mark(heads, bodies)
    found = dict[str, Entry[FrontMatter]]()
    for language, entry in heads.items():
        value = entry.value
        if value.review.text not in {"", mark}:
            value = msgspec.structs.replace(value, review=Signed())
        found[language] = Entry(entry.slug, entry.file, value, entry.lines)
    return found


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
