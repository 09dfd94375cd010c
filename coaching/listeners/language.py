"""What every listener needs of English: words without their dress, stems, and numbers however they are said."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_WORDS = 400  # nobody says more between two breaths: what is longer is not speech, and time is bounded
_MAX_CHARACTERS = 8 * MAX_WORDS

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[^\W\d_]+)?|[^\W\d_]+(?:'[^\W\d_]+)*|'(?:s|re|ve|ll|d|m)\b")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})

STOP_WORDS = frozenset(
    """a about actually after again ago all also am an and another any anybody anyone anything are around as at away
    back basically be because been before being both but by came can cannot come comes could currently did do does
    doing done down each else etc even ever every everybody everyone everything exactly few first for from get gets
    getting go goes going gonna got gotten guess guys had has have having he hello her here hi him his how i if in
    into is it its itself just kind know last least less let lets like little long look lot lots made make makes many
    may maybe me mean might mine more most much must my myself need never new next no nobody none nor not nothing now
    of off often oh ok okay on once one ones only or other others our ours out over own perhaps please pretty probably
    put quite rather really right said same say see shall she should since so some somebody someone something sort
    still stuff such sure take tell than thank thanks that the their theirs them then there these they thing things
    think this those though through to today together too um uh er up upon us use used usually very via want wants was
    way ways we well went were what whatever when where whether which while who whole whom whose why will with within
    without would yeah yes yet you your yours yourself""".split()
)


def clean(text: str) -> str:
    """At most `MAX_WORDS` words' worth of `text`, lower-case, with plain apostrophes."""
    return text[:_MAX_CHARACTERS].lower().translate(_APOSTROPHES)


def tokens(text: str) -> list[str]:
    """The words of `text`, lower-case, without punctuation: "Forty-two, don't 1,200!" → forty two don't 1200."""
    found = _TOKEN.findall(clean(text))[:MAX_WORDS]
    return [token.replace(",", "") if token[0].isdigit() else token for token in found]


def bare(word: str) -> str:
    """One written word without the punctuation around it: "“Today,”" → today; "—" → the empty string."""
    return word.lower().translate(_APOSTROPHES).strip("\"“”.,;:!?…()[]{}<>*—–-/'")


_CONTRACTED = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m))$")
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "paid": "pay", "sold": "sell",
    "bought": "buy", "spent": "spend", "lost": "lose", "ran": "run", "grew": "grow", "grown": "grow",
    "built": "build", "chose": "choose", "chosen": "choose", "drove": "drive", "driven": "drive",
    "broke": "break", "broken": "break", "held": "hold", "kept": "keep", "began": "begin", "wrote": "write",
    "written": "write", "decision": "decide", "decisions": "decide", "approval": "approve", "taught": "teach",
    "hired": "hire", "leaving": "leave", "left": "leave", "caught": "catch", "sent": "send", "met": "meet",
    "feet": "foot", "lives": "live", "shifts": "shift", "loss": "lose", "losses": "lose",
}  # fmt: skip
_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ments", ""), ("ment", ""), ("ingly", ""), ("edly", ""), ("ings", ""),
    ("ies", "y"), ("iest", "y"), ("iers", "y"), ("ier", "y"), ("ers", ""), ("ing", ""), ("ied", "y"), ("ed", ""), ("er", ""),
    ("ly", ""), ("ors", "or"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("es", "e"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word's stem, so that "drivers", "driving" and "drives" agree. Light: it prefers missing a kinship."""
    word = _CONTRACTED.sub("", word)
    if word in _IRREGULAR:
        return stem(_IRREGULAR[word])
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > 3 and word[-1] in "ei":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word[-1] == "y" else word


def content_stems(text: str) -> set[str]:
    """Stems of the words that carry meaning; numbers are left to `number_values`."""
    return {
        stem(token)
        for token in tokens(text)
        if token not in STOP_WORDS and _CONTRACTED.sub("", token) not in STOP_WORDS and not is_number(token)
    }


_UNITS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10.0 * (value + 2)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
} | {"fourty": 40.0}
_SCALES = {
    "dozen": 12.0, "dozens": 12.0, "hundred": 100.0, "hundreds": 100.0, "thousand": 1e3, "thousands": 1e3,
    "grand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6, "mil": 1e6, "bn": 1e9,
}  # fmt: skip
_DIGITS = re.compile(r"(\d+(?:\.\d+)?)(k|m|mm|bn|b|x)?$")
_NOT_A_COUNT = frozenset(
    """this that the which any each every no some another other new last next first only good big
    right wrong bad""".split()
)


def is_number(token: str) -> bool:
    """Whether a token (see `tokens`) is a number by itself: "12", "10k", "forty", "dozen"."""
    return token in _UNITS or token in _TENS or (token in _SCALES and len(token) > 3) or bool(_DIGITS.match(token))


def number_values(text: str) -> list[float]:
    """Every number said, in order: "twelve", "forty-two", "1,200", "a dozen", "half a million", "ten percent"."""
    return [value for value, _, _ in numbers_in(tokens(text))]


def numbers_in(words: list[str]) -> list[tuple[float, int, int]]:
    """Every number in tokens: (value, index of its first word, index after its last)."""
    found: list[tuple[float, int, int]] = []
    at = 0
    while at < len(words):
        number = _number_at(words, at)
        if number is None:
            at += 1
        else:
            found.append((number[0], at, number[1]))
            at = number[1]
    return found


def _number_at(words: list[str], start: int) -> tuple[float, int] | None:
    """The number that begins at `start`, and the index after it."""
    total = part = 0.0
    at = start
    last = ""  # what kind of word came before: unit, tens, digits, scale
    while at < len(words):
        word = words[at]
        digits = _DIGITS.match(word)
        following = words[at + 1] if at + 1 < len(words) else ""
        if digits and last in ("", "scale"):
            suffix = {"mm": 1e6, "b": 1e9, "x": 1.0, None: 1.0}
            part += float(digits[1]) * suffix.get(digits[2], _SCALES.get(digits[2] or "", 1.0))
            last = "digits"
        elif word in _UNITS and last in ("", "scale", "tens"):
            if word == "one" and not last and not _counts(words, at):
                return None
            part += _UNITS[word]
            last = "unit" if _UNITS[word] < 10 else "teen"
        elif word in _TENS and last in ("", "scale"):
            part += _TENS[word]
            last = "tens"
        elif last in ("teen", "tens") and part in (19.0, 20.0) and (word in _TENS or _UNITS.get(word, 0) >= 10):
            part = part * 100 + _TENS.get(word, _UNITS.get(word, 0.0))  # a year: "nineteen ninety-eight"
            last = "tens" if word in _TENS else "teen"
        elif word in _SCALES and (last or len(word) > 4) and not (word in ("m", "k") and last != "digits"):
            scale = _SCALES[word]
            if scale == 100.0 or scale == 12.0:
                part = (part or 1.0) * scale
            else:
                total, part = total + (part or 1.0) * scale, 0.0
            last = "scale"
        elif last == "scale" and word == "and" and (following in _UNITS or following in _TENS):
            pass
        elif not last and word == "half" and words[at + 1 : at + 2] == ["a"] and words[at + 2 : at + 3] != []:
            scale_word = words[at + 2]
            return (0.5 * _SCALES[scale_word], at + 3) if scale_word in _SCALES else None
        elif last in ("unit", "teen", "tens", "scale") and words[at : at + 3] == ["and", "a", "half"]:
            scale = _SCALES.get(words[at + 3], 1.0) if at + 3 < len(words) else 1.0
            after = at + 3 + (scale != 1.0)
            return total + (part + 0.5 * (1.0 if last != "scale" else total)) * scale, after
        elif not last and word == "a" and following in ("dozen", "hundred", "thousand", "million", "billion"):
            pass
        elif not last and word == "couple":
            return 2.0, at + 1
        else:
            break
        at += 1
    return (total + part, at) if last else None


def _counts(words: list[str], at: int) -> bool:
    """Whether a lone "one" is a count, not a pronoun ("this one", "one of the reasons")."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return before not in _NOT_A_COUNT and after not in (
        "of",
        "thing",
        "day",
        "more",
        "another",
        "that",
        "who",
    )


_ABBREVIATIONS = frozenset("dr mr mrs ms prof sr jr st vs approx dept est ext e.g i.e etc inc ltd co corp no".split())
_STOP = re.compile(r"[.?!…]+[\"'”’)\]]*$")


def ends_sentence(word: str, following: str) -> bool:
    """Whether the full stop, question or exclamation mark on `word` ends a sentence when `following` comes next.

    Not at "Dr. Shah", "e.g. tyres", "the U.S. team" or the dots of a hesitation ("so... yeah").
    """
    stop = _STOP.search(word)
    if not stop:
        return False
    if word.endswith(("...", "…")):
        return following[:1].isupper()
    if not word.endswith("."):
        return True
    plain = word[: stop.start()].lower()
    if plain in ("mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "approx"):
        return False
    if plain in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)*[a-z]", plain):
        return (following[:1].isupper() and plain not in ("u.s", "u.k", "no")) or (
            plain == "no" and not following[:1].isdigit()
        )
    return True


def placed_tokens(text: str) -> tuple[list[str], list[int]]:
    """`tokens`, and for each the index in `text.split()` of the written word it comes from."""
    found: list[str] = []
    places: list[int] = []
    for place, word in enumerate(text[:_MAX_CHARACTERS].split()[:MAX_WORDS]):
        pieces = tokens(word)
        found += pieces
        places += [place] * len(pieces)
    return found, places
