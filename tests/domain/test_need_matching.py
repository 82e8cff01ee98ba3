"""Needs and offers: which of the offers meets a need, in what order, and why."""

import pytest

from keepwarm.domain.need_matching import GOOD_SHARE, Match, Offers, Said
from keepwarm.domain.same_words import USUAL_WORDS, same_by_stem
from keepwarm.domain.word_stems import likeness, stem, telling


def offers(*texts: str, **more) -> Offers:
    return Offers([Said(key=key, text=text) for key, text in enumerate(texts)], **more)


def first(need: str, *texts: str, **more) -> Match:
    return offers(*texts, **more).matches(need)[0]


# Words and their stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("photographer", "photographs"),
        ("wedding", "weddings"),
        ("teaches", "teacher"),
        ("running", "runs"),
        ("umzug", "umzugen"),
        ("steuererklarung", "steuererklarungen"),
        ("ubersetzung", "uebersetzungen"),
        ("traducteur", "traductrice"),
        ("voiture", "voitures"),
    ],
)
def test_two_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("cat", "car"), ("bank", "band"), ("verein", "verlag"), ("bees", "beer")]
)
def test_other_words_keep_theirs(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_what_every_wish_says_tells_nothing() -> None:
    assert [word for word, _ in telling("Somebody who knows a good plumber")] == ["plumber"]
    assert [word for word, _ in telling("jemanden für die Steuererklärung")] == ["steuererklarung"]
    assert [word for word, _ in telling("cherche quelqu'un pour le jardin")] == ["jardin"]


def test_a_word_is_wholly_like_itself_and_not_at_all_like_a_stranger() -> None:
    assert likeness("plumber", "plumber") == 1.0
    assert likeness("plumber", "violin") == 0.0
    assert likeness("elektriker", "elektirker") >= 0.5


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("jemanden für die Steuererklärung", "hilft gern bei Steuererklärungen"),
        ("cherche un traducteur", "elle est traductrice"),
        ("busca un fotógrafo para su boda", "fotografías de bodas"),
        ("necesita una traductora", "conoce a traductores"),
        ("alguien que repare sus bicicletas", "reparación de bicicletas"),
        ("cerca qualcuno per una traduzione", "fa traduzioni"),
        ("procura um quarto para o verão", "tem quartos no verão"),
        ("zoekt een kamer voor haar zoon", "heeft kamers en een zoon"),
    ],
)
def test_a_need_meets_its_offer_in_each_of_seven_languages(need: str, offer: str) -> None:
    others = ("a boat for a week", "ein Garten", "un jardin", "un perro", "una barca", "um barco", "een tuin")
    found = first(need, *others, offer)
    assert found.key == len(others)
    assert found.share >= GOOD_SHARE


def test_the_table_of_words_joins_spanish_with_the_others() -> None:
    same = same_by_stem(USUAL_WORDS)
    for need, offer in (
        ("un abogado", "a solicitor"),
        ("a plumber", "fontanero"),
        ("Klempner", "fontaneros"),
    ):
        assert first(need, "honey", offer, same=same).key == 1


# Which offer meets a need


def test_what_shares_the_telling_words_comes_first_with_the_words_that_met() -> None:
    found = first(
        "a room in Berlin", "a hostel in Prague", "has a spare room in Berlin", "a garden in Berlin"
    )
    assert (found.key, found.met, found.share) == (1, ("room", "berlin"), pytest.approx(1.0))


def test_a_misspelt_word_is_near_and_counts_less_than_the_word() -> None:
    found = first("einen Elektirker", "ein Elektriker", "ein Gärtner")
    assert (found.key, found.met) == (0, ())
    ((wanted, offered),) = found.near
    assert (wanted, offered) == ("elektirker", "elektriker")
    assert GOOD_SHARE <= found.share < 1.0


def test_nothing_in_common_is_no_match() -> None:
    assert offers("sells honey", "plays the cello").matches("a tax lawyer") == []


@pytest.mark.parametrize("need", ["", "   ", "somebody good", "?!"])
def test_a_need_that_says_nothing_meets_nothing(need: str) -> None:
    assert offers("good with somebody", "sells honey").matches(need) == []


def test_no_offers_meet_nothing() -> None:
    assert offers().matches("a plumber") == []


def test_a_rare_word_says_more_than_one_that_many_offers_have() -> None:
    many = [f"lessons in subject{number}" for number in range(40)]
    found = offers(*many, "the sitar").matches("lessons on the sitar")
    assert found[0].key == len(many)
    assert found[0].share > found[1].share


def test_a_word_of_the_same_meaning_meets_where_the_table_says_so() -> None:
    alike = same_by_stem("lawyer, solicitor, Anwältin")
    texts = ("a solicitor", "sells honey")
    assert offers(*texts).matches("eine Anwältin") == []
    found = first("eine Anwältin", *texts, same=alike)
    assert (found.key, found.met, found.same) == (0, (), (("anwaltin", "solicitor"),))
    assert found.share == pytest.approx(0.9)


def test_tags_of_the_person_count_as_words() -> None:
    ready = Offers(
        [
            Said(key=1, text="knows everybody in town"),
            Said(key=2, text="ask me", tags=frozenset({"Plumbing"})),
        ]
    )
    found = ready.matches("plumbing")[0]
    assert (found.key, found.tags, found.share) == (2, ("plumbing",), pytest.approx(1.0))


def test_meanings_that_an_owner_supplies_find_what_no_word_does() -> None:
    places = {"a vet": (1.0, 0.0), "heals animals": (0.9, 0.1), "sells honey": (0.0, 1.0)}
    asked: list[int] = []

    def embed(texts):
        asked.append(len(texts))
        return [places[text] for text in texts]

    ready = offers("sells honey", "heals animals", embed=embed)
    assert asked == [2]
    found = ready.matches("a vet")
    assert [one.key for one in found] == [1]
    assert found[0].share > 0.99
    assert found[0].met == ()


def test_very_long_places_are_compared_as_short_ones() -> None:
    places = {"a vet": (1e200, 0.0), "heals animals": (1e200, 1.0)}
    ready = offers("heals animals", embed=lambda texts: [places[text] for text in texts])
    assert [one.share for one in ready.matches("a vet")] == [pytest.approx(1.0)]


def test_the_order_does_not_depend_on_that_of_the_offers_but_for_equals() -> None:
    texts = ["repairs old bicycles", "sells bicycles", "teaches cycling", "knows a bicycle maker"]
    there = [one.key for one in offers(*texts).matches("old bicycle repair")]
    back = [len(texts) - 1 - one.key for one in offers(*reversed(texts)).matches("old bicycle repair")]
    assert there[0] == back[0] == 0
    assert set(there) == set(back)


# The table of the owner


def test_words_of_two_lines_are_joined_by_the_word_that_stands_in_both() -> None:
    alike = same_by_stem("# trades\nvet, doctor\ndoctor, physician\n\n")
    assert alike[stem("doctor")] == {stem("vet"), stem("doctor"), stem("physician")}
    assert stem("physician") not in alike[stem("vet")]


def test_every_line_that_a_book_begins_with_says_of_two_words_at_least_that_they_mean_the_same() -> None:
    lines = [line for line in USUAL_WORDS.splitlines() if not line.startswith("#")]
    assert all(len(line.split(",")) > 1 for line in lines)
    assert all(len(same_by_stem(line)) > 1 for line in lines)
