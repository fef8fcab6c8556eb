# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Cards and rows that lead somewhere: each is one big button with a picture or words."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import ArticleCard, ArticleKind, Picture
from kiosk.screen.route import Route, RouteName
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.buttons import TouchButton
from kiosk.screen.widgets.pictures import ArtView


class RouteButton(TouchButton):
    """A button that leads to a place.

    Signals:
        route_touched: Carries the ``Route``.
    """

    route_touched = Signal(Route)

    def __init__(
        self,
        look: Look,
        text: str,
        route: Route,
        *,
        name: str,
        role: str = "row",
        detail: str = "",
        icon: str = "",
        head: QWidget | None = None,
        text_role: str = "strong",
        target: str = "target",
        centered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            look,
            text,
            name=name,
            role=role,
            detail=detail,
            icon=icon,
            head=head,
            text_role=text_role,
            target=target,
            centered=centered,
            parent=parent,
        )
        self._route = route
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.route_touched.emit(self._route)


class ArticleRow(RouteButton):
    """An article in a list: picture, title, its one message, minutes to read."""

    def __init__(
        self, look: Look, card: ArticleCard, picture: Picture | None, parent: QWidget | None = None
    ) -> None:
        facts = QCoreApplication.translate("ArticleRow", "{kind}  ·  {minutes} min read").format(
            kind=kind_name(card.kind), minutes=card.minutes
        )
        super().__init__(
            look,
            card.title,
            Route(RouteName.ARTICLE, card.id),
            name=f"article_card_{card.id}",
            detail=f"{card.summary}\n{facts}",
            head=None if picture is None or look.is_large_text else _thumbnail(look, card, picture),
            text_role="subheading",
            parent=parent,
        )


def _thumbnail(look: Look, card: ArticleCard, picture: Picture) -> ArtView:
    corner = look.px("radius")
    view = ArtView(picture, card.alt, radius=(corner, 0, 0, corner))
    view.setFixedWidth(look.px("target") * 3)
    view.setMinimumHeight(look.px("target") * 2)
    return view


def kind_name(kind: ArticleKind) -> str:
    """Return the name of a kind of article in the language of the visit."""
    match kind:
        case ArticleKind.TREATMENT:
            return QCoreApplication.translate("ArticleKind", "Treatment")
        case ArticleKind.CONDITION:
            return QCoreApplication.translate("ArticleKind", "Condition")
        case ArticleKind.YOUR_VISIT:
            return QCoreApplication.translate("ArticleKind", "Your visit")
        case ArticleKind.LIVING_WELL:
            return QCoreApplication.translate("ArticleKind", "Living well")
        case ArticleKind.CENTER_NEWS:
            return QCoreApplication.translate("ArticleKind", "Center news")
        case ArticleKind.STORY:
            return QCoreApplication.translate("ArticleKind", "Story")
        case _:
            assert_never(kind)
