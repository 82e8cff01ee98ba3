"""Search: the same people on either database."""

from keepwarm.domain.people import Person
from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW

PEOPLE = (
    ("Ada Lovelace", "Analytical Engines", ("ada@example.org",)),
    ("ada lovelock", "", ()),
    ("José Núñez", "Café Central", ("+34 91 000 00 00",)),
    ("ℌans Groß", "", ("https://example.org/@hans_g",)),
    ("O'Brien, Zoë", "", ("zoe.obrien@example.org",)),
    ("小林 信子", "", ()),
    ("100% Wool_Ltd", "", ()),
)


EVERYBODY = [name for name, _, _ in PEOPLE]
FOUND: list[tuple[str, list[str]]] = [
    ("", EVERYBODY),
    ("ada", ["Ada Lovelace", "ada lovelock"]),
    ("LOVE ad", ["Ada Lovelace", "ada lovelock"]),
    ("ada eng", ["Ada Lovelace"]),
    ("lace", []),
    ("nunez", ["José Núñez"]),
    ("CAFÉ jose", ["José Núñez"]),
    ("hans gross", ["ℌans Groß"]),
    ("obrien@ex", ["O'Brien, Zoë"]),
    ("o'b", ["O'Brien, Zoë"]),
    ("小林", ["小林 信子"]),
    ("100%", ["100% Wool_Ltd"]),
    ("ool", []),
    ("%", EVERYBODY),
]


def test_every_word_begins_a_word_of_name_address_or_organization(library: Library) -> None:
    commands = tuple(
        AddPerson(
            person=Person(name=name, organization=organization),
            handles=tuple(map(recognise_handle, handles)),
        )
        for name, organization, handles in PEOPLE
    )
    with library.open(NOW, writing=True) as book:
        add_people(book, commands)
    with library.open(NOW) as book:
        pages = {query: people_page(book, query) for query, _ in FOUND}
    found = {query: {line.name for line in page.people} for query, page in pages.items()}
    assert found == {query: set(names) for query, names in FOUND}
    assert [page.found for page in pages.values()] == [len(names) for _, names in FOUND]
