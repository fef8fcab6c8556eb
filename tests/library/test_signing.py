# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A clinician signs on paper and in a spreadsheet; the library believes only what was read."""

import csv
from pathlib import Path

import pytest

from kiosk.faults import ContentFault, EnvironmentFault
from kiosk.library import builder, signing
from kiosk.library.model import LANGUAGES, ArticleId, SymptomId
from tests.support.command_line import run
from tests.support.library import ARTICLES, built, sign_off, spoil, write_content

HIVES = "reference/symptoms/hives.toml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path, ARTICLES)


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(table: Path, rows: list[dict[str, str]], between: str = ",") -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(signing.COLUMNS), delimiter=between)
        out.writeheader()
        out.writerows(rows)


def filled_in(table: Path, page: str, *, between: str = ",", date: str = "2026-11-20") -> None:
    """Fill in the row of a page as a clinician would in a spreadsheet."""
    rows = rows_of(table)
    for row in rows:
        if row["page"] == page:
            row |= {"name": "Ana Ruiz", "license": "PharmD 77", "date": date}
    write_rows(table, rows, between)


def test_every_page_of_both_languages_is_printed(content: Path, tmp_path: Path) -> None:
    sheets = signing.sheets_of(content)

    signing.export_pages(sheets, tmp_path / "out", "Harbor")

    names = {path.stem for path in (tmp_path / "out").glob("*.html")}
    assert names == {row["page"] for row in rows_of(tmp_path / "out" / signing.LIST)}
    for language in LANGUAGES:
        kinds = ("article-migraine", "symptom-hives", "symptom-fever", "therapy-eptinezumab")
        assert {f"{kind}-{language}" for kind in kinds} <= names
        assert {f"product-{kind}-{language}" for kind in ("tiers", "before", "attract")} <= names


def test_a_page_holds_each_sentence_with_source_and_standing(content: Path) -> None:
    (sheet,) = (one for one in signing.sheets_of(content) if one.name == "symptom-hives-es")

    page = signing.page_of(sheet)

    assert "también le cuesta respirar" in page
    assert "A society, guidance. Copy read 2026." in page
    row = next(line for line in page.splitlines() if "aparecen durante" in line)
    assert "In part general knowledge: please confirm" in row
    assert "box" in row


def test_words_of_a_page_are_never_html(content: Path) -> None:
    spoil(content, HIVES, "they last", "they <b>last</b> & stay")
    (sheet,) = (one for one in signing.sheets_of(content) if one.name == "symptom-hives-en")

    assert "they &lt;b&gt;last&lt;/b&gt; &amp; stay" in signing.page_of(sheet)


@pytest.mark.parametrize(("between", "date"), [(",", "2026-11-20"), (";", "11/20/2026")])
def test_a_filled_in_row_becomes_the_signature_of_those_words(
    content: Path, tmp_path: Path, between: str, date: str
) -> None:
    sheets = signing.sheets_of(content)
    table = signing.export_pages(sheets, tmp_path / "out")[-1]
    filled_in(table, "symptom-hives-en", between=between, date=date)

    signed, findings = signing.read_list(table, sheets)
    signing.sign(content, signed)

    assert findings == ()
    assert builder.check(content) == ()
    with_name = [one.name for one in signing.sheets_of(content) if one.review.is_signed]
    assert with_name == ["symptom-hives-en"]
    library = built(content)
    review = library.symptom(SymptomId("hives"), "en").review
    library.close()
    assert (review.by, review.license, review.on) == ("Ana Ruiz", "PharmD 77", "2026-11-20")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("they last", "they stay"),
        ('sources = ["MC", "GK"]', 'sources = ["MC"]'),
        ("A clinic, Hives. Copy", "Another clinic, Hives. Copy"),
        ('therapies = ["eptinezumab"]', "therapies = []"),
        ('place = "home"\nen = "they last"', 'en = "they last"'),
    ],
)
def test_any_change_voids_the_signature(content: Path, old: str, new: str) -> None:
    sign_off(content)
    spoil(content, HIVES, old, new, count=1)

    findings = builder.check(content)
    live = built(content, live=True)
    withheld = live.symptom(SymptomId("hives"), "en").withheld
    live.close()

    assert {finding.rule for finding in findings} == {"review-stale"}
    assert withheld


def test_a_change_of_one_language_leaves_the_other_signed(content: Path) -> None:
    sign_off(content)
    spoil(content, "articles/migraine/es.md", "Descanse después.", "Descanse un día.")

    live = built(content, live=True)
    shown = [card.id for language in LANGUAGES for card in live.articles(language)]
    live.close()

    assert shown == [ArticleId("migraine")]


def test_a_signature_is_taken_only_for_the_words_that_were_printed(
    content: Path, tmp_path: Path
) -> None:
    table = signing.export_pages(signing.sheets_of(content), tmp_path / "out")[-1]
    filled_in(table, "symptom-hives-en")
    spoil(content, HIVES, "they last", "they stay")

    signed, (finding,) = signing.read_list(table, signing.sheets_of(content))

    assert signed == ()
    assert "changed after this page was printed" in finding.problem
    assert rows_of(table)[finding.line - 2]["page"] == "symptom-hives-en"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"page": "symptom-gout-en"}, "no page"),
        ({"license": ""}, "'license' is empty"),
        ({"date": "soon"}, "date cannot be understood"),
        ({"name": "Ana\x00"}, "odd characters"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_taken(
    content: Path, tmp_path: Path, change: dict[str, str], problem: str
) -> None:
    sheets = signing.sheets_of(content)
    table = signing.export_pages(sheets, tmp_path / "out")[-1]
    filled_in(table, "symptom-hives-en")
    filled_in(table, "symptom-fever-en")
    rows = rows_of(table)
    number = next(n for n, row in enumerate(rows) if row["page"] == "symptom-hives-en")
    rows[number] |= change
    write_rows(table, rows)

    signed, (finding,) = signing.read_list(table, sheets)

    assert [one.sheet.name for one in signed] == ["symptom-fever-en"]
    assert problem in finding.problem
    assert finding.line == number + 2


def test_another_file_is_refused_as_a_list(content: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(ContentFault):
        signing.read_list(other, signing.sheets_of(content))


def test_a_list_that_is_being_filled_in_is_never_written_over(
    content: Path, tmp_path: Path
) -> None:
    sheets = signing.sheets_of(content)
    table = signing.export_pages(sheets, tmp_path / "out")[-1]
    filled_in(table, "symptom-hives-en")

    with pytest.raises(EnvironmentFault):
        signing.export_pages(sheets, tmp_path / "out")

    assert "Ana Ruiz" in table.read_text(encoding="utf-8")


def test_a_signature_keeps_the_rest_of_the_file(content: Path) -> None:
    path = content / "articles/migraine/en.md"
    before = path.read_text(encoding="utf-8")

    sign_off(content)

    after = path.read_text(encoding="utf-8")
    kept = after.replace(after[after.index("\n[review]") : after.index("+++\nAn **aura**")], "")
    assert kept == before


def test_the_commands_lead_from_paper_to_a_live_kiosk(content: Path, tmp_path: Path) -> None:
    place = ("--content", str(content))
    out = tmp_path / "out"

    exported = run("content", "review", "export", "--out", str(out), *place)
    rows = rows_of(out / signing.LIST)
    write_rows(
        out / signing.LIST,
        [row | {"name": "Ana Ruiz", "license": "RN 5", "date": "2026-11-20"} for row in rows],
    )
    imported = run("content", "review", "import", str(out / signing.LIST), *place)
    status = run("content", "review", "status", *place)

    assert (exported.code, imported.code, status.code) == (0, 0, 0)
    assert f"{len(rows)} of {len(rows)} pages are signed off." in status.out
    live = built(content, live=True)
    assert live.facts("es") == ("Pregunte.",)
    assert not live.symptom(SymptomId("fever"), "es").withheld
    live.close()
