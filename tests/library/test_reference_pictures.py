# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A picture of a symptom or a group is there, sound, and told in words in both languages."""

from pathlib import Path

import pytest

from kiosk.library import builder
from kiosk.library.pictures import MAX_PICTURE_BYTES
from tests.support.library import PICTURES, SVG, errors, spoil, write_content

HIVES = "reference/symptoms/hives.toml"
GROUPS = "reference/groups.toml"
SYMPTOM_SVG = "reference/symptoms/hives.svg"
GROUP_SVG = "reference/groups/head.svg"


def test_sound_pictures_have_no_findings(tmp_path: Path) -> None:
    assert builder.check(write_content(tmp_path, PICTURES)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (HIVES, 'alt = "Raised bumps on two arms."\n', "", ("picture-alt", 10)),
        (HIVES, 'alt = "Bultos en dos brazos."', 'alt = " "', ("picture-alt", 17)),
        (HIVES, "Raised bumps", "{place}", ("placeholder", 12)),
        (HIVES, '"hives.svg"', '"gone.svg"', ("picture", 1)),
        (HIVES, '"hives.svg"', '"hives.gif"', ("picture", 1)),
        (HIVES, '"hives.svg"', '"../groups/head.svg"', ("picture", 1)),
        (HIVES, '"hives.svg"', '"/etc/hives.svg"', ("picture", 1)),
        (HIVES, "[0.5, 0.25]", "[0.5, 25]", ("wrong-value", 2)),
        (GROUPS, 'alt = "A head."\n', "", ("picture-alt", 3)),
        (GROUPS, 'alt = "Una cabeza."\n', "", ("picture-alt", 6)),
        (GROUPS, "A head.", "It is completely safe.", ("promise", 5)),
        (GROUPS, '"head.svg"', '"hives.svg"', ("picture", 2)),
        (SYMPTOM_SVG, "<path", '<image href="a.png"/><path', None),
        (GROUP_SVG, "</svg>", "", None),
        (GROUP_SVG, "</svg>", "</svg>" + " " * MAX_PICTURE_BYTES, None),
    ],
)
def test_a_mistake_is_named_where_the_picture_is(
    tmp_path: Path, file: str, old: str, new: str, expected: tuple[str, int] | None
) -> None:
    content = write_content(tmp_path, PICTURES)
    spoil(content, file, old, new)
    at = {SYMPTOM_SVG: (HIVES, "picture", 1), GROUP_SVG: (GROUPS, "picture", 2)}

    found = errors(content)

    place = (file, *expected) if expected else at[file]
    assert place in {(one.file, one.rule, one.line) for one in found}
    assert all(one.problem and one.mend for one in found)


def test_a_picture_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path, PICTURES)
    (tmp_path / "outside.svg").write_text(SVG, encoding="utf-8")
    (content / SYMPTOM_SVG).unlink()
    (content / SYMPTOM_SVG).symlink_to(tmp_path / "outside.svg")

    assert [(one.file, one.rule) for one in errors(content)] == [(HIVES, "picture")]


@pytest.mark.parametrize("file", [SYMPTOM_SVG, GROUP_SVG])
def test_a_picture_that_no_entry_uses_is_a_warning(tmp_path: Path, file: str) -> None:
    content = write_content(tmp_path, {file: SVG})

    (finding,) = builder.check(content)

    assert (finding.file, finding.rule, finding.severity) == (file, "unused-file", "warning")


def test_words_without_a_picture_are_a_warning(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    spoil(content, GROUPS, 'name = "Migraine"', 'name = "Migraine"\nalt = "A head."')

    (finding,) = builder.check(content)

    assert (finding.rule, finding.line, finding.severity) == ("unused-alt", 4, "warning")


def test_two_symptoms_may_share_a_picture(tmp_path: Path) -> None:
    content = write_content(tmp_path, PICTURES)
    fever = "reference/symptoms/fever.toml"
    spoil(content, fever, "area =", 'picture = "hives.svg"\narea =')
    spoil(content, fever, 'name = "Fever"', 'name = "Fever"\nalt = "Bumps."')
    spoil(content, fever, 'name = "Fiebre"', 'name = "Fiebre"\nalt = "Bultos."')

    assert builder.check(content) == ()
