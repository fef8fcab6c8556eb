# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What was written comes out again; a damaged file ends in one kind of fault."""

import datetime as dt
import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.faults import EnvironmentFault, NewerVersionFault
from kiosk.library import builder
from kiosk.library.model import (
    ArticleId,
    Brand,
    LinkKind,
    Paragraph,
    Place,
    Review,
    Source,
    Standing,
    Symptom,
    SymptomId,
    Target,
    Text,
    TherapyGroup,
    TherapyId,
    Tier,
    Topic,
)
from kiosk.library.reader import Library
from kiosk.library.store import SCHEMA
from tests.support.library import (
    ARTICLES,
    FORM,
    NEWS,
    PICTURES,
    SVG,
    built,
    sign_off,
    spoil,
    write_content,
)

SWAP = """
    UPDATE entry SET (body, body_seal) =
        (SELECT body, body_seal FROM entry AS other WHERE id = 'fever' AND language = 'en')
    WHERE id = 'hives'
"""
TIERS = "reference/tiers.toml"
MIGRAINE, HIVES = ArticleId("migraine"), SymptomId("hives")
EPTINEZUMAB = TherapyId("eptinezumab")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    content = sign_off(write_content(folder, ARTICLES, NEWS))
    builder.build(content, folder / "library.db")
    return folder / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library.open(path, live=False)
    yield opened
    opened.close()


@pytest.fixture
def live(path: Path) -> Iterator[Library]:
    opened = Library.open(path, live=True)
    yield opened
    opened.close()


def test_symptoms_come_a_to_z_in_each_language(library: Library) -> None:
    assert [card.name for card in library.symptoms("en")] == ["Fever", "Hives"]
    assert [card.name for card in library.symptoms("es")] == ["Fiebre", "Ronchas"]


def test_a_symptom_joins_its_own_actions_and_those_of_the_tier(library: Library) -> None:
    band = library.symptom(HIVES, "es").bands[0]

    assert band.tier is Tier.EMERGENCY
    assert band.title[Place.HOME] == "emergency at home es"
    assert band.actions[Place.BUILDING] == ("Tell the staff.",)
    assert band.actions[Place.HOME] == ("Call {phone}.", "Diga qué infusión recibió.")


def test_only_the_first_action_of_the_tier_stands_before_those_of_the_entry(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, TIERS, '["Call {phone}."]', '["Call {phone}.", "Do not wait."]')

    library = built(content)
    actions = library.symptom(HIVES, "en").bands[0].actions[Place.HOME]
    library.close()

    assert actions == ("Call {phone}.", "Say which infusion you had.", "Do not wait.")


def test_actions_of_an_entry_may_stand_in_place_of_those_of_the_tier(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, TIERS, '["Call {phone}."]', '["Call {phone}.", "Do not wait."]')
    spoil(content, "reference/symptoms/hives.toml", "[[do]]", "[[do]]\ninstead = true")

    library = built(content)
    band = library.symptom(HIVES, "en").bands[0]
    library.close()

    assert band.actions[Place.HOME] == ("Call {phone}.", "Say which infusion you had.")
    assert band.actions[Place.BUILDING] == ("Tell the staff.",)


def test_a_symptom_leads_to_its_neighbours(library: Library) -> None:
    symptom = library.symptom(HIVES, "en")

    assert [card.id for card in symptom.related] == ["fever"]
    assert [card.name for card in symptom.therapies] == ["Eptinezumab"]
    assert [source.tag for source in symptom.sources] == ["WAO", "MC", "GK"]
    assert symptom.sources[1] == Source("MC", "A clinic, Hives. Copy read 2026.")


def test_a_circumstance_of_one_place_is_left_out_at_the_other(library: Library) -> None:
    today = library.symptom(HIVES, "en").bands[1]

    assert [fact.text for fact in today.when[Place.BUILDING]] == ["they come during an infusion"]
    assert [fact.text for fact in today.when[Place.HOME]][1:] == ["they last"]
    assert [fact.standing for fact in today.when[Place.HOME]] == [Standing.GENERAL] * 2


def test_a_therapy_tells_by_topic_and_how_its_names_are_said(library: Library) -> None:
    therapy = library.therapy(EPTINEZUMAB, "en")

    assert [fact.text for fact in therapy.about(Topic.WHAT_FOR)] == ["It helps prevent migraine."]
    assert therapy.about(Topic.NOTE) == ()
    assert therapy.spoken == "ep ti nez ue mab"
    assert therapy.brands == (Brand("Vyepti", "vye-EP-tee", "vye ep tee"),)


def test_a_therapy_has_its_lists_and_articles(library: Library) -> None:
    therapy = library.therapy(TherapyId("eptinezumab"), "en")

    assert [effect.text for effect in therapy.common] == ["Stuffy nose"]
    assert [effect.symptom for effect in therapy.emergency] == ["hives"]
    assert [card.id for card in therapy.articles] == ["migraine"]


def test_an_article_has_its_sources_in_order_of_use(library: Library) -> None:
    article = library.article(MIGRAINE, "en")

    assert [source.tag for source in article.sources] == ["MC", "GK"]
    assert article.call_to_action == Target(LinkKind.FORM, "contact")
    assert (article.card.minutes, article.listen_minutes) == (1, 1)


def test_articles_with_the_same_topics_are_related(library: Library) -> None:
    assert [card.id for card in library.article(MIGRAINE, "en").related] == ["news"]


def test_a_missing_translation_gives_the_other_language_and_says_so(library: Library) -> None:
    article = library.article(ArticleId("news"), "es")

    assert (article.language, article.card.title) == ("en", "We open on Sunday")


def test_pictures_and_forms_come_out_as_they_went_in(library: Library) -> None:
    picture = library.picture("migraine/chair.svg")

    assert picture.data.startswith(b"<svg")
    assert (picture.media_type, picture.focus) == ("image/svg+xml", (0.5, 0.25))
    assert library.forms() == ("contact",)
    assert library.form("contact") == FORM.encode()


@pytest.mark.parametrize(
    ("language", "alt"), [("en", "Raised bumps on two arms."), ("es", "Bultos en dos brazos.")]
)
def test_a_symptom_has_its_picture_and_its_words(tmp_path: Path, language: str, alt: str) -> None:
    library = built(write_content(tmp_path, PICTURES))
    symptom = library.symptom(HIVES, language)
    picture = library.picture(symptom.card.picture)
    library.close()

    assert symptom.alt == alt
    assert (picture.data, picture.focus) == (SVG.encode(), (0.5, 0.25))


def test_a_symptom_without_a_picture_has_neither_name_nor_words(library: Library) -> None:
    symptom = library.symptom(HIVES, "en")

    assert (symptom.card.picture, symptom.alt) == ("", "")


def test_a_therapy_and_the_list_show_the_picture_of_the_group(tmp_path: Path) -> None:
    library = built(write_content(tmp_path, PICTURES))
    therapy, groups = library.therapy(EPTINEZUMAB, "es"), library.groups("es")
    picture = library.picture(therapy.group.picture)
    library.close()

    assert groups == (therapy.group,)
    assert (therapy.group.name, therapy.group.alt) == ("Migraña", "Una cabeza.")
    assert picture.data == SVG.encode()


def test_a_group_shows_only_while_a_therapy_of_it_does(tmp_path: Path) -> None:
    content = write_content(tmp_path, PICTURES)

    demo, live = built(content), built(content, live=True)
    shown = [[group.slug for group in library.groups("en")] for library in (demo, live)]
    demo.close()
    live.close()

    assert shown == [["migraine"], []]


def test_an_article_named_as_a_folder_keeps_its_own_picture(tmp_path: Path) -> None:
    article = {name.replace("/migraine/", "/symptoms/"): text for name, text in ARTICLES.items()}
    content = write_content(tmp_path, PICTURES, article)
    spoil(content, "articles/symptoms/chair.svg", "<path", "<rect/><path")
    for language in ("en", "es"):
        spoil(content, f"articles/symptoms/{language}.md", "chair.svg", "hives.svg")
    (content / "articles/symptoms/chair.svg").rename(content / "articles/symptoms/hives.svg")

    library = built(content)
    names = (
        library.symptom(HIVES, "en").card.picture,
        library.article(ArticleId("symptoms"), "en").card.picture,
    )
    pictures = {library.picture(name).data for name in names}
    library.close()

    assert len(pictures) == 2


def test_lists_of_the_first_pages(library: Library) -> None:
    assert library.facts("es") == ("Pregunte.",)
    assert library.areas("en") == (("skin", "Skin"), ("body", "Body"))
    assert library.groups("es") == (TherapyGroup("migraine", "Migraña"),)
    assert library.checklist("en").items[0].icon == "thermometer"


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.article(ArticleId("x"), "en"),
        lambda library: library.symptom(SymptomId("x' OR 1"), "en"),
        lambda library: library.therapy(TherapyId(""), "es"),
        lambda library: library.picture("../../etc/passwd"),
        lambda library: library.form("x"),
    ],
)
def test_unknown_names_are_lookup_errors(
    library: Library, ask: Callable[[Library], object]
) -> None:
    with pytest.raises(LookupError):
        ask(library)


def test_a_live_kiosk_lists_only_what_was_signed_off(live: Library) -> None:
    assert [card.id for card in live.therapies("en")] == ["eptinezumab"]
    assert [card.id for card in live.articles("en")] == ["migraine"]
    assert live.facts("en") == ()
    assert {hit.ref for hit in live.search("sunday", "en")} == set()


def test_a_live_kiosk_names_each_symptom_and_withholds_what_awaits_review(live: Library) -> None:
    fever, hives = live.symptom(SymptomId("fever"), "en"), live.symptom(HIVES, "en")

    assert [card.id for card in live.symptoms("en")] == ["fever", "hives"]
    assert [hit.ref for hit in live.search("fever", "en")] == ["fever"]
    assert fever == Symptom(fever.card, "en", withheld=True)
    assert not hives.withheld
    assert hives.review == Review("A. Clinician", "RN 1", "2026-01-02")


def test_a_language_that_nobody_signed_is_withheld_alone(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    sign_off(content, "product-tiers", "symptom-hives-es", "article-migraine-es")
    live = built(content, live=True)

    shown = [live.symptom(HIVES, language).withheld for language in ("en", "es")]
    articles = [live.article_count(language) for language in ("en", "es")]
    live.close()

    assert (shown, articles) == ([True, False], [0, 1])


@pytest.mark.parametrize(("day", "shown"), [("2027-05-01", 1), ("2027-05-02", 0)])
def test_an_article_past_its_next_review_leaves_a_running_live_kiosk(
    tmp_path: Path, day: str, shown: int
) -> None:
    content = sign_off(write_content(tmp_path, ARTICLES))
    built(content).close()
    today = [dt.date(2026, 11, 22)]
    live = Library.open(tmp_path / "library.db", live=True, today=lambda: today[0])
    before = live.article(MIGRAINE, "en"), live.search("migraine", "en")

    today[0] = dt.date.fromisoformat(day)

    hits = [hit for hit in live.search("migraine infusion", "en") if hit.ref == MIGRAINE]
    found = len(hits), live.article_count("en")
    about = len(live.therapy(EPTINEZUMAB, "en").articles)
    live.close()
    assert all(before)
    assert (*found, about) == (shown, shown, shown)


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.article(ArticleId("news"), "en"),
        lambda library: library.checklist("en"),
    ],
)
def test_a_live_kiosk_does_not_give_out_what_awaits_review(
    live: Library, ask: Callable[[Library], object]
) -> None:
    with pytest.raises(LookupError):
        ask(live)


def test_a_live_kiosk_leads_nowhere_that_it_must_not_show(live: Library) -> None:
    assert live.article(MIGRAINE, "en").related == ()


def test_on_a_live_kiosk_a_dead_link_becomes_words(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES, NEWS)
    for language in ("en", "es"):
        spoil(content, f"articles/migraine/{language}.md", "symptom:hives", "article:news")
    sign_off(content)
    live = built(content, live=True)

    (first, *_) = live.article(MIGRAINE, "en").blocks
    live.close()

    assert isinstance(first, Paragraph)
    assert Text("hives") in first.spans


def test_unsigned_tiers_withhold_every_symptom_of_a_live_kiosk(tmp_path: Path) -> None:
    content = sign_off(write_content(tmp_path), "symptom-")
    live = built(content, live=True)

    withheld = [live.symptom(card.id, "en").withheld for card in live.symptoms("en")]
    live.close()

    assert withheld == [True, True]


def test_the_version_tells_schema_time_and_content(library: Library) -> None:
    version = library.version

    assert version.schema == SCHEMA
    assert len(version.builder) == 16
    assert version.changed_at.endswith("+00:00")
    assert len(version.content) == 64


def test_threads_may_share_a_library(library: Library) -> None:
    found: list[int] = []

    def ask() -> None:
        found.extend(len(library.search("hives", "en")) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [2] * 80


# Damage.


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        Library.open(tmp_path / "none.db", live=False)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.9999])
def test_a_truncated_file_is_a_fault(path: Path, tmp_path: Path, share: float) -> None:
    whole = path.read_bytes()
    short = tmp_path / "short.db"
    short.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(EnvironmentFault):
        Library.open(short, live=False)


def test_a_file_that_shrinks_while_open_is_a_fault(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "library.db"
    copy.write_bytes(path.read_bytes())
    library = Library.open(copy, live=False)
    with copy.open("r+b") as file:
        file.truncate(8192)

    with pytest.raises(EnvironmentFault):
        _everything(library)
    library.close()


def test_an_older_library_is_refused_with_its_mend(path: Path, tmp_path: Path) -> None:
    older = _changed(path, tmp_path, "PRAGMA user_version = 1")

    with pytest.raises(EnvironmentFault, match="build it again"):
        Library.open(older, live=False)


def test_a_newer_library_is_refused_by_name(path: Path, tmp_path: Path) -> None:
    newer = _changed(path, tmp_path, "PRAGMA user_version = 7")

    with pytest.raises(NewerVersionFault) as fault:
        Library.open(newer, live=False)

    assert (fault.value.store, fault.value.found, fault.value.known) == ("library", 7, SCHEMA)


def test_another_database_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        Library.open(_changed(path, tmp_path, "PRAGMA application_id = 5"), live=False)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = replace(CAST(body AS TEXT), 'trouble', 'no')",
        "UPDATE entry SET body = 'text'",
        "UPDATE entry SET body = 5, card = 5",
        "UPDATE entry SET body = x'ff00', card = x'7b7d'",
        "UPDATE entry SET card = CAST('{}' AS BLOB)",
        SWAP,
        "UPDATE phrase SET kind = 'x'",
        "UPDATE phrase SET ref = 'x'",
        "DELETE FROM entry WHERE kind = 'names'",
        "UPDATE picture SET data = x'00'",
        "UPDATE form SET data = x'00'",
        "DROP TABLE phrase",
        "DROP TABLE entry",
    ],
)
def test_tampered_rows_are_a_fault_or_nothing(path: Path, tmp_path: Path, statement: str) -> None:
    library = Library.open(_changed(path, tmp_path, statement), live=False)

    with pytest.raises((EnvironmentFault, LookupError)):
        _everything(library)
    library.close()


def test_a_text_marked_reviewed_by_hand_is_not_shown(path: Path, tmp_path: Path) -> None:
    tampered = _changed(path, tmp_path, "UPDATE entry SET until = '9999-12-31'")
    library = Library.open(tampered, live=True)

    with pytest.raises(EnvironmentFault):
        library.symptom(SymptomId("fever"), "en")
    library.close()


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bytes_never_give_another_text(path: Path, tmp_path: Path, seed: int) -> None:
    good = Library.open(path, live=False)
    expected = _everything(good)
    good.close()
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(8):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    flipped = tmp_path / "flipped.db"
    flipped.write_bytes(data)

    try:
        library = Library.open(flipped, live=False)
    except EnvironmentFault:
        return
    try:
        assert all(text in expected for text in _everything(library))
    except (EnvironmentFault, LookupError):
        pass
    finally:
        library.close()


def _everything(library: Library) -> list[object]:
    """Every medical text of the library."""
    found: list[object] = []
    for language in ("en", "es"):
        found.extend(library.article(card.id, language) for card in library.articles(language))
        found.extend(library.symptom(SymptomId(name), language) for name in ("hives", "fever"))
        found.append(library.therapy(TherapyId("eptinezumab"), language))
        found.append(library.checklist(language))
        library.symptoms(language)
        library.search("hives", language)
    found += [library.picture("migraine/chair.svg"), library.form("contact")]
    return found


def _changed(path: Path, folder: Path, statement: str) -> Path:
    copy = folder / "changed.db"
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(copy)
    connection.executescript(statement)
    connection.commit()
    connection.close()
    return copy
