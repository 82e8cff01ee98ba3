"""What the columns of an unknown table are taken for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.column_proposals import find_people_table


def taken(text: str, encoding: str = "utf-8") -> dict[str, str] | None:
    """Each title with its meaning; None where the text is no table of people."""
    table = find_people_table(text.encode(encoding))
    return None if table is None else {one.title: one.meaning.value for one in table.proposal.columns}


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Name,Vorname\nLee,Ann\n", {"Name": "family", "Vorname": "given"}),
        ("Name,First name\nAnn Lee,Ann\n", {"Name": "name", "First name": "given"}),
        (
            "Name,First name,Last name\nA,B,C\n",
            {"Name": "name", "First name": "given", "Last name": "family"},
        ),
        ("Nome,Cognome\nAda,Conti\n", {"Nome": "given", "Cognome": "family"}),
        ("Nom,Email\nAda Conti,a@example.org\n", {"Nom": "name", "Email": "email"}),
        ("Title,Name,Position\nx,Ann Lee,y\n", {"Title": "prefix", "Name": "name", "Position": "title"}),
        ("Titel,Name\nDr.,Ann Lee\n", {"Titel": "prefix", "Name": "name"}),
        ("Title,Name\nBaker,Ann Lee\n", {"Title": "title", "Name": "name"}),
        ("Name,Address,City\nAnn,x,y\n", {"Name": "name", "Address": "street", "City": "city"}),
        ("Name,Address\nAnn,x\n", {"Name": "name", "Address": "address"}),
        ("Name,Contact\nAnn,+44 20 7946 0018\n", {"Name": "name", "Contact": "phone"}),
        (",Tel,?\nAnn Lee,1,2\nBo Carr,1,2\n", {"": "name", "Tel": "phone", "?": "keep"}),
    ],
)
def test_neighbours_and_cells_settle_what_a_title_leaves_open(text: str, meanings: dict[str, str]) -> None:
    assert taken(text) == meanings


def test_the_header_stands_below_words_and_in_any_code_page() -> None:
    club = "Mitglieder;;\nStand: März;;\n\nVorname;Straße;Rufnummer\nJürgen;Weg 1;1\n"

    assert taken(club, "cp1252") == {"Vorname": "given", "Straße": "street", "Rufnummer": "phone"}
    assert taken("Imię;Dział;Urodziny\nŁucja;ą;1\n", "cp1250") == {
        "Imię": "given",
        "Dział": "department",
        "Urodziny": "birthday",
    }
    assert taken("氏名,電話\n藤原 美咲,1\n", "cp932") == {"氏名": "name", "電話": "phone"}
    assert taken("Name\tTel\nAnn\t1\n", "utf-16") == {"Name": "name", "Tel": "phone"}


def test_a_header_in_words_of_another_language_is_known_by_the_cells_below() -> None:
    assert taken("Kdo;Kam\nXenie Malá;x@example.org\nYvona;y@example.org\n") == {
        "Kdo": "name",
        "Kam": "email",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "one,two,three\n1,2,3\n",
        "Dear Ann,\nhow are you?\n",
        "Contact\nor write to us\n",
        "Dear all, Contact\nplease, do\n",
        "City,Country\nBonn,DE\n",
        "Url,Title,Tags\nhttps://example.org,Example,x\n",
        "Ann Lee,ann@example.org\nBo Carr,bo@example.org\n",
        '{"name": "Ann", "email": "ann@example.org"}',
        '["name", "email"]',
        "<p>name, email</p>",
        "BEGIN:VCARD\nN:Lee;Ann;;;\nEMAIL:ann@example.org\nEND:VCARD\n",
    ],
)
def test_what_names_nobody_is_no_table_of_people(text: str) -> None:
    assert taken(text) is None


def test_one_column_alone_is_a_table_where_its_cells_bear_it_out() -> None:
    assert taken("Email\nann@example.org\n") == {"Email": "email"}
    assert taken("Name\nAnn Lee\nBo\n") == {"Name": "name"}
    assert taken("Name\n12\n13\n") is None


def test_a_column_shows_some_of_its_first_values_each_once() -> None:
    long = "x" * 100
    table = find_people_table(f"Name,Note\nAnn,\nBo,{long}\nAnn,b\nCy,c\nDi,d\n".encode())

    assert table is not None
    assert [one.examples for one in table.proposal.columns] == [
        ("Ann", "Bo", "Cy"),
        ("x" * 59 + "…", "b", "c"),
    ]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"Name,{text}".encode())))
def test_no_bytes_make_it_raise(head: bytes) -> None:
    table = find_people_table(head)

    assert table is None or len(table.layout.titles) == len(table.proposal.columns)


def test_a_row_of_thousands_of_cells_is_no_header_of_people() -> None:
    many = "".join(f",{number}" for number in range(2_000))

    assert taken(f"Name,Email{many}\nAnn,ann@example.org{many}\n") is None
    assert taken(f"Imie,Poczta{many}\nAnn,ann@example.org{many}\n") is None
