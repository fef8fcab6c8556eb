# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A mistake in an article's head, links, pictures or translation is named where it stands."""

from pathlib import Path

import pytest

from kiosk.library import builder
from tests.support.library import ARTICLES, NEWS, SVG, errors, rules, spoil, write_content

EN = "articles/migraine/en.md"
ES = "articles/migraine/es.md"


def test_sound_articles_have_no_findings(tmp_path: Path) -> None:
    assert builder.check(write_content(tmp_path, ARTICLES)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (EN, "symptom:hives", "symptom:gout", ("unknown-symptom", 15)),
        (EN, "[^GK]", "[^XY]", ("unknown-source", 21)),
        (EN, 'therapies = ["eptinezumab"]', 'therapies = ["x"]', ("unknown-therapy", 6)),
        (EN, "form:contact", "form:other", ("call-to-action", 10)),
        (EN, "form:contact", "https://example.org", ("call-to-action", 10)),
        (EN, "form:contact", "outside:example", ("call-to-action", 10)),
        (EN, 'kind = "treatment"', 'kind = "advert"', ("wrong-value", 4)),
        (EN, 'kind = "', 'address = "http://example.org"\nkind = "', ("wrong-value", 4)),
        (EN, 'kind = "', 'address = "https://a@example.org"\nkind = "', ("wrong-value", 4)),
        (EN, 'kind = "', 'address = "javascript:x"\nkind = "', ("wrong-value", 4)),
        (EN, 'alt = "A chair by a window."\n', "", ("missing-key", 2)),
        (EN, "+++\ntitle", "title", ("front-matter", 1)),
        (EN, "title = ", "title: ", ("toml-syntax", 2)),
        (EN, "(chair.svg ", "(../../secret.svg ", ("picture", 32)),
        (EN, "(chair.svg ", "(sofa.svg ", ("picture", 32)),
        (EN, '"chair.svg"', '"/etc/chair.svg"', ("picture", 7)),
        (EN, "Rest after it.", "We promise a miracle.", ("promise", 34)),
        (EN, "Come in.", "Stop taking your medicine.", ("medicine-order", 24)),
        (ES, 'topics = ["migraine"]', 'topics = ["dolor"]', ("translation-differs", 5)),
        (ES, "- una bebida y un libro\n", "", ("translation-differs", 21)),
        (ES, "### En breve", "## En breve", ("translation-differs", 42)),
        (ES, "Pregúntenos lo que quiera.\n", "", ("translation-differs", 42)),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, expected: tuple[str, int]
) -> None:
    content = write_content(tmp_path, ARTICLES)
    spoil(content, file, old, new, count=1)

    found = errors(content)

    assert (file, *expected) in {(one.file, one.rule, one.line) for one in found}


def test_a_missing_translation_stops_the_build(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    (content / ES).unlink()

    assert [(one.file, one.rule) for one in errors(content)] == [(ES, "missing-translation")]


def test_news_without_a_translation_only_warns(tmp_path: Path) -> None:
    (finding,) = builder.check(write_content(tmp_path, NEWS))

    assert (finding.rule, finding.severity) == ("missing-translation", "warning")


def test_a_picture_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    outside = tmp_path / "outside.svg"
    outside.write_text(SVG, encoding="utf-8")
    (content / "articles/migraine/chair.svg").unlink()
    (content / "articles/migraine/chair.svg").symlink_to(outside)

    assert rules(errors(content)) == {"picture"}


def test_an_svg_with_a_remote_link_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    spoil(
        content, "articles/migraine/chair.svg", "<path", '<image href="//example.org/a.png"/><path'
    )

    assert rules(errors(content)) == {"picture"}


def test_an_unused_picture_is_a_warning(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES, {"articles/migraine/old.svg": SVG})

    (finding,) = builder.check(content)

    assert (finding.rule, finding.severity) == ("unused-file", "warning")


def test_an_article_of_a_megabyte_is_refused_unread(tmp_path: Path) -> None:
    content = write_content(tmp_path, ARTICLES)
    (content / EN).write_text("a" * 1_000_000, encoding="utf-8")

    assert "file-size" in rules(errors(content))


def test_a_folder_with_a_strange_name_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path, {"articles/My News/en.md": "x"})

    assert "file-name" in rules(errors(content))
