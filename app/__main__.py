"""`courtside`: the command line. Nothing heavy is imported before it is known what is wanted."""

from __future__ import annotations

import os
import sys

# OpenBLAS keeps a thread spinning for 0.1 s after every product, which costs more than the products
# themselves. It reads this when numpy loads, so it stands before every other import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0, 1 when something is wrong here, 2 for wrong input."""
    from app.cli import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
