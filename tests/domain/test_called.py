"""What people are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.called import called
from keepwarm.domain.people import Person


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
