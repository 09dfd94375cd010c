"""Inter and Source Serif 4, ready for Qt; the system's own faces where the font packages are missing."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.look import Style


@cache
def font(style: Style) -> QFont:
    """The font for a step of the type scale. To be used, never to be changed: it is shared.

    Needs a QGuiApplication. Sizes are in logical pixels; Qt scales them with the screen.
    """
    family = _family("fontpkg_source_serif_4" if style.serif else "fontpkg_inter")
    result = QFont(family) if family else QFont()
    if not family:
        result.setStyleHint(QFont.StyleHint.Serif if style.serif else QFont.StyleHint.SansSerif)
    result.setPixelSize(style.size_px)
    result.setWeight(QFont.Weight(style.weight))
    # Qt does not choose a variable font's instance by weight alone on every platform.
    result.setVariableAxis(QFont.Tag("wght"), float(style.weight))
    result.setVariableAxis(QFont.Tag("opsz"), float(style.size_px))
    if style.tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


@cache
def _family(package: str) -> str:
    """The family that the package's upright faces belong to, or "" when it cannot be had."""
    try:
        files = Path(import_module(package).ROOT) / "files"
    except ImportError:
        return ""
    families: list[str] = []
    for path in sorted(files.glob("*.ttf")):
        if "Italic" not in path.name:
            families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else ""
