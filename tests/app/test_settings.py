"""Settings: one declaration, one file, in force at once; a broken file never stops the app."""

from __future__ import annotations

import stat
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from app.settings import Memory, Remembering, Section, Settings, SettingsStore, declared, read_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_every_setting_has_words_a_kind_and_a_default_it_accepts() -> None:
    assert [one.name for one in declared()] == [item.name for item in fields(Settings)]
    for one in declared():
        assert one.title
        assert one.help.endswith(".")
        assert one.kind.accepts(one.default)
        assert not one.kind.accepts(object())
    assert {one.section for one in declared()} == set(Section)


def test_without_a_file_the_defaults_are_used(path: Path) -> None:
    assert read_settings(path) == (Settings(), [])


def test_a_change_is_told_and_is_there_after_a_restart(path: Path) -> None:
    store, told = SettingsStore(path), []
    store.listen(told.append)

    store.change("opacity_percent", 93)

    assert [settings.opacity_percent for settings in told] == [93]
    assert SettingsStore(path).settings == store.settings


def test_a_change_leaves_the_users_comments_and_other_keys(path: Path) -> None:
    write(path, '# mine\n[look]\nappearance = "dark"  # at night\n')

    SettingsStore(path).change("opacity_percent", 95)

    text = path.read_text("utf-8")
    assert "# mine" in text
    assert 'appearance = "dark"  # at night' in text
    assert read_settings(path)[0] == Settings(appearance="dark", opacity_percent=95)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_user_can_read_the_file(path: Path) -> None:
    SettingsStore(path).change("reduced_motion", True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[look]\nappearence = "dark"\n', 2, "did you mean appearance?"),
        ("\n[lok]\nopacity_percent = 95\n", 2, "did you mean look?"),
        ('[look]\n\nopacity_percent = "95"\n', 3, 'expected a whole number from 90 to 100, not "95"'),
        ("[look]\nopacity_percent = 40\n", 2, "from 90 to 100, not 40"),
        ("[look]\nreduced_motion = 1\n", 2, "expected true or false, not 1"),
        ('[look]\nappearance = "pink"\n', 2, 'expected one of "system", "light", "dark"'),
        ("[look\n", 1, "not TOML"),
        ("look = 3\n", 1, "expected a section"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_what_was_expected(
    path: Path, text: str, line: int, says: str
) -> None:
    write(path, text)
    settings, problems = read_settings(path)
    assert settings == Settings()
    assert len(problems) == 1
    assert f"{path}, line {line}" in str(problems[0])
    assert says in str(problems[0])


def test_one_wrong_key_does_not_cost_the_right_ones(path: Path) -> None:
    write(path, '[look]\nappearance = "dark"\nopacity_percent = true\n[privacy]\nkeep_days = 30\n')
    settings, problems = read_settings(path)
    assert settings == Settings(appearance="dark", keep_days=30)
    assert len(problems) == 1


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"a = [" * 5000, b"x" * 300_000, b"look.look.look = 1"])
def test_a_hostile_file_gives_the_defaults_and_is_named(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    settings, problems = read_settings(path)
    assert settings == Settings()
    assert str(path) in str(problems[0])


def test_a_broken_file_is_moved_aside_by_the_first_change_not_lost(path: Path) -> None:
    write(path, "[look\nmine = 1")
    store = SettingsStore(path)
    assert store.problems

    store.change("appearance", "light")

    assert store.problems == []
    assert read_settings(path) == (Settings(appearance="light"), [])
    assert path.with_suffix(".broken.toml").read_text() == "[look\nmine = 1"


def test_a_wrong_value_is_refused_and_nothing_changes(path: Path) -> None:
    store = SettingsStore(path)
    with pytest.raises(ValueError, match="from 90 to 100"):
        store.change("opacity_percent", 10)
    assert store.settings == Settings()
    assert not path.exists()


def test_what_is_remembered_is_there_after_a_restart(tmp_path: Path) -> None:
    Remembering(tmp_path / "m.json").change(places={"HDMI-1": (5, 7)}, last_screen="HDMI-1", form_open=True)
    assert Remembering(tmp_path / "m.json").now == Memory({"HDMI-1": (5, 7)}, "HDMI-1", True)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"places": 3}', '{"form_open": "yes", "other": 1}', '{"places": {"a": [1]}}']
)
def test_a_broken_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.json").write_text(text)
    assert Remembering(tmp_path / "m.json").now == Memory()
