# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's logo: read once, judged by its bytes, and handed to screens that read no file.

It has to pass the rules for pictures of articles, and is smaller.
"""

import stat
from dataclasses import dataclass
from pathlib import Path

from kiosk.faults import ContentFault, Finding
from kiosk.library.pictures import media_type, picture_problems
from kiosk.settings import Settings
from kiosk.toml_edge import Lines

MAX_LOGO_BYTES = 200 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that may be shown.

    Attributes:
        data: The bytes of an SVG or PNG file; empty where a center has none.
        media_type: ``image/svg+xml`` or ``image/png``; empty where a center has none.
    """

    data: bytes = b""
    media_type: str = ""


NO_LOGO = Logo()


def read_logo(settings: Settings, file: Path, text: bytes) -> Logo:
    """Return the logo that a settings file names, or ``NO_LOGO`` where it names none.

    Args:
        settings: What the file says.
        file: The settings file; a relative path of a logo begins at its folder.
        text: Its bytes, to find the line.

    Raises:
        ContentFault: The logo is missing, too large, or no picture that may be shown.
    """
    name = settings.center.logo if settings.center else ""
    if not name:
        return NO_LOGO
    found = load_logo(file.parent / name)
    if isinstance(found, Logo):
        return found
    line = Lines(text.decode("utf-8-sig")).at(("center", "logo"))
    mend = "Give a small plain SVG or a PNG, or delete `logo`."
    raise ContentFault(Finding(str(file), line, "center-logo", said, mend) for said in found)


def load_logo(path: Path) -> Logo | tuple[str, ...]:
    """Return the logo in a file, or what is wrong with it, each as a sentence."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return (f"The logo {path} is not a file.",)
        with path.open("rb") as file:
            data = file.read(MAX_LOGO_BYTES + 1)
    except OSError as error:
        return (f"The logo {path} cannot be read: {error.strerror}.",)
    return judged_logo(data)


def judged_logo(data: bytes) -> Logo | tuple[str, ...]:
    """Return the bytes of a file as a logo, or what is wrong with them, each as a sentence."""
    if len(data) > MAX_LOGO_BYTES:
        return (f"The logo has more than {MAX_LOGO_BYTES // 1024} KiB.",)
    # By its content, not by its name.
    if data.startswith(_PNG):
        name = "logo.png"
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        name = "logo.svg"
    else:
        return ("The logo is neither an SVG nor a PNG picture.",)
    return picture_problems(name, data) or Logo(data, media_type(name))
