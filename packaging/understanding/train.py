"""Fits the heads that tell what sentences mean, and writes coaching/examples/en/heads.npz.

    python packaging/understanding/train.py [HEAD ...]

Ridge regression on what `coaching/listeners/features.py` sees and on the meaning, then a logistic curve from score
to chance, set on sentences that were left out of the fit (five parts, both halves of a pair in the same part).
Prints how right each head is on those. Needs the sentence model: `courtside models install sentence`.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from labelled import AS_SCORED, LABELS, TUNED, UNSEEN, Labelled, labelled  # noqa: E402
from sparse import Rows, known_features, ridge  # noqa: E402

from coaching.listeners.data import examples  # noqa: E402
from coaching.listeners.ear import plain_form  # noqa: E402
from coaching.listeners.head import FILE, logits_of, meaning_of_pairs, of_pair, of_sentence  # noqa: E402
from models.meaning import SentenceMeaning  # noqa: E402
from models.store import ModelStore  # noqa: E402

PARTS = 5
PULL = 1e-2
Matrix = NDArray[np.float32]
Exact = NDArray[np.float64]
Arrays = dict[str, NDArray[np.generic]]


def main(only: Sequence[str]) -> int:
    place = ModelStore().find("sentence")
    if place is None:
        print("The sentence model is not installed. Run: courtside models install sentence", file=sys.stderr)
        return 2
    target = ROOT / "coaching" / "examples" / "en" / FILE
    arrays: Arrays = dict(np.load(target)) if only and target.exists() else {}
    meaning = SentenceMeaning(place)
    for head in only or (*LABELS, *AS_SCORED):
        arrays = {key: value for key, value in arrays.items() if not key.startswith(f"{head}/")}
        arrays |= fitted(head, meaning)
    with target.open("wb") as file:
        np.savez_compressed(file, **arrays)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


def fitted(head: str, meaning: SentenceMeaning) -> Arrays:
    """The arrays of one head: for words alone, and with the tuned encoder or else beside the published meaning."""
    told = labelled(head)
    labels = tuple(examples(head)) if head in AS_SCORED else LABELS[head]
    bags = [of_sentence(one.text) if one.second is None else of_pair(one.text, one.second) for one in told]
    names, rarity = known_features(bags)
    rows = {name: row for row, name in enumerate(names)}
    by_published = head not in TUNED
    vectors = meaning.embed([plain_form(one.text) for one in told]) if by_published else None
    if vectors is not None and any(one.second is not None for one in told):
        vectors = meaning_of_pairs(vectors, meaning.embed([plain_form(one.second or "") for one in told]))
    arrays: Arrays = {
        f"{head}/labels": np.array("\n".join(labels)),
        f"{head}/features": np.array("\n".join(names)),
        f"{head}/rarity": rarity.astype(np.float16),
    }
    for way, dense in (("meaning", vectors), ("words", None))[not by_published :]:
        features = Rows.of(bags, rows, rarity.astype(np.float16).astype(np.float32), dense)
        weights = _weights(features, told, labels)
        arrays[f"{head}/{way}/weights"] = weights[: len(names) + 1].astype(np.float16)
        if dense is not None:
            arrays[f"{head}/{way}/of_meaning"] = weights[len(names) + 1 :].astype(np.float16)
        if head not in AS_SCORED:
            scores = _left_out_scores(features, told, labels)
            curves = _curves(f"{head} by {way}", [scores], told, labels)
            arrays |= {f"{head}/{way}/slope": curves[0], f"{head}/{way}/offset": curves[1]}
            if head in TUNED:
                arrays |= _with_tuned(head, meaning, scores, told, labels)
    return arrays


def _with_tuned(
    head: str, meaning: SentenceMeaning, scores: Matrix, told: Sequence[Labelled], labels: Sequence[str]
) -> Arrays:
    """The tuned encoder's head beside ours, and the curve for both, set on authors it was not tuned on."""
    name, own = TUNED[head]
    with np.load(Path(__file__).parent / "tuned_heads.npz") as file:
        columns = {label: column for column, label in enumerate(str(file[f"{name}/labels"]).split("\n"))}
        weights = file[f"{name}/weights"].astype(np.float32)
    tuned = np.zeros((len(weights), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        if own[label] in columns:  # the others are made of these
            tuned[:, column] = weights[:, columns[own[label]]]
    rows = [row for row, one in enumerate(told) if one.author.endswith(UNSEEN)]
    understood = meaning.understand([plain_form(told[row].text) for row in rows])
    assert understood is not None, "install the sentence model anew: courtside models install sentence"
    logits = np.stack([logits_of(row, tuned, labels) for row in understood])
    curves = _curves(f"{head} tuned", [scores[rows], logits], [told[row] for row in rows], labels)
    return {f"{head}/tuned": tuned.astype(np.float16), f"{head}/both": curves}


def _weights(features: Rows, told: Sequence[Labelled], labels: Sequence[str]) -> Matrix:
    truth = np.array([[label in one.labels for label in labels] for one in told], dtype=np.float32)
    known = np.array([[label in one.known for label in labels] for one in told])
    weight = np.sqrt(np.array([one.weight for one in told], dtype=np.float32))
    weights = np.zeros((features.width, len(labels)), dtype=np.float32)
    for pattern in np.unique(known, axis=1).T:  # labels that the same examples tell of are fitted together
        columns = np.flatnonzero((known == pattern[:, None]).all(axis=0))
        part = np.flatnonzero(pattern)
        weights[:, columns] = ridge(features.of_rows(part), truth[np.ix_(part, columns)], weight[part])
    return weights


def _left_out_scores(features: Rows, told: Sequence[Labelled], labels: Sequence[str]) -> Matrix:
    """The score of each sentence by weights that it had no part in."""
    part_of = np.array([zlib.crc32(one.text.encode()) % PARTS for one in told])
    scores = np.zeros((len(told), len(labels)), dtype=np.float32)
    for part in range(PARTS):
        fit, left_out = np.flatnonzero(part_of != part), np.flatnonzero(part_of == part)
        weights = _weights(features.of_rows(fit), [told[row] for row in fit], labels)
        scores[left_out] = features.of_rows(left_out).times(weights)
    return scores


def _curves(name: str, scores: Sequence[Matrix], told: Sequence[Labelled], labels: Sequence[str]) -> Matrix:
    """For each label, the weight of each kind of score and an offset, which make a chance: (kinds + 1, labels)."""
    curves = np.zeros((len(scores) + 1, len(labels)), np.float32)
    for column, label in enumerate(labels):
        rows = [row for row, one in enumerate(told) if label in one.known]
        truth = np.array([label in told[row].labels for row in rows], dtype=np.float64)
        weight = np.array([told[row].weight for row in rows])
        design = np.stack([*(each[rows, column] for each in scores), np.ones(len(rows))], axis=1).astype(np.float64)
        curves[:, column] = _logistic(design, truth, weight)
        chance = 1 / (1 + np.exp(-design @ curves[:, column]))
        written = [place for place, row in enumerate(rows) if told[row].author != "shipped"] or range(len(rows))
        print(f"{name:22} {label:18} {_right(chance[written], truth[written])}", flush=True)
    return curves


def _logistic(design: Exact, truth: Exact, weight: Exact) -> Exact:
    """By Newton's method, in halved steps; a little pull towards nothing keeps it finite."""
    answer = np.zeros(design.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(design @ answer, -30, 30)))
        gradient = design.T @ (weight * (chance - truth)) + PULL * answer
        curvature = (design * (weight * chance * (1 - chance))[:, None]).T @ design + PULL * np.eye(len(answer))
        step = np.linalg.solve(curvature, gradient)
        answer = answer - step * min(1.0, 2.0 / max(1e-9, float(np.abs(step).max())))
    return answer


def _right(chance: Exact, truth: Exact) -> str:
    """Precision and recall at a half, and the mean precision over all thresholds."""
    said = chance >= 0.5
    hits = float((said * truth).sum())
    order = np.argsort(-chance, kind="stable")
    running = np.cumsum(truth[order]) / np.arange(1, len(truth) + 1)
    mean = float((running * truth[order]).sum() / max(1.0, truth.sum()))
    return (
        f"n {int(truth.sum()):4}  P {hits / max(1, said.sum()):.2f}  R {hits / max(1, truth.sum()):.2f}  AP {mean:.2f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
