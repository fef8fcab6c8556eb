# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every file of ours, whoever wrote it.

Source:
    STYLE.md.
"""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("kiosk", "tests")
SOURCES = sorted(path for folder in OURS for path in (ROOT / folder).rglob("*.py"))
PRODUCT = [path for path in SOURCES if path.is_relative_to(ROOT / "kiosk")]
SPDX = (
    "# SPDX-FileCopyrightText: 2026 The infusion kiosk authors\n"
    "# SPDX-License-Identifier: Apache-2.0\n"
)
MAY_PRINT = ("ctl/", "supervisor/tour")
MOST_LINES = 520
TOP_LEVEL = {
    ".ci", ".editorconfig", ".gitignore", ".gitattributes", "CHANGELOG.md", "LICENSE", "Makefile",
    "README.md", "constraints.txt", "content", "deploy", "docs", "kiosk", "pyproject.toml",
    "resources", "tests",
}  # fmt: skip
TEXT = {"", ".md", ".py", ".toml", ".txt", ".json", ".qss", ".ts", ".yml", ".cfg", ".desktop"}
FOREIGN = re.compile(
    r"(?:\b(?:index-url|extra-index-url|trusted-host|find-links)\b"
    r"|//(?:files\.pythonhosted|pypi|test\.pypi|registry\.npmjs|deb\.debian|ghcr)\b)"
)
"""Where packages come from is the business of the machine that builds, not of the sources."""
MACHINE = re.compile(r"(?<![\w.~$})/-])/(?:work|root|home/\w+|Users/\w+)/\w")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tracked() -> list[str]:
    """Return the files that git keeps or would add, relative; without git, all that lie here."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        said = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if said.returncode == 0:
            return [name for name in said.stdout.decode().split("\0") if (ROOT / name).is_file()]
    folders = (ROOT / name for name in sorted(TOP_LEVEL))
    found = (path for one in folders for path in ([one] if one.is_file() else one.rglob("*")))
    return [_name(path) for path in found if path.is_file() and "__pycache__" not in path.parts]


TRACKED = _tracked()


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_source_says_whose_it_is_and_under_which_licence(source: Path) -> None:
    assert source.read_text("utf-8").startswith(SPDX)


@pytest.mark.parametrize("source", PRODUCT, ids=_name)
def test_module_says_what_it_holds(source: Path) -> None:
    said = ast.get_docstring(ast.parse(source.read_text("utf-8")))

    assert said
    assert said[0].isupper() or not said[0].isalpha()


@pytest.mark.parametrize("source", PRODUCT, ids=_name)
def test_module_can_be_held_in_the_head(source: Path) -> None:
    assert len(source.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    "source",
    [
        path
        for path in PRODUCT
        if not path.relative_to(ROOT / "kiosk").as_posix().startswith(MAY_PRINT)
    ],
    ids=_name,
)
def test_module_prints_nothing(source: Path) -> None:
    tree = ast.parse(source.read_text("utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]

    assert "print" not in {one.id for one in calls if isinstance(one, ast.Name)}


@pytest.mark.parametrize("source", PRODUCT, ids=_name)
def test_module_is_named_after_what_it_holds(source: Path) -> None:
    assert source.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def test_top_level_holds_what_was_agreed() -> None:
    assert {name.split("/")[0] for name in TRACKED} <= TOP_LEVEL


@pytest.mark.parametrize("pattern", [FOREIGN, MACHINE], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_this_machine(pattern: re.Pattern[str]) -> None:
    own = _name(Path(__file__))
    found = [
        f"{name}: {match.group()}"
        for name in TRACKED
        if Path(name).suffix in TEXT and name != own
        for match in pattern.finditer((ROOT / name).read_text("utf-8", "ignore"))
    ]

    assert not found, "\n".join(found)


def test_nothing_that_make_makes_is_kept() -> None:
    made = [name for name in TRACKED if name.endswith((".qm", ".pyc", ".db", ".key"))]

    assert made == []
