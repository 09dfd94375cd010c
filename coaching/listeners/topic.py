"""What a question asks about: the thing it counts or names, and how much of that some words speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coaching.listeners.concepts import classes_of, concepts
from coaching.listeners.data import examples
from coaching.listeners.grammar import AUX, PRONOUNS
from coaching.listeners.information import PERIODS
from coaching.listeners.language import STOP_WORDS, content_stems, is_number, stem, tokens

# Words that any planned question may hold; what it is about is told by the others.
_GENERIC = frozenset(
    stem(word)
    for word in """use current present currently company business organization organisation firm side project solution
    process system approach work handle manage run deal operate track set place moment day week month year team people
    thing part kind need plan main big biggest top key important typical average normal normally usually look take
    give involve person involved name tell talk describe walk explain number amount total percentage percent size rate
    good great able start happen change different process time right end today responsible charge care provide spend
    pay cost choose decide buy purchase sell help improve face facing main experience hold holding deal keep reason
    among maker using already address thing things lately recently quickly
    fast soon roughly exactly""".split()
)
_QUANTITY = frozenset("many much often big large long of".split())


# What any purchase is about: in a common question ("who signs off on software?") such words narrow nothing.
_OBJECTS = frozenset(
    {"#tool", "#vendor", "#contract", "#budget", "#spend", "#proposal", "#decide", "#goal", "#problem"}
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about.

    head: what "how many" counts. specific: other words that say what it is about; generic: words any question may
    hold. share: a part of the head is asked for ("what percentage of"). weights: of the words in head and specific.
    phrases: classes that only several words together speak of ("come back"). lasting: asks how long something has
    been so.
    """

    head: tuple[str, ...]
    specific: tuple[str, ...]
    generic: tuple[str, ...]
    share: bool
    weights: tuple[tuple[str, float], ...]
    phrases: frozenset[str]
    lasting: bool


@lru_cache(maxsize=512)
def topic_of(question: str, frame: str | None = None) -> Topic:
    """The topic of a question. frame: its label in `wanted.toml`; the words of its examples say nothing specific."""
    said = tokens(question)
    head = _head(said)
    common = _GENERIC | _frame_words(frame) if frame else _GENERIC
    content = [
        w for w in dict.fromkeys(said) if w not in STOP_WORDS and not is_number(w) and "'" not in w and w not in PERIODS
    ]
    specific = tuple(
        word
        for word in content
        if stem(word) not in common and word not in head and not (frame and classes_of(word) & _OBJECTS)
    )
    generic = tuple(word for word in content if stem(word) in common and word not in head)
    share = said[:3] == ["how", "many", "of"] or bool(
        {"percentage", "percent", "proportion", "share", "rate"} & set(said)
    )
    asked = (*specific, *head)
    weights = tuple(
        (word, 0.5 if following in asked else 1.0)
        for word, following in zip(said, [*said[1:], ""], strict=False)
        if word in asked
    )
    alone = frozenset().union(*(classes_of(word) for word in said))
    phrases = frozenset() if frame else concepts(question) - alone
    return Topic(
        head, specific, generic, share, weights, phrases, "long" in said and bool({"have", "has", "been"} & set(said))
    )


@lru_cache(maxsize=32)
def _frame_words(frame: str) -> frozenset[str]:
    """Stems in the examples of this frame, and those that several common questions use."""
    labels = examples("wanted")
    seen = Counter(
        word
        for label in labels
        if label != "none"
        for line in labels[label]
        for word in {stem(token) for token in tokens(line)}
    )
    own = {stem(word) for line in labels.get(frame, ()) for word in tokens(line)}
    return frozenset(own | {word for word, count in seen.items() if count >= 2})


def _head(said: Sequence[str]) -> tuple[str, ...]:
    for at, word in enumerate(said[:-1]):
        if (word == "how" and said[at + 1] in ("many", "much")) or (
            word in ("number", "percentage", "share", "size") and said[at + 1] == "of"
        ):
            noun: list[str] = []
            for following in said[at + 2 : at + 7]:
                if following in AUX or following in PRONOUNS or following in ("of", "in", "on", "work", "go", "per"):
                    break
                noun += [following] if following not in STOP_WORDS and following not in PERIODS else []
            return tuple(word for word in noun if word != "time")
    return ()


def matches(word: str, stems: set[str], spoken_of: frozenset[str]) -> float:
    """1 when its stem is spoken, 0.8 when a word of its class is, else 0."""
    return 1.0 if stem(word) in stems else 0.8 if classes_of(word) & spoken_of else 0.0


def coverage(topic: Topic, said: str) -> float | None:
    """How much of what is specific in `topic` is spoken of in `said`, 0 to 1; None when nothing in it is specific.

    Of neighbouring words the last counts double: "safety incidents" are incidents first.
    """
    if not topic.weights and not topic.phrases:
        return None
    stems, spoken_of = content_stems(said), concepts(said)
    spoken = sum(weight * matches(word, stems, spoken_of) for word, weight in topic.weights)
    spoken += 0.8 * bool(topic.phrases & spoken_of)
    return spoken / (sum(weight for _, weight in topic.weights) + bool(topic.phrases))
