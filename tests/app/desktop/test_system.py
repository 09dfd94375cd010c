"""What Courtside asks of the system: to start with it, and keys."""

from __future__ import annotations

import configparser
import plistlib
import stat
import sys
from pathlib import Path

import pytest

from app.desktop.login import command, desktop_entry, entry_path, launch_agent, run_value, set_at_login
from app.desktop.x11_keys import x11_keys


def test_the_desktop_entry_is_read_as_it_was_meant() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    parser.read_string(desktop_entry(["/opt/My Apps/courtside", "--in-tray"]))
    entry = parser["Desktop Entry"]
    assert entry["Exec"] == '"/opt/My Apps/courtside" --in-tray'
    assert (entry["Type"], entry["Name"]) == ("Application", "Courtside")


def test_a_percent_sign_in_the_path_is_no_field_code() -> None:
    assert "Exec=/opt/100%%/courtside" in desktop_entry(["/opt/100%/courtside"])


def test_the_launch_agent_is_a_property_list() -> None:
    agent = plistlib.loads(launch_agent(["/Applications/A & B/courtside", "--in-tray"]).encode())
    assert agent["ProgramArguments"] == ["/Applications/A & B/courtside", "--in-tray"]
    assert agent["RunAtLoad"] is True


def test_the_registrys_value_quotes_spaces() -> None:
    assert run_value([r"C:\Program Files\Courtside\courtside.exe", "--in-tray"]) == (
        r'"C:\Program Files\Courtside\courtside.exe" --in-tray'
    )


@pytest.mark.parametrize(
    ("platform", "place"),
    [("linux", "config/autostart/courtside.desktop"), ("darwin", "home/Library/LaunchAgents/app.courtside.plist")],
)
def test_each_system_has_its_place(platform: str, place: str) -> None:
    assert entry_path(Path("config"), Path("home"), platform) == Path(place)


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems' places are the user's real ones")
def test_on_and_off_again_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "config" / "autostart" / "courtside.desktop"
    set_at_login(True)
    assert "--in-tray" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    set_at_login(False)
    set_at_login(False)
    assert not path.exists()


def test_the_command_is_one_that_exists() -> None:
    assert Path(command()[0]).exists()


@pytest.mark.parametrize(
    ("keys", "x11"),
    [
        ("Ctrl+Alt+C", ("c", 12)),
        ("Meta+Shift+9", ("9", 65)),
        ("Ctrl+Space", ("space", 4)),
        ("F9", ("F9", 0)),
        ("Ctrl+Alt+,", ("comma", 12)),
        ("Ctrl+PgUp", ("Prior", 4)),
        ("C", None),
        ("Shift+C", None),
        ("", None),
        ("Ctrl+K, Ctrl+C", None),
        ("nonsense", None),
    ],
)
def test_keys_are_what_x11_calls_them_and_plain_letters_are_left_alone(keys: str, x11: tuple[str, int] | None) -> None:
    assert x11_keys(keys) == x11
