# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures of articles: what they may be, decided from their bytes alone."""

import re
import struct
from collections.abc import Iterator
from xml.parsers import expat

MAX_PICTURE_BYTES = 2 * 1024 * 1024
MAX_SIDE_PX = 4000
MAX_SVG_ELEMENTS = 5_000
MAX_SVG_DEPTH = 40
MAX_SVG_USES = 16

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(svg|png|jpe?g)")
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}

_SVG_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"),
    }
)
_OUTSIDE = re.compile(r"url\s*\(\s*(?!['\"]?#)|@import|expression\s*\(|\\", re.IGNORECASE)


def media_type(name: str) -> str:
    """Return the media type of a picture's file name that `NAME` matches."""
    return MEDIA_TYPES[name.rpartition(".")[2]]


def picture_problems(name: str, data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a picture, each as a sentence; empty when it may be shown.

    Args:
        name: File name; its ending says what the bytes must be.
        data: The file's bytes.
    """
    if NAME.fullmatch(name) is None:
        return ("The name of the picture is not a plain file name ending in svg, png or jpg.",)
    if len(data) > MAX_PICTURE_BYTES:
        return (f"The picture has more than {MAX_PICTURE_BYTES // 1024:,} KiB.",)
    match media_type(name):
        case "image/svg+xml":
            return tuple(dict.fromkeys(_svg_problems(data)))
        case "image/png":
            return tuple(_raster_problems(_png_size(data), "PNG"))
        case _:
            return tuple(_raster_problems(_jpeg_size(data), "JPEG"))


def _raster_problems(size: tuple[int, int] | None, kind: str) -> Iterator[str]:
    if size is None:
        yield f"The file is not a complete {kind} picture."
    elif not all(0 < side <= MAX_SIDE_PX for side in size):
        yield f"The picture has {size[0]} x {size[1]} pixels; at most {MAX_SIDE_PX} a side."


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height, if the chunks are complete (PNG specification, section 5)."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = struct.unpack(">II", data[16:24])
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IEND":
            return width, height
        at += length + 12
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the first frame header (ITU-T T.81, annex B)."""
    if not data.startswith(b"\xff\xd8") or b"\xff\xd9" not in data[-64:]:
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _svg_problems(data: bytes) -> Iterator[str]:
    if re.search(rb"<!(DOCTYPE|ENTITY)", data, re.IGNORECASE) or b"\x00" in data:
        yield "The SVG declares a document type or entities."
        return
    drawing = _Drawing()
    try:
        drawing.read(data)
    except expat.ExpatError as error:
        yield f"The SVG is not well-formed XML (line {error.lineno})."
    except _TooMuchError as error:
        yield str(error)
    yield from drawing.problems


class _TooMuchError(Exception):
    """The drawing passes a limit; reading on is pointless."""


class _Drawing:
    """One pass over an SVG; expat gives the elements, nothing is fetched or expanded."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._depth = self._elements = self._uses = 0
        self._inside: list[str] = []

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(data, True)  # expat's own signature

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._elements += 1
        self._uses += local == "use"
        if not self._inside:
            self._root(local, attributes)
        self._inside.append(local)
        if (
            self._elements > MAX_SVG_ELEMENTS
            or len(self._inside) > MAX_SVG_DEPTH
            or self._uses > MAX_SVG_USES
        ):
            raise _TooMuchError("The SVG has too many or too deeply nested elements.")
        if local not in _SVG_ELEMENTS:
            self.problems.append(f"The SVG holds <{local[:40]}>, which is not allowed.")
        for key, value in attributes.items():
            self._attribute(key.rpartition(":")[2].lower(), value)

    def _root(self, local: str, attributes: dict[str, str]) -> None:
        if local != "svg":
            self.problems.append("The file is not an SVG drawing.")
        for key in ("width", "height"):
            number = re.match(r"\s*([0-9.eE+]+)", attributes.get(key, ""))
            try:
                too_large = number is not None and float(number[1]) > MAX_SIDE_PX
            except ValueError:
                too_large = True
            if too_large:
                self.problems.append(f"The SVG is larger than {MAX_SIDE_PX} pixels.")

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            self.problems.append("The SVG holds a script.")
        elif (
            (name in {"href", "src", "base"} and not value.strip().startswith("#"))
            or _OUTSIDE.search(value)
            or "javascript:" in value.lower()
        ):
            self.problems.append("The SVG refers to something outside of itself.")

    def _characters(self, text: str) -> None:
        if self._inside and self._inside[-1] == "style" and _OUTSIDE.search(text):
            self.problems.append("The SVG refers to something outside of itself.")

    def _end(self, _name: str) -> None:
        self._inside.pop()

    def _instruction(self, *_: str) -> None:
        self.problems.append("The SVG holds a processing instruction.")

    def _doctype(self, *_: object) -> None:
        self.problems.append("The SVG declares a document type or entities.")
