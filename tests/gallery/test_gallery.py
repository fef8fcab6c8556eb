# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The gallery shows every page of the kiosk, and what it writes can be opened."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from kiosk.screen.route import RouteName
from kiosk.screen.widgets.page import Page
from tests.gallery.__main__ import chosen
from tests.gallery.contact_sheet import write_index
from tests.gallery.making import paint
from tests.gallery.readme_pictures import SHOWN, small
from tests.gallery.setting import SETTINGS, Setting
from tests.gallery.stand import build_library, stops


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the shipped content."""
    return build_library(tmp_path_factory.mktemp("library"))


def test_every_page_of_the_kiosk_has_a_stop(qapp: QApplication, library: Path) -> None:
    names: Counter[str] = Counter()
    pages: set[str] = set()
    for name, view in stops(library, Setting()):
        names[name] += 1
        pages.update(page.objectName() for page in view.parts(Page))

    assert pages == set(RouteName)
    assert set(names.values()) == {1}
    assert set(SHOWN) <= set(names)


def test_pictures_of_a_setting_are_written(
    qapp: QApplication, library: Path, tmp_path: Path
) -> None:
    made = paint(library, tmp_path, Setting("small", language="es", scale="200"))

    sizes = {QImage(str(tmp_path / name)).size().toTuple() for name in made}
    assert sizes == {(1280, 800)}


def test_contact_sheet_links_to_every_picture_by_a_relative_path(tmp_path: Path) -> None:
    write_index(tmp_path, {"one": ["one/01-home.png", "one/02-<b>.png"], "other": ["other/01.png"]})

    page = (tmp_path / "index.html").read_text("utf-8")
    assert re.findall(r'src="([^"]*)"', page) == [
        "one/01-home.png",
        "one/02-&lt;b&gt;.png",
        "other/01.png",
    ]
    assert "<script" not in page


@pytest.mark.parametrize(
    ("only", "count"), [([], 62), (["dark"], 18), (["portrait", "es-200"], 4), (["no such"], 0)]
)
def test_settings_are_chosen_by_parts_of_their_names(only: list[str], count: int) -> None:
    assert len(chosen(only)) == count
    assert len(SETTINGS) == 62


def test_small_picture_has_few_colors_and_keeps_the_common_ones() -> None:
    page = QImage(1080, 1920, QImage.Format.Format_RGB32)
    page.fill(QColor("#FAF6EF"))

    picture = small(page)

    assert picture.size().toTuple() == (360, 640)
    assert picture.format() is QImage.Format.Format_Indexed8
    assert picture.pixelColor(100, 100) == QColor("#FAF6EF")
