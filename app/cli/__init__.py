"""The commands, one file each: parse, call, print."""

from __future__ import annotations

import importlib
import os
import sys

from app.cli.arguments import parser


def run(argv: list[str]) -> int:
    """Runs the command in `argv`. Wrong input is one line on stderr and exit code 2, never a traceback."""
    arguments = parser().parse_args(argv)
    try:
        module = getattr(arguments, "module", None) or arguments.command or "start"
        command = importlib.import_module(f"app.cli.{module}")
        code: int = command.run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader of our output has gone: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        trouble = _exit_code(error)
        if trouble is None:
            raise
        print(f"courtside: {' '.join(str(error).split())}", file=sys.stderr)
        return trouble


def _exit_code(error: Exception) -> int | None:
    """2 for wrong input, 1 for trouble on this machine, None for a fault of ours."""
    from app.journal.errors import JournalError, NoSuchSession
    from audio.errors import BadInput
    from coaching.heard_again import BadSessionLog
    from coaching.personal import BadCoachFile
    from coaching.prep import BadPrepCard
    from coaching.transcript import BadTranscript
    from models.catalog import ModelUnavailable
    from models.hearing import RecogniserDied

    if isinstance(error, BadCoachFile | BadInput | BadPrepCard | BadTranscript | BadSessionLog | NoSuchSession):
        return 2
    return 1 if isinstance(error, JournalError | ModelUnavailable | RecogniserDied | OSError) else None
