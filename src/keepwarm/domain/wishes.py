"""What follows from a person's wish to stay in touch, or not to."""

from datetime import date

from keepwarm.domain.bearings import Wish, Wished


def ends_proposals(wished: Wished | None) -> bool:
    """Whether they said no: then nothing proposes them any more."""
    return wished is not None and wished.answer is Wish.NO


def is_to_be_asked(wished: Wished | None, last_mine_on: date | None) -> bool:
    """Whether to ask, once, somebody of whom it is unclear; `last_mine_on` is when the owner last spoke.

    It counts as asked from the first talk or message of the owner's on a later day on: whether or not the
    question was put, nobody is asked it again and again.
    """
    if wished is None or wished.answer is not Wish.UNCLEAR:
        return False
    return last_mine_on is None or last_mine_on <= wished.said_on
