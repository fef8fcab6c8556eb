# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""A phone held before the glass: reads QR codes off painted pixels, and contact cards."""

import re

import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def read_codes(part: QWidget) -> list[str]:
    """Return the texts of all QR codes in what a part shows now."""
    return codes_in(part.grab().toImage())


def codes_in(picture: QImage) -> list[str]:
    """Return the texts of all QR codes in a picture."""
    image = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (image.height(), image.bytesPerLine())
    pixels = memoryview(bytes(image.constBits())).cast("B", size)
    found = zxingcpp.read_barcodes(pixels, formats=_QR)
    return [code.text for code in found if code.valid]


def read_card(card: str) -> dict[str, list[str]]:
    """Return the values of a vCard by property, parameters left out, escapes undone."""
    lines = card.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCARD", "END:VCARD", "")
    values: dict[str, list[str]] = {}
    for line in lines[1:-2]:
        head, _, value = line.partition(":")
        values.setdefault(head.split(";")[0], []).append(_unescaped(value))
    return values


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
