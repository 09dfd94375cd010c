"""Sentences: what is said is judged once, whole, and as early as it can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio.frames import Speaker
from coaching.sentence import Sentence
from coaching.sentences import MAX_WORDS, SentenceBuilder, split_text
from models.words import Word


def spoken(text: str, start_s: float = 0.0, word_s: float = 0.3) -> list[Word]:
    """Words said one after the other; "|" is a pause of 0.8 s, "||" one of 2 s."""
    words, at_s = [], start_s
    for word in text.split():
        if word in ("|", "||"):
            at_s += 0.8 if word == "|" else 2.0
        else:
            words.append(Word(word, at_s, at_s + word_s))
            at_s += word_s
    return words


def heard(text: str, *, final: bool = True) -> list[Sentence]:
    return SentenceBuilder(Speaker.REP).hear(spoken(text), final, known_at_s=9.0)


def texts(text: str, *, final: bool = True) -> list[str]:
    return [sentence.text for sentence in heard(text, final=final)]


def test_a_full_stop_cuts_once_another_word_follows() -> None:
    assert texts("We use paper. It", final=False) == ["We use paper."]
    assert texts("We use paper.", final=False) == []


def test_titles_numbers_and_initials_do_not_cut() -> None:
    assert texts("Dr. Shah pays 3.5 percent e.g. for tyres. Right?") == [
        "Dr. Shah pays 3.5 percent e.g. for tyres.",
        "Right?",
    ]
    assert texts("the U.S. team decides. I think") == ["the U.S. team decides.", "I think"]


def test_the_dots_of_a_hesitation_do_not_cut() -> None:
    assert texts("well... maybe next year. Who knows?") == ["well... maybe next year.", "Who knows?"]


def test_a_pause_cuts() -> None:
    assert texts("we have sixty drivers | how about you", final=False) == ["we have sixty drivers"]


def test_the_end_of_the_stretch_gives_the_rest() -> None:
    assert texts("we have sixty drivers", final=False) == []
    assert texts("we have sixty drivers") == ["we have sixty drivers"]


def test_a_run_without_punctuation_is_cut_where_a_new_clause_surely_begins() -> None:
    said = "we have about forty people in the warehouse and they do it all by hand how do you handle that at your place"
    assert texts(said)[-1] == "how do you handle that at your place"


def test_a_run_is_not_cut_before_the_words_that_prove_it() -> None:
    said = "we have about forty people in the warehouse doing it all by hand how do"
    assert texts(said, final=False) == []


def test_a_short_unpunctuated_sentence_stays_whole() -> None:
    assert texts("so what do you use") == ["so what do you use"]


def test_no_sentence_grows_beyond_its_bound() -> None:
    assert all(len(sentence.words) <= MAX_WORDS for sentence in heard("word " * 500))


def test_an_unfinished_sentence_leads_into_the_next() -> None:
    first, second = heard("we've been looking at | a new phone system")
    assert (first.lead, second.lead) == ("", "we've been looking at")
    assert second.whole_text == "we've been looking at a new phone system"


def test_a_finished_sentence_leads_into_nothing() -> None:
    assert [sentence.lead for sentence in heard("We use paper. || It works.")] == ["", ""]


def test_a_long_pause_ends_a_thought_that_was_complete() -> None:
    assert [sentence.lead for sentence in heard("we use paper || it works")] == ["", ""]
    assert [sentence.lead for sentence in heard("we use paper and || it works")] == ["", "we use paper and"]


def test_when_the_other_side_took_the_turn_nothing_leads_on() -> None:
    builder = SentenceBuilder(Speaker.CUSTOMER)
    builder.hear(spoken("we've been looking at"), True, 1.2)
    builder.reset_lead()
    (sentence,) = builder.hear(spoken("sixty drivers", start_s=1.5), True, 2.2)
    assert sentence.lead == ""


def test_a_sentence_knows_who_said_it_and_when() -> None:
    (sentence,) = heard("we use paper")
    assert (sentence.speaker, sentence.start_s, round(sentence.end_s, 1), sentence.known_at_s) == ("rep", 0.0, 0.9, 9.0)


@given(st.text(max_size=400))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    assert " ".join(split_text(text)).split() == text.split()


@given(st.lists(st.lists(st.sampled_from("so we you do how, paper. what? and the…".split()), max_size=9), max_size=6))
def test_how_the_words_arrive_changes_no_cut(batches: list[list[str]]) -> None:
    builder = SentenceBuilder(Speaker.REP)
    piecemeal: list[Sentence] = []
    for batch in batches:
        piecemeal += builder.hear([Word(word, 0.0, 0.0) for word in batch], final=False, known_at_s=0.0)
    piecemeal += builder.hear([], final=True, known_at_s=0.0)
    assert [sentence.text for sentence in piecemeal] == split_text(
        " ".join(word for batch in batches for word in batch)
    )
