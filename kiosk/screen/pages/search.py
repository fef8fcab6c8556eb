# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Search in one's own words, as one types; nothing that was typed is kept."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.library.model import Hit, HitKind
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.cards import RouteButton
from kiosk.screen.widgets.field import TextField
from kiosk.screen.widgets.frames import Ground
from kiosk.screen.widgets.page import Page
from kiosk.screen.widgets.text import Words

_ROUTES = {
    HitKind.SYMPTOM: RouteName.SYMPTOM,
    HitKind.THERAPY: RouteName.THERAPY,
    HitKind.ARTICLE: RouteName.ARTICLE,
}


class SearchPage(Page):
    """A field and what it finds.

    Signals:
        query_changed: The words changed; carries them.
    """

    query_changed = Signal(str)

    def __init__(self, look: Look, query: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, RouteName.SEARCH, parent)
        top = QWidget(self)
        column = QVBoxLayout(top)
        left, right = self.sides()
        column.setContentsMargins(left, look.px("gap_small"), right, 0)
        column.setSpacing(look.px("gap_small"))
        self._title = title = Words(self.tr("Search in your own words"), "heading")
        self.field = TextField(look, name="search_field", keys="message")
        title.setBuddy(self.field)
        self.field.setAccessibleName(self.tr("Search in your own words"))
        self.field.setText(query)
        self.field.textChanged.connect(self._on_text)
        column.addWidget(title)
        column.addWidget(self.field)
        self.outer.insertWidget(0, top)
        self.show_hits(())

    @property
    def is_personal(self) -> bool:
        """Words that a visitor typed may show."""
        return bool(self.field.text().strip())

    def make_room(self, *, keys: bool) -> None:
        """Put the title away while the keys fill a low screen; the field keeps its name."""
        self._title.setVisible(not (keys and self.look.is_wide))

    def begin(self) -> None:
        """Put the cursor into the field, which brings the keys up."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found, best first; nothing found says whom to ask."""
        look = self.look
        stack = Ground(gap=look.px("gap_small"))
        for hit in hits:
            detail = hit.detail
            if (
                hit.kind is not HitKind.ARTICLE
                and hit.matched
                and hit.matched.casefold() != hit.title.casefold()
            ):
                detail = f"{hit.matched}  ·  {hit.detail}" if hit.detail else hit.matched
            line = RouteButton(
                look,
                hit.title,
                Route(_ROUTES[hit.kind], hit.ref),
                name=f"hit_{hit.kind.value}_{hit.ref}",
                detail=detail,
            )
            line.route_touched.connect(self.route_touched)
            stack.add(line)
        if not hits and self.field.text().strip():
            stack.add(Words(self.tr("Not found. If it is new, tell a nurse now."), "subheading"))
        self.set_column(stack)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.query_changed.emit(text)
