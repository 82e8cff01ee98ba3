"""Referrals in the book: noted, moved, thanked for, undone, joined; Today, the stage and who knows whom."""

from datetime import timedelta

import pytest

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.bringing import ReferralState
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.interactions import Direction
from keepwarm.domain.meeting import OneToOneState
from keepwarm.domain.one_to_ones import OneToOne
from keepwarm.domain.people import FactKind, Person, Side, Standing
from keepwarm.domain.reasons import Reason
from keepwarm.domain.referrals import Referral, thanks_are_due
from keepwarm.domain.stages import Stage
from keepwarm.storage.bearings import set_wish
from keepwarm.storage.book import Book, Library
from keepwarm.storage.candidates import candidates_until
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.one_to_ones import add_one_to_one
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.referrals import ReferralsPage, referral_page, referrals_page
from keepwarm.storage.pages.today import today_page
from keepwarm.storage.pages.who_knows import WhoKnowsPage, who_knows_page
from keepwarm.storage.referrals import add_referral, latest_referrals, select_referral_thanks
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.own_profile import TellProfile, tell_profile
from keepwarm.usecases.refer import (
    MoveReferral,
    NoteReferral,
    find_referral,
    forget_referral,
    move_referral,
    note_referral,
    tell_outcome,
    thank_for_referral,
)
from keepwarm.usecases.tend_person import AddPerson, add_people, set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked
from tests.statements import counted

TODAY = NOW.date()
MINE, THEIRS = Side.MINE, Side.THEIRS
IDEA, SENT, IN_TOUCH = ReferralState.IDEA, ReferralState.SENT, ReferralState.IN_TOUCH
CAME_TO, NOTHING = ReferralState.CAME_TO, ReferralState.NOTHING


def noted(library: Library, person_id: int, side: Side, state: ReferralState, **more: object) -> int:
    """The id of a referral; `ago` are the days since, `text` what it says."""
    on = TODAY - timedelta(days=int(str(more.pop("ago", 0))))
    values = {"text": "a neighbour", "both_said_yes": True} | more
    command = NoteReferral(person_id=person_id, side=side, state=state, on=on, **values)  # type: ignore[arg-type] # the names of its fields
    with library.open(NOW, writing=True) as book:
        return note_referral(book, command)


def connected(library: Library, name: str) -> int:
    """The id of somebody with whom there is a connection."""
    person_id = added(library, name, f"{name.lower()}@example.org")
    for days, direction in ((60, Direction.OUT), (59, Direction.MUTUAL), (40, Direction.IN)):
        talked(library, person_id, days_ago(days), direction=direction)
    talked(library, person_id, days_ago(39))
    return person_id


def page_of(library: Library) -> ReferralsPage:
    with library.open(NOW) as book:
        return referrals_page(book)


def test_a_referral_goes_its_way_and_each_step_is_undone(library: Library) -> None:
    ada, mia = added(library, "Ada"), added(library, "Mia")
    hashes = [hash_of(library)]
    one = noted(library, ada, MINE, IDEA, text="  a  neighbour ", about_id=mia, ago=9, both_said_yes=False)
    hashes.append(hash_of(library))
    with library.open(NOW, writing=True) as book:
        sent = move_referral(book, MoveReferral(referral_id=one, to=SENT, both_said_yes=True))
    assert (sent.text, sent.about_id, sent.noted_on) == ("a neighbour", mia, TODAY)
    hashes.append(hash_of(library))
    with library.open(NOW, writing=True) as book:
        tell_outcome(book, one, "six frames")
    hashes.append(hash_of(library))
    with library.open(NOW, writing=True) as book:
        assert thank_for_referral(book, one).thanked_on == TODAY
    hashes.append(hash_of(library))
    with library.open(NOW, writing=True) as book:
        assert forget_referral(book, one).outcome == "six frames"
    for before in reversed(hashes):
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before


def test_nothing_is_kept_of_what_cannot_be(library: Library) -> None:
    ada, no, left = added(library, "Ada"), added(library, "Nora"), added(library, "Leo")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "wish", "Nora")
        set_wish(book, no, Wished(answer=Wish.NO, said_on=TODAY))
        set_standing(book, left, Standing.LEAVE_BE)
    idea = noted(library, ada, MINE, IDEA, about_id=None)
    before = hash_of(library)
    for message, wrong in (
        ("Ask both before you pass anything on", {"state": SENT, "both_said_yes": False}),
        ("Say in a few words who is sent", {"text": "  "}),
        ("Nobody is sent to themselves", {"about_id": ada}),
        ("Nora said that they do not want to stay in touch", {"about_id": no}),
        ("You decided to leave Leo be", {"about_id": left}),
        ("is not here yet", {"ago": -1}),
        ("is too long ago", {"ago": 60_000}),
        ("takes 1,000 characters at most", {"text": "a" * 1_001}),
    ):
        with pytest.raises(Invalid, match=message):
            noted(library, ada, MINE, **({"state": IDEA} | wrong))  # type: ignore[arg-type] # the names of its fields
    with pytest.raises(Invalid, match="Ask both"), library.open(NOW, writing=True) as book:
        move_referral(book, MoveReferral(referral_id=idea, to=SENT))
    with pytest.raises(Missing, match="not in your book any more"), library.open(NOW, writing=True) as book:
        forget_referral(book, idea + 1)
    assert hash_of(library) == before
    noted(library, no, THEIRS, SENT)
    assert [line.name for line in page_of(library).past] == ["Nora"]


def test_whoever_says_no_later_is_not_passed_on(library: Library) -> None:
    ada, mia = added(library, "Ada"), added(library, "Mia")
    one = noted(library, ada, MINE, IDEA, about_id=mia)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "wish", "Mia")
        set_wish(book, mia, Wished(answer=Wish.NO, said_on=TODAY))
    with pytest.raises(Invalid, match="Mia said"), library.open(NOW, writing=True) as book:
        move_referral(book, MoveReferral(referral_id=one, to=SENT, both_said_yes=True))
    page = page_of(library)
    assert (page.mine, [line.about for line in page.past]) == ((), ["Mia"])


def test_one_is_found_by_its_words_and_the_open_one_first(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, MINE, NOTHING, text="the Café")
    open_one = noted(library, ada, MINE, IDEA, text="the café at the lock")
    with library.open(NOW) as book:
        assert find_referral(book, ada, "CAFE").referral_id == open_one
        with pytest.raises(Missing, match="No referral with Ada says 'tea'"):
            find_referral(book, ada, "tea")
    noted(library, ada, THEIRS, SENT, text="a café too")
    with library.open(NOW) as book, pytest.raises(Ambiguous, match="write more of one"):
        find_referral(book, ada, "cafe")


def test_the_page_parts_them_by_whose_turn_it_is(library: Library) -> None:
    ada, mia = added(library, "Ada"), added(library, "Mia")
    noted(library, ada, MINE, IDEA, about_id=mia, text="first")
    noted(library, ada, MINE, SENT, text="waits")
    noted(library, mia, THEIRS, SENT, text="mine to write to")
    noted(library, ada, MINE, CAME_TO, text="was")
    page = page_of(library)
    assert {(line.referral.text, line.about) for line in page.mine} == {
        ("first", "Mia"), ("mine to write to", ""),
    }  # fmt: skip
    assert [line.referral.text for line in page.theirs] == ["waits"]
    assert [line.referral.text for line in page.past] == ["was"]


def test_the_pages_read_a_fixed_number_of_statements(library: Library) -> None:
    counts = []
    for number in range(3):
        person_id = connected(library, f"Person{number}")
        one = noted(library, person_id, MINE, IDEA, about_id=added(library, f"Other{number}"))
        with library.open(NOW, writing=True) as book:
            keep_fact(book, KeepFact(person_id=person_id, kind=FactKind.SEND_THEM, text="builders"))
        for read in (referrals_page, who_knows_page, lambda book, one=one: referral_page(book, one)):
            with library.open(NOW) as book, counted(library.engine) as ran:
                read(book)
            counts.append(len(ran))
    assert counts == [3, 6, 9] * 3


# What rests on it


def test_thanks_are_due_in_the_database_where_the_domain_says_so(library: Library) -> None:
    expected = set()
    cases = [
        (side, state, ago, thanked)
        for side in Side
        for state in ReferralState
        for ago, thanked in ((0, None), (1, None), (40, None), (40, 40), (40, 41), (40, 3))
    ]
    with library.open(NOW, writing=True) as book:
        ids = add_people(book, [AddPerson(person=Person(name=str(case))) for case in cases])
        begin_batch(book, "referral", "all of them")
        for person_id, (side, state, ago, thanked) in zip(ids, cases, strict=True):
            on = TODAY - timedelta(days=ago)
            one = Referral(
                referral_id=0,
                person_id=person_id,
                side=side,
                text="x",
                state=state,
                noted_on=on,
                changed_on=on,
                thanked_on=None if thanked is None else TODAY - timedelta(days=thanked),
            )
            add_referral(book, one)
            if thanks_are_due(one, TODAY):
                expected.add(person_id)
        assert set(book.connection.scalars(select_referral_thanks(book))) == expected
    assert len(expected) == 3 * 2 + 1


def test_thanks_stand_on_today_from_the_next_day_until_they_are_said(library: Library) -> None:
    ada = connected(library, "Ada")
    one = noted(library, ada, THEIRS, SENT, ago=2, text="the dentist")
    noted(library, connected(library, "Ben"), THEIRS, SENT)

    def thanked_for() -> list[tuple[str, Reason]]:
        with library.open(NOW) as book:
            return [
                (line.name, reason)
                for line in today_page(book).lines
                for reason in line.proposal.reasons
                if reason.code == "thanks_due_for_sending"
            ]

    due = Reason.of("thanks_due_for_sending", on=TODAY - timedelta(days=2), text="the dentist")
    assert thanked_for() == [("Ada", due)]
    with library.open(NOW, writing=True) as book:
        thank_for_referral(book, one)
    assert thanked_for() == []


def test_referrals_both_ways_make_an_ally_once_they_came_into_touch(library: Library) -> None:
    ada = connected(library, "Ada")

    def stage() -> Stage:
        with library.open(NOW) as book:
            return person_page(book, ada).tie.stage

    one = noted(library, ada, MINE, SENT)
    noted(library, ada, THEIRS, CAME_TO)
    assert stage() is Stage.CONNECTION
    with library.open(NOW, writing=True) as book:
        move_referral(book, MoveReferral(referral_id=one, to=IN_TOUCH))
    assert stage() is Stage.ALLY
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert stage() is Stage.CONNECTION


def test_of_two_who_are_one_no_referral_is_lost(library: Library) -> None:
    ada, again, mia = added(library, "Ada"), added(library, "Ada L"), added(library, "Mia")
    noted(library, again, THEIRS, SENT, text="to me")
    noted(library, mia, MINE, IDEA, about_id=again, text="to Mia")
    before = hash_of(library)
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=ada, other_id=again))
        found = {(one.text, one.person_id, one.about_id) for one in latest_referrals(book)}
    assert found == {("to me", ada, None), ("to Mia", mia, ada)}
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == before


# Who knows what


def knows(library: Library) -> WhoKnowsPage:
    with library.open(NOW) as book:
        return who_knows_page(book)


def held(book: Book, person_id: int) -> None:
    begin_batch(book, "hold one-to-one", "somebody")
    state = OneToOneState.HELD
    add_one_to_one(
        book,
        OneToOne(one_to_one_id=person_id, person_id=person_id, uid="u", changed_on=TODAY, state=state),
    )


def test_everybody_stands_in_one_group_by_what_they_heard(library: Library) -> None:
    says, sat, not_yet, told_me = (connected(library, name) for name in ("Ada", "Ben", "Cleo", "Dora"))
    added(library, "Nobody yet")
    with library.open(NOW, writing=True) as book:
        held(book, sat)
        tell_profile(book, TellProfile(does="I frame pictures"))
        keep_fact(book, KeepFact(person_id=says, kind=FactKind.SAYS_I_DO, text="hangs pictures"))
        keep_fact(book, KeepFact(person_id=told_me, kind=FactKind.SEND_THEM, text="late trains"))
        keep_fact(book, KeepFact(person_id=told_me, kind=FactKind.SEND_THEM, text="late buses"))
    page = knows(library)
    assert (page.does, [(one.name, one.text) for one in page.says]) == (
        "I frame pictures", [("Ada", "hangs pictures")],
    )  # fmt: skip
    assert ([one.name for one in page.talked], page.says_count) == (["Ben"], 1)
    assert {one.person_id for one in page.unheard} == {not_yet, told_me}
    assert [one.name for one in page.sendable] == ["Dora"]
    assert {one.name for one in page.unknown} == {"Ada", "Ben", "Cleo"}
    with library.open(NOW, writing=True) as book:
        set_standing(book, not_yet, Standing.LEAVE_BE)
    assert {one.person_id for one in knows(library).unheard} == {told_me}


def test_what_is_private_is_nowhere_here(library: Library) -> None:
    ada = connected(library, "Ada")
    with library.open(NOW, writing=True) as book:
        for kind in (FactKind.SEND_THEM, FactKind.DOES, FactKind.SAYS_I_DO):
            private = KeepFact(person_id=ada, kind=kind, text="secret", sensitive=True, confirmed=True)
            keep_fact(book, private)
    one = noted(library, ada, MINE, IDEA)
    page = knows(library)
    with library.open(NOW) as book:
        assert referral_page(book, one).known == ()
    assert (page.says, page.sendable) == ((), ())


def test_nobody_is_a_candidate_for_thanks_of_long_ago(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, THEIRS, SENT, ago=120)
    with library.open(NOW) as book:
        assert ada not in candidates_until(book, TODAY, 5)
