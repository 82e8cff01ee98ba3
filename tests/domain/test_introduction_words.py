"""What a text must not give away before both said yes: found however it is written, and no more."""

import pytest

from keepwarm.domain.introduction_words import Identity, given_away

ADA = Identity(
    names=(
        "Ada Lovelace",
        "Ana-Maria Smith-Jones",
        "Jürgen Müller",
        "Søren Łukasz O'Brien",
        "Groß",
    ),
    organizations=("Museum Byteworks", "The Guardian", "New York Times", "Open Society", "The Lanternworks"),
    titles=("Mayor of Ulm", "Gardener"),
    handles=("@lovelady", "https://social.example/@adalovelady/?ref=card", "https://byte.example/about"),
)
WORDS = Identity(
    names=("Will Rose", "Mark Young", "Rose", "Will", "Mark", "Martin Hunter", "Ann 🌸"),
    organizations=(
        "The Guardian",
        "New York Times",
        "Open Society",
        "University of Lisbon",
        "Green Books Ltd",
    ),
    titles=("Gardener", "Head of Maps"),
    handles=("https://byte.example/about",),
)


@pytest.mark.parametrize(
    "typed",
    [
        "ask Love\u00adlace",
        "ask love\u200blace",
        "ask Love\u200dlace",
        "ask \ufeffLove\ufefflace",
        "Ada\u200bLovelace",
        "ask Lоvelace",
        "ask Lοvelace",
        "ring 030 - 12345",
        "ring 030 / 12 345",
        "ring 030\u221212345",
        "see t.me/x",
        "see x.com/x",
        "they are @somebody",
        "they are ＠somebody",
        "see пример.рф",
        "see bramble．example",
        "they are lovelady there",
        "they are adalovelady there",
        "it is Maria Smith",
        "it is jones",
        "of Byteworks",
        "writes for the guardian",
        "a Guardian writer",
        "of the new york times",
        "of open society",
        "at Lanternworks",
        "tea with a mayor of Ulm",
        "it is Mueller",
        "it is Muller",
        "it is Juergen",
        "it is Soren",
        "it is Soeren",
        "it is Lukasz",
        "it is OBrien",
        "it is O’Brien",
        "it is Gross",
        "two Lovelaces",
        "Lovelace's maps",
    ],
)
def test_who_is_meant_is_found_however_it_is_written(typed: str) -> None:
    assert given_away((typed,), ADA, names_too=True) != ""


@pytest.mark.parametrize("name", ["Love\u00adlace", "Love\u200blace", "Lоvelace", "ＬＯＶＥＬＡＣＥ"])
def test_a_name_that_the_book_writes_otherwise_is_found_as_it_looks(name: str) -> None:
    assert given_away(("ask lovelace",), Identity(names=(name,)), names_too=True) != ""


@pytest.mark.parametrize(
    ("name", "typed"), [("Анна", "Aнна"), ("Jörg Mueller", "Müller"), ("Will", "Will’s")]
)
def test_a_name_is_found_by_another_spelling(name: str, typed: str) -> None:
    assert given_away((typed,), Identity(names=(name,)), names_too=True) != ""


@pytest.mark.parametrize(
    "typed",
    [
        "they will bring maps to the table",
        "we mark the day with a rose",
        "a column on the sea",
        "a new engine for the young",
        "open data for towns",
        "a guardian of the woods",
        "she looks for a gardener",
        "they read books on green and new times",
        "somebody to talk about ships",
        "the university in the hills",
        "annotations in old maps",
        "the head of a school of maps",
        "20 years, 3 to 5 people, in 1999",
        "letters of 1999 - 2004",
        "a shop for 2 or 3 / 4 days",
        "maps, globes and/or e.g. charts",
        "coffee @ 5 or @5pm",
        "tea … and cake",
        "wer den Laden in der Stadt kennt. Sie kennt ihn.",
        "кто знает этот город. Она знает.",
        "they hunt for marinade",
        "the rose's thorn, a mark's worth",
    ],
)
def test_harmless_words_may_stand(typed: str) -> None:
    assert given_away((typed,), WORDS, names_too=True) == ""
