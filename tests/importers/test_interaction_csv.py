from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.channels import Channel
from keepwarm.domain.interactions import Direction, Interaction
from keepwarm.domain.sources import FoundInteraction, Refused, Whom
from keepwarm.importers import interaction_csv
from tests.importers.known import importer_of

BERLIN = ZoneInfo("Europe/Berlin")
HEADER = "person,at,channel,direction,minutes,summary\n"
CHANNELS = "in-person, video, call, text, chat, email, social, post"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def read(folder: Path, *rows: str, header: str = HEADER, zone: str = "Europe/Berlin") -> list[object]:
    path = folder / "history.csv"
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return list(interaction_csv.read(path, zone=ZoneInfo(zone)))


def interactions(folder: Path, *rows: str, **layout: str) -> list[Interaction]:
    return [one.interaction for one in read(folder, *rows, **layout) if isinstance(one, FoundInteraction)]


def keys(folder: Path, *rows: str, **layout: str) -> list[str | None]:
    return [one.key for one in interactions(folder, *rows, **layout)]


def test_a_row_is_an_interaction_with_its_place(folder: Path) -> None:
    # when
    (found,) = read(folder, "Ann  Lee,2024-07-01T14:30,call,out,45,Her move to Lyon")

    # then
    assert isinstance(found, FoundInteraction)
    assert (found.place, found.whom) == ("row 2", (Whom(words="Ann Lee"),))
    assert found.interaction == Interaction(
        at=datetime(2024, 7, 1, 12, 30, tzinfo=UTC),
        channel=Channel.CALL,
        direction=Direction.OUT,
        minutes=45,
        summary="Her move to Lyon",
        key=found.interaction.key,
    )


def test_what_is_quoted_of_a_cell_is_a_line_that_can_be_shown(folder: Path) -> None:
    (refused,) = read(folder, "Ann,2024-07-7\x8814:30,call,out,45,")

    assert isinstance(refused, Refused)
    assert "(2024-07-7_14:30)" in refused.reason


def test_the_importer_is_found_by_the_header(folder: Path) -> None:
    read(folder, "2024-07-01;x;Coffee;Ann", header=" AT ;weather;Channel;Person\n")

    assert importer_of(folder / "history.csv").NAME == "CSV of interactions"
    assert not interaction_csv.recognises(folder / "history.csv", b"name,at,channel\n")
    assert not interaction_csv.recognises(folder, b"")


def test_only_person_time_and_channel_are_needed(folder: Path) -> None:
    (found,) = interactions(folder, "coffee,Ann,2024-07-01", header="channel,person,at\n")

    assert (found.direction, found.minutes, found.summary) == (Direction.MUTUAL, None, "")


def test_columns_that_are_not_known_are_named_and_the_rows_are_read(folder: Path) -> None:
    found = read(folder, "Ann,2024-07-01,fine,call,3", header="person,at,Mood,channel,Weather\n")

    assert found[0] == Refused(
        place="row 1",
        reason="has columns that are not taken in (Mood and Weather); put what matters of them into summary",
    )
    assert isinstance(found[1], FoundInteraction)


def test_of_many_columns_that_are_not_known_a_few_are_named(folder: Path) -> None:
    unknown = ",".join(f"of\u2028no {number}" for number in range(100))

    found = read(folder, f"Ann,2024-07-01,call{',' * 100}", header=f"person,at,channel,{unknown}\n")

    assert found[0] == Refused(
        place="row 1",
        reason="has columns that are not taken in (of no 0, of no 1, of no 2, of no 3, of no 4 and 95 more); "
        "put what matters of them into summary",
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-01-31", "2024-01-31T11:00"),
        ("2024-07-31", "2024-07-31T10:00"),
        ("20240731", "2024-07-31T10:00"),
        ("2024-07-31 09:05", "2024-07-31T07:05"),
        ("2024-07-31T09:05:10Z", "2024-07-31T09:05:10"),
        ("2024-07-31T09:05-05:00", "2024-07-31T14:05"),
        ("2024-03-31T02:30", "2024-03-31T01:30"),
    ],
)
def test_a_time_without_a_zone_is_the_owners_and_a_day_alone_is_its_noon(
    folder: Path, written: str, meant: str
) -> None:
    (found,) = interactions(folder, f"Ann,{written},call,,,")

    assert found.at == datetime.fromisoformat(meant).replace(tzinfo=UTC)
    assert found.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("In Person", "in-person"), ("Meeting", "in-person"), ("coffee", "in-person"), ("Zoom", "video"),
        ("phone", "call"), ("SMS", "text"), ("WhatsApp", "chat"), ("Mail", "email"), ("E-Mail", "email"),
        ("LinkedIn", "social"), ("letter", "post"), ("post", "post"), ("video call", "video"),
        ("in_person", "in-person"),
    ],
)  # fmt: skip
def test_everyday_words_name_channels(folder: Path, word: str, channel: str) -> None:
    (found,) = interactions(folder, f"Ann,2024-07-01,{word},out,,")

    assert found.channel == channel


@pytest.mark.parametrize(
    ("word", "direction"),
    [
        ("out", "out"),
        ("Sent", "out"),
        ("in", "in"),
        ("received", "in"),
        ("mutual", "mutual"),
        ("BOTH", "mutual"),
    ],
)
def test_everyday_words_name_directions(folder: Path, word: str, direction: str) -> None:
    (found,) = interactions(folder, f"Ann,2024-07-01,email,{word},,")

    assert found.direction == direction


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2024-07-01,call,,,", "has no person; add a name, an address or a number"),
        ("Ann,,call,,,", "has no time; add a day such as 2024-01-31 under at"),
        (
            "Ann,31/01/2024,call,,,",
            "has a time that cannot be read (31/01/2024); write it as 2024-01-31 or 2024-01-31T14:30",
        ),
        ("Ann,0024-01-31,call,,,", "has a time in the year 24; correct the year"),
        ("Ann,2024-01-31,,,,", f"has no channel; add one of {CHANNELS}"),
        ("Ann,2024-01-31,pigeon,,,", f"has a channel that is not known (pigeon); write one of {CHANNELS}"),
        ("Ann,2024-01-31,email,,,", "has no direction, which email needs; add one of out, in, mutual"),
        ("Ann,2024-01-31,call,up,,", "has a direction that is not known (up); write one of out, in, mutual"),
        ("Ann,2024-01-31,call,,-5,", "has minutes that are no whole number (-5); write a number such as 45"),
        (
            "Ann,2024-01-31,call,,4.5,",
            "has minutes that are no whole number (4.5); write a number such as 45",
        ),
        (
            f"Ann,2024-01-31,call,,{'9' * 5000},",
            f"has minutes that are no whole number ({'9' * 39}…); write a number such as 45",
        ),
        (
            "Ann,2024-01-31",
            "has no channel, direction, minutes and summary; add what is missing, empty cells too",
        ),
        (
            "Ann,2024-01-31,call,,5,met, and well",
            "has 7 columns and the header 6; put quotation marks around a text that holds the delimiter",
        ),
    ],
)
def test_a_bad_row_is_refused_with_the_way_out_and_the_next_one_kept(
    folder: Path, row: str, reason: str
) -> None:
    found = read(folder, row, "Bob,2024-01-31,call,,0,")

    assert found[0] == Refused(place="row 2", reason=reason)
    assert isinstance(found[1], FoundInteraction)
    assert found[1].interaction.minutes == 0


def test_two_equal_rows_stay_two_and_the_same_file_gives_the_same_keys(folder: Path) -> None:
    # given
    rows = ["Ann,2024-07-01,call,,,", "Ann,2024-07-01,call,,,", "Bob,2024-07-01,call,,,"]

    # then
    first = keys(folder, *rows)
    assert len(set(first)) == 3
    assert keys(folder, *rows) == first
    assert keys(folder, *reversed(rows)) == [first[2], first[0], first[1]]


def test_a_key_depends_on_what_a_row_says_and_not_on_how(folder: Path) -> None:
    # given
    (key,) = keys(folder, "Ann,2024-07-01,call,both,5,hi")

    # then
    assert keys(folder, '"5",hi, ANN ,Phone,20240701', header="minutes,summary,person,channel,at\n") == [key]
    assert keys(folder, "Ann,2024-07-01,call,both,5,hi", zone="America/New_York") == [key]
    for other in (
        "Ann,2024-07-01,call,both,5,ho",
        "Ann,2024-07-01,call,both,,hi",
        "Ann,2024-07-02,call,both,5,hi",
    ):
        assert keys(folder, other) != [key]


def test_a_file_without_the_columns_is_refused_and_one_that_went_away_too(folder: Path) -> None:
    (folder / "other.csv").write_text("name,mail\n")

    assert list(interaction_csv.read(folder / "other.csv", zone=BERLIN)) == [
        Refused(place="row 1", reason="has no columns person, at and channel; name the columns so")
    ]
    assert list(interaction_csv.read(folder / "gone.csv", zone=BERLIN)) == [
        Refused(place="the rest of the file", reason="cannot be read (No such file or directory); try again")
    ]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", HEADER, "\ufeff" + HEADER, HEADER.replace(",", ";")]))
def test_no_bytes_raise(folder: Path, content: bytes, header: str) -> None:
    path = folder / "any.csv"
    path.write_bytes(header.encode() + content)

    assert interaction_csv.recognises(path, path.read_bytes()) or not header
    for found in interaction_csv.read(path, zone=BERLIN):
        assert isinstance(found, FoundInteraction | Refused)
        assert found.place.startswith("row ")


CELLS = st.sampled_from(
    ["Ann", "", "2024-07-01", "2024-13-01", "0001-01-01T00:00Z", "9999-12-31T23:59-12:00", "call", "email",
     "in", "5", "-1", "²", '"', "\x00", "x" * 200]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_each_row_is_found_or_refused(folder: Path, rows: list[list[str]]) -> None:
    # given
    lines = [",".join(cell.replace('"', '""""') for cell in row) for row in rows if any(map(str.strip, row))]

    # when
    places = [one.place for one in read(folder, *lines) if isinstance(one, FoundInteraction | Refused)]

    # then
    assert places == [f"row {number}" for number in range(2, len(lines) + 2)]
