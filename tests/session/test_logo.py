# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The center's logo: what is taken, and what is refused on its line."""

import os
import struct
from pathlib import Path

import msgspec
import pytest

from kiosk.faults import ContentFault
from kiosk.session.logo import MAX_LOGO_BYTES, NO_LOGO, Logo, judged_logo, read_logo
from kiosk.settings import DEMO_CENTER, Settings

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    + struct.pack(">II", 1, 1)
    + bytes(9)
    + b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def naming(logo: str) -> Settings:
    return Settings(center=msgspec.structs.replace(DEMO_CENTER, logo=logo))


def refused(file: Path, name: str) -> tuple[int, str]:
    text = f'\n[center]\nlogo = "{name}"\n'.encode()
    with pytest.raises(ContentFault) as caught:
        read_logo(naming(name), file, text)
    (finding, *_) = caught.value.findings
    assert finding.rule == "center-logo"
    return finding.line, finding.problem


@pytest.mark.parametrize(("data", "kind"), [(SVG, "image/svg+xml"), (PNG, "image/png")])
@pytest.mark.parametrize("name", ["logo.svg", "picture"])
def test_kind_is_told_by_the_content(tmp_path: Path, data: bytes, kind: str, name: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert read_logo(naming(name), tmp_path / "kiosk.toml", b"") == Logo(data, kind)


def test_absolute_path_is_taken_as_it_is(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(PNG)

    assert read_logo(naming(str(logo)), Path("elsewhere/kiosk.toml"), b"").data == PNG


@pytest.mark.parametrize("settings", [Settings(), naming("")])
def test_center_without_a_logo_has_none(settings: Settings, tmp_path: Path) -> None:
    assert read_logo(settings, tmp_path / "kiosk.toml", b"") == NO_LOGO


def test_missing_logo_is_refused_on_its_line(tmp_path: Path) -> None:
    line, problem = refused(tmp_path / "kiosk.toml", "logo.svg")

    assert line == 3
    assert "No such file" in problem


def test_pipe_is_refused_before_it_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "logo")

    assert "not a file" in refused(tmp_path / "kiosk.toml", "logo")[1]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (SVG.ljust(MAX_LOGO_BYTES + 1), "KiB"),
        (b"", "neither"),
        (b"\xff\xd8\xff\xe0JFIF", "neither"),
        (PNG[:-12], "complete"),
        (SVG.replace(b"<path", b"<script/><path"), "script"),
        (SVG.replace(b"<path", b'<path onclick="x()"'), "script"),
        (SVG.replace(b"<path", b'<use href="other.svg"/><path'), "outside"),
        (SVG.replace(b"<path", b"<image/><path"), "image"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "document type"),
        (SVG[:-3], "well-formed"),
    ],
)
def test_what_no_screen_should_draw_is_refused(data: bytes, word: str) -> None:
    found = judged_logo(data)

    assert not isinstance(found, Logo)
    assert word in " ".join(found)
