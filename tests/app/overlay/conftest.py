"""Widgets are tested without a screen; tests marked `windows` start one of their own, in other processes."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
