"""Search: the same people in the same order on either database, as a few lines of Python would find them."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwarm.domain.channels import Channel
from keepwarm.domain.people import FactKind, HandleKind, Person
from keepwarm.domain.search_words import is_one_letter, words_in, words_looked_for, words_of_number
from keepwarm.storage import finding, term_index
from keepwarm.storage.book import Book, Library
from keepwarm.storage.found_in import Place
from keepwarm.storage.pages.people import PersonLine, people_page
from keepwarm.storage.people import search_name
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.log_interaction import LogInteraction, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, days_ago

PEOPLE = (
    ("Ada Lovelace", "Analytical Engines", ("ada@example.org",)),
    ("ada lovelock", "", ()),
    ("José Núñez", "Café Central", ("+34 91 000 00 00",)),
    ("ℌans Groß", "", ("https://example.org/@hans_g",)),
    ("O'Brien, Zoë", "", ("zoe.obrien@example.org",)),
    ("小林 信子", "", ()),
    ("100% Wool_Ltd", "", ()),
    ("김철수", "東京大学", ()),
)


EVERYBODY = ["100% Wool_Ltd", "Ada Lovelace", "ada lovelock", "ℌans Groß", "José Núñez", "O'Brien, Zoë",
             "김철수", "小林 信子"]  # fmt: skip
FOUND: list[tuple[str, list[str]]] = [
    ("ada", ["Ada Lovelace", "ada lovelock"]),
    ("LOVE ad", ["Ada Lovelace", "ada lovelock"]),
    ("ada eng", ["Ada Lovelace"]),
    ("lace", []),
    ("nunez", ["José Núñez"]),
    ("CAFÉ jose", ["José Núñez"]),
    ("hans gross", ["ℌans Groß"]),
    ("obrien@ex", ["O'Brien, Zoë"]),
    ("o'b", ["O'Brien, Zoë"]),
    ("exam", ["Ada Lovelace", "ℌans Groß", "O'Brien, Zoë"]),
    ("a", ["Ada Lovelace", "ada lovelock"]),
    ("e", []),
    ("3491", ["José Núñez"]),
    ("091 000", ["José Núñez"]),
    ("小林", ["小林 信子"]),
    ("林", ["小林 信子"]),
    ("大学 철수", ["김철수"]),
    ("100%", ["100% Wool_Ltd"]),
    ("ool", []),
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
        everybody = {line.name for line in people_page(book).people}
    found = {query: [line.name for line in page.people] for query, page in pages.items()}
    assert found == dict(FOUND)
    assert [page.found for page in pages.values()] == [len(names) for _, names in FOUND]
    assert everybody == set(EVERYBODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """What a book is told of one person."""

    name: str
    organization: str
    note: str
    handles: tuple[str, ...]
    tags: tuple[str, ...]
    fact: str
    talks: tuple[str, ...]

    @property
    def names(self) -> set[str]:
        """The words of the name."""
        return words_in(self.name, in_one=True)

    @property
    def words(self) -> set[str]:
        """All words."""
        texts = (self.name, self.organization, self.note, self.fact, *self.tags, *self.talks)
        found = self.names | {word for text in texts for word in words_in(text)}
        for handle in map(recognise_handle, self.handles):
            is_number = handle.kind is HandleKind.PHONE
            found |= words_of_number(handle.value) if is_number else words_in(handle.value)
        return found


def put_in(book: Book, one: Somebody) -> int:
    person = Person(name=one.name, organization=one.organization, note=one.note)
    handles = tuple(map(recognise_handle, one.handles))
    (person_id,) = add_people(book, (AddPerson(person=person, handles=handles),))
    if one.tags:
        edit_person(book, EditPerson(person_id=person_id, tags=one.tags))
    if one.fact.strip():
        keep_fact(book, KeepFact(person_id=person_id, kind=FactKind.FAMILY, text=one.fact))
    for place, note in enumerate(one.talks, 1):
        talk = LogInteraction(person_id=person_id, channel=Channel.CALL, at=days_ago(place), note=note)
        log_interaction(book, talk)
    return person_id


def meant(people: dict[int, Somebody], query: str) -> list[int]:
    """Who is found, by the tokenizer alone: those of that name first, then by name."""
    asked = words_looked_for(query)

    def is_in(spellings: tuple[str, ...], words: set[str]) -> bool:
        return any(word.startswith(spellings) for word in words)

    def has(one: Somebody, spellings: tuple[str, ...]) -> bool:
        little = tuple(filter(is_one_letter, spellings))
        rest = tuple(spelling for spelling in spellings if spelling not in little)
        return is_in(little, one.names) or is_in(rest, one.words)

    found = {i: one for i, one in people.items() if all(has(one, spellings) for spellings in asked)}
    by_name = {i for i, one in found.items() if all(is_in(spellings, one.names) for spellings in asked)}
    return sorted(found, key=lambda i: (i not in by_name, search_name(people[i].name), i))


POOL = (
    "Ada", "ada", "Lovelace", "O'Brien", "Zoë", "Müller", "mueller", "Jean-Luc", "MacDonald", "Mac", "Donald",
    "ann@example.org", "example.org", "@ann_lee", "小林", "信子", "東京大学", "김철수", "タナカ",
    "がっつ", "สมชาย", "हिन्दी", "محمد", "שָׁלוֹם", "Ёлка", "0171", "23", "2345678", "+49", "2024-05-12",
    "a", "7", "林", "x",
    "AND", "OR", "NOT", "NEAR(", '"', "'", "*", "ada*", "^ada", "terms:ada", "{terms}", "-ada", "(", ")",
    "\\", ":*", "&", "|", "!", "%", "_", ";--", "\u00a0", "ß", "ﬁne", "e\u0301", "😀", "ada😀bo",
)  # fmt: skip
texts = st.lists(st.sampled_from(POOL), max_size=4).map(" ".join)
handles = st.lists(
    st.sampled_from(["ann@example.org", "zoe.lee@mail.example", "+49 171 2345678", "0171 23 45"])
)
somebody = st.builds(
    Somebody,
    name=texts.map(lambda text: f"{text} Ada".strip()),
    organization=texts,
    note=texts,
    handles=handles.map(lambda found: tuple(dict.fromkeys(found))),
    tags=st.lists(st.sampled_from(["Choir", "Book club", "林"]), unique=True).map(tuple),
    fact=texts,
    talks=st.lists(texts, max_size=2).map(tuple),
)
cut = st.builds(lambda word, length: word[:length], st.sampled_from(POOL), st.integers(1, 9))
queries = st.lists(st.lists(cut, max_size=3).map(" ".join), min_size=1, max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(somebody, min_size=1, max_size=4), queries)
def test_whoever_is_told_of_is_found_as_the_tokenizer_says(
    library: Library, told: list[Somebody], asked: list[str]
) -> None:
    with library.open(NOW, writing=True) as book:
        people = {put_in(book, one): one for one in told}
        for query in filter(words_looked_for, asked):
            page = people_page(book, query, length=None)
            assert [line.person_id for line in page.people] == meant(people, query), query
            assert page.found == len(page.people)
        book.connection.rollback()  # each example has the book to itself


HOSTILE = [
    '"', "'", '""', "*", 'ada" OR "bo', "ada' | 'bo", "ada NEAR bo", "NEAR(ada bo)", "ada AND NOT bo", "^ada",
    "terms:ada", "{terms}: ada",
    "people_terms:ada", "- ada", "ada:*", "ada:ABCD", "(ada", "ada)", "\\", "ada\\",
    "%", "_", "ada%", "!ada", "ada & bo", "ada | bo", "<->", "ada <-> bo", "\x00ada", "ada\x00bo",
    "\ud800ada", "'; DROP TABLE people; --", "$1", "%(x)s", ":x", "?", "ada\u2028bo", "\u202eada",
    "NULL", "rowid:1",
]  # fmt: skip
"""What would mean something to a database, if it ever came to read it."""


def test_nothing_that_is_typed_is_an_operator(library: Library) -> None:
    told = [
        Somebody(name=name, organization="", note=note, handles=(), tags=(), fact="", talks=())
        for name, note in (
            ("Ada Bo", ""),
            ("Ada", "not near"),
            ("Bo", "and or null"),
            ("Chen", "drop table people"),
        )
    ]
    with library.open(NOW, writing=True) as book:
        people = {put_in(book, one): one for one in told}
    with library.open(NOW) as book:
        for query in HOSTILE:
            page = people_page(book, query)
            everybody = sorted(people, key=lambda i: search_name(people[i].name))
            wanted = meant(people, query) if words_looked_for(query) else everybody
            assert [line.person_id for line in page.people] == wanted, query


@pytest.fixture(params=[1, 40, 3_000], ids=["all are many", "some are many", "all are few"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """From how many people on the list is made the other way round."""
    for place in (finding, term_index):
        monkeypatch.setattr(place, "MANY", request.param)


@pytest.mark.usefixtures("many")
def test_few_and_many_are_found_alike_with_and_without_a_state(library: Library) -> None:
    commands = tuple(
        AddPerson(person=Person(name=f"{first} {number:02}", organization=organization))
        for number in range(30)
        for first, organization in (("Engine", ""), ("Zoe", "Engines"), ("Anna", "Loom works"))
    )
    with library.open(NOW, writing=True) as book:
        ids = add_people(book, commands)
        for place, person_id in enumerate(ids):
            if place % 4 == 0:
                talk = LogInteraction(person_id=person_id, channel=Channel.CALL, at=days_ago(1 + place % 3))
                log_interaction(book, talk)
    with library.open(NOW) as book:
        everybody = [line.person_id for line in people_page(book, length=None).people]
        spoken = set(ids[::4])
        for query in ("eng", "zoe", "loom 1", "anna 07", "nobody"):
            found = [line.person_id for line in people_page(book, query, length=None).people]
            for state, wanted in (("last:<9d", spoken), ("-stage:listed", spoken), ("stage:ally", set())):
                page = people_page(book, f"{query} {state}")
                assert [line.person_id for line in page.people] == [one for one in found if one in wanted]
                assert page.found == len(page.people)
            assert set(found) <= set(everybody)
    assert len(everybody) == len(ids)


def test_of_more_than_are_counted_the_first_can_be_gone_through_and_all_be_had(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 60)
    commands = tuple(
        AddPerson(person=Person(name=f"{first} {number:02}", organization="Engines"))
        for number in range(40)
        for first in ("Engine", "Zoe")
    )
    with library.open(NOW, writing=True) as book:
        add_people(book, commands)
    with library.open(NOW) as book:
        pages = [people_page(book, "eng", number) for number in (1, 2, 3)]
        whole = people_page(book, "eng", length=None)
    assert [(len(page.people), page.found, page.is_more) for page in pages] == [
        (50, 60, True),
        (10, 60, True),
        (0, 60, True),
    ]
    assert (len(whole.people), whole.found, whole.is_more) == (80, 80, False)
    shown = [line.person_id for page in pages for line in page.people]
    assert shown == [line.person_id for line in whole.people][:60]


def test_pages_go_from_the_names_on_to_the_others_and_leave_nobody_out(library: Library) -> None:
    nobody = Somebody(name="", organization="", note="", handles=(), tags=(), fact="", talks=())
    commands = tuple(
        AddPerson(person=Person(name=f"{first} {number:02}", organization=organization))
        for number in range(60)
        for first, organization in (("Engine", ""), ("Zoe", "Engines"), ("Anna", "Engine works"))
    )
    with library.open(NOW, writing=True) as book:
        ids = add_people(book, commands)
    people = {
        i: Somebody(**{name: getattr(nobody, name) for name in nobody.__dataclass_fields__}
                    | {"name": one.person.name, "organization": one.person.organization})
        for i, one in zip(ids, commands, strict=True)
    }  # fmt: skip
    with library.open(NOW) as book:
        pages = [people_page(book, "engin", page) for page in (1, 2, 3, 4, 5)]
    assert [len(page.people) for page in pages] == [50, 50, 50, 30, 0]
    assert {page.found for page in pages} == {180}
    assert [line.person_id for page in pages for line in page.people] == meant(people, "engin")


def test_of_who_is_not_found_by_name_it_is_said_where(library: Library) -> None:
    told = Somebody(
        name="Ada Lovelace",
        organization="Analytical Engines",
        note="We met at the old harbour of Lisbon, on a day in May, in the rain.",
        handles=("ada.byron@example.org", "+49 171 2345678"),
        tags=("Book club",),
        fact="two sisters and a dog",
        talks=("about looms", "of poetry and of science"),
    )
    with library.open(NOW, writing=True) as book:
        put_in(book, told)
    expected = {
        "ada": None,
        "love a": None,
        "ada engin": (Place.ORGANIZATION, "Analytical Engines"),
        "byron": (Place.HANDLE, "ada.byron@example.org"),
        "0171": (Place.HANDLE, "+49 171 2345678"),
        "club": (Place.TAG, "Book club"),
        "dog ada": (Place.FACT, "… sisters and a dog"),
        "lisbon": (Place.NOTE, "… old harbour of Lisbon, on a day in May, …"),
        "loom": (Place.TALK, "about looms"),
        "scien": (Place.TALK, "… poetry and of science"),
    }
    with library.open(NOW) as book:
        found = {query: people_page(book, query).people for query in expected}
    assert {query: said(lines) for query, lines in found.items()} == expected


def said(lines: tuple[PersonLine, ...]) -> tuple[Place, str] | None:
    (line,) = lines
    return None if line.found_in is None else (line.found_in.place, line.found_in.text)
