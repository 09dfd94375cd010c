"""Whether what was said answers a question: the kind of information it wants, about the thing it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.listeners.backchannel import is_acknowledging_only
from coaching.listeners.concepts import concepts
from coaching.listeners.counts import counts_topic
from coaching.listeners.ear import Ear
from coaching.listeners.information import FACTS, AnswerType, answer_type, information, tells_manner, tells_reason
from coaching.listeners.language import clean, content_stems, number_values, stem, tokens
from coaching.listeners.questions import QuestionKind, find_questions, same_question
from coaching.listeners.topic import Topic, coverage, topic_of
from coaching.sentences import split_text

__all__ = ["Answer", "AnswerType", "answer_type", "asks_again", "find_answer", "is_evasive", "wants_more_detail"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The words that give the information. start_word, end_word: indices into `said.split()`. strength: 0 to 1."""

    text: str
    start_word: int
    end_word: int
    strength: float


FRAME_SURE = 0.35
TOLD_SURE = 0.5
TOLD_SURE_WITH_FACTS = 0.45

_T = AnswerType
_FRAME_TYPES: dict[str, frozenset[AnswerType]] = {
    "decide": frozenset({_T.PERSON, _T.MANNER, _T.YES_NO, _T.LIST, _T.THING}),
    "budget": frozenset({_T.MONEY, _T.YES_NO, _T.NUMBER, _T.THING}),
    "timeline": frozenset({_T.DATE, _T.DURATION, _T.THING, _T.YES_NO}),
    "contract": frozenset({_T.DATE, _T.DURATION}),
    "tool": frozenset({_T.THING, _T.LIST, _T.PERSON}),
    "challenge": frozenset({_T.THING, _T.LIST, _T.PLACE}),
    "why-now": frozenset({_T.REASON}),
    "consequence": frozenset({_T.THING, _T.MANNER, _T.LIST}),
    "vendors": frozenset({_T.PERSON, _T.LIST, _T.YES_NO, _T.THING}),
    "success": frozenset({_T.THING, _T.MANNER, _T.LIST}),
    "goal": frozenset({_T.THING, _T.LIST}),
    "wish": frozenset({_T.THING, _T.LIST}),
    "tried": frozenset({_T.THING, _T.LIST, _T.YES_NO, _T.MANNER}),
    "role": frozenset({_T.THING, _T.LIST}),
    "criteria": frozenset({_T.THING, _T.LIST, _T.MANNER}),
    "worry": frozenset({_T.THING, _T.LIST, _T.YES_NO}),
}
_FRAME_INFORMATION = {
    "decide": (_T.PERSON,), "budget": (_T.MONEY, _T.NUMBER), "timeline": (_T.DATE, _T.DURATION),
    "contract": (_T.DATE, _T.DURATION),
}  # fmt: skip
_FRAME_CLASS: dict[str, frozenset[str]] = {
    "decide": frozenset({"#decide"}), "budget": frozenset({"#budget", "#spend"}), "timeline": frozenset({"#timeline"}),
    "contract": frozenset({"#contract"}), "tool": frozenset({"#tool"}), "challenge": frozenset({"#problem"}),
    "why-now": frozenset({"#why-now"}), "consequence": frozenset({"#consequence"}), "vendors": frozenset({"#vendor"}),
    "success": frozenset({"#goal"}), "goal": frozenset({"#goal", "#growth"}), "wish": frozenset({"#goal"}),
    "tried": frozenset({"#history"}), "role": frozenset({"#role"}), "criteria": frozenset({"#criteria"}),
    "worry": frozenset({"#problem"}),
}  # fmt: skip

_FRAME_MUST = {"contract": frozenset({"#end"})}
_DESIRE = re.compile(r"\b(?:looking for|need (?:a|an|something)|want (?:a|an|something)|should|ought|i'd like|i like|i wish|would love)\b")

_EVASIVE = re.compile(
    r"\b(?:(?:i'd|i would|i'll|we'd|we'll|let me|i|we|you'd|you'll|you would) (?:have to|need to|will have to|would have to)? ?(?:check|find out|look into|look that up|look it up|ask|get back to you|look at it)"
    r"|that depends|it depends|depends on|good question|great question|not sure|no idea|(?:don't|do not|couldn't|wouldn't|can't) (?:really |actually |quite |even )?(?:know|recall|remember|say|tell you|think of)"
    r"|get back to you|hard to say|difficult to say|off the top of my head|cannot say|rather not|not at liberty|can't (?:really )?(?:share|discuss|disclose)|prefer not|why do you ask"
    r"|we'll see|haven't (?:decided|thought|figured|worked|set|counted|got to that)|never (?:really )?(?:counted|thought|worked|measured)|yet to be|to be determined|tbd|too early|remains to be seen|before i answer|confidential"
    r"|who knows|it varies|varies|working that out|figuring that out|before my time|no particular reason|just curious|where do i (?:start|begin)|don't (?:really )?(?:track|measure)|not clear"
    r"|(?:more|higher|longer|bigger|less|fewer) than (?:i'd|we'd|i would|we would|it should)|let's (?:not|talk|cross|come back|leave)|dig out|no rush)\b"
    r"|^(?:\w+ )?(?:too (?:much|many|long|often)|a few|quite a few|a lot|lots|plenty|enough|several)$"
)  # fmt: skip
_HYPOTHETICAL = re.compile(
    r"\b(?:if (?:we|you|i|they) (?:had|were|got|hired|could)|imagine|suppose|let's say|say we|hypothetically|would be (?:nice|great)|i wish|wish we)\b"
)
_OTHERS = re.compile(
    r"\b(?:they|their|he|she|competitor|another company|other companies|a friend|friend of mine|my last company|previous company|used to (?:have|work|be)|at my old)\b"
)


def is_evasive(said: str) -> bool:
    """Whether a reply puts the answer off ("I'd have to check", "that depends", "good question")."""
    return bool(_EVASIVE.search(" ".join(tokens(said))))


def find_answer(question: str, said: str, ear: Ear, asked_directly: bool = False) -> Answer | None:
    """The words of `said` that give the information `question` wants, or None.

    asked_directly: `said` is the reply to it, so that a bare "sixty" will do. Unasked, the words must hold the
    right kind of information and be about the same thing.
    """
    kind = answer_type(question)
    frame = _frame(question, kind, ear)
    best: Answer | None = None
    at, before = 0, ""
    for sentence in split_text(said)[:40]:
        size = len(sentence.split())
        strength = _direct_strength(kind, sentence) if asked_directly else 0.0
        strength = max(strength, _strength(question, kind, frame, sentence, before, ear))
        if strength and (best is None or strength > best.strength):
            best = Answer(sentence, at, at + size, strength)
        at, before = at + size, sentence
    return best


def _frame(question: str, kind: AnswerType, ear: Ear) -> str | None:
    """Which of the common planned questions (`wanted.toml`) this is, or None: then its own words tell."""
    leaning = ear.leaning("wanted", question)
    label = max(leaning, key=lambda name: leaning[name], default="none")
    if label == "none" or leaning[label] < FRAME_SURE or kind not in _FRAME_TYPES.get(label, frozenset(AnswerType)):
        return None
    return label


def _strength(question: str, kind: AnswerType, frame: str | None, sentence: str, before: str, ear: Ear) -> float:
    if is_evasive(sentence) or _asks(sentence):
        return 0.0
    if _HYPOTHETICAL.search(clean(sentence)) and frame not in ("wish", "consequence", "success"):
        return 0.0
    topic = topic_of(question, frame)
    about = coverage(topic, sentence)
    if about is not None and about < 0.5 and before:
        about = 0.9 * (coverage(topic, f"{before} {sentence}") or 0.0)
    if frame:
        return _told(frame, about, sentence, ear)
    if about is None:
        return 0.0
    return _plain_strength(topic, kind, about, sentence, ear.similarity(question, sentence))


def _told(frame: str, about: float | None, sentence: str, ear: Ear) -> float:
    """How surely `sentence` tells what a common planned question wants."""
    if about is not None and about < 0.5:
        return 0.0
    wanted = _FRAME_INFORMATION.get(frame)
    if wanted and not any(information(one, sentence) for one in wanted):
        return 0.0
    if frame in _FRAME_MUST and not _FRAME_MUST[frame] & concepts(sentence):
        return 0.0
    if frame == "tool" and _DESIRE.search(clean(sentence)):
        return 0.0
    leaning = ear.leaning("told", sentence)
    sure = leaning[frame] + (0.1 if wanted else 0.0) + (0.15 if _FRAME_CLASS[frame] & concepts(sentence) else 0.0)
    if leaning[frame] < leaning["none"] - 0.1 or sure < (TOLD_SURE_WITH_FACTS if wanted else TOLD_SURE):
        return 0.0
    return min(1.0, sure)


def _plain_strength(topic: Topic, kind: AnswerType, about: float, sentence: str, similarity: float | None) -> float:
    """How surely `sentence` answers a question of the asker's own, told by the words of both."""
    meant = similarity if similarity is not None else about
    near = max(about, meant) if about else 0.0
    if kind is AnswerType.NUMBER and topic.share:
        return near if about >= 0.5 and _SHARE.search(clean(sentence)) else 0.0
    if kind is AnswerType.NUMBER:
        counted = counts_topic(topic, sentence) if topic.head else information(kind, sentence) if about >= 0.6 else None
        return near if counted else 0.0
    if kind in FACTS:
        held = [span for span in information(kind, sentence) if not _names_topic(topic, sentence, span)]
        return near if held and (about > 0.5 or meant >= 0.5) else 0.0
    mixed = 0.6 * about + 0.5 * meant
    if kind is AnswerType.REASON:
        return near if near >= 0.5 and tells_reason(sentence) else 0.0
    if kind is AnswerType.MANNER:
        return near if near >= 0.5 and tells_manner(sentence) else 0.0
    enough = 0.5 if kind is AnswerType.YES_NO and _WE_HAVE.search(clean(sentence)) else 0.6
    return min(1.0, mixed) if mixed >= enough else 0.0


_SHARE = re.compile(r"%|\b(?:percent|per cent|third|thirds|quarter|half|fifth|tenth|most|majority|(?:one|two|three|four|1|2|3|4) (?:in|out of)|every (?:second|third|other))\b")
_WE_HAVE = re.compile(r"\b(?:we|i|there|it's)(?:'ve|'re| do| don't| have| haven't| did| didn't| are| is| isn't| looked| tried| use)?\b")


def _names_topic(topic: Topic, sentence: str, span: tuple[int, int]) -> bool:
    """Whether the information found is only the thing asked about itself ("compliance" is no person here)."""
    found = content_stems(" ".join(sentence.split()[span[0] : span[1]]))
    return bool(found) and found <= {stem(word) for word in (*topic.specific, *topic.head)}


def _asks(sentence: str) -> bool:
    return any(found.kind in (QuestionKind.DISCOVERY, QuestionKind.COURTESY) for found in find_questions(sentence))


def _direct_strength(kind: AnswerType, sentence: str) -> float:
    """How surely a reply answers: it holds the information, or is short and plain enough to be nothing else."""
    said = tokens(sentence)
    held = kind in FACTS and bool(information(kind, sentence))
    if not said or _asks(sentence) or (is_evasive(sentence) and not held):
        return 0.0
    if held:
        return 0.9
    if kind is AnswerType.DATE:
        return 0.8 if information(AnswerType.DURATION, sentence) or _ROUGH_TIME.search(" ".join(said)) else 0.0
    if kind is AnswerType.DURATION:
        return 0.8 if len(said) <= 4 and number_values(sentence) else 0.0
    if kind in (AnswerType.PERSON, AnswerType.PLACE):
        return 0.6 if len(said) <= 6 and not number_values(sentence) else 0.0
    if kind in FACTS:
        return 0.0
    return 0.8 if kind is AnswerType.YES_NO else 0.7 if not is_acknowledging_only(sentence) else 0.0


_ROUGH_TIME = re.compile(r"\b(?:month to month|as soon as|soon|right away|straight away|immediately|now|any time|rolling|no end date)\b")


_DETAIL = re.compile(
    r"\b(?:of (?:those|these|them|that)|which (?:of|one|ones)|specifically|exactly|in particular|more about|what else|anything else|break (?:that|it) down|why is that|tell me more|"
    r"for example|an example|on average|each|how so|how come|what kind|what sort|what do you mean|say more|precisely|beyond that|apart from|besides|other than|as well)\b"
)


def wants_more_detail(question: str, answered: str) -> bool:
    """Whether `question` goes beyond what `answered` already told: narrower, or about another side of it."""
    said = " ".join(tokens(question))
    if _DETAIL.search(said):
        return True
    new = content_stems(question) - content_stems(answered)
    return len(new) >= 2 and len(new) > len(content_stems(question) & content_stems(answered))


def asks_again(question: str, earlier: str, ear: Ear) -> bool:
    """Whether `question` asks for what `earlier` (an answered question, or something said) already told.

    A check-back and a question for more detail do not.
    """
    if any(found.kind is QuestionKind.CHECK_BACK for found in find_questions(question)):
        return False
    if any(found.kind is not QuestionKind.RHETORICAL for found in find_questions(earlier)):
        return same_question(earlier, question, ear) and not _DETAIL.search(" ".join(tokens(question)))
    return not wants_more_detail(question, earlier) and find_answer(question, earlier, ear) is not None
