"""The export menu: every format, written where the rep says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.export import export, write_privately

NAMES = {
    "html": "Web page, for reading",
    "pdf": "PDF, for paper",
    "md": "Markdown",
    "csv": "Table (CSV)",
    "json": "Session log (JSON)",
    "srt": "Captions (SRT)",
    "vtt": "Captions (WebVTT)",
}


def export_menu(parent: QWidget, log: Callable[[], dict[str, Any]], say: Callable[[str], None]) -> QMenu:
    """log: asked for when something is exported. say: told in one line what became of it."""
    menu = QMenu(parent)
    for form, name in NAMES.items():
        menu.addAction(name).triggered.connect(lambda _=False, form=form: export_as(form, log(), parent, say))
    return menu


def export_as(form: str, log: dict[str, Any], parent: QWidget, say: Callable[[str], None]) -> None:
    """Asks where, and writes it there, whole or not at all."""
    name = f"{log['call'].get('id') or 'call'}.{form}"
    path, _ = QFileDialog.getSaveFileName(parent, "Export", name, f"{NAMES[form]} (*.{form})")
    if not path:
        return
    try:
        write_privately(Path(path), export(log, form))
    except OSError as error:
        say(f"It could not be written there: {error.strerror}. Choose another folder.")
        return
    say(f"Written: {Path(path).name}")
