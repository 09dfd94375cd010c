"""Tunes the last layers of the sentence encoder to sales talk, and writes what they differ by.

    python packaging/understanding/tune.py FOLDER

FOLDER: the published all-MiniLM-L6-v2 (model.safetensors, tokenizer.json). Needs PyTorch, which Courtside itself does
not; about half an hour of one core. Writes models/understanding.npz (the difference, four bits a weight) and
packaging/understanding/tuned_heads.npz. Then install the sentence model anew and run train.py.

The encoder learns all tasks on single sentences at once: each goes to the head of its kind. It learns from
the examples that come with Courtside and from the files of the first authors; those ending in `_b` are for `train.py`,
which sets the curves on them, and stay unseen. Words are dropped and garbled, and neighbours put beside a sentence, as
happens in calls.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from encoder import Encoder, differences  # noqa: E402
from labelled import LABELS, OF_THE_REP, OUTCOMES, PAIRS, SIGNALS, UNSEEN, Labelled, labelled  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

from coaching.listeners.ear import plain_form  # noqa: E402
from models.tuning import FILE, pack  # noqa: E402

TUNED_LAYERS = 3
EPOCHS, BATCH = 4, 32
RATE, HEAD_RATE = 4e-4, 5e-3
WARM_UP = 0.06
GARBLED, NEIGHBOURED = 0.5, 0.3
"""Chance that a sentence has its words damaged, 12 % of them, and that it has another beside it."""
OF_REP = ("pitch", *(f"outcome-{each}" for each in OUTCOMES), "urgency", "closing", *OF_THE_REP)
HEADS = {
    "signals": tuple(label for label in SIGNALS if label not in ("need", "interest", "concern")),
    "rep": OF_REP,
    "history": LABELS["history"],
}
_FROM = {"outcomes": lambda label: f"outcome-{label}", "closing": {"close": "closing", "urgency": "urgency"}.get}

Example = tuple[str, str, Labelled]
"""Its head, its text, and its labels in that head's words."""


def examples() -> list[Example]:
    """All that the encoder may see; what several heads of ours learn from the same sentence, put together."""
    seen: dict[tuple[str, str], Labelled] = {}
    for group in (name for name in LABELS if name not in PAIRS):
        head = group if group in HEADS else "rep"
        name: Callable[[str], str | None] = _FROM.get(group, str)
        for one in labelled(group):
            if one.author.endswith(UNSEEN):
                continue
            labels, known = (
                frozenset(renamed for label in each if (renamed := name(label)) in HEADS[head])
                for each in (one.labels, one.known)
            )
            text = plain_form(one.text)
            if (before := seen.get((head, text))) is not None:
                labels, known = labels | before.labels, known | before.known
            seen[head, text] = Labelled(text, None, labels, known, one.author, one.weight)
    return [(head, text, one) for (head, text), one in seen.items()]


def garbled(text: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    said = []
    for word in text.split():
        how = chance.random() / 0.12
        if how >= 1:
            said.append(word)
        elif how >= 0.75:
            said.append(word[:-1] if len(word) > 3 else f"{word}s")
        elif how >= 0.5:
            said.append(chance.choice(vocabulary))
    return " ".join(said) or text


def varied(example: Example, others: dict[str, list[str]], vocabulary: Sequence[str], chance: random.Random) -> str:
    head, text, _ = example
    if others.get(head) and chance.random() < NEIGHBOURED:
        beside = chance.choice(others[head])
        text = f"{beside} {text}" if chance.random() < 0.5 else f"{text} {beside}"
    return garbled(text, vocabulary, chance) if chance.random() < GARBLED else text


def loss_of(batch: Sequence[Example], means: Tensor, heads: nn.ModuleDict) -> Tensor:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, (head, _, _) in enumerate(batch):
        rows[head].append(row)
    loss = torch.zeros(())
    for head, of_it in rows.items():
        labels, told = HEADS[head], [batch[row][2] for row in of_it]
        wanted = torch.tensor([[0.98 if label in one.labels else 0.02 for label in labels] for one in told])
        known = torch.tensor([[float(label in one.known) for label in labels] for one in told])
        errors = functional.binary_cross_entropy_with_logits(heads[head](means[of_it]), wanted, reduction="none")
        loss = loss + (errors * known).sum()
    return loss / len(batch)


def main(folder: Path) -> int:
    torch.manual_seed(1)
    chance = random.Random(1)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(96)
    tokenizer.enable_padding()
    encoder = Encoder(folder, TUNED_LAYERS)
    heads = nn.ModuleDict({head: nn.Linear(encoder.width, len(labels)) for head, labels in HEADS.items()})
    seen = examples()
    vocabulary = sorted({word for _, text, _ in seen for word in text.split()})
    others = {
        head: [text for of, text, one in seen if of == head and not one.labels and len(one.known) == len(HEADS[head])]
        for head in ("signals", "rep")
    }
    parameters = [each for each in encoder.parameters() if each.requires_grad]
    groups = [{"params": parameters, "lr": RATE}, {"params": heads.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.99), weight_decay=0.01)
    steps = EPOCHS * len(seen) // BATCH
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        drawn = chance.choices(seen, weights=[one.weight for _, _, one in seen], k=len(seen))
        said = sorted(((one, varied(one, others, vocabulary, chance)) for one in drawn), key=lambda each: len(each[1]))
        batches = [said[start : start + BATCH] for start in range(0, len(said), BATCH)]
        chance.shuffle(batches)
        total = 0.0
        for batch in batches:
            ids = torch.tensor([each.ids for each in tokenizer.encode_batch([text for _, text in batch])])
            means = functional.dropout(encoder(ids), 0.1)
            loss = loss_of([one for one, _ in batch], means, heads)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            rate.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(batches):.3f}", flush=True)
    arrays = {}
    for name, difference in differences(encoder, folder).items():
        arrays |= pack(name, difference)
    np.savez_compressed(ROOT / "models" / FILE, **arrays)
    kept = {}
    for head in ("signals", "rep"):
        kept[f"{head}/labels"] = np.array("\n".join(HEADS[head]))
        weights = torch.cat([heads[head].weight, heads[head].bias[:, None]], dim=1).T
        kept[f"{head}/weights"] = weights.detach().numpy().astype(np.float16)
    np.savez_compressed(Path(__file__).parent / "tuned_heads.npz", **kept)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
