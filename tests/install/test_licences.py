# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What may be shipped, by its licence; the build asks the same of what it has frozen."""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "resources/system/package"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bom", PACKAGE / "bom.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bom"] = module
    spec.loader.exec_module(module)
    return module


bom = _loaded()


def needed(name: str, seen: set[str]) -> Iterator[metadata.Distribution]:
    """Tell the packages that a package needs here, without its extras."""
    for wish in metadata.requires(name) or ():
        own = re.split(r"[^A-Za-z0-9._-]", wish, maxsplit=1)[0].lower().replace("_", "-")
        if "extra ==" in wish or own in seen:
            continue
        seen.add(own)
        try:
            yield metadata.distribution(own)
        except metadata.PackageNotFoundError:  # for another system
            continue
        yield from needed(own, seen)


def test_every_package_that_the_kiosk_needs_may_be_shipped() -> None:
    packages = list(needed("infusion-kiosk", set()))

    assert len(packages) > 20
    of_qt = {"LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"}
    licences = {one.name: bom.licence_of(one) for one in packages}
    assert {n: said for n, said in licences.items() if not bom.is_allowed(said)} == {}
    assert {said for name, said in licences.items() if "PySide6" in name} == of_qt


@pytest.mark.parametrize(
    "licence",
    ["", "GPL-3.0-or-later", "AGPL-3.0-only", "MIT AND GPL-2.0-only", "(MIT OR GPL-2.0-only)"],
)
def test_other_licence_is_refused(licence: str) -> None:
    assert not bom.is_allowed(licence)


@pytest.mark.parametrize("licence", ["MIT", "EPL-2.0 OR BSD-3-Clause", "MIT AND Apache-2.0"])
def test_licence_with_an_allowed_choice_is_taken(licence: str) -> None:
    assert bom.is_allowed(licence)


@pytest.mark.parametrize(
    "name", ["libQt6VirtualKeyboard.so.6", "libQt6ChartsQml.so.6", "QtNetworkAuth.abi3.so"]
)
def test_part_of_qt_under_the_gpl_alone_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    assert any(name in problem for problem in bom.refused((), tmp_path))


def test_build_in_which_qt_cannot_be_replaced_is_refused(tmp_path: Path) -> None:
    assert any("libQt6Core.so.6" in problem for problem in bom.refused((), tmp_path))


def test_program_imports_no_part_of_qt_under_the_gpl_alone() -> None:
    imported = {
        name
        for file in (ROOT / "kiosk").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
        for name in [str(node.module).partition(".")[2]]
    }

    assert "QtWidgets" in imported
    assert [name for name in sorted(imported) if bom.is_gpl_only(name)] == []
