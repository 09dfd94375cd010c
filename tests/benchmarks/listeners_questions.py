"""Precision and recall of the listeners for questions, answers, mentions and small words.

    python tests/benchmarks/listeners_questions.py [cases|heldout] [--show] [--meaning FOLDER]

`heldout` (the default) was written before tuning and is looked at only to report; so is every other dialogue of
../shared/data, which is read when it is there.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audio.frames import Speaker
from coaching.coach import Coach
from coaching.heard import PlannedQuestion
from coaching.listeners.answers import asks_again, find_answer, is_evasive, wants_more_detail
from coaching.listeners.backchannel import is_backchannel, trails_off
from coaching.listeners.ear import Ear
from coaching.listeners.fillers import count_fillers
from coaching.listeners.mentions import asks_for_fact, mentions
from coaching.listeners.question_pairs import offers_own_answer, rephrases, same_question
from coaching.listeners.questions import QuestionKind, find_questions
from coaching.prep import prep_from_keys
from coaching.tick import with_ticks
from coaching.transcript import Utterance
from coaching.utterance_events import utterance_events

TESTS = Path(__file__).resolve().parents[1] / "coaching"
DIALOGUES = TESTS.parents[2] / "shared" / "data" / "dialogues"


@dataclass
class Tally:
    """Counts of one listener; `wrong` keeps what it got wrong."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    quiet: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, truth: bool, heard: bool, what: object) -> None:
        self.hits += truth and heard
        self.false += heard and not truth
        self.missed += truth and not heard
        self.quiet += not truth and not heard
        if truth != heard:
            self.wrong.append(f"{'missed' if truth else 'false '}  {what}")

    def line(self, name: str) -> str:
        precision = self.hits / max(1, self.hits + self.false)
        recall = self.hits / max(1, self.hits + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        total = self.hits + self.false + self.missed + self.quiet
        accuracy = (self.hits + self.quiet) / max(1, total)
        return f"{name:34} n {total:5}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  right {accuracy:.3f}"


def data(folder: str, name: str) -> dict[str, Any]:
    files = sorted(TESTS.glob(f"{'heldout' if folder == 'heldout' else 'cases/*'}/{name}*.toml"))
    cases: dict[str, Any] = {}
    for file in files:
        for key, value in tomllib.loads(file.read_text("utf-8")).items():
            cases[key] = cases.get(key, []) + value
    return cases


def questions(folder: str) -> Iterator[tuple[str, Tally]]:
    cases = data(folder, "questions")
    heard = {kind: [(text, find_questions(text)) for text in cases.get(kind, ())] for kind in (*QuestionKind, "none")}
    asked = Tally()
    for kind, found in heard.items():
        for text, questions in found:
            if kind != "rhetorical":
                real = any(q.kind is not QuestionKind.RHETORICAL for q in questions)
                asked.add(kind != "none", real, text)
    yield "questions: really asked", asked
    for wanted in QuestionKind:
        tally = Tally()
        for kind, found in heard.items():
            for text, questions in found:
                if questions or kind == wanted:
                    tally.add(
                        kind == wanted,
                        any(q.kind is wanted for q in questions),
                        (text, [q.kind.value for q in questions]),
                    )
        yield f"questions: {wanted.value}", tally
    forms = Tally()
    for form in cases.get("forms", ()):
        forms.add(form["form"] == "open", any(q.form == "open" for q in find_questions(form["text"])), form["text"])
    yield "questions: open or closed", forms


def pairs(folder: str, ear: Ear) -> Iterator[tuple[str, Tally]]:
    cases = data(folder, "question_pairs")
    for name, positive, negative, judge in (
        ("pairs: same question", "same", "different", lambda one, other: same_question(one, other, ear)),
        ("pairs: rephrases", "same", "different", lambda one, other: rephrases(one, other, ear)),
        ("pairs: own answer", "own_answer", "no_own_answer", offers_own_answer),
        ("pairs: asks again", "again", "not_again", lambda one, other: asks_again(one, other, ear)),
        ("pairs: wants more detail", "detail", "again", wants_more_detail),
    ):
        yield name, _judged(cases.get(positive, ()), cases.get(negative, ()), judge)


def answers(folder: str, ear: Ear) -> Iterator[tuple[str, Tally]]:
    unasked, asked, status = Tally(), Tally(), Tally()
    for case in data(folder, "answers").get("case", ()):
        question = case["question"]
        for truth, key in ((True, "gives"), (False, "misses")):
            for said in case[key]:
                unasked.add(truth, find_answer(question, said, ear) is not None, (question, said))
        for truth, key in ((True, "replies"), (False, "dodges")):
            for said in case[key]:
                answered = not is_evasive(said) and find_answer(question, said, ear, asked_directly=True) is not None
                asked.add(truth, answered, (question, said))
        for truth, key in ((True, "gives"), (False, "misses")):
            first = case[key][:1] if truth else case[key]
            heard = any(find_answer(question, said, ear) is not None for said in first)
            status.add(truth, heard, (question, key))
    yield "answers: given unasked", unasked
    yield "answers: given when asked", asked
    yield "answers: status after the call", status


WORD_S = 0.38
"""How long a spoken word takes in the written calls."""


def planned(folder: str, ear: Ear) -> Iterator[tuple[str, Tally]]:
    """Whole calls through the coach: how each planned question stands at the end."""
    status = Tally()
    for call in data(folder, "*calls").get("call", ()):
        coach = Coach(prep_from_keys({"questions": list(call["planned"])}, call["title"]), ear)
        heard = [out for event in with_ticks(utterance_events(_timed(call["lines"]))) for out in coach.hear(event)]
        stands = {out.text: out.status.value for out in heard if isinstance(out, PlannedQuestion)}
        for question, truth in call["planned"].items():
            found = stands.get(question, "open")
            status.add(True, found == truth, (call["title"], question, truth, found))
    yield "answers: planned, whole calls", status


def _timed(lines: str) -> list[Utterance]:
    at_s, said = 0.0, []
    for line in lines.strip().splitlines():
        end_s = at_s + WORD_S * len(line.split())
        said.append(Utterance(Speaker.REP if line.startswith("R:") else Speaker.CUSTOMER, at_s, end_s, line[3:]))
        at_s = end_s + 1.0
    return said


def prep(folder: str, ear: Ear) -> Iterator[tuple[str, Tally]]:
    cases = data(folder, "mentions")
    spoken, asks = Tally(), Tally()
    for case in cases.get("case", ()):
        for truth, key in ((True, "spoken"), (False, "not")):
            for said in case[key]:
                spoken.add(truth, mentions(case["phrase"], said, ear), (case["phrase"], said))
    for case in cases.get("asks", ()):
        for truth, key in ((True, "asks"), (False, "other")):
            for said in case[key]:
                asks.add(truth, asks_for_fact(said, case["fact"], ear), (case["fact"], said))
    yield "mentions: spoken of", spoken
    yield "mentions: asks for a fact", asks


def small_words(folder: str) -> Iterator[tuple[str, Tally]]:
    cases = data(folder, "small_words")
    yield "backchannels", _judged(cases["backchannels"], cases["not_backchannels"], is_backchannel)
    yield "trails off", _judged([[t] for t in cases["trailing"]], [[t] for t in cases["finished"]], trails_off)
    fillers = Tally()
    for text, count in cases["fillers"]:
        fillers.add(True, count_fillers(text) == count, (text, count, count_fillers(text)))
    yield "fillers", fillers


def dialogues(folder: str) -> Iterator[tuple[str, Tally]]:
    """Real dialogues, question marks gone; even ones for development, odd ones held aside."""
    part = 1 if folder == "heldout" else 0
    for name, strip in (("marks removed", _no_marks), ("bare words", _bare)):
        doctor = Tally()
        for talk in _lines("primock57")[part::2]:
            for said in talk["utterances"]:
                if said["role"] == "doctor":
                    doctor.add(said["question_mark"], bool(find_questions(strip(said["text"]))), said["text"])
        yield f"consultations, {name}", doctor
        for role in ("persuader", "persuadee"):
            typed = Tally()
            for talk in _lines("persuasionforgood")[part::2]:
                for unit in talk["units"]:
                    inquiry = any(label.endswith("-inquiry") and "-to-" not in label for label in unit["labels"])
                    if unit["role"] == role:
                        truth = inquiry or "?" in unit["text"]
                        typed.add(truth, bool(find_questions(strip(unit["text"]))), unit["text"])
            yield f"persuasion, {role}, {name}", typed


def _judged(yes: Iterable[list[Any]], no: Iterable[list[Any]], judge: Callable[..., bool]) -> Tally:
    tally = Tally()
    for truth, cases in ((True, yes), (False, no)):
        for case in cases:
            tally.add(truth, judge(*case), case)
    return tally


def _lines(name: str) -> list[dict[str, Any]]:
    file = DIALOGUES / f"{name}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def _no_marks(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).replace("?", ".").split())


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s']", " ", re.sub(r"<[^>]*>", " ", text).lower()).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", choices=("cases", "heldout"), default="heldout")
    parser.add_argument("--show", default="", help="print what went wrong in tallies whose name holds this")
    parser.add_argument("--meaning", type=Path, help="folder of the sentence model; words alone without it")
    chosen = parser.parse_args()
    meaning = None
    if chosen.meaning:
        from models.meaning import SentenceMeaning

        meaning = SentenceMeaning(chosen.meaning)
    ear = Ear(meaning)
    folder = chosen.folder
    parts = (
        questions(folder),
        pairs(folder, ear),
        answers(folder, ear),
        planned(folder, ear),
        prep(folder, ear),
        small_words(folder),
        dialogues(folder),
    )
    for name, tally in (row for part in parts for row in part):
        if tally.hits + tally.missed + tally.false:
            print(tally.line(name))
        if chosen.show and chosen.show in name:
            print(*(f"    {wrong}" for wrong in tally.wrong), sep="\n")


if __name__ == "__main__":
    main()
