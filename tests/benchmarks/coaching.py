"""How many of the right moments the coach nudges, and how many of its nudges are right, on scripted calls.

    python tests/benchmarks/coaching.py [--damage 0.1] [--words-only] [--show-heldout] [--calls WORD]

Development calls and those kept aside apart. What was missed or wrong is printed with its words for the
development calls only, since rules must not be fitted to the others. With ../shared/data, real consultations too.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

# This file bears the package's name in a folder that comes first when a script in it runs: make way for the package.
BENCHMARKS = Path(__file__).resolve().parent
sys.modules.pop("coaching", None)
elsewhere = [place for place in sys.path if Path(place).resolve() != BENCHMARKS]
sys.path[:], before = elsewhere, sys.path[:]
import coaching  # noqa: E402

sys.path[:] = [*before, str(BENCHMARKS.parent / "coaching")]
from scripted_calls import (  # noqa: E402
    PARTS,
    CoachedCall,
    Moment,
    Raised,
    Score,
    ScriptedCall,
    coached_call,
    load_calls,
    reworded,
)

from audio.frames import Speaker  # noqa: E402
from coaching.catalog import default_rules  # noqa: E402
from coaching.listeners.ear import Ear  # noqa: E402
from coaching.prep import PrepCard  # noqa: E402
from coaching.transcript import Utterance  # noqa: E402
from models.meaning import load_meaning  # noqa: E402
from models.store import ModelStore  # noqa: E402

CONSULTATIONS = Path(coaching.__file__).parents[2] / "shared" / "data" / "dialogues" / "primock57.jsonl"
MUST_BE_NONE = ("premature-pitch", "closing-pressure")
HOMOPHONES = dict(
    pair
    for one, other in (
        ("their", "there"), ("to", "two"), ("for", "four"), ("your", "you're"), ("our", "are"), ("we're", "were"),
        ("it's", "its"), ("know", "no"), ("right", "write"), ("week", "weak"), ("buy", "by"), ("one", "won"),
        ("would", "wood"), ("been", "bin"), ("hear", "here"), ("whole", "hole"), ("new", "knew"), ("sale", "sail"),
        ("price", "prize"), ("cost", "coast"), ("than", "then"), ("which", "witch"), ("in", "inn"), ("so", "sew"),
        ("and", "an"), ("of", "off"), ("that", "at"), ("what", "want"), ("how", "her"), ("is", "his"),
    )
    for pair in ((one, other), (other, one))
)  # fmt: skip
SHORTEST_MISHEARD = 4
"""Letters of a word whose ending may be got wrong; shorter ones are lost."""
ENDINGS = (("ing", "in"), ("ed", ""), ("s", ""), ("ly", "y"), ("er", "a"), ("", "s"))


def damaged(call: ScriptedCall, share: float) -> ScriptedCall:
    """The call with about this share of its words as a recogniser would get them wrong; always the same ones."""
    chance = random.Random(zlib.crc32(call.name.encode()))
    return reworded(call, lambda text: _misheard(text, share, chance))


def _misheard(text: str, share: float, chance: random.Random) -> str:
    words: list[str] = []
    merge = False
    for word in text.split():
        if merge:
            words[-1], merge = words[-1] + word.lower(), False
        elif chance.random() >= share:
            words.append(word)
        elif (core := word.strip(".,?!").lower()) in HOMOPHONES:
            words.append(word.lower().replace(core, HOMOPHONES[core]))
        elif (how := chance.random()) < 0.35 or (how < 0.85 and len(core) < SHORTEST_MISHEARD):
            if words:  # what ended with a dropped word still ends
                words[-1] += word[len(word.rstrip(".,?!")) :]
        elif how < 0.85:
            old, new = next((old, new) for old, new in ENDINGS if core.endswith(old))
            words.append(word.replace(word.strip(".,?!"), core.removesuffix(old) + new))
        else:
            words.append(word)
            merge = True
    return " ".join(words) or text


def share(hits_of: tuple[int, int]) -> str:
    hits, of = hits_of
    return f"{hits / of:6.1%} ({hits}/{of})" if of else "     – (0)"


def print_table(score: Score) -> None:
    expected, hit, false, held = (Counter[str]() for _ in range(4))
    for one in score.calls:
        expected.update(moment.rules[0] for moment in one.call.moments)
        hit.update(moment.rules[0] for moment, _ in one.hits)
        false.update(raised.nudge.rule for raised in one.false)
        held.update(
            raised.nudge.rule
            for raised in one.raised
            if not raised.nudge.shown and not one.is_right(raised) and raised.nudge.rule not in one.call.allowed
        )
    print(f"  {'rule':22} expected   hit missed false  held  precision  recall")
    for rule in sorted(rule.id for rule in default_rules() if rule.live):
        hits, wrong, of = hit[rule], false[rule], expected[rule]
        precision = f"{hits / (hits + wrong):9.0%}" if hits + wrong else "        –"
        recall = f"{hits / of:7.0%}" if of else "      –"
        print(f"  {rule:22} {of:8} {hits:5} {of - hits:6} {wrong:5} {held[rule]:5}  {precision} {recall}")
    print("  (false: shown and not right; held: held back and not right, which no one sees)")


def print_shares(score: Score) -> None:
    minutes = sum(one.call.duration_s for one in score.calls) / 60
    print(f"  moments nudged, shown or held back   {share(score.moments)}")
    print(f"  shown nudges that are right          {share(score.shown)}")
    print(f"  good calls with at most one nudge    {share(score.good_calls)}")
    print(f"  signals heard                        {share(score.signals())}")
    for kind in ("need", "interest", "concern", "steer"):
        print(f"    {kind:34} {share(score.signals(kind))}")
    print(f"    heard where no label asks for one   {score.unlabelled / minutes:5.1f} a minute")
    print(f"  purpose of the needs heard           {share(score.purposes)}")
    print(f"  planned questions' status            {share(score.planned)}")
    print(f"  CPU seconds a minute of call         {sum(one.cpu_s for one in score.calls) / minutes:6.2f}")


def print_wrong(one: CoachedCall) -> None:
    good = " (a good call)" if one.call.is_good else ""
    if one.missed or one.false:
        print(f"\n  {one.call.name}{good}")
    for moment in one.missed:
        when = f"{moment.at_s:.1f} ± {moment.within_s:g}"
        print(f"    MISSED {' or '.join(moment.rules)} at {when}: {_near(one, moment)}")
    for raised in one.false:
        print(f"    FALSE {raised.nudge.rule} at {raised.at_s:.1f}: {raised.nudge.why} {_evidence(raised)}")
    for label in one.call.signals:
        if not any(map(label.is_met_by, one.signals)):
            said = [line.text for line in one.call.lines if line.start_s - 0.2 <= label.at_s <= line.end_s + 0.2]
            print(f"    UNHEARD {label.kind} {label.detail or ''} in {one.call.name} at {label.at_s:.1f}: {said}")
    for text, status in one.call.planned.items():
        if (found := one.planned.get(text, "open")) != status:
            print(f"    PLANNED {text!r} is {status}, not {found}, in {one.call.name}")


def _near(one: CoachedCall, moment: Moment) -> str:
    """What was said up to then, and what the coach raised around it."""
    said = [line for line in one.call.lines if line.start_s <= moment.at_s + 0.5][-3:]
    raised = [f"{each.nudge.rule} at {each.at_s:.1f}" for each in one.raised if abs(each.at_s - moment.at_s) < 15]
    return " / ".join(f"{line.speaker.value}: {line.text}" for line in said) + f"  [raised near: {raised}]"


def _evidence(raised: Raised) -> str:
    return "/ ".join(f"{quote.speaker.value} {quote.start_s:.1f}: {quote.text}" for quote in raised.nudge.evidence[-3:])


def consultations() -> Iterable[ScriptedCall]:
    """Real talk by trained listeners, doctor as rep, in which nothing is sold."""
    for line in CONSULTATIONS.read_text("utf-8").splitlines():
        told = json.loads(line)
        said = [
            Utterance(
                Speaker.REP if one["role"] == "doctor" else Speaker.CUSTOMER,
                one["start"],
                one["end"],
                " ".join(re.sub(r"<[^>]*>", " ", one["text"]).split()),
            )
            for one in told["utterances"]
        ]
        lines = tuple(sorted(said, key=lambda utterance: utterance.start_s))
        yield ScriptedCall(told["id"], told["id"], lines, PrepCard(), (), frozenset(), (), {})


def report_consultations(ear: Ear) -> None:
    coached = [coached_call(call, ear) for call in consultations()]
    minutes = sum(one.call.duration_s for one in coached) / 60
    shown = [(one.call.name, raised) for one in coached for raised in one.shown]
    often = f"{len(shown) / minutes * 5:.2f} nudges in five minutes"
    print(f"\nconsultations: {len(coached)}, {minutes:.0f} minutes, {often}")
    for rule, count in Counter(raised.nudge.rule for _, raised in shown).most_common():
        print(f"  {rule:22} {count:4}   {count / minutes * 5:.2f} in five minutes")
    for name, raised in shown:
        if raised.nudge.rule in MUST_BE_NONE:
            print(f"  MUST BE NONE: {raised.nudge.rule} in {name} at {raised.at_s:.1f}: {_evidence(raised)}")


def main(arguments: Sequence[str]) -> None:
    wants = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    wants.add_argument("--damage", type=float, default=0.0, help="share of the words got wrong, like 0.1")
    wants.add_argument("--words-only", action="store_true", help="without the sentence model")
    wants.add_argument("--show-heldout", action="store_true", help="the words of those kept aside, too")
    wants.add_argument("--calls", default="", help="only calls with this in their name, and no consultations")
    asked = wants.parse_args(arguments)
    ear = Ear(None if asked.words_only else load_meaning(ModelStore()))
    how = "by meaning" if ear.by_meaning else "by words alone"
    if asked.damage:
        how += f", {asked.damage:.0%} of the words damaged"
    for part in PARTS:
        calls = [call for call in load_calls(part) if asked.calls in call.name]
        score = Score([coached_call(damaged(call, asked.damage) if asked.damage else call, ear) for call in calls])
        if not calls:
            continue
        print(f"\n{part}: {len(calls)} calls, {how}")
        print_table(score)
        print_shares(score)
        if not part.startswith("heldout") or asked.show_heldout:
            for one in score.calls:
                print_wrong(one)
    if CONSULTATIONS.exists() and not asked.calls:
        report_consultations(ear)


if __name__ == "__main__":
    main(sys.argv[1:])
