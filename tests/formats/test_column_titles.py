"""Titles of columns in several languages, and the tables of two programs."""

import pytest

from keepwarm.formats import outlook_titles, thunderbird_titles
from keepwarm.formats.column_titles import CENTRAL_EUROPEAN, JAPANESE, Language, find_titled, language
from keepwarm.formats.csv_table import Layout, column_name

NAMES = "given family\nmail phone"
ENGLISH = language(NAMES, "First|Last\nMail~E-mail|Phone")
FRENCH = language(NAMES, "Prénom|Nom\n-|Nom", beside=ENGLISH)
POLISH = language(NAMES, "Imię|Nazwisko\nPoczta|-", code_page=CENTRAL_EUROPEAN)
JAPANESE_NAMES = language(NAMES, "名|姓\n-|電話", code_page=JAPANESE)
LANGUAGES = (ENGLISH, FRENCH, POLISH, JAPANESE_NAMES)


def found(head: bytes) -> Layout:
    layout = find_titled(head, LANGUAGES, [("given", "family")])
    assert layout is not None
    return layout


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (b"First,Last,Mail", {"given": 0, "family": 1, "mail": 2}),
        (b"E-MAIL;last;shoes;FIRST", {"mail": 0, "family": 1, "given": 3}),
        ("Prénom,Nom,Mail,Nom".encode(), {"given": 0, "family": 1, "mail": 2, "phone": 3}),
        ("Prénom,Nom".encode("cp1252"), {"given": 0, "family": 1}),
        ("Imię,Nazwisko".encode("cp1250"), {"given": 0, "family": 1}),
        ("名,姓,電話".encode("cp932"), {"given": 0, "family": 1, "phone": 2}),
        ("名,姓,電話".encode("utf-16"), {"given": 0, "family": 1, "phone": 2}),
    ],
)
def test_columns_are_found_by_our_names_in_any_language_and_its_code_page(
    head: bytes, columns: dict[str, int]
) -> None:
    assert found(head).columns == columns


def test_a_file_is_read_in_the_code_page_of_its_header() -> None:
    assert found("Imię,Nazwisko".encode("cp1250")).code_page == "cp1250"
    assert found(b"First,Last").code_page == "cp1252"


@pytest.mark.parametrize("head", [b"", b"First,Mail", b"Imi\xea", b"Nazwisko;Mail"])
def test_another_table_has_no_layout(head: bytes) -> None:
    assert find_titled(head, LANGUAGES, [("given", "family")]) is None


def test_tables_of_two_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        language(NAMES, "First|Last")


@pytest.mark.parametrize(
    "known",
    [*outlook_titles.LANGUAGES, *thunderbird_titles.LANGUAGES],
    ids=lambda one: next(iter(one.columns)),
)
def test_a_title_stands_for_one_column_but_where_it_comes_twice_in_the_file(known: Language) -> None:
    several = {title for title, names in known.columns.items() if len(names) > 1}

    assert several <= {
        column_name(title) for title in ("Titre", "Ville", "Pays/État", "Code postal", "Aniversário")
    }
    assert all(len(set(names)) == len(names) for names in known.columns.values())


def test_ten_languages_of_outlook_and_four_of_thunderbird_have_what_a_table_needs() -> None:
    for module, count in ((outlook_titles, 10), (thunderbird_titles, 4)):
        assert len(module.LANGUAGES) == count
        for known in module.LANGUAGES:
            columns = {name for names in known.columns.values() for name in names}
            assert all(columns >= set(header) for header in module.HEADERS)
