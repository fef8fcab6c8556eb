# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""An opened request on paper: made in memory and piped into the printing system, never a file.

QPrinter would write it to a temporary file first; so a PDF is written into a buffer, and ``lp``
takes it from a pipe. CUPS keeps what waits in its own spool, as with any print. Windows takes no
PDF from a pipe, and drawing on its printers has been tried by nobody: there nothing is offered.
"""

import shutil
import subprocess
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from kiosk.desk.looks import BOLD, STRONG, Looks
from kiosk.desk.reading import Line
from kiosk.faults import EnvironmentFault

PRINT_S = 15.0


def can_print(platform: str = sys.platform) -> bool:
    """Return whether this machine has a way to print without a file."""
    return platform != "win32" and shutil.which("lp") is not None


def make_pdf(title: str, lines: tuple[Line, ...], looks: Looks) -> bytes:
    """Return a request as a PDF, one page or more."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(writer)
    cursor = QTextCursor(document)
    _put(cursor, title, 17, looks, is_bold=True)
    for line in lines:
        _put(cursor, line.question, 10, looks, is_bold=not line.answer)
        if line.answer:
            _put(cursor, line.answer, 13, looks)
    document.setPageSize(writer.pageLayout().paintRectPixels(writer.resolution()).size())
    document.print_(writer)
    buffer.close()
    return bytes(data.data())


def print_out(pdf: bytes) -> None:
    """Print a PDF on this machine's usual printer; call it off the window's thread.

    Raises:
        EnvironmentFault: There is no printer, or it refused.
    """
    program = shutil.which("lp")
    if program is None:
        raise EnvironmentFault("this machine has no printing system (CUPS)")
    try:
        done = subprocess.run(
            [program, "-t", "request", "-"],
            input=pdf,
            capture_output=True,
            timeout=PRINT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EnvironmentFault("the printing system does not answer") from error
    if done.returncode:
        raise EnvironmentFault("the printing system refused the page: is there a usual printer?")


def _put(
    cursor: QTextCursor, text: str, points: int, looks: Looks, *, is_bold: bool = False
) -> None:
    letters = QTextCharFormat()
    letters.setFontFamilies([looks.family])
    letters.setFontPointSize(points)
    letters.setFontWeight((BOLD if points > 12 else STRONG) if is_bold else 400)
    block = QTextBlockFormat()
    block.setTopMargin(points / 2)
    cursor.setBlockFormat(block)
    cursor.insertText(text, letters)
    cursor.insertBlock()
