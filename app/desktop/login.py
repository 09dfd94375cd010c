"""Starting with the computer: one entry where each system looks for it, written and taken away."""

from __future__ import annotations

import shlex
import shutil
import sys
from html import escape
from pathlib import Path

from app.settings.store import write_private

RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
ARGUMENT = "--in-tray"


def command() -> list[str]:
    """How this Courtside is started again."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    installed = shutil.which("courtside", path=str(Path(sys.executable).parent))
    return [installed, ARGUMENT] if installed else [sys.executable, "-m", "app", ARGUMENT]


def desktop_entry(command: list[str]) -> str:
    """For ~/.config/autostart on Linux desktops."""
    line = " ".join(_quoted(part) for part in command)
    return (
        "[Desktop Entry]\nType=Application\nName=Courtside\nComment=A quiet coach for sales calls\n"
        f"Exec={line}\nIcon=courtside\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    )


def launch_agent(command: list[str]) -> str:
    """For ~/Library/LaunchAgents on macOS."""
    arguments = "".join(f"    <string>{escape(part)}</string>\n" for part in command)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        '<plist version="1.0">\n<dict>\n  <key>Label</key>\n  <string>app.courtside</string>\n'
        f"  <key>ProgramArguments</key>\n  <array>\n{arguments}  </array>\n"
        "  <key>RunAtLoad</key>\n  <true/>\n</dict>\n</plist>\n"
    )


def run_value(command: list[str]) -> str:
    """For the Run key of the Windows registry."""
    return " ".join(f'"{part}"' if " " in part else part for part in command)


def entry_path(config_home: Path, home: Path, platform: str = sys.platform) -> Path:
    """Where the entry stands, on systems that keep it in a file."""
    if platform == "darwin":
        return home / "Library" / "LaunchAgents" / "app.courtside.plist"
    return config_home / "autostart" / "courtside.desktop"


def set_at_login(on: bool) -> None:
    """Courtside starts when the user logs in, or does not. Raises OSError."""
    if sys.platform == "win32":
        _set_in_registry(on)
        return
    import platformdirs

    path = entry_path(Path(platformdirs.user_config_dir()), Path.home())
    if on:
        write_private(path, launch_agent(command()) if sys.platform == "darwin" else desktop_entry(command()))
    else:
        path.unlink(missing_ok=True)


def _set_in_registry(on: bool) -> None:
    if sys.platform != "win32":
        return
    import winreg

    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_SET_VALUE) as key:
        if on:
            winreg.SetValueEx(key, "Courtside", 0, winreg.REG_SZ, run_value(command()))
            return
        try:
            winreg.DeleteValue(key, "Courtside")
        except FileNotFoundError:
            return


def _quoted(part: str) -> str:
    """As the Desktop Entry format has it: in double quotes where anything but plain characters is in it."""
    if part == shlex.quote(part):
        return part.replace("%", "%%")
    for character in ("\\", '"', "`", "$"):
        part = part.replace(character, f"\\{character}")
    return f'"{part}"'.replace("\\", "\\\\").replace("%", "%%")
