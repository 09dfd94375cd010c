"""What a rep sees when reading a prep card, a right one and every kind of wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.plain_text import plain
from coaching.prep import BadPrepCard, CallKind, PrepCard, parse_prep, read_prep

CATALOG_CARD = """
customer = "Dana Ruiz, CFO"
company = "Northwind Freight"
kind = "discovery"            # discovery | demo | negotiation
planned_minutes = 30
offer = ["Courier Cloud", "route optimizer"]
facts = ["40 trucks out of Reno", "opened a Boise depot in May"]
elephants = ["the March outage"]
questions = ["How many drivers do you have?", "Who else decides?"]
"""


def complaint(text: str) -> str:
    with pytest.raises(BadPrepCard) as caught:
        parse_prep(text, "card.toml")
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_catalogs_card_is_read(tmp_path: Path) -> None:
    file = tmp_path / "card.toml"
    file.write_bytes(b"\xef\xbb\xbf" + CATALOG_CARD.replace("\n", "\r\n").encode())
    assert read_prep(file) == PrepCard(
        customer="Dana Ruiz, CFO",
        company="Northwind Freight",
        kind=CallKind.DISCOVERY,
        planned_minutes=30.0,
        offer=("Courier Cloud", "route optimizer"),
        facts=("40 trucks out of Reno", "opened a Boise depot in May"),
        elephants=("the March outage",),
        questions=("How many drivers do you have?", "Who else decides?"),
    )


def test_an_empty_card_is_a_good_card() -> None:
    assert parse_prep("", "card.toml") == PrepCard()


def test_texts_are_trimmed_and_empty_or_repeated_entries_dropped() -> None:
    card = parse_prep('customer = "  Dana\\n Ruiz\\u0007 "\nfacts = ["one", " ", "one", "two "]', "card.toml")
    assert card.customer == "Dana Ruiz"
    assert card.facts == ("one", "two")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('custmer = "Dana"', ["card.toml, line 1", '"custmer"', "did you mean customer?"]),
        ("\nelephant = []", ["line 2", "did you mean elephants?"]),
        ("xyzzy = 1", ["expected one of customer, company, kind"]),
        ("customer = 3", ["line 1", "customer: expected a text in quotes, not 3"]),
        ('# card\nfacts = "40 trucks"', ["line 2", "facts: expected a list of texts", '"40 trucks"']),
        ("questions = [1]", ["questions: expected a list of texts", "not 1"]),
        ('kind = "discovry"', ["kind: expected discovery, demo, negotiation", "Did you mean discovery?"]),
        ("kind = []", ["kind: expected", "not a list"]),
        ("planned_minutes = true", ["planned_minutes: expected minutes above 0, at most 1440, not true"]),
        ("planned_minutes = 0", ["not 0"]),
        ("planned_minutes = -5", ["not -5"]),
        ("planned_minutes = nan", ["not nan"]),
        ("planned_minutes = inf", ["not inf"]),
        ("planned_minutes = 1441", ["not 1441"]),
        ('planned_minutes = "30"', ['not "30"']),
        ("[customer]\nname = 'Dana'", ["line 1", "customer: expected a text in quotes, not a table"]),
        (f'customer = "{"x" * 501}"', ["at most 500 characters, not 501"]),
        (f"facts = [{'1,' * 101}]", ["at most 100 entries, not 101"]),
        ('customer = "Dana', ["card.toml, line 1", "not TOML", 'customer = "Dana Ruiz"']),
        ('customer = "a"\ncustomer = "b"', ["line 2", "not TOML"]),
        ("facts = " + "[" * 50_000, ["not a prep card"]),
        (f"planned_minutes = {'9' * 5_000}", ["not a prep card"]),
    ],
)
def test_a_wrong_card_is_answered_in_one_line_that_helps(text: str, parts: list[str]) -> None:
    message = complaint(text)
    for part in parts:
        assert part in message


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadPrepCard, match=r"nowhere\.toml: the prep card cannot be read"):
        read_prep(tmp_path / "nowhere.toml")


def test_a_folder_a_huge_file_and_other_encodings_are_refused(tmp_path: Path) -> None:
    (huge := tmp_path / "huge.toml").write_bytes(b"#" * 300_000)
    (latin := tmp_path / "latin.toml").write_bytes(b'\ncompany = "Caf\xe9"')
    with pytest.raises(BadPrepCard, match="cannot be read"):
        read_prep(tmp_path)
    with pytest.raises(BadPrepCard, match="too large"):
        read_prep(huge)
    with pytest.raises(BadPrepCard, match="line 2: not UTF-8"):
        read_prep(latin)


texts = st.text(max_size=40)


@given(customer=texts, facts=st.lists(texts, max_size=5), minutes=st.none() | st.floats(0.01, 1440))
def test_a_saved_card_is_read_back_the_same(customer: str, facts: list[str], minutes: float | None) -> None:
    clean = tuple(dict.fromkeys(filter(None, map(plain, facts))))
    card = PrepCard(customer=plain(customer), kind=CallKind.DEMO, planned_minutes=minutes, facts=clean)
    assert parse_prep(card.to_toml(), "card.toml") == card


@given(st.text(max_size=300))
def test_whatever_the_file_holds_only_a_bad_prep_card_is_raised(text: str) -> None:
    try:
        parse_prep(text, "card.toml")
    except BadPrepCard as error:
        assert "\n" not in str(error)  # noqa: PT017 (either outcome is right)
