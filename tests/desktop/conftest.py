# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A glass, a finger and the real kiosk, for the tests that look at everything from outside."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support.cage import OrdinaryUser, ReadableCheckout, copy_checkout, ordinary_user
from tests.support.kiosk_process import RunningKiosk, StartKiosk, running_kiosk
from tests.support.twin import PANEL_MM, running_twin
from tests.support.visitor import Visitor
from tests.support.xorg import Finger, Keys, Xorg, running_xorg

Measured = Callable[[str, float], None]

_CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def user() -> OrdinaryUser:
    """Somebody who is not root."""
    return ordinary_user()


@pytest.fixture(scope="session")
def checkout() -> Iterator[ReadableCheckout]:
    """A copy of the checkout that the ordinary user can run."""
    with _folder() as folder:
        yield copy_checkout(_CHECKOUT, folder / "kiosk")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A new folder that everybody can enter and whose path is short enough for sockets."""
    with _folder() as folder:
        yield folder


@pytest.fixture
def xorg_size() -> tuple[int, int]:
    """Width and height of the glass, pixels; parametrize a test with it for other sizes."""
    return (1080, 1920)


@pytest.fixture
def xorg(folder: Path, xorg_size: tuple[int, int]) -> Iterator[Xorg]:
    """A real X server of the wanted size."""
    place = folder / "xorg"
    place.mkdir()
    with running_xorg(place, xorg_size) as server:
        yield server


@pytest.fixture
def finger(xorg: Xorg) -> Finger:
    """A finger on the glass."""
    return xorg.finger


@pytest.fixture
def keys(xorg: Xorg) -> Keys:
    """A keyboard plugged into the kiosk."""
    return xorg.keys


@pytest.fixture
def start_kiosk(
    xorg: Xorg, checkout: ReadableCheckout, user: OrdinaryUser, folder: Path
) -> Iterator[StartKiosk]:
    """Start the real kiosk on the glass, with a new data folder, as an ordinary user."""
    with ExitStack() as running:

        def start(*arguments: str, in_cage: bool = False) -> RunningKiosk:
            place = folder / "kiosk"
            place.mkdir()
            kiosk = running_kiosk(xorg, checkout, user, place, arguments, in_cage=in_cage)
            return running.enter_context(kiosk)

        yield start


@pytest.fixture
def settings(folder: Path) -> Path:
    """Settings of a demonstration whose panel has the size that the visitor's twin assumes."""
    file = folder / "kiosk.toml"
    width_mm, height_mm = PANEL_MM
    file.write_text(f"format = 1\n[display]\nwidth_mm = {width_mm}\nheight_mm = {height_mm}\n")
    return file


@pytest.fixture
def in_cage() -> bool:
    """Whether the kiosk runs in cage; parametrize a test with it."""
    return False


@pytest.fixture
def kiosk(start_kiosk: StartKiosk, settings: Path, in_cage: bool) -> RunningKiosk:
    """A kiosk with those settings, its first page on the glass and a standby behind it."""
    return start_kiosk("--config", str(settings), in_cage=in_cage)


@pytest.fixture
def visitor(xorg: Xorg, checkout: ReadableCheckout) -> Iterator[Visitor]:
    """Somebody who meets a fresh screen."""
    with running_twin(checkout, xorg.size) as twin:
        yield Visitor(xorg, twin)


@pytest.fixture(scope="session")
def gallery() -> Path:
    """Where pictures and measured numbers go, for people to look at."""
    gallery = _CHECKOUT / "build" / "desktop"
    shutil.rmtree(gallery, ignore_errors=True)
    gallery.mkdir(parents=True)
    return gallery


@pytest.fixture
def measured(gallery: Path, request: pytest.FixtureRequest) -> Measured:
    """Keep a measured number beside the pictures: what it is, and milliseconds."""

    def keep(what: str, value_ms: float) -> None:
        with (gallery / "measured.txt").open("a") as file:
            file.write(f"{request.node.name}: {what} {value_ms:.0f} ms\n")

    return keep


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kiosk-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
