# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""``infusion-kioskctl display``: hands the system what `[display]` says of touch and displays."""

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from kiosk.ctl.options import Config, faults_told, settings_in_use
from kiosk.ctl.placing import place_file
from kiosk.faults import EnvironmentFault
from kiosk.queue.durable import sync_folder
from kiosk.settings import Display

RULES = Path("/etc/udev/rules.d/99-infusion-kiosk.rules")
_HEAD = "# Written by `infusion-kioskctl display apply` from [display] of the kiosk's settings.\n"
_TRIGGER = (
    ("udevadm", "control", "--reload"),
    ("udevadm", "trigger", "--action=change", "--subsystem-match=input"),
    ("udevadm", "trigger", "--action=change", "--subsystem-match=drm"),
)

app = typer.Typer(help="The display and its touch screen.")


def rules_for(display: Display) -> str:
    """Return the rules of udev for these settings; empty where none are needed.

    Source:
        udev(7); libinput documentation, "Static device configuration"; Linux ``drm-kms``,
        ``status`` of a connector.
    """
    lines = []
    if display.touches:
        matrix = " ".join(f"{number:g}" for number in display.touches)
        lines.append(
            'ACTION!="remove", SUBSYSTEM=="input", KERNEL=="event*", '
            f'ENV{{ID_INPUT_TOUCHSCREEN}}=="1", ENV{{LIBINPUT_CALIBRATION_MATRIX}}="{matrix}"'
        )
    if display.output:
        lines.append(
            'ACTION!="remove", SUBSYSTEM=="drm", KERNEL=="card*-*", '
            f'KERNEL!="card*-{display.output}", ATTR{{status}}="off"'
        )
    return _HEAD + "\n".join(lines) + "\n" if lines else ""


@app.command()
def rotation(config: Config = None) -> None:
    """Print how far the panel hangs turned clockwise, degrees; for the service on X11."""
    with faults_told():
        typer.echo(settings_in_use(config).display.rotation)


@app.command()
def apply(
    config: Config = None,
    rules: Annotated[
        Path, typer.Option(metavar="FILE", help="The rules of udev that are written.")
    ] = RULES,
    *,
    now: Annotated[
        bool, typer.Option(help="Use them at once, else from the next start on.")
    ] = True,
) -> None:
    """Write touch calibration and the one display in use for the system; root, once per change."""
    with faults_told():
        display = settings_in_use(config).display
        text = rules_for(display)
        if text:
            place_file(rules, text.encode(), mode=0o644)
        else:
            _remove(rules)
        if now:
            _use_now()
    typer.echo(f"{rules} {'written' if text else 'not needed'}.")
    typer.echo("Next: systemctl restart infusion-kiosk; if `output` changed, restart the machine.")


def _remove(rules: Path) -> None:
    try:
        rules.unlink(missing_ok=True)
        sync_folder(rules.parent)
    except OSError as error:
        raise EnvironmentFault(f"{rules} cannot be removed: {error.strerror}") from error


def _use_now() -> None:
    try:
        for command in _TRIGGER:
            subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EnvironmentFault("udev does not take the rules; restart the machine") from error
