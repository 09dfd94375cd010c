"""What can be typed: the public command line."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from app.orders import ORDERS

EXPORT_FORMATS = ("json", "csv", "md", "html", "pdf", "srt", "vtt", "parquet")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the long help is one flag away."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that costs more than all else here."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version

        print(f"courtside {version('courtside')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    top = _Parser(prog="courtside", description="A quiet coach for sales calls. Everything stays on this machine.")
    top.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _demo(commands.add_parser("demo", help="watch a sample sales call being coached"))
    _replay(commands.add_parser("replay", help="coach a recording or a transcript"))
    _sessions(commands.add_parser("sessions", help="list, show, search, export or delete your sessions"))
    _bring_in(commands.add_parser("bring-in", help="recordings and transcripts of earlier calls become sessions"))
    _devices(commands.add_parser("devices", help="what can be heard on this machine, and how loud it is"))
    _models(commands.add_parser("models", help="which models are here; install more"))
    _rules(commands.add_parser("rules", help="what the coach listens for"))
    doctor = commands.add_parser("doctor", help="what is wrong on this machine and how to mend it")
    doctor.add_argument("--json", action="store_true", help="as a list of objects")
    top.add_argument("--in-tray", action="store_true", help="start without showing the overlay")
    for order, text in ORDERS.items():
        commands.add_parser(order, help=text).set_defaults(module="start" if order in ("show", "start") else "tell")
    top.epilog = (
        "Without a command, Courtside starts. Bind courtside toggle, pause, bookmark, helpful or not-now to keys of "
        "your own where the system keeps keys to itself."
    )
    return top


def _demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--speed", type=_speed, default=1.0, metavar="N", help="1 as live (default), or max")
    demo.add_argument("--headless", action="store_true", help="in the terminal, even where there is a display")
    demo.add_argument("--mute", action="store_true", help="do not play the call's sound")


def _replay(replay: argparse.ArgumentParser) -> None:
    replay.add_argument("call", nargs="?", type=Path, metavar="CALL")
    replay.add_argument("--rep", type=Path, metavar="FILE", help="the rep's side, with --customer")
    replay.add_argument("--customer", type=Path, metavar="FILE", help="the customer's side")
    replay.add_argument("--swap", action="store_true", help="the rep is on the right channel")
    replay.add_argument("--rep-name", metavar="NAME", help="who is the rep, as the transcript names them")
    replay.add_argument("--prep", type=Path, metavar="FILE", help="a prep card (TOML)")
    replay.add_argument("--speed", type=_speed, default=None, metavar="N", help="1 as live, or max")
    replay.add_argument("--model", default="tiny.en", metavar="NAME", help="Whisper model (see courtside models)")
    replay.add_argument("--language", type=_language, default="en", metavar="CODE", help="spoken in it: en, de, es…")
    replay.add_argument("--headless", action="store_true", help="no window")
    replay.add_argument("--json", action="store_true", help="the session log alone on stdout")
    replay.add_argument("--out", type=Path, metavar="DIR", help="write the session log and a summary here")
    replay.epilog = (
        "CALL is a stereo recording (left the rep, right the customer), a transcript (.jsonl, .vtt, .srt) or a "
        "session log that Courtside wrote."
    )


def _sessions(sessions: argparse.ArgumentParser) -> None:
    actions = sessions.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    listing = actions.add_parser("list", help="all sessions, latest first")
    show = actions.add_parser("show", help="one session's summary")
    export = actions.add_parser("export", help="write one session, or many by date, in another format")
    report = actions.add_parser("report", help="what was said and agreed, for both managers")
    trends = actions.add_parser("trends", help="how your habits go over your latest calls")
    delete = actions.add_parser("delete", help="delete one session, or all old ones, for good")
    actions.add_parser("encrypt", help="encrypt all sessions; the key goes into this system's keyring")
    actions.add_parser("decrypt", help="keep all sessions unencrypted again")
    search = actions.add_parser("search", help="find words in all sessions")
    for one in (show, report):
        one.add_argument("id", metavar="ID", help="from the list, or: latest")
    for one in (export, delete):
        one.add_argument("id", nargs="?", metavar="ID", help="from the list, or: latest")
    for one in (listing, show, search, trends):
        one.add_argument("--json", action="store_true", help="as JSON")
    export.add_argument("--format", choices=EXPORT_FORMATS, default="md")
    export.add_argument("--since", type=_day, metavar="DATE", help="without ID: from this day on (2026-06-01)")
    export.add_argument("--until", type=_day, metavar="DATE", help="without ID: up to this day, which is included")
    export.add_argument("--out", type=Path, metavar="PATH", help="the file, or the folder for many (default: stdout)")
    report.add_argument("--format", choices=("md", "html"), default="md")
    report.add_argument("--out", type=Path, metavar="FILE", help="where to write it (default: stdout)")
    trends.add_argument("--kind", metavar="KIND", help="of call (default: that of the latest)")
    delete.add_argument("--older-than", type=_days, metavar="DAYS", help="all that began longer ago than this")
    search.add_argument("words", nargs="+", metavar="WORDS")


def _bring_in(bring_in: argparse.ArgumentParser) -> None:
    bring_in.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring_in.add_argument("--rep-name", metavar="NAME", help="who is the rep, as the transcripts name them")
    bring_in.add_argument("--prep", type=Path, metavar="FILE", help="a prep card (TOML) for all of them")
    bring_in.add_argument("--model", default="tiny.en", metavar="NAME", help="Whisper model (see courtside models)")
    bring_in.add_argument("--language", type=_language, default="en", metavar="CODE", help="spoken in them: en, de…")
    bring_in.add_argument("--keep-sound", action="store_true", help="keep the sound too, to be played in the review")
    bring_in.add_argument("--json", action="store_true", help="what became of each file, as a list of objects")
    bring_in.epilog = (
        "FILE is a recording (left the rep, right the customer), a transcript (.jsonl, .vtt, .srt) or a session log. "
        "Begin again after a break: files that are here already are left alone."
    )
    bring_in.set_defaults(module="bring_in")


def _devices(devices: argparse.ArgumentParser) -> None:
    instead = devices.add_mutually_exclusive_group()
    instead.add_argument("--json", action="store_true", help="as a list of objects")
    instead.add_argument("--check", action="store_true", help="play a soft tone and hear whether it comes back")


def _models(models: argparse.ArgumentParser) -> None:
    models.add_argument("--json", action="store_true", help="as a list of objects")
    actions = models.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser)
    for name, text in (("install", "fetch a model"), ("remove", "delete a model")):
        actions.add_parser(name, help=text).add_argument("name", metavar="NAME")


def _rules(rules: argparse.ArgumentParser) -> None:
    rules.add_argument("--json", action="store_true", help="as a list of objects")
    actions = rules.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser)
    actions.add_parser("show", help="one rule's page").add_argument("id", metavar="RULE")
    actions.add_parser("manual", help="the pages of all rules, as Markdown")


def _language(text: str) -> str:
    from models.languages import LANGUAGES

    if text not in LANGUAGES:
        raise argparse.ArgumentTypeError(f"'{text}': expected a language's code such as en, de or es")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}': expected a day such as 2026-06-01") from None


def _days(text: str) -> float:
    try:
        days = float(text)
    except ValueError:
        days = -1.0
    if not 0 <= days <= 100_000:
        raise argparse.ArgumentTypeError(f"'{text}': expected a number of days")
    return days


def _speed(text: str) -> float:
    """`max` is infinity."""
    if text == "max":
        return float("inf")
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 100:
        raise argparse.ArgumentTypeError(f"'{text}': expected max, or a number from 0.1 to 100")
    return speed
