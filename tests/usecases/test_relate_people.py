"""Relations: to somebody in the book, or to a name."""

import pytest

from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.people import Standing
from keepwarm.storage.book import Library
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.relate_people import RelatePeople, part_people, relate_people
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, days_ago, hash_of, talked


def related(library: Library, person_id: int, other: str, kind: str, **more: object) -> int:
    command = RelatePeople(person_id=person_id, other=other, kind=RelationKind(kind), **more)  # type: ignore[arg-type] # the names of its fields
    with library.open(NOW, writing=True) as book:
        return relate_people(book, command)


def page_of(library: Library, person_id: int) -> PersonPage:
    with library.open(NOW) as book:
        return person_page(book, person_id)


def names(library: Library, query: str = "") -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book, query).people]


def test_a_relation_reads_from_either_side(library: Library) -> None:
    ada, byron = added(library, "Ada Lovelace"), added(library, "Lord Byron")
    assert related(library, ada, "byron", "parent", label="father") == byron
    (here,), (there,) = (page_of(library, one).more.relations for one in (ada, byron))
    assert (here.kind, here.name, here.label) == (RelationKind.PARENT, "Lord Byron", "father")
    assert (there.kind, there.name, there.label) == (RelationKind.CHILD, "Ada Lovelace", "")
    assert here.origin.source == "you"


def test_a_name_alone_makes_somebody_known_by_relation_who_is_in_no_list(library: Library) -> None:
    ada = added(library, "Ada Lovelace")
    with library.open(NOW) as book:
        before = headline(book)
    other = related(library, ada, "William  King", "spouse")
    page = page_of(library, other)
    assert (page.person.name, page.person.standing) == ("William King", Standing.BY_RELATION)
    assert page_of(library, ada).more.relations[0].only_by_relation
    assert names(library) == names(library, "standing:ordinary") == ["Ada Lovelace"]
    assert names(library, "king") == []
    assert names(library, "king standing:by-relation") == ["William King"]
    with library.open(NOW) as book:
        assert headline(book) == before


def test_somebody_new_may_be_called_like_somebody_in_the_book(library: Library) -> None:
    ada, king = added(library, "Ada"), added(library, "William King")
    other = related(library, ada, "William King", "spouse", is_new=True)
    assert other != king
    assert page_of(library, other).person.standing is Standing.BY_RELATION


@pytest.mark.parametrize(
    ("other", "problem", "sentence"),
    [
        (" ", Invalid, "Write who it is"),
        ("x" * 601, Invalid, "longer than 600"),
        ("Ada", Invalid, "cannot be related to themself"),
        ("Bo", Ambiguous, "fits 2 people"),
        ("Chen", Invalid, "is known already"),
    ],
)
def test_a_relation_that_cannot_be_is_refused_and_nothing_changed(
    library: Library, other: str, problem: type[Exception], sentence: str
) -> None:
    ada = added(library, "Ada")
    for name in ("Bo One", "Bo Two", "Chen"):
        added(library, name)
    related(library, ada, "Chen", "friend")
    kept = hash_of(library)
    with pytest.raises(problem, match=sentence):
        related(library, ada, other, "friend")
    assert hash_of(library) == kept


def test_a_relation_is_known_from_the_other_side_too(library: Library) -> None:
    ada, chen = added(library, "Ada"), added(library, "Chen")
    related(library, ada, "Chen", "parent")
    with pytest.raises(Invalid, match="is known already"):
        related(library, chen, "Ada", "child")


def test_a_relation_is_taken_back_from_either_side_and_the_change_undone(library: Library) -> None:
    ada = added(library, "Ada")
    empty = hash_of(library)
    king = related(library, ada, "William King", "spouse")
    kept = hash_of(library)
    with library.open(NOW, writing=True) as book:
        part_people(book, king, page_of(library, ada).more.relations[0].relation_id)
    assert page_of(library, ada).more.relations == ()
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == kept
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == empty


def test_a_relation_of_others_cannot_be_taken_back(library: Library) -> None:
    ada, bo = added(library, "Ada"), added(library, "Bo")
    related(library, ada, "Chen", "friend")
    relation = page_of(library, ada).more.relations[0].relation_id
    with library.open(NOW, writing=True) as book, pytest.raises(Missing, match="not there any more"):
        part_people(book, bo, relation)


def test_who_was_named_as_a_relation_comes_into_the_book_with_the_first_talk(library: Library) -> None:
    ada = added(library, "Ada Lovelace")
    byron, ralph = (related(library, ada, name, "child") for name in ("Byron King", "Ralph King"))
    talked(library, byron, days_ago(1))
    talked(library, ada, days_ago(1))
    assert page_of(library, byron).person.standing is Standing.ORDINARY
    assert page_of(library, ralph).person.standing is Standing.BY_RELATION
    assert names(library) == ["Ada Lovelace", "Byron King"]
