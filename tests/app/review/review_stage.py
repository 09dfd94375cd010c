"""A review window in a process of its own; says where its parts are, and how things stand, one JSON line a question."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget

from app.desktop.theme import Theme
from app.journal import Journal
from app.review.overview import Overview
from app.review.window import ReviewWindow


def main() -> None:
    app = QApplication(sys.argv[:1])
    journal = Journal(Path(sys.argv[1]))
    window = ReviewWindow(journal, journal.find("latest"), Theme(dark=False))
    window.resize(1100, 720)
    window.show()

    def center(part: QWidget, rect: QRect | None = None) -> list[int]:
        at = part.mapToGlobal((rect or part.rect()).center())
        return [at.x(), at.y()]

    def answer() -> None:
        asked = sys.stdin.readline().split()
        if not asked:
            app.quit()
            return
        page = window.page
        assert isinstance(page, Overview)
        words = page.words
        places = {
            "see": lambda: center(page.habit.see),
            "search": lambda: center(words.search),
            "export": lambda: center(window.header.export),
            "row": lambda: center(words.rows.viewport(), words.rows.visualRect(words.rows.currentIndex())),
            "nudge": lambda: _global(page.timeline, page.timeline.scale.x(float(asked[1])), 137),
        }
        state = {
            "page": type(page).__name__,
            "over": type(app.activePopupWidget() or app.activeModalWidget()).__name__,
            "cursor_s": page.timeline.cursor_s,
            "row": words.rows.currentIndex().data(),
            "found": words.count.text(),
            "words": [row.text for row in words.model.rows],
        }
        print(json.dumps(places[asked[0]]() if asked[0] in places else state), flush=True)

    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    listening.activated.connect(answer)
    sys.exit(app.exec())


def _global(part: QWidget, x: float, y: float) -> list[int]:
    at = part.mapToGlobal(QPoint(round(x), round(y)))
    return [at.x(), at.y()]


if __name__ == "__main__":
    main()
