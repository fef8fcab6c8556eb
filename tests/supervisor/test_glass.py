# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A cage of the kiosk's own. The programs here stand in for cage, which needs a seat; the real one
is started by the tests of the installed package."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from kiosk.supervisor.glass import Glass, NoGlassFault, cage_environment, opened_glass, platform_for
from kiosk.supervisor.options import Options
from tests.support.waiting import wait_until

CAGE = """\
#!/bin/sh
if [ "$1" = -v ]; then echo "Cage version {version}"; exit; fi
echo $$ > "{folder}/pid"
shift
export WAYLAND_DISPLAY=wayland-7 DISPLAY=:7
exec "$@"
"""
DEAD = "#!/bin/sh\nexit 1\n"


def put_cage(folder: Path, script: str) -> dict[str, str]:
    (folder / "cage").write_text(script)
    (folder / "cage").chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin", "WAYLAND_DISPLAY": "outer"}


def is_alive(folder: Path) -> bool:
    return Path("/proc", (folder / "pid").read_text().strip()).exists()


@pytest.mark.parametrize(
    ("said", "platform"),
    [
        ("Cage version 0.1.4\n", "xcb"),
        ("Cage version 0.1.5", "wayland"),
        ("Cage version 0.2.0", "wayland"),
        ("", "xcb"),
    ],
)
def test_a_cage_that_loses_touches_on_wayland_is_gone_around(said: str, platform: str) -> None:
    assert platform_for(said) == platform


def test_cage_gets_what_it_needs_and_nothing_else() -> None:
    outside = {"PATH": "/bin", "WLR_BACKENDS": "drm", "LD_PRELOAD": "x", "QT_PLUGIN_PATH": "y"}

    assert cage_environment(outside) == {"PATH": "/bin", "WLR_BACKENDS": "drm"}


def test_without_its_own_cage_the_display_is_the_one_outside() -> None:
    async def scenario() -> Glass:
        async with opened_glass(Options(), {"DISPLAY": ":3"}) as glass:
            return glass

    assert asyncio.run(scenario()).environment == {"DISPLAY": ":3"}


@pytest.mark.parametrize(
    ("version", "platform", "display"),
    [("0.1.4", "xcb", {"DISPLAY": ":7"}), ("0.2.0", "wayland", {"WAYLAND_DISPLAY": "wayland-7"})],
)
def test_screens_are_told_the_display_of_the_cage(
    tmp_path: Path, version: str, platform: str, display: dict[str, str]
) -> None:
    outside = put_cage(tmp_path, CAGE.format(version=version, folder=tmp_path))

    async def scenario() -> Glass:
        async with opened_glass(Options(cage=True), outside) as glass:
            assert is_alive(tmp_path)
            return glass

    glass = asyncio.run(scenario())

    assert glass.options.platform == platform
    assert glass.environment == {"PATH": outside["PATH"]} | display
    wait_until(lambda: not is_alive(tmp_path), "the end of cage")


def test_the_end_of_the_cage_is_told(tmp_path: Path) -> None:
    outside = put_cage(tmp_path, CAGE.format(version="0.2.0", folder=tmp_path))

    async def scenario() -> None:
        async with opened_glass(Options(cage=True), outside) as glass:
            pid = int((tmp_path / "pid").read_text())
            os.kill(pid, signal.SIGKILL)
            async with asyncio.timeout(5):
                await glass.gone.wait()

    asyncio.run(scenario())


@pytest.mark.parametrize("script", [DEAD, None], ids=["dies", "missing"])
def test_no_cage_is_one_fault(tmp_path: Path, script: str | None) -> None:
    outside = put_cage(tmp_path, script) if script else {"PATH": str(tmp_path)}

    async def scenario() -> None:
        async with opened_glass(Options(cage=True), outside):
            pytest.fail("there is a glass")

    with pytest.raises(NoGlassFault):
        asyncio.run(scenario())
