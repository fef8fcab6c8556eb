# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""Pictures: drawn for their frame, cropped around the point that matters, painted once."""

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.library.model import Picture
from kiosk.paths import resources_dir
from kiosk.screen.theme.fonts import icon_pixmap
from kiosk.screen.theme.look import Look
from kiosk.screen.widgets.accessible import DECORATION, Role, be

SHAPE, MARK = b"#000000", b"#FFFFFF"
"""The two colors that a sign of urgency is drawn in."""

HEAD_FOCUS = (0.5, 0.3)
"""The point that stays where a picture beside the text is cropped: people are drawn with it."""


def art(name: str, focus: tuple[float, float] = (0.5, 0.5)) -> Picture:
    """Return one of the product's own drawings, ``name`` without its ending."""
    path = resources_dir() / "art" / f"{name}.svg"
    return Picture(path.read_bytes(), "image/svg+xml", focus)


def with_heads(picture: Picture) -> Picture:
    """Return a picture that keeps the heads of people where it is cropped beside a text."""
    return Picture(picture.data, picture.media_type, HEAD_FOCUS)


def painted(sign: Picture, *, shape: str, mark: str) -> Picture:
    """Return a sign in the colors of a theme: it is drawn in black with a white mark."""
    data = sign.data.replace(SHAPE, b"*").replace(MARK, mark.encode()).replace(b"*", shape.encode())
    return Picture(data, sign.media_type, sign.focus)


def has_art(name: str) -> bool:
    """Return whether there is a drawing of that name."""
    return (resources_dir() / "art" / f"{name}.svg").is_file()


def _natural_size(picture: Picture) -> tuple[QSvgRenderer | QImage, QSize]:
    if picture.media_type == "image/svg+xml":
        renderer = QSvgRenderer(QByteArray(picture.data))
        return renderer, renderer.defaultSize()
    image = QImage.fromData(QByteArray(picture.data))
    return image, image.size()


def aspect_of(picture: Picture) -> float:
    """Return width by height of a picture, 1 where it does not say."""
    _, size = _natural_size(picture)
    return size.width() / size.height() if size.height() > 0 else 1.0


def _placed(natural: QSize, frame: QSize, focus: tuple[float, float], *, whole: bool) -> QRectF:
    """Return where a picture lies: whole in ``frame``, or covering it with ``focus`` inside."""
    scales = (frame.width() / max(1, natural.width()), frame.height() / max(1, natural.height()))
    scale = min(scales) if whole else max(scales)
    width, height = natural.width() * scale, natural.height() * scale
    if whole:
        return QRectF((frame.width() - width) / 2, frame.height() - height, width, height)
    left = min(0.0, max(frame.width() - width, frame.width() / 2 - focus[0] * width))
    top = min(0.0, max(frame.height() - height, frame.height() / 2 - focus[1] * height))
    return QRectF(left, top, width, height)


def icon_label(look: Look, icon: str, color: str = "", *, size: str = "sign") -> QLabel:
    """Return an icon to stand beside words, in the color to act if no other is named.

    ``size`` is the length token of its side.
    """
    sign = QLabel()
    be(sign, DECORATION)
    sign.setPixmap(icon_pixmap(icon, look.px(size), color or look.palette.act))
    return sign


class ArtView(QWidget):
    """A picture that fills its frame.

    Args:
        picture: What to draw.
        alt: What it shows, in words; empty for decoration.
        radius: Rounding of the corners, pixels: top left, top right, bottom right, bottom left.
        aspect: Width by height, for a frame that follows its width; 0 for a frame given by layout.
        whole: Whether all of it shows, standing on the frame's lower edge, instead of filling it.
    """

    def __init__(
        self,
        picture: Picture,
        alt: str = "",
        *,
        radius: tuple[int, int, int, int] = (0, 0, 0, 0),
        aspect: float = 0.0,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self._radius = radius
        self._aspect, self._whole = aspect, whole
        self._drawn = QPixmap()
        be(self, Role.Graphic if alt else DECORATION)
        self.setAccessibleName(alt)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Preferred if aspect else QSizePolicy.Policy.Expanding,
        )
        policy.setHeightForWidth(bool(aspect))
        self.setSizePolicy(policy)

    def show_picture(self, picture: Picture) -> None:
        """Show another picture in the same frame."""
        self._picture = picture
        self._drawn = QPixmap()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return whether the frame follows its width."""
        return bool(self._aspect)

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels for ``width`` pixels."""
        return round(width / self._aspect) if self._aspect else -1

    def sizeHint(self) -> QSize:
        """Return a modest size; the layout decides."""
        return QSize(160, round(160 / self._aspect) if self._aspect else 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, rendered once for this size."""
        ratio = self.devicePixelRatioF()
        if self._drawn.size() != self.size() * ratio:
            self._drawn = self._kept(ratio)
        painter = QPainter(self)
        painter.drawPixmap(event.rect().topLeft(), self._drawn, event.rect())
        painter.end()

    def _kept(self, ratio: float) -> QPixmap:
        """Return the picture as it was drawn before in this size, or draw it now."""
        picture, size = self._picture, self.size() * ratio
        key = (
            f"{hash(picture.data)} {size.width()} {size.height()} {ratio}"
            f" {self._radius} {picture.focus} {self._whole}"
        )
        kept = QPixmap()
        if not QPixmapCache.find(key, kept):
            kept = self._render(ratio)
            QPixmapCache.insert(key, kept)
        return kept

    def _render(self, ratio: float) -> QPixmap:
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(_rounded(QRectF(self.rect()), self._radius))
        source, natural = _natural_size(self._picture)
        place = _placed(natural, self.size(), self._picture.focus, whole=self._whole)
        if isinstance(source, QSvgRenderer):
            source.render(painter, place)
        else:
            painter.drawImage(place, source)
        painter.end()
        return drawn


def _rounded(frame: QRectF, radius: tuple[int, int, int, int]) -> QPainterPath:
    corners = (frame.topLeft(), frame.topRight(), frame.bottomRight(), frame.bottomLeft())
    along = (QPointF(1, 0), QPointF(0, 1), QPointF(-1, 0), QPointF(0, -1))
    path = QPainterPath(corners[0] + along[0] * radius[0])
    for index in (1, 2, 3, 0):
        corner, size = corners[index], radius[index]
        path.lineTo(corner - along[index - 1] * size)
        path.quadTo(corner, corner + along[index] * size)
    path.closeSubpath()
    return path
