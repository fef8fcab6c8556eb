# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Markdown becomes typed blocks; everything else is refused with its line."""

import pytest

from kiosk.library.limits import text_findings
from kiosk.library.markdown import Mention, Parsed, parse
from kiosk.library.model import (
    Callout,
    CalloutKind,
    Heading,
    Item,
    Link,
    LinkKind,
    Listing,
    ListStyle,
    Paragraph,
    PictureBlock,
    Table,
    Target,
    Term,
    Text,
)
from tests.support.library import ARTICLE_EN


def parsed(text: str) -> Parsed:
    return parse(text, "a/en.md", "a", 10)


def test_every_kind_of_block_comes_through() -> None:
    body = ARTICLE_EN.split("+++\n")[2]

    blocks = parsed(body).blocks

    assert isinstance(blocks[0], Paragraph)
    assert blocks[1:] == (
        Heading(2, "What to bring", "what-to-bring"),
        Listing((Item((Text("a warm layer"),), ("GK",)), Item((Text("a drink and a book"),)))),
        Listing((Item((Text("Come in."),)), Item((Text("Sit down."),))), ListStyle.STEPS),
        Table(("Name", "How long"), (((Text("Drip"),), (Text("half an hour"),)),)),
        PictureBlock("a/chair.svg", "The chair", "Our chair"),
        Callout(
            CalloutKind.TIP,
            "Good to know",
            (Paragraph((Text("Rest after it."),)), Listing((Item((Text("bring a friend"),)),))),
        ),
        Heading(2, "Ask us", "ask-us"),
        Listing((Item((Text("How long does it take?"),)),), ListStyle.QUESTIONS),
        Heading(3, "In short", "in-short"),
        Paragraph((Text("Ask us anything."),)),
    )


def test_a_quote_says_who_speaks() -> None:
    (block,) = parsed('!!! quote "Ana, who had her third infusion"\n    I bring a blanket.').blocks

    said = Paragraph((Text("I bring a blanket."),))
    assert block == Callout(CalloutKind.QUOTE, "Ana, who had her third infusion", (said,))


def test_words_keep_their_look_links_and_sources() -> None:
    (block,) = parsed("See **bold** and *soft*, [hives](symptom:hives).[^MC-1] [^GK]").blocks

    assert block == Paragraph(
        (
            Text("See "),
            Text("bold", strong=True),
            Text(" and "),
            Text("soft", emphasis=True),
            Text(", "),
            Link("hives", Target(LinkKind.SYMPTOM, "hives")),
            Text("."),
        ),
        ("MC-1", "GK"),
    )


def test_link_out_of_the_library_keeps_its_whole_address() -> None:
    address = "https://www.example.org/a_b_c?d=e*f#g"
    found = parsed(f"See [the *site*]({address}) first.")

    assert found.blocks == (
        Paragraph(
            (
                Text("See "),
                Link("the site", Target(LinkKind.OUTSIDE, address)),
                Text(" first."),
            )
        ),
    )
    assert found.mentions == ()


def test_only_the_first_use_of_a_term_opens() -> None:
    (block,) = parsed("An aura, then an aura.\n\n*[aura]: Lights.").blocks

    assert block == Paragraph((Text("An "), Term("aura", "Lights."), Text(", then an aura.")))


def test_a_term_that_is_never_used_is_named() -> None:
    (finding,) = parsed("Words.\n\n*[aura]: Lights.").findings

    assert (finding.rule, finding.line, finding.severity) == ("unused-term", 12, "warning")


def test_lines_are_those_of_the_file() -> None:
    found = parsed("One\ntwo [x](symptom:one).\n\n- three\n- four [y](symptom:two)\n\n## Five")

    assert found.lines == (10, 13, 16)
    assert found.mentions == (Mention("symptom", "one", 11), Mention("symptom", "two", 14))


def test_anchors_are_unique() -> None:
    found = parsed("## Dolor\n\nx\n\n## Dolor\n\ny")

    assert [b.anchor for b in found.blocks if isinstance(b, Heading)] == ["dolor", "dolor-2"]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("fine\n\n[x](http://example.org)", "link-target", 12),
        ("[x](https://a@example.org)", "link-target", 10),
        ("[x](mailto:a@example.org)", "link-target", 10),
        ("[x](outside:example)", "link-target", 10),
        ("[](https://example.org)", "link-words", 10),
        ("[x](javascript:alert(1))", "link-target", 10),
        ("[x](file:///etc/passwd)", "link-target", 10),
        ("[x](symptom:../../etc)", "link-target", 10),
        ("[x](//example.org/a)", "link-target", 10),
        ("[x](symptom:hives", "markdown", 10),
        ("fine\n\n**bold without end", "markdown", 12),
        ("fine\n\n> quoted", "markdown", 10),
        ("    code", "markdown", 10),
        ("`code`", "markdown", 10),
        ("---", "markdown", 10),
        ("# Title", "heading-level", 10),
        ("fine\n\n#### Deep", "heading-level", 12),
        ("Words:\n- one\n- two", "list-start", 12),
        ("- a\n    - b", "nested-list", 10),
        ("!!! warning \"Old\"\n    x", "box-kind", 10),
        ("!!! tip \"Empty\"", "empty-box", 10),
        ("![](chair.svg)", "picture-alt", 10),
        ("Words ![x](chair.svg) words", "picture-alone", 10),
        ("| a | b |\n|---|---|", "empty-table", 10),
        ("", "empty-article", 10),
    ],
)  # fmt: skip
def test_broken_markdown_is_named_with_its_line(text: str, rule: str, line: int) -> None:
    findings = parsed(text).findings

    assert (rule, line) in {(finding.rule, finding.line) for finding in findings}
    assert all(finding.mend for finding in findings)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("fine\n<b>x</b>", "raw-html", 11),
        ("<!-- x -->", "raw-html", 10),
        ("&lt;script&gt;", "raw-html", 10),
        ("a\x02b", "hidden-character", 10),
        ("a\u202eb", "hidden-character", 10),
        ("a\U000f0001b", "hidden-character", 10),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "table-cells", 12),
        ("- a\n1. b", "mixed-list", 11),
        ("!!! tip\n    x", "box", 10),
        ("a" * 1_000_000, "line-length", 10),
        ("![" * 10_000, "too-many-brackets", 10),
        ("[" * 200_000, "too-many-brackets", 10),
        ("\n".join("  " * level + "- x" for level in range(400)), "nesting", 17),
        ("- " * 400 + "x", "nesting", 10),
        ("> " * 400 + "x", "nesting", 10),
        ("**a" * 5_000, "emphasis", 10),
        ("x\n\n" * 3_000, "too-many-blocks", 10),
    ],
)
def test_text_beyond_the_limits_never_reaches_the_parser(text: str, rule: str, line: int) -> None:
    findings = text_findings(text, "a/en.md", 10)

    assert (rule, line) in {(finding.rule, finding.line) for finding in findings}
