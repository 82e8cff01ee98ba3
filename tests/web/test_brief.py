"""The brief as a page: one screen before a contact, from what was told."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NeedKind, RelationKind
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind, Side, Standing
from keepwarm.storage.book import Library
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.needs import add_need
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, log_interaction
from keepwarm.usecases.note_facts import KeepDay, KeepFact, keep_day, keep_fact
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import NOW, added, days_ago
from tests.web.served import Served, words
from tests.web.test_axe import OPENED

XSS = "<script>alert(1)</script>"


@pytest.fixture
def ada(library: Library) -> int:
    return added(library, "Ada Lovelace", "ada@example.org", "+44 20 7946 0018")


def noted(library: Library, person_id: int, kind: FactKind, text: str) -> None:
    with library.open(NOW, writing=True) as book:
        keep_fact(book, KeepFact(person_id=person_id, kind=kind, text=text))


def brief_of(web: Served, person_id: int) -> str:
    return words(web.page(f"/person/{public_id(person_id)}/brief"))


def test_the_brief_is_one_screen_in_the_order_of_use(web: Served, library: Library, ada: int) -> None:
    with library.open(NOW, writing=True) as book:
        talk = LogInteraction(
            person_id=ada,
            channel=Channel.CALL,
            at=days_ago(3),
            note="the Engine",
            promises=(
                NewPromise(text="a book", due_on=NOW.date()),
                NewPromise(text="the plans", side=Side.THEIRS, due_on=NOW.date() + timedelta(days=1)),
            ),
        )
        log_interaction(book, talk)
        begin_batch(book, "need", "Ada")
        add_need(book, ada, NeedKind.NEED, "a mechanic")
    noted(library, ada, FactKind.GOALS, "run a marathon")
    noted(library, ada, FactKind.CAN_HELP, "knows no baker")
    noted(library, ada, FactKind.DO_NOT_MENTION, "the last election")
    said = brief_of(web, ada)
    sought = (
        "You know enough: go and talk.",
        "Worth asking",
        "How is it going with “run a marathon”?",
        "(“a mechanic”)",
        "Better not mentioned the last election",
        "Last time 3 days ago, you spoke by phone: the Engine.",
        "You promised: a book",
        "They promised: the plans",
        "They look for: a mechanic",
        "You could help: knows no baker Ask them: would that help you?",
        "Goals run a marathon",
    )
    found = [said.index(line) for line in sought]
    assert found == sorted(found)


def test_who_may_have_what_they_look_for_stands_beside_it_but_nothing_private_of_others(
    web: Served, library: Library, ada: int
) -> None:
    cem = added(library, "Cem")
    with library.open(NOW, writing=True) as book:
        begin_batch(book, "need", "Ada")
        for text in ("a piano teacher", "a therapist for depression"):
            add_need(book, ada, NeedKind.NEED, text)
        for text in ("piano lessons", "a therapist for depression"):
            add_need(book, cem, NeedKind.OFFER, text)
    theirs, his = brief_of(web, ada), brief_of(web, cem)
    assert "They look for: a piano teacher Cem may have it: piano lessons" in theirs
    assert "Ada Lovelace is looking for this: a piano teacher" in his
    assert "Cem may have it: a therapist" not in theirs
    assert "is looking for this: a therapist" not in his


def test_the_page_of_the_person_leads_to_the_brief(web: Served, ada: int) -> None:
    here = f"/person/{public_id(ada)}"
    assert f'href="{here}/brief"' in web.page(here)


def test_what_is_missing_is_said_and_nothing_else_is_urged(web: Served, ada: int) -> None:
    said = brief_of(web, ada)
    assert "Missing: a reason." in said
    assert "Missing: one question" in said
    assert "go and talk" not in said


def test_a_no_leaves_no_channel_and_no_question(web: Served, library: Library, ada: int) -> None:
    noted(library, ada, FactKind.GOALS, "run a marathon")
    with library.open(NOW, writing=True) as book:
        note_wish(book, NoteWish(person_id=ada, answer=Wish.NO))
    page = web.page(f"/person/{public_id(ada)}/brief")
    assert "They would rather not stay in touch." in words(page)
    assert "Worth asking" not in page
    assert "mailto:" not in page
    assert "tel:" not in page


def test_people_in_common_are_named_but_for_who_is_left_be(web: Served, library: Library, ada: int) -> None:
    added(library, "Mary")
    old = added(library, "Old Flame")
    with library.open(NOW, writing=True) as book:
        relate_people(book, RelatePeople(person_id=ada, other="Mary", kind=RelationKind.FRIEND))
        relate_people(book, RelatePeople(person_id=ada, other="Old Flame", kind=RelationKind.PARTNER))
        set_standing(book, old, Standing.LEAVE_BE)
    said = brief_of(web, ada)
    assert "Friend: Mary" in said
    assert "Old Flame" not in said


def test_what_people_wrote_is_text_on_the_brief(web: Served, library: Library) -> None:
    one = added(library, f"Ada {XSS}")
    for kind in FactKind:
        noted(library, one, kind, f"{kind} {XSS}")
    with library.open(NOW, writing=True) as book:
        command = LogInteraction(person_id=one, channel=Channel.CALL, at=days_ago(1), note=XSS)
        log_interaction(book, command)
    here = f"/person/{public_id(one)}"
    for path in (here, f"{here}/brief"):
        page = web.page(path)
        assert XSS not in page
        assert "&lt;script&gt;" in page


def test_nobody_has_no_brief(web: Served) -> None:
    web.page("/person/0000000000000/brief", 404)


SMALL = """() => [...document.querySelectorAll('main a, main button, main summary, main input, main select')]
  .filter(one => one.checkVisibility() && !one.closest('p, li:not(:has(.edit)), dt'))
  .filter(one => one.type !== 'checkbox' && one.type !== 'radio')
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""
"""What can be touched outside of running text, and is not high enough."""


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_the_brief_and_what_is_known_and_what_is_touched_is_large(
    chromium: Browser, web: Served, library: Library, ada: int, width: int, scheme: str
) -> None:
    for kind in FactKind:
        noted(library, ada, kind, f"a {kind}")
    here = f"/person/{public_id(ada)}"
    with library.open(NOW, writing=True) as book:
        private = KeepFact(
            person_id=ada, kind=FactKind.FAMILY, text="private", sensitive=True, confirmed=True
        )
        fact = f"{here}/facts/{public_id(keep_fact(book, private))}"
        note_wish(book, NoteWish(person_id=ada, answer=Wish.UNCLEAR, words="Perhaps."))
        keep_day(book, KeepDay(person_id=ada, label="name day", on=PartialDate(month=5, day=14)))
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    for path in (here, f"{here}/brief", fact):
        page.goto(web.url + path)
        page.evaluate(OPENED)
        found = [
            f"{one['id']}: {node['html']}"
            for one in Axe().run(page).response["violations"]
            for node in one["nodes"]
        ]
        assert found == [], path
        assert page.evaluate(SMALL) == [], path
    page.goto(web.url + here)
    page.evaluate("document.querySelector('#note-fact').open = true")
    page.locator("#note-fact textarea").fill("a worry")
    page.locator("#note-fact label[for=private]").click()
    page.get_by_role("button", name="Note it").click()
    assert page.get_by_text("Keep this? They may ask to read it.").is_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Keep it, private to their page").click()
    assert page.get_by_text("2 more, kept private to this page").is_visible()
    context.close()
