"""Introductions: every state that can be reached, and what may be told of whom in each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keepwarm.domain.bringing import Answer, Form, Outcome, Role
from keepwarm.domain.candidates import Candidate, Introducing, Kind, Thanks, grounds_for
from keepwarm.domain.errors import Invalid
from keepwarm.domain.introduction_moves import moved
from keepwarm.domain.introduction_steps import Step, steps_due
from keepwarm.domain.introduction_words import (
    BEFORE_CONSENT,
    Detail,
    Identity,
    given_away,
    may_tell,
    texts_for,
)
from keepwarm.domain.introductions import ROLES, Act, Introduction, Move, Party, State, Terms, moves, state_of

TODAY = date(2026, 11, 22)
FORMS = list(Form)
ONE, OTHER, INTRODUCER = Role.ONE, Role.OTHER, Role.INTRODUCER


def begun(form: Form) -> Introduction:
    """As the use case begins one."""
    parties = tuple(Party(role=role, person_id=place) for place, role in enumerate(ROLES[form], 1))
    plain = Introduction(introduction_id=1, form=form, changed_on=TODAY, parties=parties)
    if form is not Form.RECEIVED:
        return plain
    agreed = tuple(
        replace(one, answer=Answer.YES, answered_on=TODAY, told_on=TODAY if one.role is ONE else None)
        for one in parties
    )
    return replace(plain, parties=agreed, made_on=TODAY)


def after(one: Introduction, *codes: str) -> Introduction:
    """What it is after moves by their codes; an outcome is that it goes on."""
    for code in codes:
        move = next(move for move in moves(one, TODAY) if str(move) == code)
        one = moved(one, move, TODAY, Terms(outcome=Outcome.GOES_ON))
    return one


def successors(one: Introduction) -> list[tuple[Move, Introduction]]:
    """What it can become by one move, on this day and once its rest is over."""
    return [
        (move, moved(one, move, on, Terms(outcome=outcome)))
        for on in {TODAY, max(TODAY, one.back_on or TODAY)}
        for move in moves(one, on)
        for outcome in (Outcome if move.act is Act.OUTCOME else [None])
    ]


def plain(one: Introduction) -> Introduction:
    """The same with every day of one kind, so that states are told apart by what is known alone."""

    def same(on: date | None) -> date | None:
        return None if on is None else TODAY

    parties = tuple(
        replace(
            party,
            asked_on=same(party.asked_on),
            answered_on=same(party.answered_on),
            told_on=same(party.told_on),
            thanked_on=same(party.thanked_on),
        )
        for party in one.parties
    )
    rests = None if one.back_on is None else TODAY + timedelta(days=9)
    days = {name: same(getattr(one, name)) for name in ("made_on", "met_on", "ended_on")}
    return replace(one, parties=parties, back_on=rests, changed_on=TODAY, **days)


def reachable(form: Form) -> dict[Introduction, list[tuple[Move, Introduction]]]:
    """Every state that a form can come to, with what follows each."""
    found: dict[Introduction, list[tuple[Move, Introduction]]] = {}
    to_look = [begun(form)]
    while to_look:
        one = to_look.pop()
        if one not in found:
            found[one] = [(move, plain(then)) for move, then in successors(one)]
            to_look += [then for _, then in found[one]]
    return found


@pytest.mark.parametrize("form", FORMS)
def test_in_no_state_that_can_be_reached_is_more_told_than_both_agreed_to(form: Form) -> None:
    states = reachable(form)
    for one in states:
        agreed = all(one.answer_of(role) is Answer.YES for role in ROLES[form])
        for to in ROLES[form]:
            for of in ROLES[form]:
                details = may_tell(one, to, of)
                if form is Form.MADE:
                    assert not details or agreed
                else:
                    assert Detail.WAY not in details
                    assert not details or to is INTRODUCER or one.made_on is not None
        for move in moves(one, TODAY):
            for saying, _ in texts_for(one, move):
                assert saying in BEFORE_CONSENT or agreed or one.answer_of(ONE) is Answer.NO


@pytest.mark.parametrize("form", FORMS)
def test_none_ends_before_each_who_was_asked_knows_how(form: Form) -> None:
    ended = [one for one in reachable(form) if one.ended_on is not None]
    assert ended
    for one in ended:
        assert [party.role for party in one.parties if party.waits] == []
        if one.outcome is not None and (introducer := one.find(INTRODUCER)) is not None:
            assert introducer.told_on
            assert introducer.thanked_on


@pytest.mark.parametrize("form", FORMS)
def test_from_every_state_an_end_can_be_reached(form: Form) -> None:
    states = reachable(form)
    ends = {one for one in states if one.ended_on is not None}
    while more := {one for one in states if one not in ends and any(then in ends for _, then in states[one])}:
        ends |= more
    assert set(states) == ends


@pytest.mark.parametrize("form", FORMS)
def test_whoever_is_due_can_be_acted_with_and_what_ended_asks_for_nothing(form: Form) -> None:
    for one, following in reachable(form).items():
        due = list(steps_due(one))
        assert all(one.find(step.role) is not None for step in due)
        assert bool(due) == (one.ended_on is None)
        assert following or one.ended_on is not None


def test_together_the_forms_come_through_every_state() -> None:
    found = {state_of(one, TODAY) for form in FORMS for one in reachable(form)}
    assert found == set(State)


@pytest.mark.parametrize(
    ("form", "codes", "state", "usual"),
    [
        (Form.MADE, (), State.IDEA, "ask-one"),
        (Form.MADE, ("ask-one",), State.ASKED, "yes-one"),
        (Form.MADE, ("ask-one", "yes-one"), State.AGREED_BY_ONE, "ask-other"),
        (Form.MADE, ("ask-one", "yes-one", "ask-other"), State.AGREED_BY_ONE, "yes-other"),
        (Form.MADE, ("ask-one", "yes-one", "ask-other", "yes-other"), State.AGREED_BY_BOTH, "made"),
        (Form.MADE, ("ask-one", "yes-one", "ask-other", "no-other"), State.DECLINED, "tell-one"),
        (Form.MADE, ("ask-one", "no-one"), State.DECLINED, ""),
        (Form.MADE, ("ask-one", "later-one"), State.NOT_NOW, "again"),
        (Form.MADE, ("ask-one", "yes-one", "tell-one"), State.LET_GO, "again"),
        (Form.MADE, ("let-go",), State.LET_GO, "again"),
        (Form.ASKED, (), State.IDEA, "ask-introducer"),
        (Form.ASKED, ("ask-introducer",), State.ASKED, "yes-introducer"),
        (Form.ASKED, ("ask-introducer", "yes-introducer"), State.AGREED_BY_ONE, "ask-one"),
        (Form.ASKED, ("ask-introducer", "yes-introducer", "made"), State.MADE, "thank-introducer"),
        (Form.ASKED, ("ask-introducer", "yes-introducer", "ask-one", "no-one"), State.DECLINED,
         "thank-introducer"),
        (Form.ASKED, ("ask-introducer", "no-introducer"), State.DECLINED, ""),
        (Form.RECEIVED, (), State.MADE, "thank-introducer"),
        (Form.RECEIVED, ("thank-introducer",), State.MADE, "met"),
        (Form.RECEIVED, ("thank-introducer", "met"), State.MET, "outcome"),
        (Form.RECEIVED, ("thank-introducer", "met", "outcome"), State.OUTCOME, "tell-introducer"),
        (Form.RECEIVED, ("thank-introducer", "met", "outcome", "tell-introducer"), State.THANKED, ""),
    ],
)  # fmt: skip
def test_the_state_follows_from_the_steps_and_the_usual_move_stands_first(
    form: Form, codes: tuple[str, ...], state: State, usual: str
) -> None:
    one = after(begun(form), *codes)
    assert state_of(one, TODAY) is state
    assert str(next(iter(moves(one, TODAY)), "")) == usual


def test_not_now_rests_until_its_day_and_comes_back_to_who_said_it() -> None:
    asked = after(begun(Form.MADE), "ask-one")
    until = TODAY + timedelta(days=20)
    one = moved(asked, Move(Act.LATER, ONE), TODAY, Terms(back_on=until))
    assert state_of(one, until - timedelta(days=1)) is State.NOT_NOW
    assert state_of(one, until) is State.ASKED
    assert Move(Act.ASK, ONE) in moves(one, until)
    assert [(due.role, due.step, due.from_on) for due in steps_due(one)] == [(ONE, Step.ASK_AGAIN, until)]


@pytest.mark.parametrize("days", [0, -3, 800])
def test_a_rest_ends_on_a_day_that_comes(days: int) -> None:
    with pytest.raises(Invalid, match="within the next two years"):
        moved(begun(Form.MADE), Move(Act.REST), TODAY, Terms(back_on=TODAY + timedelta(days=days)))


def test_a_move_that_may_not_come_next_says_what_may() -> None:
    with pytest.raises(Invalid, match=r"“idea”; what can come next is: ask-one, ask-other, not-now, let-go"):
        moved(begun(Form.MADE), Move(Act.MAKE), TODAY)


def test_one_who_is_in_the_book_no_more_leaves_nothing_but_to_let_it_go() -> None:
    asked = after(begun(Form.MADE), "ask-one", "yes-one")
    one = replace(asked, parties=(asked.party(ONE),))
    assert [str(move) for move in moves(one, TODAY)] == ["tell-one"]
    assert moved(one, Move(Act.TELL, ONE), TODAY).ended_on == TODAY
    assert [str(move) for move in moves(replace(one, parties=()), TODAY)] == ["let-go"]


BOB = Identity(
    names=("Bob Will van der Miller", "Bob", "Will", "van der Miller", "Žofie", "李小龙", "Ann"),
    organizations=("Acme Robotics Ltd", "University of Lisbon"),
    handles=("bob@acme.example", "+351 21 555 0101", "bobmills", "https://social.example/in/b-miller"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("somebody who builds small robots", ""),
        ("he will bring annotations to the university", ""),
        ("wer den Laden in der Stadt kennt. Sie kennt ihn.", ""),
        ("Will brings them", "Will"),
        ("bob the head of it", "Bob"),
        ("Bob builds robots", "Bob"),
        ("ask MILLER about it", "Miller"),
        ("zofie knows", "Žofie"),
        ("认识李小龙的人", "李小龙"),
        ("works at Acme robotics", "Acme Robotics Ltd"),
        ("they are at acme", "Acme Robotics Ltd"),
        ("write to Bob@acme.example", "Bob@acme.example"),
        ("write to someone.else@example.org", "someone.else@example.org"),
        ("ring 0351 215 550 101", "0351 215 550 101"),
        ("look at www.example.org/robots", "www.example.org/robots"),
        ("they sell at bramble-maps.example, cheaply", "bramble-maps.example"),
        ("they are bobmills there", "bobmills"),
        ("find b-miller", "b-miller"),
        ("20 years, 3 to 5 people, 1999", ""),
    ],
)
def test_what_was_typed_is_looked_through_for_all_by_which_one_is_known(typed: str, found: str) -> None:
    said = given_away((typed,), BOB, names_too=True)
    assert (found in said) if found else said == ""


def test_to_who_knows_them_a_name_may_stand_but_no_way_to_reach_them() -> None:
    assert given_away(("Bob Miller of Acme Robotics",), BOB, names_too=False) == ""
    assert given_away(("Bob, bob@acme.example",), BOB, names_too=False) == "bob@acme.example"


@pytest.mark.parametrize(("day", "named"), [(-1, False), (0, True), (30, True), (31, False)])
def test_today_names_a_step_from_its_day_on_and_for_a_month(day: int, named: bool) -> None:
    step = Introducing(step=Step.WAIT, since=TODAY - timedelta(days=7), from_on=TODAY, other="Grace Hopper")
    candidate = Candidate(person_id=1, name="Ada Lovelace", introducing=(step,))
    found = [one.kind for one in grounds_for(candidate, TODAY + timedelta(days=day), 0.0)]
    assert (Kind.INTRODUCTION in found) == named


def test_an_introduction_is_thanked_for_once() -> None:
    made_on = TODAY - timedelta(days=1)
    step = Introducing(step=Step.THANK, since=made_on, from_on=TODAY, other="Grace Hopper")
    helped = Thanks(text="an introduction to Grace Hopper", on=made_on)
    other = Thanks(text="a lift", on=made_on - timedelta(days=2))
    candidate = Candidate(person_id=1, name="Ada Lovelace", introducing=(step,), thanks=(helped, other))
    found = [(one.kind, dict(one.reason.values).get("text")) for one in grounds_for(candidate, TODAY, 0.0)]
    assert found == [(Kind.THANKS, "a lift"), (Kind.INTRODUCTION, None)]
