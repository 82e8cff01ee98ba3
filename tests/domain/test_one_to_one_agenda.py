"""The owner's half of an agenda as it is proposed: from what they told, and nothing else."""

from datetime import date

import pytest

from keepwarm.domain.facts_told import Told
from keepwarm.domain.one_to_one_agenda import Between, Part, Profile, first_lines, propose_agenda
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.reasons import Reason

ON = date(2026, 11, 1)
NOTHING = (Between(), Profile())


def told(kind: FactKind, text: str, *, sensitive: bool = False, source: str = "") -> Told:
    """Something known of somebody; the owner's own where no source is said."""
    named = {"source": source} if source else {}
    return Told(kind=kind, text=text, learned_on=ON, sensitive=sensitive, **named)


def codes(*facts: Told) -> list[str]:
    """What is proposed by these facts, beside what is not known."""
    found = propose_agenda(facts, *NOTHING)
    return [one.reason.code for one in found if "gap" not in one.reason.code]


def test_of_nobody_known_it_asks_for_gains_and_how_to_refer_them() -> None:
    found = propose_agenda((), *NOTHING)
    asked = [dict(one.reason.values)["kind"] for one in found]
    assert asked[:5] == ["goals", "accomplishments", "interests", "networks", "skills"]
    assert asked[5:] == ["does", "for-whom", "send-them"]


def test_what_is_known_is_not_asked_again_but_how_it_is_going() -> None:
    found = propose_agenda((told(FactKind.GOALS, "a shop of her own"),), *NOTHING)
    assert found[0].reason == Reason.of("agenda_goal", text="a shop of her own")
    assert Reason.of("agenda_gap", kind="goals") not in [one.reason for one in found]


@pytest.mark.parametrize(
    "fact",
    [
        told(FactKind.GOALS, "a shop of her own", sensitive=True),
        told(FactKind.GOALS, "a shop of her own", source="a file"),
        told(FactKind.GOALS, "leave the hospital soon"),
        told(FactKind.GOALS, "x" * 400),
        told(FactKind.MOTIVATION, "a shop of her own"),
    ],
)
def test_nothing_private_or_not_told_by_them_is_in_it(fact: Told) -> None:
    assert codes(fact) == []


def test_nothing_that_touches_what_must_not_come_up_is_in_it() -> None:
    silent = told(FactKind.DO_NOT_MENTION, "her lawsuit")
    goal = told(FactKind.GOALS, "win the lawsuit")
    assert codes(goal) == ["agenda_goal"]
    assert codes(silent, goal) == []
    need = Between(needs=("somebody for the lawsuit",), promises=((Side.MINE, "the lawsuit papers"),))
    found = propose_agenda((silent,), need, Profile())
    assert [one for one in found if one.part is Part.GIVE] == []


def test_what_the_owner_does_is_told_until_they_can_say_it() -> None:
    profile = Profile(does="frame pictures", send_me=("bare walls",), goals=("a second shop",))
    lines = [one.reason.code for one in propose_agenda((), Between(), profile) if one.part is Part.TELL]
    assert lines == ["agenda_i_do", "agenda_send_me", "agenda_my_goal"]
    says = told(FactKind.SAYS_I_DO, "frames things")
    known = [one.reason.code for one in propose_agenda((says,), Between(), profile) if one.part is Part.TELL]
    assert known == ["agenda_send_me", "agenda_my_goal"]


def test_it_begins_with_a_few_of_each_part() -> None:
    profile = Profile(does="frame", send_me=("a", "b"), goals=("c",))
    parts = [one.part for one in first_lines(propose_agenda((), Between(needs=("a flat",)), profile))]
    assert parts == [Part.ASK, Part.ASK, Part.REFER, Part.REFER, Part.GIVE, Part.TELL, Part.TELL]
