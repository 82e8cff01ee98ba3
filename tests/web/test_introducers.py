"""Who can introduce me: the page with one field, and the part of a person's page."""

from keepwarm.domain.details import RelationKind
from keepwarm.domain.ids import public_id
from keepwarm.storage.book import Library
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from tests.books import NOW, added, days_ago, talked
from tests.web.served import Served, on_both_databases, words

HOSTILE = "<script>alert(1)</script>"


@on_both_databases
def test_a_person_never_talked_with_shows_who_could_introduce_you(web: Served, library: Library) -> None:
    ada, bob = added(library, "Ada"), added(library, f"Bob {HOSTILE}", "bob@example.org")
    here = f"/person/{public_id(ada)}"
    assert "Who could introduce you" not in web.page(here)
    talked(library, bob, days_ago(21))
    with library.open(NOW, writing=True) as book:
        relate_people(book, RelatePeople(person_id=ada, other=public_id(bob), kind=RelationKind.COLLEAGUE))
    page = web.page(here)
    assert "Who could introduce you" in words(page)
    assert "You two were last in touch 3 weeks ago." in words(page)
    found = web.page("/introducers?q=ada")
    assert "works with Ada." in words(found)
    for one in (page, found):
        assert HOSTILE not in one
        assert "&lt;script&gt;" in one
    assert "Who could introduce you" not in web.page(f"/person/{public_id(bob)}")
    assert "already" in words(web.page("/introducers?q=bob"))


def test_of_many_with_whom_you_talked_one_line_is_said_and_their_names_are_folded(
    web: Served, library: Library
) -> None:
    for name in ("Ada Pike", "Ben Pike", "Cleo Pike"):
        talked(library, added(library, name), days_ago(9))
    found = web.page("/introducers?q=pike")
    assert "<summary>You have talked with 3 of them already</summary>" in found
    folded = found.partition("<summary>")[2].partition("</details>")[0]
    assert folded.count("Pike</bdi></a>") == found.count("Pike</bdi></a>") == 3


def test_the_page_asks_one_question_and_says_what_is_not_found(web: Served, library: Library) -> None:
    assert "To whom?" in words(web.page("/introducers"))
    assert "Nobody in your book is meant by this" in words(web.page("/introducers?q=nowhere", 400))
    added(library, "Ada")
    assert "Nobody with whom you have talked is known to know them." in words(web.page("/introducers?q=ada"))
