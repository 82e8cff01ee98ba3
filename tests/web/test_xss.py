"""Nothing that people write runs: every string of xss.txt in every field and in a card, in one browser."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import NeedKind, RelationKind
from keepwarm.domain.errors import Invalid
from keepwarm.domain.ids import public_id
from keepwarm.domain.one_to_ones import AgendaLine
from keepwarm.domain.own_cards import CardFields
from keepwarm.domain.people import FactKind, Handle, HandleKind, Person, Side
from keepwarm.domain.reasons import Reason
from keepwarm.domain.submissions import Given
from keepwarm.storage.book import Book, Library
from keepwarm.storage.likenesses import keep_likeness
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.edit_person import EditPerson, edit_person
from keepwarm.usecases.log_interaction import LogInteraction, NewPromise, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.one_to_ones import PlanOneToOne, plan_one_to_one, write_agenda
from keepwarm.usecases.own_cards import KeepCard, add_card
from keepwarm.usecases.own_profile import TellProfile, tell_profile
from keepwarm.usecases.plan_event import PLAN_WORDS, WORDS, AddEvent, add_typed_event, plan_to_meet
from keepwarm.usecases.prefer import OwnChannels, Prefer, choose_own_channels, prefer
from keepwarm.usecases.relate_people import RelatePeople, relate_people
from keepwarm.usecases.save_filter import SaveFilter, save_filter
from keepwarm.usecases.swap import leave_details
from keepwarm.usecases.tend_circle import begin_circle, join_circle
from keepwarm.usecases.tend_favours import NoteFavour, note_favour
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from keepwarm.usecases.tend_person import AddPerson, add_people
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from tests.books import NOW, added, card, days_ago
from tests.web.served import SEND, Served
from tests.web.test_pocket import kept

STRANGE = (Path(__file__).parent / "xss.txt").read_text(encoding="utf-8").splitlines()

SPROUTED = """(page) => [...page.querySelectorAll("*")].filter((one) =>
  [...one.attributes].some(({ name }) => name.startsWith("on") || ["style", "srcdoc"].includes(name)) ||
  one.matches("main :is(script, iframe, object, embed, video, audio, style, link, meta, base)") ||
  one.matches("main img:not(.face > [src$='/photo'], [src^='/cards/'][src*='/code/'], [src^='blob:'])") ||
  (one.matches("a") && !["http:", "https:", "mailto:", "tel:", "sms:"].includes(one.protocol)) ||
  one.matches("[autofocus]:not(p.wrong[role='alert'], textarea#words), [formaction^='javascript:']")
).map((one) => one.outerHTML.slice(0, 200))"""
"""Elements that no template of ours makes, and attributes that would run."""

READ = f"""async (paths) => {{
  const sprouted = {SPROUTED};
  const found = [];
  for (const path of paths) {{
    const answer = await fetch(path);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    found.push(...sprouted(page).map((one) => [path, one]));
  }}
  return found;
}}"""
"""What sprouts on pages that are read and not shown, which is quicker."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A browser that would run what it is given: the policy that forbids it is left out here."""
    context = chromium.new_context(bypass_csp=True)
    made = context.new_page()
    made.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    yield made
    context.close()


def groups(size: int) -> list[list[str]]:
    """The strings, so many at a time, the last ones filled up."""
    return [(STRANGE[start:] + STRANGE)[:size] for start in range(0, len(STRANGE), size)]


def look(page: Page) -> None:
    assert page.evaluate(f"({SPROUTED})(document)") == [], page.url


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    assert len(STRANGE) == len(set(STRANGE)) >= 100


def write_everything(library: Library) -> int:
    """The id of somebody of whom every string is kept, in whatever can be written; and each as a filter."""
    ada = added(library, STRANGE[0], "ada@example.org")
    with library.open(NOW, writing=True) as book:
        for one, two, three, four in groups(4):
            command = LogInteraction(
                person_id=ada,
                channel=Channel.CALL,
                at=days_ago(1),
                note=three,
                promises=(NewPromise(text=one), NewPromise(text=two, side=Side.THEIRS)),
                next_step=NewStep(text=four),
            )
            log_interaction(book, command)
        for text in STRANGE:
            keep_fact(book, KeepFact(person_id=ada, kind=FactKind.GOALS, text=text))
            with suppress(Invalid):  # what is no filter is said on a page that another test looks at
                save_filter(book, SaveFilter(name=text[:60], query=text))
        written = {field: STRANGE[at][:60] for at, field in enumerate(("nickname", "organization", "title"))}
        handles = tuple(Handle(kind=HandleKind.CHAT, value=text, label=text) for text in STRANGE)
        edit = EditPerson(person_id=ada, fields=written, note=STRANGE[3], tags=tuple(STRANGE), added=handles)
        edit_person(book, edit)
        for text in STRANGE:
            for kind in NeedKind:
                with suppress(Invalid):  # what folds to the same words is there once
                    note_need(book, NoteNeed(person_id=ada, kind=kind, text=text))
            for side in Side:
                note_favour(book, NoteFavour(person_id=ada, side=side, text=text, anyway=True))
        said = Prefer(person_id=ada, liked=(Channel.TEXT,), words=STRANGE[4], said_at=STRANGE[5])
        prefer(book, said)
        note_wish(book, NoteWish(person_id=ada, answer=Wish.YES, words=STRANGE[6]))
        choose_own_channels(book, OwnChannels(asking_sentence=STRANGE[7]))
        for text in STRANGE[::4]:
            kind = RelationKind.OTHER
            relate_people(book, RelatePeople(person_id=ada, other=text, kind=kind, label=text, is_new=True))
    return ada


def test_nothing_that_was_kept_runs_on_any_page(web: Served, library: Library, page: Page) -> None:
    here = f"/person/{public_id(write_everything(library))}"
    for names in groups(5)[::4]:
        web.send("/people/add", **{f"name{place}": name for place, name in enumerate(names, 1)})
    many = [f"{name}:{text}" for text in STRANGE for name in ("EMAIL", "TEL", "URL", "IMPP")]
    cards = [card("Everything", *many)]
    cards += [
        card(text, *(f"{name}:{text}" for name in ("ORG", "TITLE", "EMAIL", "NOTE"))) for text in STRANGE
    ]
    brought = web.bring((f"{STRANGE[1]}.vcf", "".join(cards).encode()))
    page.goto(str(brought.url))
    look(page)
    taken = web.settled(web.send(f"{brought.url.path}/take-in"))
    listed = [web.page(f"/people?page={number}") for number in (1, 2, 3, 4)]
    people = sorted(
        {part.partition('"')[0] for one in listed for part in one.split('class="row" href="')[1:]}
    )
    assert len(people) > len(STRANGE)
    assert page.evaluate(READ, people) == []
    everything = web.page("/people?q=everything").partition('class="row" href="')[2].partition('"')[0]
    lists = ["/", "/people", "/people?page=2", "/people?page=3", "/journal", "/spoken"]
    lists += [f"{here}/brief", "/give-and-ask", "/help-now", "/week", "/connections", "/channels", "/log"]
    lists += [f"{here}/edit", f"{everything}/edit", "/people?q=standing:by-relation"]
    for url in [str(taken.url), *(web.url + path for path in [*lists, here, everything, *people[::8]])]:
        page.goto(url)
        look(page)


def meet_everybody(book: Book) -> Iterator[str]:
    """Write the strings wherever something is written of meeting people; the pages that show them."""
    card = KeepCard(label=STRANGE[0], fields=CardFields(name=STRANGE[1], organization=STRANGE[2]))
    card_id = add_card(book, card)
    yield f"/cards/{public_id(card_id)}"
    for place, texts in enumerate(groups(12)):
        one, two, three, four, five, six, *others = texts
        event = AddEvent(
            name=f"{one} {place}",
            at=NOW + timedelta(hours=place - 3),
            circle_id=begin_circle(book, f"{two[:50]} {place}", three),
            words=dict(zip(WORDS, others, strict=False)),
        )
        event_id = add_typed_event(book, event)
        met = CapturePerson(
            name=four,
            event_id=event_id,
            at=NOW - timedelta(hours=1),
            is_new=True,
            wanted=Wish.YES,
            wanted_words=five,
            prefers=Channel.CALL,
            prefers_words=six,
            note=one,
            organization=two[:60],
        )
        person_id = capture_person(book, met).person_id
        plan_to_meet(book, event_id, person_id, dict(zip(PLAN_WORDS, texts, strict=False)))
        join_circle(book, event.circle_id or 0, (person_id,))
        mine = tuple(AgendaLine(text=text, sent=True) for text in texts)
        planned = plan_one_to_one(book, PlanOneToOne(person_id=person_id, place=three, mine=mine))
        write_agenda(book, planned, theirs=tuple(others))
        for text in texts[::4]:
            way = Handle(kind=HandleKind.CHAT, value=text)
            leave_details(book, card_id, Given(name=text[:200], title=text[:200], ways=(way,), about=text))
        yield f"/event/{public_id(event_id)}"
        yield f"/event/{public_id(event_id)}/edit"
        yield f"/group/{public_id(event.circle_id or 0)}"
        yield f"/one-to-one/{public_id(planned)}"
        yield f"/one-to-one/{public_id(planned)}/held"
        yield f"/person/{public_id(person_id)}/met"


def test_nothing_that_is_written_of_meeting_people_runs(web: Served, library: Library, page: Page) -> None:
    with library.open(NOW, writing=True) as book:
        tell_profile(book, TellProfile(does=STRANGE[0], for_whom=STRANGE[1], goals="\n".join(STRANGE[2:5])))
        paths = list(meet_everybody(book))
    lists = [
        "/meet",
        "/events",
        "/arrived",
        "/one-to-ones",
        "/first-meetings",
        "/cards",
        "/profile",
    ]
    page.goto(f"{web.url}/meet")
    assert page.evaluate(READ, paths) == []
    for path in [*lists, *paths[:7]]:
        page.goto(web.url + path)
        look(page)
    page.goto(f"{web.url}/pocket")
    kept(page)
    page.reload()
    page.get_by_text(STRANGE[0]).first.wait_for(state="attached")
    look(page)


def test_nothing_runs_where_two_stand_side_by_side(web: Served, library: Library, page: Page) -> None:
    shown = groups(6)
    with library.open(NOW, writing=True) as book:
        for place, (name, other, work, title, address, why) in enumerate(shown):
            persons = (
                Person(name=name, organization=work, nickname=title),
                Person(name=other, organization=title, nickname=work),
            )
            handles = (Handle(kind=HandleKind.PROFILE, value=address, label=why, service=why),)
            one, two = add_people(
                book, tuple(AddPerson(person=person, handles=handles) for person in persons)
            )
            reasons = (Reason.of("same_chat", handle=why), Reason.of("name_variant", one=name, other=other))
            keep_likeness(book, one, two, 0.9 - place / 1000, reasons)
    asked = [quote(text, safe="") for text in STRANGE]
    here = f"/person/{public_id(one)}/same"
    paths = [f"/review?skip={place}" for place in range(len(shown))]
    paths += [f"/review?skip={one}&done={one}&looked={one}" for one in asked]
    paths += [here, f"{here}/{public_id(two)}", *(f"{here}?q={one}" for one in asked)]
    page.goto(f"{web.url}/review")
    assert page.evaluate(READ, paths) == []
    for path in paths[: len(shown) : 3]:
        page.goto(web.url + path)
        look(page)


def test_nothing_that_was_refused_runs_where_it_is_shown_again(
    web: Served, library: Library, page: Page
) -> None:
    here = f"/person/{public_id(added(library, 'Ada'))}"
    dated = ("on", "minutes", "promise_mine_by", "promise_theirs_by", "next_on")
    for path, form, fields in (
        (here, "#log-talk form", (*dated, "note", "promise_mine", "promise_theirs", "next")),
        (f"{here}/edit", "form.edit", ("name", "birthday", "tags", "value-1", "value-2", "street-new")),
        (here, "#relate form", ("kind", "other", "label")),
        ("/people/add", "main form", tuple(f"way{place}" for place in range(1, 6))),
    ):
        for texts in groups(len(fields)):
            page.goto(web.url + path)
            with page.expect_navigation():
                page.evaluate(SEND, [form, dict(zip(fields, texts, strict=True))])
            assert page.locator(".wrong").count()
            look(page)


def test_nothing_that_an_address_asks_for_runs(web: Served, page: Page) -> None:
    asked = [quote(text, safe="") for text in STRANGE]
    page.goto(f"{web.url}/people?q={asked[0]}")
    assert page.evaluate(READ, [f"/people?q={one}&page={one}&done={one}" for one in asked]) == []
    assert page.evaluate(READ, [f"/people/filter?q={one}&stage={one}" for one in asked]) == []
    assert page.evaluate(READ, [f"/person/{one}?log={one}" for one in asked]) == []
    for one in asked[::8]:
        page.goto(f"{web.url}/people?q={one}")
        look(page)
