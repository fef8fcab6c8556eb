# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's logo in the header: its own shape, never so wide that its name has no room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.library.model import Picture
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import REFERENCE_MM_PER_PX, Panel, make_look
from kiosk.screen.widgets.bars import WIDEST_LOGO, Header
from kiosk.screen.widgets.pictures import ArtView, art, aspect_of
from kiosk.session.messages import Standing
from kiosk.settings import Display, Theme
from tests.support.screen import GLASSES, configuration, screen

Make = Callable[[int, int], Picture]
OWN = "#12ab34"
LOOK = make_look(Theme.LIGHT, Panel(1080, 1920, REFERENCE_MM_PER_PX), calm=True)


def _png(width: int, height: int) -> Picture:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(OWN))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload] # the stub knows no device
    return Picture(bytes(data.data()), "image/png")


def _svg(width: int, height: int) -> Picture:
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="{OWN}"/></svg>'.encode(),
        "image/svg+xml",
    )


def _mark(header: Header) -> ArtView:
    (mark,) = header.findChildren(ArtView)
    return mark


def _header(qtbot: QtBot, logo: Picture | None) -> Header:
    header = Header(LOOK, "Harbor Infusion Center", "en", logo)
    qtbot.addWidget(header)
    return header


def _painted(mark: ArtView) -> set[tuple[int, int]]:
    """Return where the center's own color stands."""
    picture = mark.grab().toImage()
    return {
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).name() == OWN
    }


@pytest.mark.parametrize("make", [_png, _svg])
@pytest.mark.parametrize(("width", "height"), [(60, 60), (180, 60), (30, 60)])
def test_logo_keeps_its_shape(
    qtbot: QtBot,
    qapp: QApplication,
    make: Make,
    width: int,
    height: int,
) -> None:
    header = _header(qtbot, make(width, height))
    mark = _mark(header)

    assert mark.height() == LOOK.px("logo")
    assert mark.width() == round(LOOK.px("logo") * width / height)
    assert len(_painted(mark)) > 0.95 * mark.width() * mark.height()


@pytest.mark.parametrize("make", [_png, _svg])
def test_very_wide_logo_is_made_smaller_and_stays_whole(
    qtbot: QtBot, qapp: QApplication, make: Make
) -> None:
    header = _header(qtbot, make(1200, 60))
    mark = _mark(header)
    places = _painted(mark)

    assert mark.width() == round(LOOK.px("logo") * WIDEST_LOGO)
    assert len({x for x, _ in places}) == pytest.approx(mark.width(), abs=2)
    high = len({y for _, y in places})
    assert high == pytest.approx(mark.width() * 60 / 1200, abs=2)


def test_center_without_a_logo_gets_the_kiosks_own(qtbot: QtBot, qapp: QApplication) -> None:
    header = _header(qtbot, None)
    mark = _mark(header)
    drawn = ArtView(art("logo"), whole=True, parent=header)
    drawn.setFixedSize(mark.size())

    assert mark.width() == round(LOOK.px("logo") * aspect_of(art("logo")))
    assert mark.grab().toImage() == drawn.grab().toImage()


@pytest.mark.parametrize("glass", GLASSES)
def test_demonstration_says_once_what_it_is(
    qtbot: QtBot, qapp: QApplication, library: Path, tmp_path: Path, glass: str
) -> None:
    panel = GLASSES[glass]
    display = Display(width_mm=panel.width_mm, motion=False)
    config = configuration(library, tmp_path, display=display)
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin()
        for scale in ("100", "200"):
            view.stage.settings.choose("scale", scale)
            for route, sign in (
                (Route(RouteName.HOME), "home_learn"),
                (Route(RouteName.SEARCH), "key_hide"),
                (Route(RouteName.HOME), "home_learn"),
            ):
                view.open(route, sign)
                view.lay_out()

                assert view.has("demo_strip") + view.has("header_demo") == 1


@pytest.mark.parametrize("make", [_png, _svg])
@pytest.mark.parametrize("glass", GLASSES)
def test_widest_logo_leaves_room_for_the_name_of_the_center(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    qapp: QApplication,
    library: Path,
    tmp_path: Path,
    make: Make,
    glass: str,
) -> None:
    panel, logo = GLASSES[glass], make(1200, 60)
    config = configuration(
        library,
        tmp_path,
        display=Display(width_mm=panel.width_mm, motion=False),
        logo=logo.data,
        logo_type=logo.media_type,
        standing=Standing.LIVE,  # a demonstration says in its place that it is one
    )
    with screen(qtbot, qapp, config, (panel.width_px, panel.height_px)) as view:
        view.present()
        view.settle()
        view.begin()
        view.stage.settings.choose("scale", "200")
        view.lay_out()
        name = view.part("header_center")

        assert _painted(_mark(view.parts(Header)[0]))
        assert name.height() >= name.heightForWidth(name.width())
        assert name.width() >= name.minimumSizeHint().width()
