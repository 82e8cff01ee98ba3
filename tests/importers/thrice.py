"""What every source of people promises: the same file again changes nothing, and undo takes it all back."""

from pathlib import Path

from keepwarm.domain.arrivals import Fate
from keepwarm.usecases.undo import undo
from tests.books import NOW, begun, hash_of, taken_in


def check_three_times_is_once(sample: Path, folder: Path) -> None:
    """Take a file in three times into a new book in the folder, and take it back."""
    with begun(str(folder / "book.keepwarm")) as library:
        before = hash_of(library)
        first = taken_in(library, sample)
        after = hash_of(library)

        again = [taken_in(library, sample), taken_in(library, sample)]

        assert first.counts[Fate.NEW] > 0
        assert hash_of(library) == after != before
        assert [done.batch_id for done in again] == [None, None]
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before
