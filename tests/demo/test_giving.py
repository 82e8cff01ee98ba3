"""What stands between the owner and the demo's people: gives and asks, needs and offers, wishes."""

from random import Random

from keepwarm.demo.cast import demo_cast
from keepwarm.demo.giving import bonds
from keepwarm.domain.bearings import Wish
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.people import Side, Standing

CAST = demo_cast(Random(1))


def test_the_same_chance_gives_the_same_bonds() -> None:
    assert bonds(CAST, Random(2)) == bonds(CAST, Random(2))
    assert bonds(CAST, Random(2)) != bonds(CAST, Random(3))


def test_there_are_gives_help_needs_offers_and_wishes_of_every_kind() -> None:
    found = bonds(CAST, Random(1))
    lines = {(give.side, give.state) for bond in found for give in bond.gives}
    assert {
        (Side.MINE, state) for state in (FavourState.IDEA, FavourState.OFFERED, FavourState.DONE)
    } <= lines
    assert (Side.THEIRS, FavourState.THANKED) in lines
    assert {kind for bond in found for kind, _ in bond.needs} == set(NeedKind)
    assert {bond.wish for bond in found} == {None, *Wish}
    assert any(bond.closeness for bond in found)


def test_with_whom_is_not_ordinary_there_is_nothing() -> None:
    pairs = zip(CAST, bonds(CAST, Random(1)), strict=True)
    others = [bond for member, bond in pairs if member.person.standing is not Standing.ORDINARY]
    assert len(others) == 8
    assert not any(bond.gives or bond.needs or bond.wish for bond in others)
