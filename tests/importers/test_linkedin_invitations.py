"""LinkedIn's `Invitations.csv`: only a message counts, its text is not kept, and each form is the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.interactions import Direction
from keepwarm.domain.sources import Found, FoundInteraction, Refused
from keepwarm.importers import linkedin_invitations
from keepwarm.storage.schema import interactions
from tests.books import NOW, begun, taken_in
from tests.importers.known import importer_of
from tests.importers.readings import BERLIN, DATA, every_row_is_one_item, golden_files
from tests.importers.thrice import check_three_times_is_once

FILES = golden_files("linkedin", "invitations-*.csv")
HEADER = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
ANN = "https://www.linkedin.com/in/ann-lee"
HIDDEN = "names nobody, since this member hides their profile; add them by hand if you know who it is"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("linkedin")


def read(path: Path) -> list[Found]:
    return list(linkedin_invitations.read(path, zone=BERLIN))


def rows(folder: Path, *lines: str, header: str = HEADER) -> list[Found]:
    path = folder / "Invitations.csv"
    path.write_text(header + "\n".join(lines), encoding="utf-8")
    return read(path)


def invitation(folder: Path, line: str, header: str = HEADER) -> FoundInteraction:
    (found,) = rows(folder, line, header=header)
    assert isinstance(found, FoundInteraction)
    return found


def reading(item: Found) -> dict[str, Any]:
    if isinstance(item, Refused):
        return {"place": item.place, "refused": item.reason}
    assert isinstance(item, FoundInteraction)
    what, (whom,) = item.interaction, item.whom
    return {
        "place": item.place,
        "whom": whom.words,
        "handles": [[handle.kind, handle.value] for handle in whom.handles],
        "at": what.at.isoformat(),
        "channel": what.channel,
        "direction": what.direction,
        "counts": what.counts,
        "summary": what.summary,
        "key": what.key,
    }


def test_the_three_forms_are_there() -> None:
    assert [table.stem[-4:] for table in FILES] == ["2020", "2024", "2026"]


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_each_form_of_the_file_is_known_by_its_content_and_read_as_expected(table: Path) -> None:
    assert importer_of(table).NAME == "LinkedIn invitations"
    assert [reading(item) for item in read(table)] == json.loads(
        table.with_suffix(".json").read_text("utf-8")
    )


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_every_row_of_a_file_is_one_item_with_its_number(table: Path) -> None:
    assert every_row_is_one_item(table, read, 1)


@pytest.mark.parametrize("table", FILES, ids=lambda path: path.stem)
def test_the_same_file_three_times_gives_the_same_book_and_undo_the_one_before(
    table: Path, tmp_path: Path
) -> None:
    check_three_times_is_once(table, tmp_path)


def test_no_word_of_a_message_is_kept() -> None:
    found = [repr(item) for table in FILES for item in read(table)]

    assert [item for item in found if any(word in item for word in ("lamps", "telescope", "boats"))] == []


def test_the_same_invitation_in_a_file_with_profiles_is_the_same(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        # given
        taken_in(library, FILES[0])
        # when: in the newer form, with one more whose profile is all that is known
        done = taken_in(library, FILES[1])

    # then
    fates = [item.arrival.fate for item in done.items]
    assert fates == [Fate.SAME, Fate.SAME, Fate.NEW, Fate.NEW, Fate.REFUSED, Fate.REFUSED]


def test_an_invitation_is_of_the_connection_with_that_profile(tmp_path: Path) -> None:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        taken_in(library, DATA / "linkedin" / "connections-2024.csv")
        done = taken_in(library, FILES[1])
        with library.open(NOW) as book:
            counted = [row.counts for row in book.rows(select(interactions).where(book.owns(interactions)))]

    assert [item.arrival.person for item in done.items][:2] == ["Ingrid Halvorsen", "Tunde Bakare-Oyelaran"]
    assert sorted(counted) == [False, False, False, True]


@pytest.mark.parametrize(
    ("direction", "whom", "seen"),
    [("OUTGOING", "Bo Ray", Direction.OUT), ("incoming", "Ann Lee", Direction.IN)],
)
def test_whom_it_is_about_is_whoever_the_owner_is_not(
    folder: Path, direction: str, whom: str, seen: Direction
) -> None:
    found = invitation(folder, f'Ann Lee,Bo Ray,"1/29/26, 2:37 PM",,{direction},,')

    assert (found.whom[0].words, found.interaction.direction) == (whom, seen)


@pytest.mark.parametrize("message", ["", "   "])
def test_adding_somebody_without_a_word_counts_as_nothing(folder: Path, message: str) -> None:
    found = invitation(folder, f'Ann Lee,Me,"1/29/26, 2:37 PM",{message},INCOMING,,')

    assert not found.interaction.counts


def test_two_in_the_same_minute_are_two(folder: Path) -> None:
    line = 'Ann Lee,Me,"1/29/26, 2:37 PM",,INCOMING,,'

    keys = {item.interaction.key for item in rows(folder, line, line) if isinstance(item, FoundInteraction)}

    assert len(keys) == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,,,,,", "says no direction; LinkedIn writes OUTGOING or INCOMING there"),
        (',Me,"1/29/26, 2:37 PM",,INCOMING,,', HIDDEN),
        ('LinkedIn Member,Me,"1/29/26, 2:37 PM",,INCOMING,,', HIDDEN),
        ("Ann Lee,Me,,,INCOMING,,", "has no time; add one such as 1/29/26, 2:37 PM"),
        ("Ann Lee,Me", "has no Sent At, Message, Direction, inviterProfileUrl and inviteeProfileUrl; "
         "add what is missing, empty cells too"),
    ],
)  # fmt: skip
def test_a_row_that_says_too_little_is_refused_and_the_next_one_kept(
    folder: Path, row: str, reason: str
) -> None:
    *refused, found = rows(folder, row, f'Bo Ray,Me,"1/29/26, 2:37 PM",,INCOMING,{ANN},')

    assert refused == ([] if row.strip(",") == "" else [Refused(place="row 2", reason=reason)])
    assert isinstance(found, FoundInteraction)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda text: (HEADER + text).encode())))
def test_no_bytes_make_it_raise(folder: Path, content: bytes) -> None:
    path = folder / "any.csv"
    path.write_bytes(content)
    linkedin_invitations.recognises(path, content)

    places = [item.place for item in read(path)]

    assert len(places) == len(set(places))
    assert all(place.startswith("row ") for place in places)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (refused,) = read(tmp_path / "missing.csv")

    assert isinstance(refused, Refused)
    assert refused.place == "the rest of the file"
