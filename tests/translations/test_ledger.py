"""What is said of giving and asking, and the words to send."""

from datetime import date

import pytest

from keepwarm.domain.favours import MOVES
from keepwarm.domain.people import Side
from keepwarm.domain.reasons import Reason
from keepwarm.translations import ledger
from keepwarm.translations.english import sentence

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("made", "agreed", "waiting", "said"),
    [
        (6, 4, 0, "You asked for help 6 times this quarter; 4 said yes."),
        (1, 0, 1, "You asked for help once this quarter; 1 has not answered yet."),
        (2, 0, 0, "You asked for help twice this quarter; nobody said yes."),
        (5, 1, 2, "You asked for help 5 times this quarter; 1 said yes, 2 have not answered yet."),
        (0, 0, 0, "You have asked nobody for help this quarter. Asking shows trust."),
    ],
)
def test_asks_are_told_as_courage(made: int, agreed: int, waiting: int, said: str) -> None:
    reason = Reason.of("asks_made", made=made, agreed=agreed, waiting=waiting)
    assert sentence(reason, TODAY) == said


@pytest.mark.parametrize(
    ("count", "word"), [(3, "third"), (6, "6th"), (11, "11th"), (22, "22nd"), (103, "103rd")]
)
def test_asks_in_a_row_are_counted_in_words(count: int, word: str) -> None:
    assert f"the {word} ask in a row" in sentence(Reason.of("asks_in_a_row", count=count), TODAY)


def test_the_last_give_is_said_with_its_day_where_there_is_one() -> None:
    on = date(2026, 3, 4)
    assert (
        sentence(Reason.of("last_give", text="a book", on=on), TODAY)
        == "You last helped on 4 March 2026: a book."
    )
    assert sentence(Reason.of("last_give", text="a book", on=""), TODAY) == "You last helped: a book."


@pytest.mark.parametrize(
    ("because", "is_offer", "why"),
    [
        ("", False, "."),
        ("knows Lisbon.", False, " because of what you told me: knows Lisbon."),
        ("a spare room", True, " because you said that you can help with this: a spare room."),
    ],
)
@pytest.mark.parametrize(
    ("is_old", "begins"), [(False, ""), (True, "It has been a while, and I come with a question. ")]
)
def test_an_honest_ask_is_made_of_what_was_typed_and_told(
    because: str, is_offer: bool, why: str, is_old: bool, begins: str
) -> None:
    said = ledger.help_words(" a flat. ", because, is_offer=is_offer, is_old=is_old)
    asked = "Could you help, or do you know whom I should ask? A no is fine."
    assert said == f"{begins}I am looking for a flat, and thought of you{why} {asked}"


def test_every_state_and_every_move_has_its_words() -> None:
    for side in Side:
        assert set(ledger.STATES[side]) == set(MOVES[side])
        assert set(ledger.MOVES[side]) == {to for moves in MOVES[side].values() for to in moves}
