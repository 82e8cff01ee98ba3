"""Comparing names of any culture: what is one name in two writings, and what is two names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.name_likeness import NameLevel as Level
from keepwarm.domain.name_likeness import compare_names, grade_of
from keepwarm.domain.name_parts import Name, names_of
from keepwarm.domain.name_sounds import distance, plain, sound_of, spelled


def name(text: str, *, given: str = "", family: str = "") -> Name:
    return names_of((text,), given, family, "")[0]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ada Lovelace", "ADA  lovelace", Level.SAME),
        ("Lovelace, Ada", "Ada Lovelace", Level.SAME),
        ("Dr. Ada Lovelace, PhD", "Ada Lovelace (she/her) 🚀", Level.SAME),
        ("Prof. Dr. med. Anna Berg", "Anna Berg | Coach", Level.SAME),
        ("Ada Lovelace she/her", "Ada Lovelace, MBA", Level.SAME),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr.", Level.SAME),
        ("José Álvarez", "Jose Alvarez", Level.SAME),
        ("Jan van der Berg", "Jan Berg", Level.SAME),
        ("Karim El-Khatib", "Karim Elkhatib", Level.SPELLING),
        ("Conor O'Brien", "Conor O’Brien", Level.SAME),
        ("Nagy Anna", "Anna Nagy", Level.OTHER_ORDER),
        ("佐藤花子", "佐藤 花子", Level.SAME),
        ("김민수", "김 민수", Level.SAME),
        ("佐藤花子", "佐藤一郎", Level.OTHER_GIVEN),
        ("佐藤花子", "Hanako Sato", Level.UNKNOWN),
        ("Мария Иванова", "Maria Ivanova", Level.SPELLING),
        ("Γιώργος Παππάς", "Giorgos Pappas", Level.SAME),
        ("Jörg Müller", "Joerg Mueller", Level.SPELLING),
        ("Jørgen Ås", "Joergen Aas", Level.SPELLING),
        ("Łukasz Dąbek", "Lukasz Dabek", Level.SAME),
        ("Seo-yeon Park", "Park Seoyeon", Level.SPELLING),
        ("Jean-Luc Picard", "Jeanluc Picard", Level.SPELLING),
        ("Bob Smith", "Robert Smith", Level.SHORT_FORM),
        ("Bill Gates", "William Gates", Level.SHORT_FORM),
        ("Liz Taylor", "Elizabeth Taylor", Level.SHORT_FORM),
        ("Sasha Petrov", "Alexander Petrov", Level.SHORT_FORM),
        ("Саша Петров", "Aleksandr Petrov", Level.SHORT_FORM),
        ("Pepe Ruiz", "José Ruiz", Level.SHORT_FORM),
        ("Hans Vogel", "Johannes Vogel", Level.SHORT_FORM),
        ("Kasia Nowak", "Katarzyna Nowak", Level.SHORT_FORM),
        ("Alex Ionescu", "Alexandru Ionescu", Level.SHORT_FORM),
        ("Jonh Smith", "John Smith", Level.SIMILAR),
        ("Mohammed Hassan", "Muhammad Hassan", Level.SIMILAR),
        ("Jonathan Fishcer", "Jonathan Fischer", Level.SIMILAR),
        ("Maria Curie", "Marie Curie", Level.ENDING),
        ("Daniel Roth", "Daniela Roth", Level.ENDING),
        ("A. Lovelace", "Ada Lovelace", Level.INITIAL),
        ("Lovelace A", "Ada Lovelace", Level.INITIAL),
        ("John Q. Public", "John Public", Level.MORE_WORDS),
        ("John Q. Public", "John Quincy Public", Level.MORE_WORDS),
        ("Lucía Restrepo", "Lucía Restrepo Villanueva", Level.MORE_WORDS),
        ("John A. Smith", "John B. Smith", Level.OTHER_MIDDLE),
        ("Anna", "Anna Berg", Level.ONE_WORD),
        ("Berg", "Anna Berg", Level.FAMILY_ALONE),
        ("A. L.", "Ada Lovelace", Level.INITIALS),
        ("Anna Berg", "Anna Schulz", Level.OTHER_FAMILY),
        ("Anna Berg", "Peter Berg", Level.OTHER_GIVEN),
        ("J. Smith", "Robert Smith", Level.OTHER_GIVEN),
        ("Zhang Wei", "Zhang Min", Level.OTHER_GIVEN),
        ("Nguyen Van Anh", "Nguyen Thi Linh", Level.OTHER_GIVEN),
        ("Ada Lovelace", "Charles Babbage", Level.OTHER_NAME),
        ("Countess", "Ada Lovelace", Level.OTHER_WORD),
        ("Julian", "Julia Berg", Level.OTHER_WORD),
        ("ada.lovelace@example.org", "Ada Lovelace", Level.SAME),
        ("ada_lovelace1815@example.org", "Ada Lovelace", Level.SAME),
    ],
)
def test_what_two_names_have_in_common(one: str, other: str, level: Level) -> None:
    assert compare_names(name(one), name(other)).level is level
    assert compare_names(name(other), name(one)).level is level


@pytest.mark.parametrize(
    ("one", "other", "generations"),
    [
        ("John Smith Jr.", "John Smith", 1),
        ("John Smith, Jr.", "John Smith Sr.", 2),
        ("John Smith II", "John Smith Jr", 0),
        ("João Silva Filho", "João Silva Neto", 2),
        ("Junior Silva", "Junior Silva", 0),
    ],
)
def test_father_and_son_are_told_apart_by_what_follows_the_name(
    one: str, other: str, generations: int
) -> None:
    alike = compare_names(name(one), name(other))
    assert (alike.level, alike.generations) == (Level.SAME, generations)


def test_titles_that_are_names_stay_where_nothing_else_is_given() -> None:
    assert name("Don Draper").words == ("don", "draper")
    assert name("Don Pedro Ruiz").words == ("pedro", "ruiz")
    assert name("Jack Ma").words == ("jack", "ma")
    assert name("Jack Sparrow, MA").words == ("jack", "sparrow")
    assert name("Al Gore").words == ("al", "gore")


def test_a_nickname_and_a_maiden_name_are_further_names() -> None:
    words = [known.words for known in names_of(("Anna Berg (née Schulz)",), "", "", "Änni")]
    assert words == [("anna", "berg"), ("anni", "berg"), ("anna", "schulz")]
    quoted = [known.words for known in names_of(('Robert "Bob" Smith',), "", "", "")]
    assert quoted == [("robert", "smith"), ("bob", "smith")]


def test_given_and_family_name_are_taken_from_the_parts_where_a_source_has_them() -> None:
    told = name("Szabo Anna", given="Anna", family="Szabo")
    assert (told.given, told.family) == ({"anna"}, {"szabo"})
    other = name("Szabo Peter", given="Peter", family="Szabo")
    assert compare_names(told, other).level is Level.OTHER_GIVEN


def test_the_parts_serve_where_there_is_no_whole_name() -> None:
    assert names_of(("", "🚀"), "Ada", "Lovelace", "")[0].words == ("ada", "lovelace")
    assert names_of(("🚀",), "", "", "") == ()


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("smith", "smith", 0),
        ("smith", "simth", 1),
        ("smith", "smyth", 1),
        ("anna", "ana", 1),
        ("ab", "cd", 2),
    ],
)
def test_the_distance_counts_swapped_neighbours_as_one(one: str, other: str, letters: int) -> None:
    assert distance(one, other, 3) == distance(other, one, 3) == letters


words = st.text(alphabet="abcdehoux", max_size=7)


@given(words, words, st.integers(1, 4))
def test_the_distance_is_symmetric_and_stops_where_it_is_told(one: str, other: str, most: int) -> None:
    full = slow_distance(one, other)
    assert distance(one, other, most) == distance(other, one, most) == min(full, most + 1)


def slow_distance(one: str, other: str) -> int:
    """The optimal string alignment, as its definition says it."""
    if not one or not other:
        return len(one) + len(other)
    swapped = (
        slow_distance(one[:-2], other[:-2]) + 1
        if len(one) > 1 and len(other) > 1 and one[-2:] == other[-2:][::-1]
        else len(one) + len(other)
    )
    return min(
        slow_distance(one[:-1], other) + 1,
        slow_distance(one, other[:-1]) + 1,
        slow_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
        swapped,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhammad"), ("stephen", "steven"), ("katherine", "catherine"), ("philip", "filip"),
        ("schmidt", "schmitt"), ("wagner", "vagner"), ("meyer", "maier"), ("sharma", "sarma"),
    ],
)  # fmt: skip
def test_what_sounds_alike_has_one_sound_or_nearly(one: str, other: str) -> None:
    assert distance(sound_of(one), sound_of(other), 1) <= 1


def test_one_spelling_stands_for_the_ways_to_transcribe() -> None:
    assert spelled("mueller") == spelled(plain("Müller")) == "muller"
    assert plain("Дмитрий") == "dmitrii"


pieces = st.lists(
    st.sampled_from(
        ["Ada", "A.", "Anna", "Hannah", "Bob", "Robert", "Lovelace", "Lovelce", "de", "Berg", "佐藤", "Jr"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(pieces, pieces)
def test_comparing_names_is_symmetric(one: str, other: str) -> None:
    there, back = compare_names(name(one), name(other)), compare_names(name(other), name(one))
    assert there.level is back.level
    assert sorted((a.one, a.other) for a in there.pairs) == sorted((b.other, b.one) for b in back.pairs)


@given(st.text(max_size=30))
def test_any_text_at_all_can_be_compared_with_itself(text: str) -> None:
    for known in names_of((text,), text, text, text):
        assert compare_names(known, known).level in (Level.SAME, Level.ONE_WORD, Level.INITIALS)


@given(words, words)
def test_a_word_is_as_near_to_another_as_the_other_to_it(one: str, other: str) -> None:
    if one and other:
        assert grade_of(one, other) == grade_of(other, one)
