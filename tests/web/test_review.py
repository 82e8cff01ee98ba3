"""Are these one person? Decided by a thumb on a phone, without a script, and taken back with one tap."""

import time
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Person
from keepwarm.storage.book import Library
from keepwarm.storage.pages.people import people_page
from keepwarm.storage.pages.review import how_many_wait
from keepwarm.usecases.find_person import recognise_handle
from keepwarm.usecases.merge_people import find_duplicates
from keepwarm.usecases.tend_person import AddPerson, add_people
from tests.books import NOW, added, card, days_ago, hash_of, talked
from tests.statements import counted
from tests.web.served import Served, on_both_databases, words
from tests.web.test_axe import found

FAMILIES = (
    "Abernathy", "Birdwhistle", "Cholmondeley", "Dankworth", "Etherington", "Fotheringay", "Gallowglass",
    "Hathersage", "Inchbald", "Jellicoe", "Knatchbull", "Lanchester", "Mountjoy", "Nettlefold", "Oglethorpe",
    "Peverell", "Quillfeather", "Ravenscroft", "Satterthwaite", "Trelawney",
)  # fmt: skip
BUTTONS = ("One person", "Two people", "Later")


def unsure_pairs(library: Library, count: int = 20, start: int = 0) -> None:
    """So many pairs, each of one rare name at two organizations, without an address in common."""
    with library.open(NOW, writing=True) as book:
        commands = [
            AddPerson(
                person=Person(name=f"Robert {family}", organization=organization),
                handles=(recognise_handle(f"{family.lower()}@{domain}.example"),),
            )
            for family in FAMILIES[start : start + count]
            for organization, domain in (("Baker and Daughters", "baker"), ("Mill & Sons", "mill"))
        ]
        add_people(book, tuple(commands))
        assert find_duplicates(book) == start + count


def a_rich_pair(library: Library) -> tuple[int, int]:
    """Two who may be one, who share and differ in all that the page shows."""
    with library.open(NOW, writing=True) as book:
        shared = recognise_handle("bob@example.org")
        bob = Person(
            name="Bob Hathersage",
            organization="Mill & Sons",
            birthday=PartialDate(month=4, day=12),
            title="Miller",
        )
        robert = Person(name="Robert Hathersage", organization="Baker and Daughters", nickname="Bobby")
        one, other = add_people(
            book,
            (
                AddPerson(person=bob, handles=(shared, recognise_handle("+44 20 7946 0018"))),
                AddPerson(
                    person=robert,
                    handles=(
                        recognise_handle("Bob@Example.org"),
                        recognise_handle("robert.hathersage.the.younger@baker-and-daughters.example"),
                    ),
                ),
            ),
        )
    for days in (30, 60, 90):
        talked(library, one, days_ago(days))
    talked(library, other, days_ago(5))
    looked_through(library)
    return one, other


def looked_through(library: Library) -> int:
    with library.open(NOW, writing=True) as book:
        return find_duplicates(book)


def waiting(library: Library) -> int:
    with library.open(NOW) as book:
        return how_many_wait(book)


def names(library: Library) -> list[str]:
    with library.open(NOW) as book:
        return [line.name for line in people_page(book, length=None).people]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone with a thumb."""
    made = chromium.new_context(
        java_script_enabled=request.param,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        color_scheme="light",
    )
    yield made
    made.close()


def test_twenty_unsure_pairs_are_decided_in_twenty_taps_of_a_thumb(
    web: Served, library: Library, phone: BrowserContext
) -> None:
    unsure_pairs(library)
    page = phone.new_page()
    page.goto(f"{web.url}/review")
    loads: list[str] = []
    page.on("domcontentloaded", lambda shown: loads.append(shown.url))
    places: dict[str, set[tuple[float, float]]] = {name: set() for name in BUTTONS}
    taps = joined = 0
    began = time.perf_counter()
    while page.get_by_role("button", name="One person").count():
        for name in BUTTONS:
            box = page.locator(".decide .button", has_text=name).bounding_box()
            assert box is not None
            assert box["y"] >= 844 / 2
            assert box["height"] >= 44
            places[name].add((box["x"], box["y"]))
        wanted = BUTTONS[taps % 2]
        ((x, y),) = places[wanted]
        page.touchscreen.tap(x + 30, y + 20)
        taps += 1
        joined += wanted == "One person"
        expect(
            page.get_by_text(f"{20 - taps} left").or_(page.get_by_text("Everybody is there once"))
        ).to_be_visible()
    print(f"twenty pairs: {taps} taps, {len(loads)} page loads, {time.perf_counter() - began:.1f} s")
    assert (taps, len(loads), joined) == (20, 20, 10)
    assert {len(found) for name, found in places.items()} == {1}
    assert waiting(library) == 0
    assert len(names(library)) == 30
    assert looked_through(library) == 0


def test_putting_off_leads_on_and_what_was_put_off_waits(
    web: Served, library: Library, phone: BrowserContext
) -> None:
    unsure_pairs(library, 3)
    page = phone.new_page()
    page.goto(f"{web.url}/review")
    first = page.locator("main").inner_text()
    page.get_by_role("link", name="Later").tap()
    expect(page.get_by_text("2 left")).to_be_visible()
    assert page.locator("main").inner_text() != first
    page.get_by_role("button", name="Two people").tap()
    expect(page.get_by_text("1 left")).to_be_visible()
    page.get_by_role("link", name="Later").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("For later")
    expect(page.get_by_text("You put off 2 pairs.")).to_be_visible()
    page.get_by_role("link", name="Look at them now").tap()
    expect(page.get_by_text("2 left")).to_be_visible()


def test_what_was_decided_is_taken_back_with_one_tap_and_stands_there_again(
    web: Served, library: Library, phone: BrowserContext
) -> None:
    unsure_pairs(library, 3)
    before = hash_of(library)
    page = phone.new_page()
    page.goto(f"{web.url}/review")
    page.get_by_role("link", name="Later").tap()
    question = page.locator(".pairs").inner_text()
    for answer, said in (("One person", "Joined Robert"), ("Two people", "Told apart Robert")):
        page.get_by_role("button", name=answer).tap()
        expect(page.locator(".notice")).to_contain_text(said)
        assert page.locator(".pairs").inner_text() != question
        page.locator(".notice").get_by_role("button", name="Undo").tap()
        expect(page.locator(".notice")).to_contain_text(
            f"Taken back: {said.lower().replace('robert', 'Robert')}"
        )
        assert page.locator(".pairs").inner_text() == question
        assert hash_of(library) == before


def test_the_two_stand_side_by_side_with_what_they_share_marked_in_a_word(
    web: Served, library: Library
) -> None:
    a_rich_pair(library)
    said = words(web.page("/review?skip=0"))
    for part in (
        "Same e-mail address",
        "The first: 1 Bob Hathersage The second: 2 Robert Hathersage",
        "Nickname The second: 2 Bobby",
        "Title The first: 1 Miller",
        "Born The first: 1 12 April",
        "Reach both bob@example.org The first: 1 +44 20 7946 0018 The second: 2 robert.hathersage",
        "Came both you wrote it",
        "The first: 1 3 talks, the last 4 weeks ago The second: 2 1 talk, the last 5 days ago",
        "Of a hundred pairs that speak so much for it, about 99 are one person.",
    ):
        assert part in said, said
    assert "%" not in said


def test_what_is_chosen_of_two_is_shown_and_what_came_together_is_said(web: Served, library: Library) -> None:
    one, other = a_rich_pair(library)
    fields = {"one": public_id(one), "other": public_id(other), "decision": "one", "skip": "0"}
    said = words(web.send("/review", **fields, **{"take-organization": "other", "take-name": "one"}).text)
    assert "Joined Bob Hathersage and Robert Hathersage; 2 addresses, 1 talk came together." in said
    page = words(web.page(f"/person/{public_id(one)}"))
    assert "Baker and Daughters" in page
    assert names(library) == ["Bob Hathersage"]


def test_a_second_tap_on_what_was_joined_before_leads_on(web: Served, library: Library) -> None:
    unsure_pairs(library, 3)
    fields = form_of(web.page("/review"))
    web.send("/review", **fields, decision="one")
    before = hash_of(library)
    answer = web.send("/review", **fields, decision="one")
    assert "2 left" in words(answer.text)
    assert hash_of(library) == before
    web.send("/review", **form_of(answer.text), decision="whatever")
    web.send("/review", 404, one="nobody", other="nobody", decision="one")
    assert hash_of(library) == before


def form_of(page: str) -> dict[str, str]:
    """The hidden fields of the question."""
    found = {}
    for name in ("one", "other", "skip"):
        found[name] = page.partition(f'name="{name}" value="')[2].partition('"')[0]
    return found


def test_those_as_good_as_certain_are_offered_first_joined_as_one_and_taken_back_as_one(
    web: Served, library: Library, phone: BrowserContext
) -> None:
    for family in FAMILIES[:3]:
        for spelling in (f"Ada {family}", f"ADA {family.upper()}"):
            added(library, spelling, f"{family.lower()}@example.org")
    assert looked_through(library) == 3
    before = hash_of(library)
    page = phone.new_page()
    page.goto(f"{web.url}/review")
    expect(page.get_by_text("3 pairs are as good as certain")).to_be_visible()
    page.get_by_role("link", name="Look at each").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these one person?")
    page.go_back()
    page.get_by_role("button", name="Join them all").tap()
    expect(page.locator(".notice")).to_contain_text("and 2 more; 3 addresses came together.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Everybody is there once")
    assert len(names(library)) == 3
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_text("3 pairs are as good as certain")).to_be_visible()
    assert hash_of(library) == before


def test_where_joined_people_differ_the_page_leads_to_whom_it_asks_about(
    web: Served, library: Library
) -> None:
    with library.open(NOW, writing=True) as book:
        handle = recognise_handle("una@example.org")
        people = (
            Person(name="Una Hathersage", title="Pilot"),
            Person(name="Una Hathersage", title="Baker"),
        )
        add_people(book, tuple(AddPerson(person=person, handles=(handle,)) for person in people))
        find_duplicates(book)
    said = words(web.send("/review/certain").text)
    assert "Of 1 person two sources say different things" in said
    assert "To choose" in said


def test_where_nobody_is_there_twice_the_whole_book_can_be_looked_through(
    web: Served, library: Library
) -> None:
    assert "No two people of your book wait to be compared." in words(web.page("/review"))
    assert "nobody in it seems to be there twice" in words(web.send("/review/look").text)
    for organization in ("Mill & Sons", "Baker and Daughters"):
        with library.open(NOW, writing=True) as book:
            person = Person(name="Robert Hathersage", organization=organization)
            add_people(book, (AddPerson(person=person, handles=()),))
    assert "Are these one person?" in words(web.send("/review/look").text)


def test_people_and_an_import_lead_to_the_question_while_any_waits(web: Served, library: Library) -> None:
    added(library, "Robert Hathersage", "robert@example.org")
    assert "may be one person" not in words(web.page("/people"))
    cards = card("Bob Hathersage", "EMAIL:bob@example.org").encode()
    preview = web.bring(("contacts.vcf", cards))
    assert "Perhaps somebody you have 1 item, which will come in beside whom you have" in words(preview.text)
    taken = web.settled(web.send(f"{preview.url.path}/take-in"))
    assert 'href="/review"' in taken.text
    assert "1 pair may be one person" in words(web.page("/people"))


def test_from_a_page_somebody_else_is_found_and_joined(
    web: Served, library: Library, phone: BrowserContext
) -> None:
    ada, augusta = added(library, "Ada Lovelace", "ada@example.org"), added(library, "Augusta King")
    page = phone.new_page()
    page.goto(f"{web.url}/person/{public_id(ada)}/same")
    expect(page.get_by_text("Nobody else is found.")).to_be_visible()
    page.get_by_role("searchbox").fill("king")
    page.get_by_role("button", name="Find").tap()
    page.get_by_role("link", name="Augusta King").tap()
    expect(page.get_by_text("Nothing in your book says so; you may know better.")).to_be_visible()
    page.get_by_role("radio", name="Augusta King").check()
    page.get_by_role("button", name="One person").tap()
    expect(page.locator(".notice")).to_contain_text("Joined Ada Lovelace and Augusta King")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Augusta King")
    assert names(library) == ["Augusta King"]
    page.locator(".notice").get_by_role("button", name="Undo").tap()
    expect(page.locator(".notice")).to_contain_text("Taken back")
    assert names(library) == ["Ada Lovelace", "Augusta King"]
    page.goto(f"{web.url}/person/{public_id(ada)}/same/{public_id(augusta)}")
    page.get_by_role("button", name="Two people").tap()
    expect(page.locator(".notice")).to_contain_text("Told apart Ada Lovelace and Augusta King.")


def test_who_is_compared_with_themself_with_nobody_or_by_a_strange_word_is_told_so(
    web: Served, library: Library
) -> None:
    ada = public_id(added(library, "Ada stage:friend"))
    assert "Nobody else is found" in words(web.page(f"/person/{ada}/same"))
    assert "choose somebody else" in words(web.page(f"/person/{ada}/same/{ada}", 400))
    for path in (f"/person/{ada}/same/nobody", f"/person/{ada}/same/{public_id(12)}", "/person/nobody/same"):
        web.page(path, 404)
    assert 'class="wrong"' in web.page(f"/person/{ada}/same?q=stage:friend", 400)
    assert "For later" not in words(web.page("/review?skip=everything"))


def test_pairs_are_decided_by_keys(web: Served, library: Library, chromium: Browser) -> None:
    unsure_pairs(library, 3)
    page = chromium.new_page()
    page.goto(f"{web.url}/review")
    for key, left in (("o", "2 left"), ("w", "1 left")):
        page.keyboard.press(key)
        expect(page.get_by_text(left)).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("For later")
    page.close()
    assert len(names(library)) == 5


COVERED = """() => {
  const bar = document.querySelector(".decide"), one = document.activeElement;
  if (one === document.body || bar.contains(one) || one.closest("nav")) return null;
  const below = one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
  return below ? one.outerHTML : null;
}"""
"""What has the focus and lies below the answers; null where nothing does."""


@pytest.mark.parametrize("size", [(390, 664), (1280, 500)], ids=lambda size: f"{size[0]}px")
def test_the_answers_cover_nothing_that_has_the_focus_and_the_page_is_no_wider_than_the_screen(
    web: Served, library: Library, chromium: Browser, size: tuple[int, int]
) -> None:
    a_rich_pair(library)
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(f"{web.url}/review?skip=0")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    covered = []
    for _ in range(30):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
    page.close()
    assert set(covered) == {None}, covered


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_pages_of_two(
    web: Served, library: Library, chromium: Browser, width: int, scheme: str
) -> None:
    one, other = (public_id(person_id) for person_id in a_rich_pair(library))
    context = chromium.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page, axe = context.new_page(), Axe()
    paths = (
        "/review",
        "/review?skip=0",
        "/review?skip=1",
        f"/person/{one}/same",
        f"/person/{one}/same/{other}",
    )
    for path in (*paths, f"/person/{one}/same?q=stage:friend", "/people"):
        page.goto(web.url + path)
        assert found(axe, page) == [], path
    page.goto(f"{web.url}/review?skip=0")
    page.get_by_role("button", name="One person").click()
    page.wait_for_selector("h1:has-text('Everybody is there once')")
    assert found(axe, page) == []
    context.close()


@on_both_databases
def test_the_statements_of_the_question_do_not_grow_with_the_book(web: Served, library: Library) -> None:
    ran = {}
    for start, count in ((0, 3), (3, 17)):
        unsure_pairs(library, count, start)
        web.page("/review?skip=0")
        with counted(library.engine) as statements:
            web.page("/review?skip=0")
        ran[count] = len(statements)
    assert ran[3] == ran[17]
