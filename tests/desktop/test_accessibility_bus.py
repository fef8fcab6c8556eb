# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An independent program reads and works the real, sealed screen over AT-SPI.

Source:
    accessibility.md A2 (1.1.1, 1.3.1, 3.3.1, 4.1.2, 4.1.3) and A3.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.library.model import Article, ArticleId, Heading, Link, Listing, Paragraph, Span
from kiosk.library.reader import Library
from kiosk.queue.envelope import decode, open_request
from kiosk.queue.sealing import read_identity
from tests.support.assistive import Assistive, of_role, running_assistive
from tests.support.cage import OrdinaryUser, ReadableCheckout
from tests.support.kiosk_process import RunningKiosk, running_kiosk
from tests.support.waiting import wait_until
from tests.support.xorg import Xorg

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(120)]

ARTICLE = ArticleId("migraine-infusions")
BEGIN, LEARN = "Begin", "Learn about your treatment"


@pytest.fixture
def program(
    xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> Iterator[Assistive]:
    """An assistive program on a bus of its own."""
    place = folder / "bus"
    place.mkdir()
    with running_assistive(xorg, checkout, user, place) as program:
        yield program


@pytest.fixture
def told(
    program: Assistive, xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> Iterator[RunningKiosk]:
    """A kiosk that was told the address of that bus."""
    place = folder / "kiosk"
    place.mkdir()
    with running_kiosk(xorg, checkout, user, place, surroundings=program.environment) as kiosk:
        yield kiosk


@pytest.fixture
def article(checkout: ReadableCheckout) -> Article:
    """The article that is read, as the library has it."""
    library = Library.open(checkout.root / "build/library.db", live=False)
    try:
        return library.article(ARTICLE, "en")
    finally:
        library.close()


def _open(program: Assistive, article: Article) -> None:
    program.press("push button", BEGIN)
    program.press("push button", LEARN)
    program.press("push button", article.card.title)
    program.find("push button", "Where this comes from")  # its end: all of it is there


@pytest.mark.usefixtures("told")
def test_program_is_told_the_language_of_the_page(program: Assistive) -> None:
    program.press("push button", "Empezar")

    assert program.find("push button", "Ayuda").language == "es"


@pytest.mark.usefixtures("told")
def test_program_is_told_the_language_of_words_that_differ_from_the_page(
    program: Assistive,
) -> None:
    assert program.find("push button", "Empezar").language == "es"
    program.press("push button", BEGIN)
    program.press("push button", "Help")
    program.press("push button", "Other languages")
    program.press("push button", "Tiếng Việt")

    assert program.find("heading", "Tôi nói").language == "vi"
    assert program.find("label", "I speak Vietnamese").language == "en"


@pytest.mark.usefixtures("told")
def test_program_reads_an_article_as_the_library_has_it(
    program: Assistive, article: Article
) -> None:
    _open(program, article)
    read = program.read()

    headings = [(node.level, node.name) for node in of_role(read, "heading")]
    assert headings[0] == (1, article.card.title)
    wanted = [(b.level, b.text) for b in article.blocks if isinstance(b, Heading)]
    assert [heading for heading in headings if heading in wanted] == wanted
    labels = [node.name for node in of_role(read, "label")]
    texts = ["".join(span.text for span in spans) for spans in _running_text(article)]
    plain = [text for text in texts if "{" not in text]  # the center's own words stand there
    assert len(plain) > 10
    assert [text for text in plain if text not in labels] == []
    links = {node.name.casefold() for node in of_role(read, "link")}
    assert {link.text.casefold() for link in _links(article)} <= links
    assert article.card.alt in {node.name for node in of_role(read, "image")}
    points = sum(len(block.items) for block in article.blocks if isinstance(block, Listing))
    assert len(of_role(read, "list item")) >= points
    assert {node.under for node in of_role(read, "list item")} == {"list"}


@pytest.mark.usefixtures("told")
def test_program_follows_a_link_and_hears_where_it_leads(
    program: Assistive, article: Article
) -> None:
    _open(program, article)
    program.hears(article.card.title)

    program.press("link", "Magnesium")

    program.hears("Magnesium sulfate")
    assert program.find("heading", "Magnesium sulfate").level == 1


def test_program_fills_a_form_hears_what_is_wrong_and_sends_it(
    program: Assistive, told: RunningKiosk
) -> None:
    for button in (BEGIN, "Ask for a referral or a call", "A call from us", "Start"):
        program.press("push button", button)
    program.press("push button", "Next")
    program.hears("Please touch one of these.")
    answer = program.find("radio button", "Start infusions")
    assert "Please touch one of these." in answer.description
    program.press("radio button", "Start infusions")
    assert "checked" in program.find("radio button", "Start infusions").states
    program.press("push button", "Next")
    program.write("First name", "Wagtail")
    program.write("Last name", "Example")
    assert program.text("First name") == "Wagtail"
    program.press("push button", "Next")
    program.press("radio button", "Call me")
    program.write("Phone number", "2025550143")
    assert program.text("Phone number") == "(•••) •••-0143"
    for page in (
        ("Around noon", "No voicemail"),
        ("English", "No"),
    ):
        program.press("push button", "Next")
        for words in page:
            program.press("radio button", words)
    program.press("push button", "Next")
    program.press("check box", "")
    program.press("push button", "Next")
    program.hears("Not sent yet")
    program.press("push button", "Send")

    program.hears("Your request is safe with us.")
    (file,) = wait_until(lambda: list(told.data.requests.glob("*.ikr")), "a delivered request")
    identity = read_identity(told.data.keys / "intake.key")
    sent = open_request(decode(file.read_bytes()), identity)
    assert json.loads(sent)["resourceType"] == "QuestionnaireResponse"
    assert b"Wagtail" in sent
    assert b"2025550143" in sent


def _running_text(article: Article) -> Iterator[tuple[Span, ...]]:
    for block in article.blocks:
        match block:
            case Paragraph():
                yield block.spans
            case Listing():
                yield from (item.spans for item in block.items)


def _links(article: Article) -> Iterator[Link]:
    for spans in _running_text(article):
        yield from (span for span in spans if isinstance(span, Link))
