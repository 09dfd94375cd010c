"""What an overlay needs of macOS and Qt has no word for, where pyobjc is installed; nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import suppress

_SHARING_NONE = 0
_JOIN_ALL_SPACES, _BESIDE_FULL_SCREEN = 1 << 0, 1 << 8


def settle_window(window_id: int) -> None:
    """Show on every space and above full-screen calls; ask, without a promise, to be left out of captures."""
    if sys.platform == "darwin":
        with suppress(ImportError):
            import objc

            window = objc.objc_object(c_void_p=window_id).window()
            window.setCollectionBehavior_(_JOIN_ALL_SPACES | _BESIDE_FULL_SCREEN)
            window.setSharingType_(_SHARING_NONE)
