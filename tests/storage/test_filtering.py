"""A filter finds the same people by index, by fresh computation, and at an imagined time."""

from datetime import UTC, datetime, timedelta

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.dates import day_number
from keepwarm.domain.details import RelationKind
from keepwarm.domain.people import Standing
from keepwarm.domain.stages import Stage
from keepwarm.storage.book import Book, Library
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.ties import ties_page
from keepwarm.usecases.begin_demo import begin_demo
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from tests.books import added, begun

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def found(book: Book, query: str) -> set[str]:
    return {line.name for line in people_page(book, query, length=None).people}


def test_stage_rhythm_and_silence_are_those_of_the_tie(book_url: str) -> None:
    library = Library(book_url)
    begin_demo(library, NOW)
    for days_later, imagined in ((0, False), (0, True), (40, False), (40, True)):
        with library.open(NOW + timedelta(days=days_later), imagined=imagined) as book:
            ties = ties_page(book)
            today = day_number(book.calendar_day)
            connections = {line.name for line in ties if line.tie.stage is Stage.CONNECTION}
            fading = {line.name for line in ties if line.tie.rhythm in (Rhythm.SLIPPING, Rhythm.AT_RISK)}
            silent = {line.name for line in ties if line.tie.last_on and today - line.tie.last_on >= 90}
            assert len(connections) > 10
            assert found(book, "standing:ordinary stage:connection") == connections
            assert found(book, "standing:ordinary rhythm:slipping,at-risk") == fading
            assert found(book, "standing:ordinary silent:90d") == silent
            assert found(book, "standing:ordinary stage:connection silent:90d") == connections & silent
            everybody = people_page(book, length=None).people
            others = {line.name for line in everybody if line.standing is not Standing.ORDINARY}
            assert found(book, "standing:died,leave-be,just-an-address") == others
            assert len(others) == 8
    library.close()


def test_a_channel_finds_those_who_can_be_reached_by_it(book_url: str) -> None:
    library = Library(book_url)
    begin_demo(library, NOW)
    with library.open(NOW) as book:
        held = {line.name: line.handles for line in ties_page(book)}
        by_number = {name for name, handles in held.items() if any(h.startswith("+") for h in handles)}
        assert found(book, "by:call standing:ordinary") == by_number
        assert found(book, "by:call") == found(book, "by:text")
        assert len(found(book, "by:email")) == 300
    library.close()


def test_a_tag_finds_those_who_have_it_however_it_is_written(book_url: str) -> None:
    with begun(book_url) as library:
        for name, tagged in (("Ada", ("Book club",)), ("Bo", ("book  CLUB", "Choir")), ("Chen", ("Choir",))):
            person_id = added(library, name)
            with library.open(NOW, writing=True) as book:
                edit_person(book, EditPerson(person_id=person_id, tags=tagged))
        with library.open(NOW) as book:
            assert found(book, "tag:book-club") == {"Ada", "Bo"}
            assert found(book, "tag:book-club,choir") == {"Ada", "Bo", "Chen"}
            assert found(book, "tag:choir chen") == {"Chen"}
            assert found(book, "tag:nothing") == set()


def test_who_is_known_by_relation_is_found_only_where_that_is_asked_for(book_url: str) -> None:
    with begun(book_url) as library:
        ada = added(library, "Ada")
        with library.open(NOW, writing=True) as book:
            relate_people(book, RelatePeople(person_id=ada, other="William", kind=RelationKind.SPOUSE))
        with library.open(NOW) as book:
            assert found(book, "") == found(book, "stage:listed,researched") == {"Ada"}
            assert found(book, "will") == set()
            assert found(book, "standing:by-relation") == {"William"}
            assert found(book, "standing:by-relation,ordinary") == {"Ada", "William"}
