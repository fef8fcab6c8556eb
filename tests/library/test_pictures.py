# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Only pictures that cannot run, fetch or explode come into the library."""

import struct
import zlib

import pytest

from kiosk.library.pictures import picture_problems
from tests.support.library import SVG

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + b"\xff\xd9"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("chair.svg", SVG.encode()),
        ("chair.svg", (HEAD + '<use xlink:href="#a"/><rect fill="url(#b)"/></svg>').encode()),
        ("chair.png", png(4000, 10)),
        ("chair.jpg", jpeg(10, 4000)),
    ],
)
def test_a_sound_picture_has_no_problems(name: str, data: bytes) -> None:
    assert picture_problems(name, data) == ()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<image href='a.png'/>",
        "<foreignObject/>",
        "<use xlink:href='http://example.org/a#b'/>",
        "<use href='file:///etc/passwd'/>",
        "<a href='javascript:alert(1)'/>",
        "<rect onclick='x()'/>",
        "<rect fill='url(http://example.org/x)'/>",
        "<rect style='fill: url( \"x.svg#a\")'/>",
        "<style>@import 'x.css';</style>",
        "<style>a{b:url(x)}</style>",
        "<?xml-stylesheet href='x.css'?>",
        "<g>" * 100 + "</g>" * 100,
        "<rect/>" * 6_000,
        "<use href='#a'/>" * 20,
        "<rect",
    ],
)
def test_an_svg_that_reaches_out_or_runs_is_refused(inside: str) -> None:
    assert picture_problems("a.svg", f"{HEAD}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b'<!doctype svg SYSTEM "http://example.org/a.dtd"><svg/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'.encode("utf-16"),
        b"<html/>",
        b'<svg width="99999"/>',
        b"",
    ],
)
def test_an_svg_with_entities_or_of_another_kind_is_refused(data: bytes) -> None:
    assert picture_problems("a.svg", data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(4001, 10)),
        ("a.png", png(0, 10)),
        ("a.png", png(10, 10)[:-12]),
        ("a.png", SVG.encode()),
        ("a.jpg", jpeg(4001, 10)),
        ("a.jpg", jpeg(10, 10)[:-2]),
        ("a.png", b"\x89PNG" + b"x" * (2 * 1024 * 1024)),
        ("a.gif", b"GIF89a"),
        ("../a.png", png(10, 10)),
        ("/etc/a.png", png(10, 10)),
        ("a/b.png", png(10, 10)),
        (".a.png", png(10, 10)),
        ("a.png\n", png(10, 10)),
    ],
)
def test_a_raster_picture_out_of_bounds_is_refused(name: str, data: bytes) -> None:
    assert picture_problems(name, data)
