"""What becomes of each thing that a source brings."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.arrivals import (
    AddInteraction,
    AddPerson,
    Arrival,
    CompletePerson,
    Fate,
    KeepCard,
)
from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.matching import Known
from keepwarm.domain.own import Own
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.plan_arrivals import Planner
from keepwarm.domain.sources import (
    Correspondent,
    Found,
    FoundInteraction,
    FoundMessage,
    FoundPerson,
    Nested,
    Refused,
    Whom,
)

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
OWN = frozenset({"me@example.org", "me@work.example"})
ME = Own(addresses=OWN)


def planned(*found: Found, known: Known | None = None, ids: Iterable[int] = ()) -> list[Arrival]:
    numbers = iter(ids or count(1))
    planner = Planner(Known() if known is None else known, ME, lambda: next(numbers), AT + timedelta(days=1))
    return list(planner.arrivals(found))


def person(name: str, *addresses: str, uid: str = "", raw: bytes | None = None) -> FoundPerson:
    handles = tuple(Handle(kind=HandleKind.EMAIL, value=address) for address in addresses)
    kept = f"{name} {addresses} {uid}".encode() if raw is None else raw
    return FoundPerson(place="card", person=Person(name=name), handles=handles, uid=uid, raw=kept)


def message(sender: str, *to: str, key: str = "<1@test>", bulk: str = "") -> FoundMessage:
    return FoundMessage(
        place="message 1",
        at=AT,
        sender=Correspondent(address=sender),
        recipients=tuple(Correspondent(address=address) for address in to),
        subject="Hello",
        key=key,
        bulk=bulk,
    )


def talk(who: str, key: str | None = "row:1") -> FoundInteraction:
    interaction = Interaction(at=AT, channel=Channel.CALL, direction=Direction.MUTUAL, key=key)
    return FoundInteraction(place="row 2", whom=(Whom(words=who),), interaction=interaction)


def interactions(arrivals: list[Arrival]) -> list[AddInteraction]:
    return [step for arrival in arrivals for step in arrival.steps if isinstance(step, AddInteraction)]


def test_a_new_card_adds_a_person_and_keeps_its_bytes() -> None:
    (arrival,) = planned(person("Ada", "ada@example.org"))
    assert (arrival.fate, arrival.person, arrival.person_id, arrival.reason) == (Fate.NEW, "Ada", 1, None)
    assert [type(step) for step in arrival.steps] == [AddPerson, KeepCard]


def test_the_same_bytes_are_the_same_and_do_nothing() -> None:
    _, again = planned(person("Ada"), person("Ada"))
    assert (again.fate, again.person_id, again.steps) == (Fate.SAME, 1, ())


def test_a_card_of_somebody_known_completes_them_with_what_is_new() -> None:
    _, second = planned(
        person("Ada", "ada@example.org"), person("ADA", "ada@EXAMPLE.org", "ada@work.example")
    )
    assert (second.fate, second.person, second.person_id) == (Fate.MERGED, "Ada", 1)
    completing, keeping = second.steps
    assert isinstance(completing, CompletePerson)
    assert [handle.value for handle in completing.handles] == ["ada@EXAMPLE.org", "ada@work.example"]
    assert isinstance(keeping, KeepCard)


def test_a_card_in_another_is_kept_with_it_and_what_is_broken_is_refused() -> None:
    nested, refused = planned(
        Nested(place="card 2", name="Bob", inside="card 1"), Refused(place="card 3", reason="has no END")
    )
    assert (nested.fate, nested.person, nested.steps) == (Fate.MERGED, "Bob", ())
    assert (refused.fate, refused.steps) == (Fate.REFUSED, ())
    assert refused.reason is not None
    assert refused.reason.code == "unreadable"


@pytest.mark.parametrize(
    ("found", "direction", "with_whom"),
    [
        (message("ada@example.org", "me@example.org"), Direction.IN, ["ada@example.org"]),
        (message("ada@example.org", "bob@example.org", "me@work.example"), Direction.IN, ["ada@example.org"]),
        (message("me@example.org", "ada@example.org"), Direction.OUT, ["ada@example.org"]),
        (
            message("me@work.example", "ada@example.org", "bob@example.org", "me@example.org"),
            Direction.OUT,
            ["ada@example.org", "bob@example.org"],
        ),
    ],
)
def test_the_owners_addresses_say_in_which_direction_a_message_went(
    found: FoundMessage, direction: Direction, with_whom: list[str]
) -> None:
    (arrival,) = planned(found)
    (step,) = interactions([arrival])
    assert step.interaction.direction is direction
    added = {step.person_id: step.person.name for step in arrival.steps if isinstance(step, AddPerson)}
    assert [added[person_id] for person_id in step.person_ids] == with_whom


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (message("news@example.org", "me@example.org", bulk="a newsletter"), "bulk"),
        (
            message("ada@example.org", "me@example.org", *(f"p{n}@example.org" for n in range(10))),
            "broadcast",
        ),
        (message("me@example.org", *(f"p{n}@example.org" for n in range(11))), "broadcast"),
        (message("ada@example.org", "bob@example.org"), "not_yours"),
        (message("ada@example.org"), "not_yours"),
        (message("me@example.org", "me@work.example"), "to_yourself"),
        (message("me@example.org"), "to_yourself"),
    ],
)
def test_what_is_no_conversation_is_refused_with_its_reason(found: FoundMessage, code: str) -> None:
    (arrival,) = planned(found)
    assert (arrival.fate, arrival.steps) == (Fate.REFUSED, ())
    assert arrival.reason is not None
    assert arrival.reason.code == code


def test_ten_people_are_a_conversation_still() -> None:
    (arrival,) = planned(message("me@example.org", *(f"p{number}@example.org" for number in range(10))))
    assert arrival.fate is Fate.NEW
    assert len(interactions([arrival])[0].person_ids) == 10


def test_a_message_is_taken_once_whatever_mailbox_it_lies_in() -> None:
    known = Known()
    first = planned(message("ada@example.org", "me@example.org"), known=known)
    again = planned(message("ada@example.org", "me@example.org"), known=known)
    assert ([one.fate for one in first], [one.fate for one in again]) == ([Fate.NEW], [Fate.SAME])


def test_a_name_of_any_length_keys_a_message() -> None:
    known = Known()
    for end in "ab":
        planned(message("ada@example.org", "me@example.org", key="k" * 5_000 + end), known=known)
    assert len(known.interaction_keys) == 2
    assert max(map(len, known.interaction_keys)) <= 200


def test_somebody_with_two_addresses_takes_part_once() -> None:
    _, sent = planned(
        person("Ada", "ada@example.org", "ada@work.example"),
        message("me@example.org", "ada@example.org", "ada@work.example"),
    )
    assert interactions([sent])[0].person_ids == (1,)


def test_a_row_is_about_the_one_of_that_address_or_name_or_somebody_new() -> None:
    known = Known()
    planned(person("Ada", "ada@example.org"), known=known)
    arrivals = planned(
        talk("ADA", "1"),
        talk("ada@example.org", "2"),
        talk("Bob", "3"),
        talk("Bob", "4"),
        known=known,
        ids=count(7),
    )
    assert [arrival.person_id for arrival in arrivals] == [1, 1, 7, 7]
    assert [type(step) for step in arrivals[2].steps] == [AddPerson, AddInteraction]


def test_a_row_that_fits_several_is_refused() -> None:
    *_, refused = planned(person("Ann", "one@example.org"), person("Ann", "two@example.org"), talk("Ann"))
    assert refused.fate is Fate.REFUSED
    assert refused.reason is not None
    assert refused.reason.code == "several_of_that_name"


def test_two_rows_without_keys_are_two_talks() -> None:
    arrivals = planned(talk("Ada", None), talk("Ada", None))
    assert [arrival.fate for arrival in arrivals] == [Fate.NEW, Fate.NEW]


addresses = st.sampled_from(["ada@example.org", "bob@example.org", "cem@example.org", *OWN])
items = st.one_of(
    st.builds(person, st.sampled_from(["Ada", "Bob", ""]), addresses, uid=st.sampled_from(["", "1"])),
    st.builds(message, addresses, addresses, key=st.sampled_from(["1", "2", "3"])),
    st.builds(talk, st.sampled_from(["Ada", "Bob", "ada@example.org"]), st.sampled_from(["1", "2", "3"])),
)


@given(st.lists(items, max_size=12))
def test_whatever_comes_is_accounted_for_once_and_comes_again_as_the_same(found: list[Found]) -> None:
    known = Known()
    first, again = planned(*found, known=known), planned(*found, known=known, ids=count(100))
    assert len(first) == len(again) == len(found)
    assert all(arrival.steps == () for arrival in again)
    assert {arrival.fate for arrival in again} <= {Fate.SAME, Fate.REFUSED}


@given(st.lists(items, max_size=12))
def test_every_step_is_about_somebody_who_is_there_by_then(found: list[Found]) -> None:
    there: set[int] = set()
    for arrival in planned(*found):
        for step in arrival.steps:
            if isinstance(step, AddPerson):
                assert step.person_id not in there
                there.add(step.person_id)
            else:
                named = step.person_ids if isinstance(step, AddInteraction) else (step.person_id,)
                assert there.issuperset(named)
                assert named
