# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Cards and rows that lead somewhere: each is one big button with a picture or words."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from kiosk.library.model import ArticleCard, ArticleKind, LinkKind, Picture
from kiosk.screen.route import Route, RouteName, take_home
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
        above: bool = False,
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
            above=above,
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


ONE_LINE, ONE_LINE_LARGE = 26, 20
"""Letters of a chip that stand in one line on every glass, also where words are large."""


class Chip(RouteButton):
    """A small way to something else, among others like it."""

    def __init__(self, look: Look, text: str, route: Route, *, name: str) -> None:
        super().__init__(
            look,
            text,
            route,
            name=name,
            role="chip",
            icon="chevron-right",
            target="target_min",
            text_role="label",
        )
        # A name of a few words stands in one line; a label that may wrap asks for two.
        self.words.setWordWrap(len(text) > (ONE_LINE_LARGE if look.is_large_text else ONE_LINE))


class TakeHomeButton(RouteButton):
    """The way to a thing's code for the phone, and to paper."""

    def __init__(
        self,
        look: Look,
        kind: LinkKind,
        ref: str,
        *,
        name: str = "take_home_open",
        target: str = "target",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            look,
            QCoreApplication.translate("TakeHomeButton", "Take this home"),
            take_home(kind, ref),
            name=name,
            role="quiet",
            icon="cellphone-arrow-down",
            target=target,
            text_role="label",
            centered=True,
            parent=parent,
        )


class ArticleRow(RouteButton):
    """An article in a list: picture beside title, its one message, minutes to read."""

    def __init__(
        self, look: Look, card: ArticleCard, picture: Picture | None, parent: QWidget | None = None
    ) -> None:
        head = None
        if picture is not None and not look.is_large_text:
            corner = look.px("radius")
            head = ArtView(picture, card.alt, radius=(corner, 0, 0, corner))
            head.setFixedWidth(look.px("target") * 3)
            head.setMinimumHeight(look.px("target") * 2)
        super().__init__(
            look,
            card.title,
            Route(RouteName.ARTICLE, card.id),
            name=f"article_card_{card.id}",
            detail=f"{card.summary}\n{_facts(card)}",
            head=head,
            text_role="subheading",
            parent=parent,
        )


class ArticleTile(RouteButton):
    """The same with the picture above, for tiles side by side."""

    def __init__(
        self, look: Look, card: ArticleCard, picture: Picture | None, parent: QWidget | None = None
    ) -> None:
        corner = look.px("radius")
        head = None
        if picture is not None:
            head = ArtView(picture, card.alt, radius=(corner, corner, 0, 0), aspect=16 / 9)
        super().__init__(
            look,
            card.title,
            Route(RouteName.ARTICLE, card.id),
            name=f"article_card_{card.id}",
            detail=f"{card.summary}\n{_facts(card)}",
            head=head,
            above=True,
            role="tile",
            text_role="strong" if look.is_compact else "subheading",
            parent=parent,
        )


def _facts(card: ArticleCard) -> str:
    return QCoreApplication.translate("ArticleRow", "{kind}  ·  {minutes} min read").format(
        kind=kind_name(card.kind), minutes=card.minutes
    )


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
