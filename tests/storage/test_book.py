"""The open book: one owner, one transaction, one today."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.dates import day_number
from keepwarm.domain.errors import Unavailable
from keepwarm.domain.people import Person
from keepwarm.storage.book import Library, new_id
from keepwarm.storage.engine import is_url
from keepwarm.storage.owners import insert_owner
from keepwarm.storage.upgrade import upgrade
from keepwarm.usecases.begin_book import make_private_file
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, OWN, added, begun, hash_of


def test_a_book_knows_its_owner_and_its_moment(library: Library) -> None:
    with library.open(NOW) as book:
        assert (book.owner.name, book.owner.time_zone, book.owner.addresses) == ("Me", "UTC", (OWN,))
        assert (book.now, book.today, book.imagined) == (NOW, date(2026, 11, 22), False)
        assert int(book.days) == (date(2026, 11, 22) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("hour", "today", "calendar_day"),
    [
        (3, date(2026, 11, 21), date(2026, 11, 22)),
        (4, date(2026, 11, 22), date(2026, 11, 22)),
        (23, date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_the_day_of_the_list_starts_at_four_and_the_one_of_the_model_at_midnight(
    library: Library, hour: int, today: date, calendar_day: date
) -> None:
    with library.open(datetime(2026, 11, 22, hour, tzinfo=UTC)) as book:
        assert (book.today, book.calendar_day) == (today, calendar_day)


def test_the_day_is_the_one_of_the_owners_zone(book_url: str) -> None:
    evening = datetime(2026, 11, 22, 20, tzinfo=UTC)
    with begun(book_url, zone="Pacific/Auckland") as library, library.open(evening) as book:
        assert book.today == date(2026, 11, 23)


def test_a_day_that_is_named_is_that_day_also_where_its_midnight_never_strikes(book_url: str) -> None:
    at_one = datetime(2026, 4, 24, tzinfo=ZoneInfo("Africa/Cairo"))  # of which the day has no midnight
    with begun(book_url, zone="Africa/Cairo") as library, library.open(at_one, imagined=True) as book:
        assert book.today == book.calendar_day == date(2026, 4, 24)
        assert 0 < book.days - day_number(date(2026, 4, 24)) < 1e-9


def test_what_fails_within_a_transaction_leaves_nothing(library: Library) -> None:
    content = hash_of(library)

    def fail_after_a_change() -> None:
        with library.open(NOW, writing=True) as book:
            add_people(book, (AddPerson(person=Person(name="Ada")),))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_a_change()
    assert hash_of(library) == content


def test_two_books_in_one_database_need_accounts(library: Library) -> None:
    with library.transaction(writing=True) as connection:
        insert_owner(connection, "Somebody Else", "UTC", NOW)
    with pytest.raises(Unavailable, match="more than one book"), library.open(NOW):
        raise AssertionError("opened")


def test_a_database_without_an_owner_says_how_to_begin(book_url: str) -> None:
    library = Library(book_url)
    if not is_url(book_url):
        make_private_file(Path(book_url))
    upgrade(library)
    with pytest.raises(Unavailable, match="keepwarm init"), library.open(NOW):
        raise AssertionError("opened")
    library.close()


def test_a_file_that_is_not_there_says_how_to_begin(tmp_path: Path) -> None:
    library = Library(str(tmp_path / "none.keepwarm"))
    with pytest.raises(Unavailable, match=r"There is no book at .*keepwarm init"), library.open(NOW):
        raise AssertionError("opened")
    assert not (tmp_path / "none.keepwarm").exists()


def test_a_file_that_others_may_read_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "book.keepwarm"
    with begun(str(path)) as library:
        path.chmod(0o640)
        with pytest.raises(Unavailable, match=r"Others on this machine may read .* chmod 600"):
            added(library, "Ada")


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "book.keepwarm"
    with begun(str(path)):
        assert path.stat().st_mode & 0o777 == 0o600


def test_ids_are_64_random_bits() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(-(1 << 63) <= one < 1 << 63 for one in ids)
    assert min(ids) < 0 < max(ids)


def test_a_day_that_is_named_without_a_time_is_that_day_and_not_the_evening_before(library: Library) -> None:
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    with library.open(midnight, imagined=True) as book:
        assert book.today == date(2026, 11, 22)
    with library.open(midnight) as book:
        assert book.today == date(2026, 11, 21)
