# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The page of a kiosk that cannot serve: never black, never a trace, always the front desk."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.screen.route import RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.pictures import ArtView, art
from kiosk.screen.widgets.text import Words

NOT_SET_UP = (
    ("Not set up yet.", "Please ask the front desk."),
    ("Aún no está configurada.", "Por favor, pregunte en la recepción."),
)
OUT_OF_ORDER = (
    ("Out of order.", "Please ask the front desk."),
    ("Fuera de servicio.", "Por favor, pregunte en la recepción."),
)


class NoticePage(Page):
    """One sentence and the way to a person, in both languages.

    Args:
        lines: Pairs of sentence and advice, one pair a language.
        detail: A line for staff, may be empty.
    """

    def __init__(
        self,
        look: Look,
        lines: tuple[tuple[str, str], ...],
        detail: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, RouteName.NOTICE, parent)
        stack = Ground(gap=look.px("gap"))
        stack.box.addStretch(1)
        corner = look.px("radius")
        view = ArtView(art("help"), radius=(corner,) * 4)
        view.setFixedSize(look.px("target_large") * 5, look.px("target_large") * 3)
        if not look.is_wide:
            stack.box.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        for sentence, advice in lines:
            for text, role in ((sentence, "sentence"), (advice, "heading")):
                words = Words(text, role)
                words.setAlignment(Qt.AlignmentFlag.AlignCenter)
                stack.add(words)
        urgent = Words(
            "Feel ill? Call out to staff now.\n"
            "¿Se siente mal? Llame en voz alta al personal ahora.",
            "strong",
            tone="emergency-ink",
        )
        urgent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack.add(urgent)
        if detail:
            stack.add(Words(detail, "small", tone="second"))
        self.set_column(stack, narrow=False)
