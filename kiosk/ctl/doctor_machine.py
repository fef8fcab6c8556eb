# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""What `infusion-kioskctl doctor` looks at on the machine: glass, touch, sound, disk, clock.

Source:
    VESA E-EDID 1.4, 3.6.2 and 3.10.2 (size of the picture); Linux ``/proc/bus/input/devices``,
    ``input-event-codes.h`` (INPUT_PROP_DIRECT, ABS_MT_POSITION_X), ``adjtimex(2)``.
"""

import ctypes
import shutil
from collections.abc import Iterator
from pathlib import Path

from kiosk.ctl.verdict import Check, Verdict
from kiosk.settings import Settings

SYS, PROC = Path("/sys"), Path("/proc")
LITTLE_BYTES, TOO_LITTLE_BYTES = 1_000_000_000, 200_000_000
_TIMEX_BYTES, _NOT_SYNCHRONIZED = 256, 5
_DIRECT, _MULTITOUCH_X = 1 << 1, 1 << 0x35


def check_machine(settings: Settings | None, data: Path) -> Iterator[Check]:
    """Look at what the machine brings; settings say what they hold of it."""
    yield check_glass(settings)
    yield check_touch()
    yield check_sound()
    yield check_disk(data)
    yield check_clock(is_synchronized=_is_synchronized())
    yield check_watchdog()
    yield check_panic()


def check_glass(settings: Settings | None, sys: Path = SYS) -> Check:
    """Tell the displays and their size, and whether the settings give another one."""
    sizes = dict(_sizes(sys))
    if not sizes:
        mend = "Connect one; a machine without is fine for a look at the rest."
        return Check("glass", Verdict.WARN, "no display is connected", mend)
    found = ", ".join(f"{name} {w} x {h} mm" for name, (w, h) in sizes.items())
    given = (settings.display.width_mm, settings.display.height_mm) if settings else (0.0, 0.0)
    if given == (0.0, 0.0) and not any(all(size) for size in sizes.values()):
        mend = "Measure the picture and give `display.width_mm` and `display.height_mm`."
        return Check("glass", Verdict.WARN, f"{found}: it does not say its size", mend)
    known = [size for size in sizes.values() if all(size)]
    if any(given) and known and not any(_is_like(given, size) for size in known):
        mend = "Measure again: sizes of letters and keys follow `[display]`."
        words = f"{found}, but the settings say {given[0]:g} x {given[1]:g} mm"
        return Check("glass", Verdict.WARN, words, mend)
    if len(sizes) > 1:
        return Check("glass", Verdict.WARN, found, "Leave one connected: visitors look at one.")
    return Check("glass", Verdict.OK, found)


def _sizes(sys: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for status in sorted(sys.glob("class/drm/card*-*/status")):
        if _text(status) != "connected":
            continue
        try:
            edid = (status.parent / "edid").read_bytes()
        except OSError:
            edid = b""
        yield status.parent.name.partition("-")[2], size_mm(edid)


def size_mm(edid: bytes) -> tuple[int, int]:
    """Return width and height of the picture in millimetres; zeros where it does not say."""
    if len(edid) < 128:
        return 0, 0
    high = edid[68]
    exact = (edid[66] | (high >> 4) << 8, edid[67] | (high & 15) << 8)
    return exact if all(exact) else (edid[21] * 10, edid[22] * 10)


def _is_like(given: tuple[float, float], size: tuple[int, int]) -> bool:
    """Return whether a size is the same within 5 %, upright or not."""
    pairs = zip(sorted(given), sorted(size), strict=True)
    return all(abs(ours - theirs) <= 0.05 * theirs for ours, theirs in pairs)


def check_touch(proc: Path = PROC) -> Check:
    """Look for a touch screen among the input devices."""
    for device in (_text(proc / "bus/input/devices") or "").split("\n\n"):
        lines = device.splitlines()
        name = next((line[9:-1] for line in lines if line.startswith('N: Name="')), "")
        if _bits(lines, "B: PROP=") & _DIRECT and _bits(lines, "B: ABS=") & _MULTITOUCH_X:
            return Check("touch", Verdict.OK, name)
    mend = "Connect the touch screen's own cable (USB); a mouse will do for a trial."
    return Check("touch", Verdict.WARN, "no touch screen found", mend)


def _bits(lines: list[str], begin: str) -> int:
    """Return a bit map of the kernel: words of 64 bits in hexadecimal, the highest first."""
    line = next((line[len(begin) :] for line in lines if line.startswith(begin)), "")
    bits = 0
    for word in line.split():
        bits = bits << 64 | int(word, 16)
    return bits


def check_sound(proc: Path = PROC) -> Check:
    """Look for a sound card."""
    cards = _text(proc / "asound/cards") or ""
    if " [" not in cards:
        mend = "Without sound nothing is read aloud; people who cannot see need it."
        return Check("sound", Verdict.WARN, "no sound card", mend)
    return Check("sound", Verdict.OK, cards.partition("]: ")[2].partition("\n")[0])


def check_disk(data: Path) -> Check:
    """Judge the free space below the data folder."""
    folder = data.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:.1f} GB free"
    if free < TOO_LITTLE_BYTES:
        return Check("disk", Verdict.FAIL, words, "Make room: requests cannot be kept.")
    if free < LITTLE_BYTES:
        return Check("disk", Verdict.WARN, words, "Make room before requests cannot be kept.")
    return Check("disk", Verdict.OK, words)


def check_clock(*, is_synchronized: bool, sys: Path = SYS) -> Check:
    """Judge whether the clock follows others, and goes on without current."""
    has_rtc = any(sys.glob("class/rtc/rtc*"))
    if not is_synchronized:
        mend = "Set up time synchronization (systemd-timesyncd or chrony)."
        return Check("clock", Verdict.WARN, "follows no other clock", mend)
    if not has_rtc:
        mend = "After a power cut dates are wrong until the network is there."
        return Check(
            "clock", Verdict.WARN, "synchronized, but the machine has none of its own", mend
        )
    return Check("clock", Verdict.OK, "synchronized")


def _is_synchronized() -> bool:
    state = ctypes.create_string_buffer(_TIMEX_BYTES)
    return int(ctypes.CDLL(None).adjtimex(state)) not in {-1, _NOT_SYNCHRONIZED}


def check_watchdog(sys: Path = SYS) -> Check:
    """Look for a hardware watchdog that somebody feeds."""
    for watchdog in sorted(sys.glob("class/watchdog/watchdog*")):
        if _text(watchdog / "state") in {None, "active"}:
            return Check("hardware watchdog", Verdict.OK, _text(watchdog / "identity") or "there")
        mend = "The package sets RuntimeWatchdogSec; restart the machine once."
        return Check("hardware watchdog", Verdict.WARN, "there, but nobody feeds it", mend)
    mend = "A machine that hangs must then be restarted by hand; look in the BIOS."
    return Check("hardware watchdog", Verdict.WARN, "none", mend)


def check_panic(proc: Path = PROC) -> Check:
    """Judge whether the machine starts anew when its kernel cannot go on."""
    seconds = _text(proc / "sys/kernel/panic") or "0"
    if seconds == "0":
        mend = "Set `kernel.panic = 10`; the package does, at the next start of the machine."
        return Check("kernel.panic", Verdict.WARN, "0: a panic stops the machine for good", mend)
    return Check("kernel.panic", Verdict.OK, f"restarts after {seconds} s")


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return None
