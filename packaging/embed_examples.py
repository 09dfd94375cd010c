"""Works out the vectors of the shipped examples. Run it after changing a file in coaching/examples.

    python packaging/embed_examples.py

Needs the sentence model: `courtside models install sentence`.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from coaching.listeners.ear import shipped_sentences  # noqa: E402
from coaching.listeners.vectors import FILE, pack  # noqa: E402
from models.meaning import SentenceMeaning  # noqa: E402
from models.store import ModelStore  # noqa: E402


def main() -> int:
    place = ModelStore().find("sentence")
    if place is None:
        print("The sentence model is not installed. Run: courtside models install sentence", file=sys.stderr)
        return 2
    sentences = shipped_sentences()
    vectors = SentenceMeaning(place).embed(sentences)
    target = ROOT / "coaching" / "examples" / "en" / FILE
    with target.open("wb") as file:
        np.savez_compressed(file, **pack(sentences, vectors))
    print(f"{len(sentences)} examples, {target.stat().st_size / 1e6:.1f} MB: {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
