"""Tables of people: every row one item, and kept whole."""

import csv
from io import StringIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Person
from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.formats.csv_people import find_table, kept_row, read_people, with_every_column
from keepwarm.formats.csv_table import Layout, Row, column_name

HEADERS = (("name", "day"), ("who",))
TITLES = st.lists(st.sampled_from(["Name", "name", "", "Ort", "N a m e", "#"]), min_size=1, max_size=7)


def understood(place: str, cells: dict[str, str]) -> FoundPerson:
    name = next(iter(cells.values()))
    if not name:
        raise Invalid("has no name; add one")
    return FoundPerson(place=place, person=Person(name=name))


def read(folder: Path, content: str) -> list[FoundPerson | Refused]:
    path = folder / "people.csv"
    path.write_text(content, encoding="utf-8")
    return list(read_people(path, HEADERS, understood))


def test_a_table_is_known_by_any_of_the_headers_of_its_source() -> None:
    assert find_table(b"Who,x\n", HEADERS) is not None
    assert find_table(b"Day;Name\n", HEADERS) is not None
    assert find_table(b"Name,x\n", HEADERS) is None


def test_each_row_is_one_item_understood_refused_or_broken(tmp_path: Path) -> None:
    found = read(tmp_path, "Who,Ort\nAnn,\n,Bonn\n\nBob\n")

    assert found == [
        FoundPerson(
            place="row 2", person=Person(name="Ann"), raw=b"Who\r\nAnn\r\n", raw_format=RawFormat.CSV_ROW
        ),
        Refused(place="row 3", reason="has no name; add one"),
        Refused(place="row 5", reason="has no Ort; add what is missing, empty cells too"),
    ]


def test_a_file_with_another_header_is_refused_as_one(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b\n1,2\n") == [
        Refused(place="row 1", reason="is no header that is known here; export the file again")
    ]


@settings(max_examples=100)
@given(TITLES, st.data())
def test_a_kept_row_holds_every_cell_that_says_something_under_its_title(
    titles: list[str], data: st.DataObject
) -> None:
    # given a header in which names may be missing or come twice
    first = {column_name(title): place for place, title in reversed(list(enumerate(titles))) if title}
    layout = Layout(delimiter=",", header_row=1, titles=tuple(titles), columns=first)
    cells = data.draw(
        st.lists(
            st.sampled_from(["", "a", 'b "c"', "d,e", "f\ng"]), min_size=len(titles), max_size=len(titles)
        )
    )
    # when
    whole = with_every_column(layout)
    row = Row(number=2, cells={name: cells[place] for name, place in whole.columns.items()})
    kept = list(csv.reader(StringIO(kept_row(whole, row).decode(), newline="")))
    # then
    filled = [(title, cell) for title, cell in zip(titles, cells, strict=True) if cell]
    header, record = kept if filled else ([], [])
    assert list(zip(header, record, strict=True)) == filled
