"""Nothing but a problem in one sentence comes of any file, however twisted, and no book is half written."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from keepwarm.domain.errors import Problem
from keepwarm.domain.sources import Found, Refused
from keepwarm.storage.book import Library
from keepwarm.usecases.undo import undo
from tests.books import NOW, OWN, begun, hash_of, taken_in
from tests.durability.mutated_inputs import (
    MOST_SECONDS,
    SEED,
    TakesTooLong,
    at_most,
    lay,
    line_of,
    run_here,
    run_many,
)
from tests.durability.mutations import with_a_long_cell
from tests.durability.seeds import kinds

INPUTS = int(os.environ.get("KEEPWARM_MUTATIONS", "400"))
"""Mutated inputs of each source; docs/how-to/run-the-tests.md says how a long run goes."""

MOST_MEGABYTES = 300


def test_every_importer_has_samples_to_begin_with() -> None:
    assert [kind.name for kind in kinds().values() if kind.importer is not None and not kind.seeds] == []


@pytest.mark.parametrize("source", ["vcard", "monica", "maildir", "zip"])
def test_the_same_number_makes_the_same_input(source: str, tmp_path: Path) -> None:
    one, same, other = (
        content_of(lay(kinds()[source], number, folder))
        for number, folder in ((7, tmp_path / "a"), (7, tmp_path / "b"), (8, tmp_path / "c"))
    )

    assert one == same != other


def content_of(path: Path) -> list[tuple[str, bytes]]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [(str(file.relative_to(path)), file.read_bytes()) for file in files if file.is_file()]


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TakesTooLong):
        work_for_ever()


def work_for_ever() -> None:
    with at_most(0.05):
        while True:
            sum(range(1_000))


def test_what_is_found_is_told_with_its_number() -> None:
    harmful = replace(kinds()["vcard"], importer=Harmful())

    report = run_here(harmful, 10, 5)

    assert (report.inputs, report.failed) == (5, 5)
    assert [one.number for one in report.failures] == [10, 11]
    assert "ZeroDivisionError" in report.failures[0].what


class Harmful:
    """An importer that fails at whatever it is given."""

    NAME = "harmful"

    def recognises(self, path: Path, head: bytes) -> bool:
        return False

    def read(self, path: Path, *, zone: ZoneInfo) -> Iterator[Found]:
        yield Refused(place="file 1", reason=f"{1 // 0}")


def test_cells_of_any_length_find_room_in_either_database_and_go_again(book_url: str, tmp_path: Path) -> None:
    path = tmp_path / "input"
    taken = 0
    with begun(book_url, addresses=(OWN, "ann@example.org")) as library:
        before = hash_of(library)
        for kind in kinds().values():
            rng = Random(kind.name)
            for seed in rng.sample(kind.seeds, min(2, len(kind.seeds))):
                path.write_bytes(with_a_long_cell(rng, seed, kind.grammar))
                with suppress(Problem):
                    batch_id = taken_in(library, path).batch_id
                    taken += batch_id is not None
                    if batch_id is not None:
                        undo_in(library, batch_id)
                assert hash_of(library) == before, kind.name
    assert taken > len(kinds()) / 2


def undo_in(library: Library, batch_id: int) -> None:
    with library.open(NOW, writing=True) as book:
        undo(book, batch_id)


@pytest.mark.parametrize("source", list(kinds()))
def test_no_mutated_input_does_harm(source: str) -> None:
    report = run_many(source, INPUTS)

    print(line_of(report))
    assert [f"seed {SEED}, number {one.number}: {one.what}" for one in report.failures] == []
    assert report.inputs == INPUTS
    assert report.taken_in > 0
    assert report.slowest_seconds < MOST_SECONDS
    assert report.megabytes < MOST_MEGABYTES, f"most by number {report.largest}"
