import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.csv_table import BrokenRow, Row, find_layout, read_rows

REQUIRED = ("name", "day")
BAD_QUOTES = (
    "has quotation marks out of place, or is far too long; close them, and double those within a text"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def read(folder: Path, content: bytes | str) -> list[Row | BrokenRow]:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    layout = find_layout(path.read_bytes()[:65_536], REQUIRED)
    assert layout is not None
    return list(read_rows(path, layout))


def cells(folder: Path, content: bytes | str) -> list[dict[str, str]]:
    return [row.cells for row in read(folder, content) if isinstance(row, Row)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_delimiter_and_line_ends_are_found_out(
    folder: Path, delimiter: str, encoding: str, line_end: str
) -> None:
    text = line_end.join(["Name,Day", '"Zoë",2 – 3', ""]).replace(",", delimiter)

    assert cells(folder, text.encode(encoding)) == [{"name": "Zoë", "day": "2 – 3"}]


def test_columns_are_found_by_name_without_case_and_spaces_in_any_order(folder: Path) -> None:
    assert cells(folder, " D A Y ,Other, nAme \n1,x,Ann\n") == [{"day": "1", "other": "x", "name": "Ann"}]


def test_a_header_below_other_words_is_found_and_rows_are_counted_as_a_spreadsheet_does(folder: Path) -> None:
    # given
    content = 'Notes:\n"On two\nlines, even"\n\nname,day\n\n"Ann\nLee",1\nBob,2\n'

    # then
    assert read(folder, content) == [
        Row(number=6, cells={"name": "Ann\nLee", "day": "1"}),
        Row(number=7, cells={"name": "Bob", "day": "2"}),
    ]


@pytest.mark.parametrize(
    "head", [b"", b"\x00\xff", b"name\nday\n", b"first name,day\n", b"\n" * 30 + b"name,day\n"]
)
def test_what_names_no_such_columns_is_no_such_table(head: bytes) -> None:
    assert find_layout(head, REQUIRED) is None


def test_a_row_with_too_few_or_too_many_columns_is_broken_and_the_others_kept(folder: Path) -> None:
    # given
    content = "name,day,note,\nAnn\nBob,1,met, well, and again\nCay,2,\nDee,3,a,,,\n"
    too_many = "has 5 columns and the header 3; put quotation marks around a text that holds the delimiter"

    # then
    assert read(folder, content) == [
        BrokenRow(number=2, reason="has no day and note; add what is missing, empty cells too"),
        BrokenRow(number=3, reason=too_many),
        Row(number=4, cells={"name": "Cay", "day": "2", "note": ""}),
        Row(number=5, cells={"name": "Dee", "day": "3", "note": "a"}),
    ]


def test_of_many_missing_columns_a_few_are_named_each_in_one_short_line(folder: Path) -> None:
    # given
    header = 'name,day,"one\n\u2028of two\x1b[2J",' + ",".join(f"{'long' * 20} {n}" for n in range(60))

    # when
    (found,) = read(folder, f"{header}\nAnn,1\n")

    # then
    assert found == BrokenRow(
        number=2,
        reason=f"has no one of two[2J, {', '.join(['long' * 9 + 'lon…'] * 4)} and 56 more; "
        "add what is missing, empty cells too",
    )


def test_rows_that_each_open_a_quote_cost_no_more_than_reading_them_once(folder: Path) -> None:
    """From each row on, all that follow could be one cell; read again and again, these would take hours."""
    found = read(folder, "name,day\n" + 'a","b\n' * 200_000 + "Ann,1\n")

    assert [row.number for row in found] == list(range(2, 200_003))
    assert found[-1] == Row(number=200_002, cells={"name": "Ann", "day": "1"})
    assert set(found[:-1]) == {BrokenRow(number=row.number, reason=BAD_QUOTES) for row in found[:-1]}


def test_a_quote_that_never_closes_breaks_its_row_only(folder: Path) -> None:
    # given
    rows = [
        "name,day",
        "Ann,1",
        '"Bob,2',
        "Cay,3",
        '"Dee ""D""",4',
        'Eve "E",5',
        'Fay,"6',
        "Gil,7",
        '"Hal"x,8',
    ]

    # when
    found = read(folder, "\n".join(rows))

    # then
    assert [row.number for row in found] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert [row.number for row in found if row == BrokenRow(number=row.number, reason=BAD_QUOTES)] == [
        3,
        7,
        9,
    ]
    assert [row.cells["name"] for row in found if isinstance(row, Row)] == [
        "Ann", "Cay", 'Dee "D"', 'Eve "E"', "Gil",
    ]  # fmt: skip


@pytest.mark.parametrize("many", [100, 20_000])
def test_rows_below_an_open_quote_are_kept_in_a_long_file_too(folder: Path, many: int) -> None:
    found = read(folder, 'name,day\n"Ann,1\n' + "Bob,2\n" * many)

    assert found[0] == BrokenRow(number=2, reason=BAD_QUOTES)
    assert [row.number for row in found] == list(range(2, many + 3))


def test_a_huge_row_is_broken_and_costs_no_memory(folder: Path) -> None:
    # given
    path = folder / "huge.csv"
    with path.open("wb") as file:
        file.write(b"name,day\nAnn,")
        for _ in range(30):
            file.write(b"x," * 500_000)
        file.write(b"\nBob,2\n")
    layout = find_layout(b"name,day\n", REQUIRED)
    assert layout is not None

    # when
    tracemalloc.start()
    found = list(read_rows(path, layout))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    # then
    assert found == [BrokenRow(number=2, reason=BAD_QUOTES), Row(number=3, cells={"name": "Bob", "day": "2"})]
    assert peak < 8_000_000


def test_control_characters_are_taken_out_of_cells(folder: Path) -> None:
    assert cells(folder, "name,day\n\x00A\x07nn\x00,\x0b1\x7f\n") == [{"name": "Ann", "day": "1"}]


def test_a_file_cut_off_in_the_middle_of_a_letter_is_still_utf8(folder: Path) -> None:
    assert cells(folder, "name,day\nZoë,1\nAnn,é".encode()[:-1]) == [
        {"name": "Zoë", "day": "1"},
        {"name": "Ann", "day": "\ufffd"},
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab,;"\n\r\x00é ', max_size=60) | st.text(max_size=60))
def test_any_text_below_a_header_gives_rows_in_order_and_never_raises(folder: Path, text: str) -> None:
    numbers = [row.number for row in read(folder, ("name,day\n" + text).encode("utf-8", "replace"))]

    assert numbers == sorted(set(numbers))
    assert all(number > 1 for number in numbers)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text(alphabet='ab,;"\n ', max_size=9).map(str.strip), st.just("1")), max_size=8))
def test_rows_that_are_quoted_well_come_as_they_were_written(
    folder: Path, rows: list[tuple[str, str]]
) -> None:
    # given
    lines = ['"{}",{}'.format(name.replace('"', '""'), day) for name, day in rows]

    # then
    assert cells(folder, "\n".join(["name,day", *lines])) == [
        {"name": name, "day": day} for name, day in rows
    ]
