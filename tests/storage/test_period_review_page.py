"""A period looked back at, from a book."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.channels import Channel
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Person, Side, Standing
from keepwarm.domain.review_periods import Span
from keepwarm.storage.bearings import set_wish
from keepwarm.storage.book import Library
from keepwarm.storage.commitments import add_promise, keep_promise
from keepwarm.storage.facts import add_fact
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.period_review import PeriodPage, period_page
from keepwarm.storage.people import change_standing
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.keep_ties import restate
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from tests.books import NOW, added, begun, talked
from tests.statements import counted

OCTOBER = datetime(2026, 10, 12, 18, tzinfo=UTC)


def seen(
    library: Library, span: Span = Span.MONTH, day: date | None = None, now: datetime = NOW
) -> PeriodPage:
    with library.open(now) as book:
        return period_page(book, span, day)


def names(page: PeriodPage) -> tuple[list[str], list[str]]:
    return [one.name for one in page.made], [one.name for one in page.lost]


def test_without_a_word_it_is_the_last_whole_one_and_the_running_one_is_one_on(library: Library) -> None:
    page = seen(library)
    assert (page.period.first, page.runs, page.is_empty) == (date(2026, 10, 1), False, True)
    assert page.following == page.current
    running = seen(library, Span.MONTH, NOW.date())
    assert (running.runs, running.following) == (True, None)
    with pytest.raises(Invalid, match="still to come"):
        seen(library, Span.YEAR, date(2027, 1, 1))


def test_a_month_in_which_nobody_answered_is_not_an_empty_one(library: Library) -> None:
    talked(library, added(library, "Ada"), OCTOBER, channel=Channel.EMAIL, direction=Direction.OUT)
    page = seen(library)
    assert (page.is_empty, page.talked.talks, page.talked.by_me) == (False, 0, 1)


def test_two_talks_make_a_connection_of_their_month_and_a_year_of_silence_ends_it(library: Library) -> None:
    ada = added(library, "Ada")
    for back in (40, 12):
        talked(library, ada, OCTOBER - timedelta(days=back - 12))
    made = seen(library)
    assert (made.connections, names(made)) == ((0, 1), (["Ada"], []))
    later = OCTOBER + timedelta(days=500)
    whole = seen(library, Span.YEAR, date(2027, 6, 1), now=later)
    assert (whole.connections, names(whole)) == ((1, 0), ([], ["Ada"]))
    assert whole.talked.talks == 0
    assert seen(library, Span.YEAR, date(2026, 6, 1), now=later).connections == (0, 1)


def test_of_whom_said_no_is_not_named_and_who_is_not_ordinary_is_not_counted(library: Library) -> None:
    ada, ben = added(library, "Ada"), added(library, "Ben")
    for person_id in (ada, ben):
        for back in (0, 20):
            talked(library, person_id, OCTOBER - timedelta(days=back))
    later = OCTOBER + timedelta(days=500)
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "wish", "Ada")
        set_wish(book, ada, Wished(answer=Wish.NO, said_on=NOW.date()))
        change_standing(book, ben, Standing.DIED)
        restate(book, ben)
    found = seen(library, Span.YEAR, date(2027, 6, 1), now=later)
    assert (found.connections, names(found)) == ((1, 0), ([], []))
    october = seen(library)
    assert (october.talked.talks, october.talked.people) == (1, {ada})


def test_a_talk_at_midnight_belongs_to_the_day_of_the_owner(tmp_path_factory: pytest.TempPathFactory) -> None:
    zone = "America/New_York"
    late = datetime(2026, 10, 31, 23, 30, tzinfo=ZoneInfo(zone))
    with begun(str(tmp_path_factory.mktemp("book") / "book.keepwarm"), zone=zone) as library:
        ada = added(library, "Ada")
        talked(library, ada, late)
        assert late.astimezone(UTC).month == 11
        found = seen(library)
    assert found.talked.talks == 1
    assert [part.period.first.day for part in found.talked.parts if part.talks] == [31]


def test_what_was_written_down_is_counted_and_nothing_of_another_month(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(OCTOBER, writing=True) as book:
        command = LogInteraction(person_id=ada, channel=Channel.CALL, at=OCTOBER, my_share=50)
        log_interaction(book, command)
        begin_batch(book, "note", "Ada")
        add_fact(book, ada, FactKind.GOALS, "learns Welsh", on=OCTOBER.date())
        add_fact(book, ada, FactKind.GOALS, "learnt Dutch", on=OCTOBER.date() - timedelta(days=60))
        keep_promise(book, ada, add_promise(book, ada, Side.MINE, "a book", due_on=None))
        add_promise(book, ada, Side.MINE, "a map", due_on=None)
    noted = seen(library).noted
    assert (noted.shares, noted.listened, noted.learned, noted.learned_of, noted.promises) == (1, 1, 1, 1, 1)
    november = seen(library, Span.MONTH, NOW.date()).noted
    assert november == type(november)()


@pytest.mark.parametrize(("hours", "followed"), [(30, 1), (60, 0)])
def test_a_meeting_is_followed_by_a_word_within_two_days(library: Library, hours: int, followed: int) -> None:
    with library.open(OCTOBER, writing=True) as book:
        capture_person(book, CapturePerson(name="Cleo", place="the fair", is_new=True))
    with library.open(OCTOBER) as book:
        page = period_page(book, Span.MONTH, OCTOBER.date())
    (cleo,) = page.talked.people
    talked(library, cleo, OCTOBER + timedelta(hours=hours), channel=Channel.EMAIL, direction=Direction.OUT)
    noted = seen(library).noted
    assert (noted.met, noted.followed) == (1, followed)


def test_the_statements_do_not_grow_with_the_book(library: Library) -> None:
    def ran() -> int:
        with counted(library.engine) as statements:
            seen(library)
        return len(statements)

    talked(library, added(library, "Ada"), OCTOBER)
    few = ran()
    for number in range(30):
        person_id = added(library, Person(name=f"Person {number}").name)
        talked(library, person_id, OCTOBER + timedelta(hours=number))
        talked(library, person_id, OCTOBER - timedelta(days=number))
    assert ran() <= few + 5
