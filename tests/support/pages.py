# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An article's text as the rules for authors see it, from a few lines of Markdown."""

from collections.abc import Callable, Iterator

from kiosk.faults import Finding
from kiosk.library.files import Entry
from kiosk.library.markdown import parse
from kiosk.library.prose import Page, page_of
from kiosk.library.shapes import FrontMatter
from kiosk.toml_edge import Lines, read_toml

HEAD = """title = "Your drip"
summary = "{summary}"
kind = "{kind}"
picture = "chair.svg"
alt = "A chair."
next_review = 2027-05-01
"""


def page(
    body: str, language: str = "en", *, kind: str = "treatment", summary: str = "Ask us."
) -> Page:
    """Return a page; the body starts on line 10 of its file."""
    head, file = HEAD.format(kind=kind, summary=summary), f"articles/drip/{language}.md"
    entry = Entry("drip", file, read_toml(head, file, FrontMatter, first_line=2), Lines(head, 2))
    parsed = parse(body, file, "drip", 10)
    assert parsed.findings == (), parsed.findings
    return page_of(entry, language, parsed, body, 10)


def places(
    rule: Callable[[Page], Iterator[Finding]], body: str, language: str = "en"
) -> list[tuple[str, int]]:
    """Return the names and lines of what a rule finds in a body that starts on line 10."""
    return [(finding.rule, finding.line) for finding in rule(page(body, language))]
