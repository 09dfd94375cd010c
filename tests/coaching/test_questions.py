"""Questions are known by word order, with and without their marks, and by what they are for."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.listeners.ear import Ear
from coaching.listeners.question_kinds import QuestionKind
from coaching.listeners.question_pairs import gives_examples, offers_own_answer, rephrases, same_question
from coaching.listeners.questions import find_questions

FOLDER = Path(__file__).parent / "cases/questions"
CASES = tomllib.loads((FOLDER / "questions.toml").read_text("utf-8"))
PAIRS = tomllib.loads((FOLDER / "question_pairs.toml").read_text("utf-8"))
CONSULTATIONS = Path(__file__).parents[3] / "shared/data/dialogues/primock57.jsonl"
EAR = Ear()


@pytest.mark.parametrize("kind", [QuestionKind.DISCOVERY, QuestionKind.CHECK_BACK, QuestionKind.COURTESY])
def test_questions_are_heard_for_what_they_are_for(kind: QuestionKind) -> None:
    heard = {text: [question.kind for question in find_questions(text)] for text in CASES[kind]}
    missed = [text for text, kinds in heard.items() if kind not in kinds]
    assert len(missed) <= len(heard) * 0.03, missed


@pytest.mark.parametrize("text", CASES["rhetorical"])
def test_rhetorical_questions_want_no_answer(text: str) -> None:
    assert all(question.kind is QuestionKind.RHETORICAL for question in find_questions(text))


@pytest.mark.parametrize("text", CASES["none"])
def test_statements_are_no_questions(text: str) -> None:
    assert not find_questions(text)


@pytest.mark.parametrize("count", ["one", "two"])
def test_two_things_asked_are_two_questions(count: str) -> None:
    heard = {text: [question.text for question in find_questions(text)] for text in CASES[count]}
    assert {text: asked for text, asked in heard.items() if len(asked) != ("one", "two").index(count) + 1} == {}


def test_words_before_a_question_are_no_part_of_it() -> None:
    assert [question.text.split()[0] for question in find_questions("got it who charges the devices")] == ["who"]


@pytest.mark.parametrize("case", CASES["forms"], ids=lambda case: case["text"])
def test_open_questions_take_some_telling_and_closed_ones_do_not(case: dict[str, str]) -> None:
    assert [question.form for question in find_questions(case["text"])] == [case["form"]]


def test_a_question_says_where_its_words_stand() -> None:
    text = "Okay, that helps. So how many trucks do you run?"
    (question,) = find_questions(text)
    assert text.split()[question.start_word : question.end_word] == question.text.split()
    assert question.text.endswith("how many trucks do you run?")


def test_two_questions_in_one_run_are_two() -> None:
    found = find_questions("what does that cost you and who do you talk to when it goes wrong")
    assert [question.text.split()[0] for question in found] == ["what", "who"]


@pytest.mark.parametrize(
    "text",
    ["do you, are you using anything today", "is it the price or is it the timing", "tell me how do you decide on that",
     "can you tell me what happens next", "what, what do you use"],
)  # fmt: skip
def test_a_restart_an_alternative_and_a_question_in_a_request_are_one(text: str) -> None:
    assert len(find_questions(text)) == 1


@pytest.mark.parametrize("kind", ["same", "different"])
def test_the_same_question_in_other_words_is_known(kind: str) -> None:
    heard = [same_question(one, other, EAR) for one, other in PAIRS[kind]]
    right = sum(heard) if kind == "same" else len(heard) - sum(heard)
    assert right >= (0.6 if kind == "same" else 0.95) * len(heard)


def test_what_does_that_look_like_only_puts_the_question_again() -> None:
    assert rephrases("How do you handle returns?", "What does that look like?", EAR)
    assert not same_question("How do you handle returns?", "What does that look like?", EAR)
    assert not rephrases("How do you handle returns?", "Who does that?", EAR)


def test_i_mean_puts_the_question_again() -> None:
    assert rephrases("How long has it been like that?", "When did you first notice it, I mean?", EAR)
    assert rephrases("what do you do then I mean", "who do you turn to if she comes alone", EAR)


def test_a_guess_is_an_own_answer() -> None:
    offered = [offers_own_answer(question, said) for question, said in PAIRS["own_answer"]]
    assert sum(offered) >= 0.8 * len(offered)


def test_help_is_no_own_answer() -> None:
    offered = [offers_own_answer(question, said) for question, said in PAIRS["no_own_answer"]]
    assert sum(offered) <= 1


def test_choices_offered_to_help_are_examples() -> None:
    assert gives_examples("like, is it more the price or the timing")
    assert not gives_examples("I would guess fifty")


@pytest.mark.skipif(not CONSULTATIONS.exists(), reason="the dialogues are not here")
@pytest.mark.parametrize(("dressed", "floor"), [(True, 0.87), (False, 0.80)])
def test_real_consultations_without_their_question_marks(dressed: bool, floor: float) -> None:
    hits = false = missed = 0
    for line in CONSULTATIONS.read_text("utf-8").splitlines():
        for said in json.loads(line)["utterances"]:
            if said["role"] == "doctor":
                plain = re.sub(r"<[^>]*>", " ", said["text"])
                plain = plain.replace("?", ".") if dressed else re.sub(r"[^\w\s']", " ", plain.lower())
                heard = bool(find_questions(plain))
                hits += heard and said["question_mark"]
                false += heard and not said["question_mark"]
                missed += said["question_mark"] and not heard
    assert 2 * hits / (2 * hits + false + missed) >= floor


@given(st.text(max_size=600), st.text(max_size=100))
def test_no_text_is_too_strange(text: str, other: str) -> None:
    words = text.split()
    for question in find_questions(text):
        assert 0 <= question.start_word < question.end_word <= len(words)
        assert question.text.split() == words[question.start_word : question.end_word]
    assert rephrases(text, other, EAR) in (True, False)
    assert offers_own_answer(text, other) in (True, False)
