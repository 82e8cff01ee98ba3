"""How names are sorted, said and put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.name_order import called, full_name_in_order, sort_key, without_particles
from keepwarm.domain.people import Person


@pytest.mark.parametrize(
    ("family", "sorted_by"),
    [
        ("Berg", "Berg"),
        ("van der Berg", "Berg"),
        ("Van der Berg", "Van der Berg"),
        ("de la Cruz", "Cruz"),
        ("d'Artagnan", "Artagnan"),
        ("d’Artagnan", "Artagnan"),
        ("'t Hooft", "Hooft"),
        ("al-Rashid", "Rashid"),
        ("bin Laden Group", "Laden Group"),
        ("ö von Ähren", "Ähren"),
        ("hooks", "hooks"),
        ("de beauvoir", "beauvoir"),
        ("Smith-Jones", "Smith-Jones"),
        ("藤原", "藤原"),
        ("الرشيد", "الرشيد"),
    ],
)
def test_particles_in_lower_case_are_passed_over(family: str, sorted_by: str) -> None:
    assert without_particles(family) == sorted_by


def test_people_are_sorted_by_family_then_given_name_and_else_by_the_whole_name() -> None:
    people = [
        ("Zoe Ames", "Zoe", "Ames"),
        ("Ann Berg", "Ann", "Berg"),
        ("Kees van der Berg", "Kees", "van der Berg"),
        ("Zoe Berg", "Zoe", "Berg"),
        ("Ann Berg Hansen", "Ann", "Berg Hansen"),
        ("Cher", "Cher", ""),
        ("Étienne", "", ""),
        ("Kovács János", "János", "Kovács"),
        ("Luc Van der Berg", "Luc", "Van der Berg"),
    ]
    shuffled = people[::-1]
    keyed = sorted(shuffled, key=lambda one: sort_key(one[0], given=one[1], family=one[2]))
    assert keyed == people


def test_han_is_sorted_by_how_it_sounds_where_that_is_known() -> None:
    names = [("渡辺 愛", "わたなべ あい"), ("藤原 美咲", "ふじわら みさき"), ("安部 健", "あべ けん")]
    assert sorted(names, key=lambda one: sort_key(one[0], phonetic=one[1])) == names[::-1]
    assert sort_key("Ann Lee", given="Ann", family="Lee", phonetic="zzz") == sort_key(
        "Ann Lee", given="Ann", family="Lee"
    )


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_every_name_can_be_sorted_and_names_without_accents_the_same(
    name: str, given: str, family: str, phonetic: str
) -> None:
    key = sort_key(name, given=given, family=family, phonetic=phonetic)
    assert key == sort_key(name, given=given, family=family, phonetic=phonetic)
    assert "\x00" not in key
    assert without_particles(family) in family


@pytest.mark.parametrize(
    ("person", "word"),
    [
        (Person(name="Robert Lee", given="Robert", family="Lee", nickname=" Bob "), "Bob"),
        (Person(name="Robert Lee", given="Robert", family="Lee"), "Robert"),
        (Person(name="Anna Maria Lee", given="Anna Maria", family="Lee"), "Anna Maria"),
        (Person(name="Cher"), "Cher"),
        (Person(name="Suharto", family="Suharto"), "Suharto"),
        (Person(name="Dr. Lee", family="Lee", prefix="Dr."), "Dr. Lee"),
        (Person(name="Lee", family="Lee", prefix="Ms"), "Ms Lee"),
        (Person(name="J. R. Lee", given="J. R.", family="Lee"), "J. R."),
        (Person(name="J. Lee", given="J.", family="Lee"), "J. Lee"),
        (Person(name="藤原 美咲", given="美咲", family="藤原"), "藤原 美咲"),
        (Person(name="王伟", given="伟", family="王"), "王伟"),
        (Person(name="Kovács János", given="János", family="Kovács"), "János"),
        (Person(name="Олег Попов", given="Олег", family="Попов"), "Олег"),
    ],
)
def test_somebody_is_called_by_the_name_that_friends_use(person: Person, word: str) -> None:
    assert called(person) == word


@given(
    st.builds(
        lambda given, family, nickname: Person(
            name=f"{given} {family}", given=given, family=family, nickname=nickname
        ),
        st.text("ab藤é", min_size=1, max_size=5),
        st.text("cd원ß", min_size=1, max_size=5),
        st.sampled_from(["", "Nick"]),
    )
)
def test_nobody_with_another_name_is_called_by_the_family_name_alone(person: Person) -> None:
    assert called(person) not in ("", person.family)


@pytest.mark.parametrize(
    ("parts", "language", "name"),
    [
        ({"given": "Ann", "family": "Lee"}, "", "Ann Lee"),
        (
            {"given": "Ann", "middle": "M.", "family": "Lee", "prefix": "Dr.", "suffix": "Jr."},
            "en",
            "Dr. Ann M. Lee Jr.",
        ),
        ({"given": "János", "family": "Kovács", "prefix": "Dr."}, "hu-HU", "Dr. Kovács János"),
        ({"given": "János", "family": "Kovács"}, "", "János Kovács"),
        ({"given": "Tuấn", "middle": "Anh", "family": "Nguyễn"}, "vi", "Nguyễn Anh Tuấn"),
        ({"given": "美咲", "family": "藤原"}, "", "藤原 美咲"),
        ({"given": "민준", "family": "김"}, "ko", "김 민준"),
        ({"given": "Misaki", "family": "Fujiwara"}, "", "Misaki Fujiwara"),
        ({"given": "Misaki", "family": "Fujiwara"}, "ja", "Fujiwara Misaki"),
        ({"given": "Cher ", "family": ""}, "", "Cher"),
    ],
)
def test_a_name_is_put_together_as_its_culture_says_it(
    parts: dict[str, str], language: str, name: str
) -> None:
    assert full_name_in_order(**{"given": "", "family": ""} | parts, language=language) == name
