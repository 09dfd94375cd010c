"""The export menu: every format, written where the rep says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.desktop.background import Errands
from app.export import export, write_privately
from app.export.many import export_many
from app.export.parquet import PARQUET
from app.journal import Journal

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


def export_many_menu(
    parent: QWidget, journal: Journal, ids: Callable[[], list[str]], errands: Errands, say: Callable[[str], None]
) -> QMenu:
    """The same for many calls: a file each, or one table of them all, in a folder. ids: asked for when it is chosen."""
    menu = QMenu(parent)
    for form, name in {**NAMES, PARQUET: "Table (Parquet)"}.items():
        menu.addAction(name).triggered.connect(
            lambda _=False, form=form: _export_many(form, journal, ids(), parent, errands, say)
        )
    return menu


def _export_many(
    form: str, journal: Journal, ids: list[str], parent: QWidget, errands: Errands, say: Callable[[str], None]
) -> None:
    folder = QFileDialog.getExistingDirectory(parent, "Export into")
    if not folder:
        return
    say("Writing …")

    def write() -> int:
        over = [id for id in ids if not journal.session(id).live]
        return len(list(export_many(journal, over, form, Path(folder))))

    errands.run(
        "export",
        write,
        lambda count: say(f"{'One file' if count == 1 else f'{count} files'} written into {Path(folder).name}."),
        say,
    )


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
