"""`courtside demo`: the bundled sales call, through the real pipeline."""

from __future__ import annotations

import sys
from argparse import Namespace
from importlib.resources import as_file, files

from app.cli.display import has_display
from app.cli.replay import coach_sound
from app.coaching_setup import make_transcriber
from app.export import export, write_privately
from app.places import data_folder
from audio.playback import Audible
from audio.recording import open_recording
from coaching.prep import read_prep
from models.store import ModelStore

WELCOME = """\
A sample sales call: Sam sells Daybreak, Emily bakes. Watch the ball, and what the coach says when Sam forgets it.
Nothing leaves this machine."""


def run(arguments: Namespace) -> int:
    headless = arguments.headless or not has_display()
    demo = files("app") / "demo"
    print(WELCOME, file=sys.stderr)
    with as_file(demo / "call.opus") as recording, as_file(demo / "prep.toml") as card:
        prep = read_prep(card)
        sound = open_recording(recording)
        heard = sound if arguments.mute or arguments.speed != 1.0 else Audible(sound)
        transcriber = make_transcriber(ModelStore(), "tiny.en", prep)
        log = coach_sound(heard, prep, transcriber, speed=arguments.speed, headless=headless)
    session_id = log["call"]["id"]
    folder = data_folder() / "demo"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{session_id}.json"
    write_privately(path, export(log, "json"))
    print(export(log, "md"))
    print(f"\nThe session log: {path}\nAny time: courtside sessions show {session_id}", file=sys.stderr)
    return 0
