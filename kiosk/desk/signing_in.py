# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Signing in at the intake: who it is, the sealed key file, its passphrase."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from kiosk.desk.looks import Looks


class SigningIn(QFrame):
    """The card; made anew for each sign-in, so that a field never gives a passphrase back.

    Signals: ``wanted`` with name, key file and passphrase.
    """

    wanted = Signal(str, str, str)

    def __init__(self, looks: Looks, key: str, who: str) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.setFixedWidth(looks.px(460))
        self._who, self._key, self._words = QLineEdit(who), QLineEdit(key), QLineEdit()
        self._words.setEchoMode(QLineEdit.EchoMode.Password)
        self._words.returnPressed.connect(self._go)
        self._said = QLabel()
        self._said.setProperty("tone", "accent")
        self._said.setWordWrap(True)
        self._said.hide()
        self._open = QPushButton(self.tr("Open the requests"))
        self._open.setProperty("role", "primary")
        self._open.setProperty("fit", "big")
        self._open.clicked.connect(self._go)
        title = QLabel(self.tr("Sign in to read requests"))
        title.setProperty("role", "heading")
        why = QLabel(
            self.tr("Requests stay sealed in the share. They are opened here, in memory only.")
        )
        why.setWordWrap(True)
        why.setProperty("tone", "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[looks.px(28)] * 4)
        column.setSpacing(looks.px(10))
        column.addWidget(title)
        column.addWidget(why)
        column.addSpacing(looks.px(6))
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self._choose)
        key_row = QHBoxLayout()
        key_row.addWidget(self._key, 1)
        key_row.addWidget(choose)
        for text, field in (
            (self.tr("Your name"), self._who),
            (self.tr("Key file of the intake"), self._key),
            (self.tr("Passphrase"), self._words),
        ):
            label = QLabel(text)
            label.setProperty("role", "strong")
            label.setBuddy(field)
            column.addWidget(label)
            if field is self._key:
                column.addLayout(key_row)
            else:
                column.addWidget(field)
        column.addWidget(self._said)
        column.addSpacing(looks.px(6))
        column.addWidget(self._open)

    def go_in(self) -> None:
        """Go to the first field that is empty."""
        empty = (f for f in (self._who, self._key, self._words) if not f.text())
        next(empty, self._words).setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say what is wrong, and let it be tried again."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.setEnabled(True)
        self._words.clear()
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        folder = str(Path(self._key.text()).parent) if self._key.text() else ""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Key file of the intake"), folder)
        if path:
            self._key.setText(path)

    def _go(self) -> None:
        who, key, words = self._who.text().strip(), self._key.text().strip(), self._words.text()
        for field, text in ((self._who, who), (self._key, key), (self._words, words)):
            if not text:
                self.say(self.tr("Please fill in all three fields."))
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.setEnabled(False)
        self.wanted.emit(who[:80], key, words)
