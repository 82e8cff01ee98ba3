"""What becomes of each thing that a source brings."""

from collections.abc import Iterable
from dataclasses import replace
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
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.plan_arrivals import Planner
from keepwarm.domain.reasons import Reason
from keepwarm.domain.sources import (
    Correspondent,
    Found,
    FoundChatMessage,
    FoundInteraction,
    FoundMeeting,
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


def called(name: str, *numbers: str) -> Whom:
    return Whom(words=name, handles=tuple(Handle(kind=HandleKind.PHONE, value=one) for one in numbers))


def chat(sender: Whom, *others: Whom, owner: Whom | None = None, key: str = "chat:1") -> FoundChatMessage:
    return FoundChatMessage(
        place="line 1", at=AT, channel=Channel.CHAT, sender=sender, others=others, owner=owner, key=key
    )


def meeting(*came: Whom, absent: tuple[Whom, ...] = (), at: datetime = AT) -> FoundMeeting:
    return FoundMeeting(
        place="event 1", at=at, channel=Channel.VIDEO, came=came, absent=absent, summary="Plans", key="ics:1"
    )


def invited(address: str) -> Whom:
    return Whom(words=address, handles=(Handle(kind=HandleKind.EMAIL, value=address),))


def code(arrival: Arrival) -> str | None:
    return arrival.reason.code if arrival.fate is Fate.REFUSED and arrival.reason else None


MYSELF, ANN, BEN = called("My Name"), called("Ann Lee", "+49 171 1"), called("Ben")


@pytest.mark.parametrize(
    ("found", "direction", "names"),
    [
        (chat(MYSELF, ANN), Direction.OUT, ["Ann Lee"]),
        (chat(ANN, MYSELF), Direction.IN, ["Ann Lee"]),
        (chat(BEN, ANN, owner=ANN), Direction.IN, ["Ben"]),
        (chat(ANN, BEN, owner=ANN), Direction.OUT, ["Ben"]),
        (chat(called("Somebody", "+49 (30) 5"), ANN), Direction.OUT, ["Ann Lee"]),
        (chat(MYSELF, ANN, BEN), Direction.OUT, ["Ann Lee", "Ben"]),
        (chat(BEN, ANN, MYSELF), Direction.IN, ["Ben"]),
    ],
)
def test_a_chat_says_who_wrote_to_the_owner_or_to_whom_the_owner_wrote(
    found: FoundChatMessage, direction: Direction, names: list[str]
) -> None:
    own = Own.of("My Name", ("me@example.org", "+49 30 5"))
    ids, known = count(1), Known()
    (arrival,) = Planner(known, own, lambda: next(ids), AT + timedelta(days=1)).arrivals([found])
    (added,) = interactions([arrival])
    assert (added.interaction.direction, added.interaction.channel) == (direction, Channel.CHAT)
    assert [known.name_of(person_id) for person_id in added.person_ids] == names
    newcomers = [step.person.standing for step in arrival.steps if isinstance(step, AddPerson)]
    assert newcomers == [Standing.CORRESPONDENT] * len(names)


def test_a_chat_in_which_nobody_is_known_to_be_the_owner_is_refused_by_name() -> None:
    (arrival,) = planned(chat(ANN, BEN))
    assert code(arrival) == "which_is_you"
    assert arrival.person == "Ann Lee, Ben"


def test_a_chat_of_more_than_ten_is_a_broadcast_and_one_alone_is_nothing() -> None:
    crowd = [called(f"Member {number}") for number in range(11)]
    assert [code(one) for one in planned(chat(ANN, *crowd, owner=ANN), chat(ANN, owner=ANN))] == [
        "broadcast",
        "to_yourself",
    ]


def test_the_same_key_is_the_same_message_in_any_export() -> None:
    first, again = planned(chat(ANN, BEN, owner=BEN), chat(ANN, BEN, owner=BEN))
    assert (first.fate, again.fate, again.steps) == (Fate.NEW, Fate.SAME, ())


def test_a_meeting_is_one_interaction_with_everybody_else_who_came() -> None:
    came = tuple(map(invited, ("me@example.org", "ada@example.org", "bob@example.org")))
    (arrival,) = planned(meeting(*came, absent=(invited("cem@example.org"),)))
    (added,) = interactions([arrival])
    assert (added.interaction.direction, added.interaction.recipients) == (Direction.MUTUAL, 2)
    assert len(added.person_ids) == 2
    assert added.interaction.summary == "Plans"


def test_no_meeting_is_what_is_to_come_what_the_owner_declined_and_what_nobody_else_came_to() -> None:
    me, ada = invited("me@example.org"), invited("ada@example.org")
    found = planned(
        meeting(me, ada, at=AT + timedelta(days=2)), meeting(ada, absent=(me,)), meeting(me, absent=(ada,))
    )
    assert [code(one) for one in found] == ["not_yet", "you_declined", "nobody_else_came"]


def test_of_meetings_that_are_none_yet_the_first_is_told_and_how_many_others_a_series_being_one() -> None:
    me, ada = invited("me@example.org"), invited("ada@example.org")
    ahead = [meeting(me, ada, at=AT + timedelta(days=day)) for day in range(2, 9)]
    series = [replace(one, key=f"{number}", series="s") for number, one in enumerate(ahead)]
    past, told = planned(*series, meeting(me, ada), replace(ahead[0], key="alone"))
    assert past.fate is Fate.NEW
    assert told.reason == Reason.of("not_yet", others=1)


def test_a_meeting_to_which_others_invited_others_is_not_the_owners() -> None:
    me, ada, bob = map(invited, ("me@example.org", "ada@example.org", "bob@example.org"))
    to_it = replace(meeting(ada, me, at=AT - timedelta(days=2)), host=ada, key="2")
    (theirs,) = planned(replace(meeting(ada, bob), host=ada))
    assert code(theirs) == "not_your_meeting"
    assert [one.fate for one in planned(meeting(ada, bob), to_it)] == [Fate.NEW, Fate.NEW]


def test_the_same_meeting_in_two_calendars_is_one_and_who_is_only_in_the_other_came_too() -> None:
    me, ada, bob = map(invited, ("me@example.org", "ada@example.org", "bob@example.org"))
    known = Known()
    first = planned(meeting(me, ada), known=known)
    copy, fuller = replace(meeting(me, ada), key="copy"), replace(meeting(me, ada, bob), key="fuller")
    found = planned(copy, fuller, known=known, ids=count(50))
    (added,) = interactions(found)
    assert [one.fate for one in found] == [Fate.SAME, Fate.NEW]
    assert len(added.person_ids) == 1
    assert added.person_ids != interactions(first)[0].person_ids


def test_two_meetings_with_one_person_at_two_times_are_two() -> None:
    me, ada = invited("me@example.org"), invited("ada@example.org")
    later = replace(meeting(me, ada, at=AT + timedelta(hours=1)), key="later")
    assert [one.fate for one in planned(meeting(me, ada), later)] == [Fate.NEW, Fate.NEW]


def test_who_is_only_written_with_waits_and_whom_the_owners_own_table_names_does_not() -> None:
    letter, row = planned(message("ada@example.org", "me@example.org"), talk("Bob"))
    (ada, bob) = (step for one in (letter, row) for step in one.steps if isinstance(step, AddPerson))
    assert (ada.person.standing, bob.person.standing) == (Standing.CORRESPONDENT, Standing.ORDINARY)


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
