"""The timeline as a picture for places that know no style sheets: paper, and windows."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.export.timeline import PLOT_WIDTH, timeline
from app.look import Palette

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def timeline_svg(log: dict[str, Any], palette: Palette, plot_width: float = PLOT_WIDTH) -> str:
    """The timeline as an SVG file of its own, in one palette, with the page's own style."""
    sheet = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    rules = re.findall(r"^svg ([^{]+\{[^}]*\})", sheet, re.MULTILINE)
    style = " ".join(rules).replace("svg ", "")
    for name, colour in asdict(palette).items():
        style = style.replace(f"var(--{name.replace('_', '-')})", colour)
    picture = re.sub(r"<title>.*?</title>", "", timeline(log, plot_width))
    picture = picture.replace("<a ", "<g ").replace("</a>", "</g>")
    return picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        ">", f"><style>{style}</style>", 1
    )


def timeline_image(log: dict[str, Any], palette: Palette, plot_width: float, scale: float) -> QImage:
    """The timeline painted at `scale` pixels a unit on a transparent ground. Needs a QGuiApplication."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(timeline_svg(log, palette, plot_width).encode())
    image = QImage(drawing.defaultSize() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image
