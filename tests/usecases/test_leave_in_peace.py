"""Who died, is let be or said no: nothing is begun or taken further with them, and it says why."""

from collections.abc import Callable

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.bringing import Form, ReferralState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.one_to_ones import Step
from keepwarm.domain.peace import Peace
from keepwarm.domain.people import Side, Standing
from keepwarm.storage.book import Book, Library
from keepwarm.usecases.leave_in_peace import left_in_peace
from keepwarm.usecases.one_to_ones import PlanOneToOne, TakeStep, plan_one_to_one, take_step
from keepwarm.usecases.refer import MoveReferral, NoteReferral, move_referral, note_referral
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import NOW, added, hash_of
from tests.introducing import began, take

SAID = {
    Peace.DIED: "Mia has died; nothing is arranged with them any more.",
    Peace.LEFT_BE: "You decided to leave Mia be; change how you treat them first.",
    Peace.SAID_NO: "Mia said that they do not want to stay in touch; that is kept.",
}

Door = Callable[[], object]


def leave(library: Library, person_id: int, peace: Peace) -> None:
    with library.open(NOW, writing=True) as book:
        if peace is Peace.SAID_NO:
            note_wish(book, NoteWish(person_id=person_id, answer=Wish.NO))
        else:
            died = peace is Peace.DIED
            set_standing(book, person_id, Standing.DIED if died else Standing.LEAVE_BE)


def doors(library: Library, ada: int, mia: int) -> dict[str, Door]:
    """By what it does, each way to disturb Mia; what is taken further was begun before."""

    def wrote(act: Callable[[Book], int]) -> int:
        with library.open(NOW, writing=True) as book:
            return act(book)

    def refer(person_id: int, about_id: int) -> int:
        command = NoteReferral(person_id=person_id, side=Side.MINE, text="a lamp", about_id=about_id)
        return wrote(lambda book: note_referral(book, command))

    begun, held = began(library, Form.MADE, ada, mia), refer(ada, mia)
    planned = wrote(lambda book: plan_one_to_one(book, PlanOneToOne(person_id=mia)))
    invite = TakeStep(one_to_one_id=planned, step=Step.INVITE, words=lambda *_: "")
    pass_on = MoveReferral(referral_id=held, to=ReferralState.SENT, both_said_yes=True)
    return {
        "begin an introduction": lambda: began(library, Form.ASKED, mia, ada),
        "ask for an introduction": lambda: take(library, begun, "ask-one"),
        "refer to": lambda: refer(mia, ada),
        "refer": lambda: refer(ada, mia),
        "pass a referral on": lambda: wrote(lambda book: move_referral(book, pass_on).referral_id),
        "plan a one-to-one": lambda: wrote(lambda book: plan_one_to_one(book, PlanOneToOne(person_id=mia))),
        "invite to a one-to-one": lambda: wrote(lambda book: take_step(book, invite).one.one_to_one_id),
    }


@pytest.mark.parametrize("peace", Peace)
def test_who_is_left_in_peace_is_asked_for_nothing_and_it_says_why(library: Library, peace: Peace) -> None:
    ada, mia = added(library, "Ada"), added(library, "Mia")
    found = doors(library, ada, mia)
    leave(library, mia, peace)
    before = hash_of(library)
    for what, door in found.items():
        with pytest.raises(Invalid) as refused:
            door()
        assert (what, str(refused.value)) == (what, SAID[peace])
    assert hash_of(library) == before
    with library.open(NOW) as book:
        assert left_in_peace(book, (ada, mia)) == {mia: peace}


def test_of_who_died_and_had_said_no_it_says_that_they_died(library: Library) -> None:
    mia = added(library, "Mia")
    for peace in (Peace.SAID_NO, Peace.DIED):
        leave(library, mia, peace)
    with library.open(NOW) as book:
        assert left_in_peace(book, (mia,)) == {mia: Peace.DIED}
