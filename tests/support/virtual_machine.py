# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A whole machine of its own under QEMU: its kernel, a graphics card, a USB touch, no network.

Its processor is emulated, ten to twenty times slower than this one; KVM may be there and not run.
"""

import base64
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.waiting import wait_until

GLASS = (1280, 800)
_DISK = "6G"
_TABLET = {"driver": "usb-tablet", "id": "touch", "bus": "usb.0"}
_RANGE = 0x7FFF
# Runs what comes over the second serial line as root; for tests, never in the package.
_SHELL = r"""#!/bin/bash
stty -F /dev/ttyS1 raw -echo
echo ready >/dev/ttyS1
while read -r line; do
    out=$(echo "$line" | base64 -d | bash 2>&1 | base64 -w 0)
    echo "$out"
done </dev/ttyS1 >/dev/ttyS1
"""
_SHELL_UNIT = """[Unit]
Description=Shell for tests
[Service]
ExecStart=/usr/local/sbin/test-shell
Restart=always
[Install]
WantedBy=basic.target
"""


@dataclass(slots=True)
class VirtualMachine:
    """A machine that runs.

    Attributes:
        glass: Width and height of its screen, pixels.
    """

    glass: tuple[int, int]
    _control: Any
    _shell: Any

    def tell(self, command: str, **arguments: object) -> object:
        """Say something to QEMU (its QMP) and return the answer.

        Raises:
            AssertionError: QEMU refused.
        """
        self._control.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self._control.flush()
        while True:
            said = json.loads(self._control.readline())
            if "error" in said:
                raise AssertionError(f"{command}: {said['error']}")
            if "return" in said:
                return said["return"]

    def run(self, command: str) -> str:
        """Run a shell command in it as root; return what it wrote."""
        self._shell.write(base64.b64encode(command.encode()).decode() + "\n")
        self._shell.flush()
        return base64.b64decode(self._shell.readline()).decode(errors="replace").strip()

    def picture(self, path: Path) -> Path:
        """Write what its screen shows as PNG."""
        self.tell("screendump", filename=str(path), format="png")
        return path

    def touch(self, x: int, y: int) -> None:
        """Touch its screen at a pixel, and lift."""
        at = {"x": x * _RANGE // self.glass[0], "y": y * _RANGE // self.glass[1]}
        move = [{"type": "abs", "data": {"axis": axis, "value": at[axis]}} for axis in at]
        self.tell("input-send-event", events=move)
        for down in (True, False):
            press = {"type": "btn", "data": {"button": "left", "down": down}}
            self.tell("input-send-event", events=[press])

    def unplug(self) -> None:
        """Pull the touch out of its socket."""
        self.tell("device_del", id=_TABLET["id"])

    def plug(self) -> None:
        """Plug the touch in again."""
        self.tell("device_add", **_TABLET)


def make_bootable(root: Path) -> None:
    """Give a Debian in a folder what a machine of its own needs besides a kernel."""
    (root / "etc/fstab").write_text("/dev/vda / ext4 errors=remount-ro 0 1\n")
    shell = root / "usr/local/sbin/test-shell"
    shell.write_text(_SHELL)
    shell.chmod(0o755)
    (root / "etc/systemd/system/test-shell.service").write_text(_SHELL_UNIT)
    wants = root / "etc/systemd/system/basic.target.wants"
    wants.mkdir(parents=True, exist_ok=True)
    (wants / "test-shell.service").symlink_to("/etc/systemd/system/test-shell.service")


@contextmanager
def virtual_machine(
    root: Path, folder: Path, *, booted_s: float, glass: tuple[int, int] = GLASS
) -> Iterator[VirtualMachine]:
    """Boot a Debian in a folder, which is copied onto a disk; end it afterwards.

    Args:
        root: Its files, with a kernel in ``boot``; see ``make_bootable``.
        folder: Where disk, sockets and the log of its first serial line go.
        booted_s: How long it may take until its shell answers, seconds.
        glass: Width and height of its screen, pixels.

    Raises:
        TimeoutError: It did not come up.
    """
    disk = folder / "disk.raw"
    subprocess.run(["mkfs.ext4", "-q", "-d", root, disk, _DISK], check=True)
    (kernel,), (initial,) = root.glob("boot/vmlinuz-*"), root.glob("boot/initrd.img-*")
    lines = {name: folder / f"{name}.sock" for name in ("control", "shell")}
    width, height = glass
    with (folder / "qemu.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *("qemu-system-x86_64", "-machine", "q35", "-cpu", "max", "-smp", "2", "-m", "2G"),
                *("-accel", "tcg", "-nodefaults", "-nic", "none", "-display", "none"),
                *("-device", f"virtio-vga,xres={width},yres={height}"),
                *("-device", "qemu-xhci,id=usb", "-device", "usb-tablet,id=touch,bus=usb.0"),
                *("-drive", f"file={disk},if=virtio,format=raw,cache=unsafe"),
                *("-serial", f"file:{folder / 'console.log'}"),
                *("-serial", f"unix:{lines['shell']},server=on,wait=off"),
                *("-qmp", f"unix:{lines['control']},server=on,wait=off"),
                *("-kernel", str(kernel), "-initrd", str(initial)),
                *("-append", "root=/dev/vda rw console=ttyS0 console=tty0 quiet"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        with _line(lines["control"], booted_s) as control, _line(lines["shell"], booted_s) as shell:
            control.readline()  # its greeting
            machine = VirtualMachine(glass, control, shell)
            machine.tell("qmp_capabilities")
            if shell.readline().strip() != "ready":
                raise TimeoutError("the machine's shell did not come up")
            yield machine
    finally:
        process.kill()
        process.wait()


@contextmanager
def _line(path: Path, within_s: float) -> Iterator[Any]:
    wait_until(path.exists, "a socket of QEMU", 20)
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(within_s)
        line.connect(str(path))
        with line.makefile("rw", newline="\n") as both:
            yield both
