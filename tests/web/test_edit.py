"""The form in which a person is edited, a choice between sources, relations."""

import re
from pathlib import Path

import pytest

from keepwarm.domain.details import RelationKind
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import HandleKind
from keepwarm.storage.book import Library
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.usecases.find_person import find_person
from tests.books import NOW, added, address_book, card, hash_of, taken_in
from tests.web.served import Served, on_both_databases, words

ADA = card(
    "Ada Lovelace",
    "N:Lovelace;Ada;;;",
    "NICKNAME:Countess",
    "ORG:Acme",
    "TEL;TYPE=HOME:+44 20 7946 0018",
    "EMAIL:ada@example.org",
    "ADR:;;12 Square;London;;SW1Y;UK",
    "CATEGORIES:Friends,Science",
    "NOTE:Met at sea.\\nTwice.",
)


@pytest.fixture
def ada(library: Library, tmp_path: Path) -> int:
    """Somebody who came as a card."""
    taken_in(library, address_book(tmp_path, ADA))
    with library.open(NOW) as book:
        return find_person(book, "Ada").person_id


def page_of(web: Served, person_id: int) -> PersonPage:
    with web.site.open() as book:
        return person_page(book, person_id)


def fields_of(form: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    main = form.partition('class="edit"')[2]
    sent = {}
    for tag in re.findall(r"<input [^>]*>", main):
        if 'type="checkbox"' not in tag:
            sent[re.findall(r'name="([^"]*)"', tag)[0]] = re.findall(r'value="([^"]*)"', tag)[0]
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', main, re.DOTALL):
        sent[name] = text.replace("\n", "\r\n")
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', main, re.DOTALL):
        sent[name] = re.findall(r'value="([^"]*)" selected', options)[0]
    return sent


@on_both_databases
def test_the_form_sent_as_it_stands_changes_nothing(web: Served, library: Library, ada: int) -> None:
    kept = hash_of(library)
    sent = fields_of(web.page(f"/person/{public_id(ada)}/edit"))
    assert len(sent) > 30
    answer = web.send(f"/person/{public_id(ada)}/edit", **sent)
    assert answer.url.path == f"/person/{public_id(ada)}"
    assert 'class="notice"' not in answer.text
    assert hash_of(library) == kept


@on_both_databases
def test_everything_is_edited_in_one_form_and_undone_in_one_tap(
    web: Served, library: Library, ada: int
) -> None:
    kept = hash_of(library)
    page = page_of(web, ada)
    phone, email, address = (public_id(line.handle_id) for line in page.handles)
    sent = fields_of(web.page(f"/person/{public_id(ada)}/edit")) | {
        "name": "Ada King", "family": "King", "nickname": "", "organization": "Beta", "title": "Head",
        "birthday": "--12-10", "tags": "Science, book  club", "note": "Met at sea.\r\nThrice.",
        f"value-{phone}": "+44 20 7946 0019", f"label-{phone}": "mobile", f"gone-{email}": "yes",
        f"code-{address}": "SW1Y 4JH", "kind-1": "email", "value-1": "new@example.org", "label-1": "work",
        "street-new": "Under the bridge", "locality-new": "Ely",
    }  # fmt: skip
    answer = web.send(f"/person/{public_id(ada)}/edit", **sent)
    assert "Edited Ada Lovelace." in words(answer.text)
    page = page_of(web, ada)
    person = page.person
    assert (person.name, person.given, person.family, person.nickname) == ("Ada King", "Ada", "King", "")
    assert (person.organization, person.title, str(person.birthday)) == ("Beta", "Head", "--12-10")
    assert (person.note, page.more.tags) == ("Met at sea.\nThrice.", ("Science", "book club"))
    handles = [(line.handle.value, line.handle.label) for line in page.handles]
    assert handles == [
        ("+44 20 7946 0019", "mobile"),
        ("12 Square, London, SW1Y 4JH, UK", ""),
        ("new@example.org", "work"),
        ("Under the bridge, Ely", ""),
    ]
    batch = answer.text.partition('name="batch" value="')[2].partition('"')[0]
    web.send("/undo", batch=batch, then="person")
    assert hash_of(library) == kept


def test_all_that_is_wrong_is_said_at_once_beside_its_field_and_nothing_kept(
    web: Served, library: Library, ada: int
) -> None:
    kept = hash_of(library)
    phone, email, _ = (public_id(line.handle_id) for line in page_of(web, ada).handles)
    wrong = {
        "name": " ",
        "birthday": "next week",
        f"value-{phone}": "ask her",
        f"value-{email}": "ada",
        "kind-2": "profile",
        "value-2": "javascript:alert(1)",
    }
    page = web.send(f"/person/{public_id(ada)}/edit", 400, **wrong, organization="Beta").text
    for name in ("name", "birthday", f"value-{phone}", f"value-{email}", "value-2"):
        assert f'id="{name}-wrong"' in page
        assert f'aria-describedby="{name}-wrong"' in page
    assert 'value="Beta"' in page
    assert 'value="next week"' in page
    assert hash_of(library) == kept


def test_one_address_cannot_be_made_into_another_of_theirs(web: Served, library: Library) -> None:
    bo = added(library, "Bo", "bo@example.org", "bo@work.example")
    first, _ = (public_id(line.handle_id) for line in page_of(web, bo).handles)
    page = web.send(f"/person/{public_id(bo)}/edit", 400, **{f"value-{first}": "BO@work.example"}).text
    assert "They have this already." in page


def test_a_tag_that_holds_a_comma_stays_whole(web: Served, library: Library, tmp_path: Path) -> None:
    taken_in(library, address_book(tmp_path, card("Bo", "CATEGORIES:Friends\\, close,Choir")))
    with library.open(NOW) as book:
        bo = find_person(book, "Bo").person_id
    held = page_of(web, bo).more.tags
    assert held == ("Choir", "Friends, close")
    web.send(f"/person/{public_id(bo)}/edit", tags=f"{', '.join(held)}, new")
    assert page_of(web, bo).more.tags == ("Choir", "Friends, close", "new")


def test_an_address_of_many_lines_is_not_changed_by_being_shown_in_one(
    web: Served, library: Library, ada: int
) -> None:
    (address,) = (line for line in page_of(web, ada).handles if line.handle.kind is HandleKind.ADDRESS)
    end = public_id(address.handle_id)
    web.send(f"/person/{public_id(ada)}/edit", **{f"street-{end}": "12 Square\r\nBack door"})
    (changed,) = (line.handle for line in page_of(web, ada).handles if line.handle.kind is HandleKind.ADDRESS)
    assert changed.postal is not None
    assert changed.postal.street == "12 Square\nBack door"
    kept = hash_of(library)
    web.send(f"/person/{public_id(ada)}/edit", **fields_of(web.page(f"/person/{public_id(ada)}/edit")))
    assert hash_of(library) == kept


def test_cancelling_leads_back_to_the_person(web: Served, ada: int) -> None:
    page = web.page(f"/person/{public_id(ada)}/edit")
    assert f'<a class="button plain" href="/person/{public_id(ada)}">Cancel</a>' in page


# Choosing


@pytest.fixture
def asked(web: Served, library: Library, tmp_path: Path) -> int:
    """Somebody of whom two sources say different things."""
    for name, organization in (("phone.vcf", "Beta"), ("contacts.vcf", "Acme")):
        lines = ("EMAIL:bo@example.org", f"ORG:{organization}")
        taken_in(library, address_book(tmp_path, card("Bo", *lines), name=name))
    with library.open(NOW) as book:
        return find_person(book, "Bo").person_id


@on_both_databases
@pytest.mark.parametrize(("choice", "stands"), [("take", "Acme"), ("keep", "Beta")])
def test_where_two_sources_differ_the_page_asks_and_one_tap_decides(
    web: Served, asked: int, choice: str, stands: str
) -> None:
    here = f"/person/{public_id(asked)}"
    page = web.page(here)
    assert "Organization: contacts.vcf says Acme. You have Beta. Use Acme Keep Beta" in words(page)
    claim = page.partition('name="claim" value="')[2].partition('"')[0]
    after = web.send(f"{here}/choose", claim=claim, choice=choice)
    assert "Chose what is right of Bo." in words(after.text)
    assert "Two sources differ" not in after.text
    assert page_of(web, asked).person.organization == stands
    assert "no question any more" in web.send(f"{here}/choose", 404, claim=claim, choice=choice).text
    assert "no question any more" in web.send(f"{here}/choose", 404, claim="x", choice=choice).text


def test_a_page_without_a_question_does_not_speak_of_sources_that_differ(web: Served, ada: int) -> None:
    assert "Two sources differ" not in web.page(f"/person/{public_id(ada)}")


# Relations


@on_both_databases
def test_a_relation_is_named_read_from_both_sides_and_taken_away(web: Served, ada: int) -> None:
    here = f"/person/{public_id(ada)}"
    page = web.send(f"{here}/relations", kind="spouse", other="William King", label="since 1835").text
    assert "Related Ada Lovelace and William King." in words(page)
    assert "Spouse: William King ( since 1835 )" in words(page).replace("(since 1835)", "( since 1835 )")
    (line,) = page_of(web, ada).more.relations
    assert line.kind is RelationKind.SPOUSE
    there = words(web.page(f"/person/{public_id(line.other_id)}"))
    assert "Known by relation." in there
    assert "Spouse: Ada Lovelace" in there
    gone = web.send(f"{here}/relations/{public_id(line.relation_id)}/gone").text
    assert "Took back a relation of Ada Lovelace." in words(gone)
    assert page_of(web, ada).more.relations == ()
    assert web.send(f"{here}/relations/{public_id(line.relation_id)}/gone", 404).status_code == 404


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "spouse", "other": ""}, "Write who it is"),
        ({"kind": "enemy", "other": "Bo"}, "Choose one of these."),
        ({"kind": "friend", "other": "Ada Lovelace"}, "cannot be related to themself"),
    ],
)
def test_a_relation_that_cannot_be_is_said_beside_its_field(
    web: Served, ada: int, sent: dict[str, str], sentence: str
) -> None:
    page = web.send(f"/person/{public_id(ada)}/relations", 400, **sent).text
    assert sentence in words(page)
    assert '<details class="more" id="relate" open>' in page
