# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The accessibility report is whole, and what it names as evidence exists.

Source:
    WCAG 2.2, success criteria by level; EN 301 549 V3.2.1, clause 5; issue 9.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = (ROOT / "resources" / "accessibility-report.md").read_text("utf-8")
WCAG = {
    "A": (
        "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1"
        " 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7"
        " 4.1.2"
    ),
    "AA": (
        "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7"
        " 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
    ),
    "AAA": (
        "1.2.6 1.2.7 1.2.8 1.2.9 1.3.6 1.4.6 1.4.7 1.4.8 1.4.9 2.1.3 2.2.3 2.2.4 2.2.5 2.2.6 2.3.2"
        " 2.3.3 2.4.8 2.4.9 2.4.10 2.4.12 2.4.13 2.5.5 2.5.6 3.1.3 3.1.4 3.1.5 3.1.6 3.2.5 3.3.5"
        " 3.3.6 3.3.9"
    ),
}
"""All 86 criteria of WCAG 2.2, by level."""
CLAUSE_5 = (
    "5.1.2.1 5.1.2.2 5.1.3.1 5.1.3.2 5.1.3.3 5.1.3.4 5.1.3.5 5.1.3.6 5.1.3.7 5.1.3.8 5.1.3.9"
    " 5.1.3.10 5.1.3.11 5.1.3.12 5.1.3.13 5.1.3.14 5.1.3.15 5.1.3.16 5.1.4 5.1.5 5.1.6.1 5.1.6.2"
    " 5.1.7 5.2 5.3 5.4 5.5.1 5.5.2 5.6.1 5.6.2 5.7 5.8 5.9"
)
WANTED = {
    **{f"WCAG 2.2 Level {level}": numbers.split() for level, numbers in WCAG.items()},
    "EN 301 549 clause 5: generic requirements": CLAUSE_5.split(),
}
"""The numbers that stand below a heading, once each and in this order."""
VERDICTS = {"Supports", "Partially supports", "Does not support", "Not applicable"}
HEAD = ("Verdict", "What is so", "Evidence")
BY_LOOKING, NOT_TESTED = "by looking", "not tested"
_TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
_COMMAND = re.compile(r"infusion-kioskctl [\w-]+( [\w-]+)*")
_LOOSE = re.compile(r"\btest_\w+(?!\w*\.py)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: under which heading, what, how well, in which words, by what."""

    section: str
    what: str
    verdict: str
    words: str
    evidence: tuple[str, ...]


def flaws(report: str) -> list[str]:
    """Return what is wrong with a report."""
    lines = tuple(_lines(report))
    return [*_numbers(lines), *_verdicts(lines), *_without_evidence(lines), *_gone(report)]


def _lines(report: str) -> Iterator[Line]:
    """Yield the lines of all tables that give verdicts."""
    section, is_table = "", False
    for text in report.splitlines():
        cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
        if text.startswith("#"):
            section = text.lstrip("# ")
        if not text.startswith("|"):
            is_table = False
        elif tuple(cells[1:]) == HEAD:
            is_table = True
        elif is_table and set(text) - set("|- "):
            what, verdict, words, evidence = cells
            parts = (part.strip().strip("`") for part in evidence.split(";"))
            yield Line(section, what, verdict, words, tuple(filter(None, parts)))


def _numbers(lines: tuple[Line, ...]) -> Iterator[str]:
    for section, wanted in WANTED.items():
        found = [line.what.split()[0] for line in lines if line.section == section]
        yield from (f"{number} is missing" for number in wanted if number not in found)
        yield from (f"{number} is none of {section}" for number in found if number not in wanted)
        again = {number for number in found if found.count(number) > 1}
        yield from (f"{number} stands there again" for number in sorted(again))


def _verdicts(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        if line.verdict not in VERDICTS:
            yield f"{line.what}: {line.verdict} is no verdict"
        if not line.words:
            yield f"{line.what}: says nothing"


def _without_evidence(lines: tuple[Line, ...]) -> Iterator[str]:
    for line in lines:
        for one in line.evidence:
            is_known = one in {BY_LOOKING, NOT_TESTED} or _COMMAND.fullmatch(one)
            if not is_known and not _TEST.fullmatch(one):
                yield f"{line.what}: {one} is no evidence"
        if not line.evidence or (line.verdict == "Supports" and NOT_TESTED in line.evidence):
            yield f"{line.what}: {line.verdict} without evidence"


def _gone(report: str) -> Iterator[str]:
    """Yield tests that are named and do not exist, or are named without their file."""
    for file, name in dict.fromkeys(_TEST.findall(report)):
        if name not in _tests_in(file):
            yield f"{file}::{name} does not exist"
    yield from (f"{name} has no file" for name in _LOOSE.findall(_TEST.sub("", report)))


@cache
def _tests_in(file: str) -> frozenset[str]:
    """Return the names of the tests of a file, none where there is no file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_report_is_whole_and_its_evidence_exists() -> None:
    found = flaws(REPORT)

    assert not found, "\n".join(found)


def test_every_criterion_of_wcag_is_known_once() -> None:
    numbers = [number for level in WCAG.values() for number in level.split()]

    assert len(numbers) == len(set(numbers)) == 86


def _line_of(what: str) -> str:
    return next(line for line in REPORT.splitlines(keepends=True) if line.startswith(f"| {what} "))


def _without_a_criterion(report: str) -> str:
    return report.replace(_line_of("2.1.2"), "")


def _with_a_criterion_twice(report: str) -> str:
    return report.replace(_line_of("2.1.2"), 2 * _line_of("2.1.2"))


def _with_a_criterion_elsewhere(report: str) -> str:
    moved = report.replace(_line_of("2.1.2"), "")
    return moved.replace(_line_of("1.3.4"), _line_of("1.3.4") + _line_of("2.1.2"))


def _with_a_test_that_is_gone(report: str) -> str:
    return report.replace("::test_tab_leaves_a_message", "::test_tab_leaves_an_essay")


def _with_a_file_that_is_gone(report: str) -> str:
    return report.replace("tests/screen/test_questions_fields.py", "tests/screen/test_fields.py")


def _with_another_verdict(report: str) -> str:
    return report.replace("Trap | Supports |", "Trap | Mostly supports |")


def _without_evidence_for_it(report: str) -> str:
    whole = _line_of("2.1.2")
    return report.replace(whole, f"{whole.rsplit('|', 2)[0]}| {NOT_TESTED} |\n")


def _with_a_claim_for_evidence(report: str) -> str:
    whole = _line_of("2.1.2")
    return report.replace(whole, f"{whole.rsplit('|', 2)[0]}| everybody knows |\n")


def _without_a_requirement_of_clause_5(report: str) -> str:
    return report.replace(_line_of("5.1.3.8"), "")


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (_without_a_criterion, "2.1.2 is missing"),
        (_with_a_criterion_twice, "2.1.2 stands there again"),
        (_with_a_criterion_elsewhere, "2.1.2 is none of WCAG 2.2 Level AA"),
        (_with_a_test_that_is_gone, "test_tab_leaves_an_essay does not exist"),
        (_with_a_file_that_is_gone, "tests/screen/test_fields.py::"),
        (_with_another_verdict, "Mostly supports is no verdict"),
        (_without_evidence_for_it, "Supports without evidence"),
        (_with_a_claim_for_evidence, "everybody knows is no evidence"),
        (_without_a_requirement_of_clause_5, "5.1.3.8 is missing"),
    ],
)
def test_spoilt_report_is_found(spoilt: Callable[[str], str], said: str) -> None:
    report = spoilt(REPORT)

    assert report != REPORT
    assert any(said in flaw for flaw in flaws(report))
