"""Gives and asks in the book: moved, undone, joined, taken out and brought back; what a stage makes of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.bearings import Wish, Wished
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState, NeedKind
from keepwarm.domain.errors import Ambiguous, Invalid, Missing
from keepwarm.domain.favours import MOVES, balance_of
from keepwarm.domain.interactions import Direction
from keepwarm.domain.people import FactKind, Side, Standing
from keepwarm.domain.stages import Stage
from keepwarm.storage.bearings import change_bearing, set_wish
from keepwarm.storage.book import Library
from keepwarm.storage.favours import lines_of
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.pages.help_now import HelpPage, help_page
from keepwarm.storage.pages.ledger import LedgerPage, PersonLedger, ledger_page, person_ledger
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.today import today_page
from keepwarm.usecases.export_book import ExportBook, Format, export_book
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.merge_people import MergePeople, merge_people
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.prefer import Prefer, prefer
from keepwarm.usecases.restore_book import restore_book
from keepwarm.usecases.tend_favours import (
    MoveFavour,
    NoteFavour,
    find_line,
    forget_favour,
    move_favour,
    need_help,
    note_favour,
)
from keepwarm.usecases.tend_needs import NoteNeed, note_need
from keepwarm.usecases.tend_person import set_standing
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, days_ago, hash_of, taken_in, talked
from tests.importers.readings import DATA
from tests.statements import counted

TODAY = NOW.date()
IDEA, OFFERED, WANTED = FavourState.IDEA, FavourState.OFFERED, FavourState.WANTED
DECLINED, DONE, THANKED = FavourState.DECLINED, FavourState.DONE, FavourState.THANKED
MINE, THEIRS = Side.MINE, Side.THEIRS


def noted(library: Library, person_id: int, side: Side, text: str, state: FavourState, **more: object) -> int:
    """The id of a line that has to be kept; `ago` are the days since."""
    on = TODAY - timedelta(days=int(str(more.pop("ago", 0))))
    command = NoteFavour(person_id=person_id, side=side, text=text, state=state, on=on, **more)  # type: ignore[arg-type] # the names of its fields
    with library.open(NOW, writing=True) as book:
        found = note_favour(book, command)
    assert found.favour_id is not None, found.words
    return found.favour_id


def ledger_of(library: Library, person_id: int) -> PersonLedger:
    with library.open(NOW) as book:
        return person_ledger(book, person_id)


def whole_ledger(library: Library) -> LedgerPage:
    with library.open(NOW) as book:
        return ledger_page(book)


def helpers(library: Library) -> HelpPage:
    with library.open(NOW) as book:
        return help_page(book)


def connected(library: Library, name: str) -> int:
    """The id of somebody with whom there is a connection: talks by phone, each side was the first once."""
    person_id = added(library, name, f"{name.lower()}@example.org")
    for days, direction in ((60, Direction.OUT), (59, Direction.MUTUAL), (40, Direction.IN)):
        talked(library, person_id, days_ago(days), direction=direction)
    talked(library, person_id, days_ago(39))
    return person_id


def test_a_give_goes_its_way_with_its_days(library: Library) -> None:
    ada = added(library, "Ada")
    line = noted(library, ada, MINE, "the mechanic's  number", IDEA, ago=9)
    for to, ago in ((OFFERED, 8), (WANTED, 5), (DONE, 4), (THANKED, 1)):
        on = TODAY - timedelta(days=ago)
        with library.open(NOW, writing=True) as book:
            moved = move_favour(book, MoveFavour(person_id=ada, favour_id=line, to=to, on=on))
        assert (moved.favour_id, moved.words) == (line, ())
    (kept,) = ledger_of(library, ada).lines
    assert (kept.text, kept.state, kept.on) == ("the mechanic's number", THANKED, TODAY - timedelta(days=4))
    assert kept.changed_on == TODAY - timedelta(days=1)


def test_each_move_is_one_thing_to_undo(library: Library) -> None:
    ada, hashes = added(library, "Ada"), []
    line = noted(library, ada, THEIRS, "advice", IDEA)
    for to in (WANTED, DECLINED, DONE, THANKED):
        hashes.append(hash_of(library))
        with library.open(NOW, writing=True) as book:
            command = MoveFavour(person_id=ada, favour_id=line, to=to, anyway=True)
            assert move_favour(book, command).favour_id == line
    for before in reversed(hashes):
        with library.open(NOW, writing=True) as book:
            undo(book)
        assert hash_of(library) == before
    with library.open(NOW, writing=True) as book:
        forget_favour(book, ada, line)
    assert ledger_of(library, ada).lines == ()
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert hash_of(library) == hashes[0]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ({"text": " "}, "say in a few words"),
        ({"on": TODAY + timedelta(days=1)}, "is not here yet"),
        ({"on": date(1850, 1, 1)}, "too long ago"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    library: Library, command: dict[str, object], sentence: str
) -> None:
    ada = added(library, "Ada")
    before = hash_of(library)
    with pytest.raises(Invalid, match=sentence), library.open(NOW, writing=True) as book:
        note_favour(book, NoteFavour(**{"person_id": ada, "side": MINE, "text": "a book"} | command))  # type: ignore[arg-type] # the names of its fields
    assert hash_of(library) == before


def test_a_line_of_somebody_else_is_not_there(library: Library) -> None:
    ada, ben = added(library, "Ada"), added(library, "Ben")
    line = noted(library, ada, MINE, "a book", IDEA)
    with pytest.raises(Missing), library.open(NOW, writing=True) as book:
        move_favour(book, MoveFavour(person_id=ben, favour_id=line, to=DONE))
    with pytest.raises(Missing), library.open(NOW, writing=True) as book:
        forget_favour(book, ben, line)


def test_words_find_the_line_that_is_still_open(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, MINE, "a book on bees", DONE)
    line = noted(library, ada, MINE, "a book on wasps", IDEA)
    with library.open(NOW) as book:
        assert find_line(book, ada, "BOOK").favour_id == line
        with pytest.raises(Missing, match="No give or ask with Ada says 'car'"):
            find_line(book, ada, "car")
    noted(library, ada, MINE, "a book on ants", IDEA)
    with pytest.raises(Ambiguous, match="a book on"), library.open(NOW) as book:
        find_line(book, ada, "book")


# Before an ask


def test_an_ask_that_needs_a_word_is_kept_only_anyway(library: Library) -> None:
    ada = added(library, "Ada")
    before = hash_of(library)
    command = NoteFavour(person_id=ada, side=THEIRS, text="advice", state=WANTED)
    with library.open(NOW, writing=True) as book:
        found = note_favour(book, command)
    assert found.favour_id is None
    assert [reason.code for reason in found.words] == ["ask_before_any_give"]
    assert hash_of(library) == before
    noted(library, ada, THEIRS, "advice", WANTED, anyway=True)
    assert [line.text for line in ledger_of(library, ada).lines] == ["advice"]


def test_an_idea_that_becomes_an_ask_gets_the_word_too(library: Library) -> None:
    ada = added(library, "Ada")
    line = noted(library, ada, THEIRS, "advice", IDEA)
    with library.open(NOW, writing=True) as book:
        found = move_favour(book, MoveFavour(person_id=ada, favour_id=line, to=WANTED))
    assert (found.favour_id, [reason.code for reason in found.words]) == (None, ["ask_before_any_give"])
    assert ledger_of(library, ada).lines[0].state is IDEA


def test_an_ask_that_was_made_before_is_only_written_down(library: Library) -> None:
    ada = added(library, "Ada")
    noted(library, ada, THEIRS, "advice", WANTED, ago=3)
    assert [reason.code for reason in ledger_of(library, ada).words] == [
        "ask_before_any_give",
        "asked_lately",
    ]


def test_while_help_is_needed_nothing_is_said_before_an_ask(library: Library) -> None:
    ada = added(library, "Ada")
    with library.open(NOW, writing=True) as book:
        assert need_help(book, TODAY + timedelta(days=14))
    assert ledger_of(library, ada).words == ()
    noted(library, ada, THEIRS, "advice", WANTED)
    with library.open(NOW + timedelta(days=15)) as book:
        assert person_ledger(book, ada).terms.helping_until is None
        assert person_ledger(book, ada).words != ()


@pytest.mark.parametrize("days", [-1, 181])
def test_a_day_that_is_no_now_is_refused(library: Library, days: int) -> None:
    with pytest.raises(Invalid, match="choose one of the next 180 days"):  # noqa: SIM117 - the book is closed by it
        with library.open(NOW, writing=True) as book:
            need_help(book, TODAY + timedelta(days=days))


# The whole ledger


def test_the_whole_ledger_counts_asks_as_courage_and_names_the_last_of_each(library: Library) -> None:
    ada, ben = added(library, "Ada"), added(library, "Ben")
    noted(library, ada, MINE, "a book", DONE, ago=40)
    noted(library, ben, THEIRS, "advice", DONE, ago=10)
    noted(library, ben, THEIRS, "a name", DECLINED, ago=20)
    noted(library, ada, THEIRS, "a lift", DONE, ago=2, unasked=True)
    page = whole_ledger(library)
    assert (page.asks.made, page.asks.agreed, page.asks.waiting) == (2, 1, 0)
    assert page.last_give is not None
    assert page.last_ask is not None
    assert (page.last_give.name, page.last_ask.name, page.last_ask.line.text) == ("Ada", "Ben", "advice")
    assert [one.line.text for one in page.thanks] == ["a lift", "advice"]


def test_whoever_is_left_be_or_said_no_stands_only_in_what_was(library: Library) -> None:
    people = {name: added(library, name) for name in ("Ada", "Ben", "Cleo")}
    for person_id in people.values():
        noted(library, person_id, MINE, "a book", IDEA)
        noted(library, person_id, MINE, "a lift", DONE)
        with library.open(NOW, writing=True) as book:
            note_need(book, NoteNeed(person_id=person_id, kind=NeedKind.NEED, text="a flat"))
    with library.open(NOW, writing=True) as book:
        set_standing(book, people["Ben"], Standing.LEAVE_BE)
        begin_batch(book, "wish", "Cleo")
        set_wish(book, people["Cleo"], Wished(answer=Wish.NO, said_on=TODAY))
    page = whole_ledger(library)
    assert [one.name for one in page.gives] == ["Ada"]
    assert [one.name for one in page.needs] == ["Ada"]
    assert page.balance.gave == 3


def test_thanks_are_due_for_help_of_yesterday(library: Library) -> None:
    ada, ben = added(library, "Ada"), added(library, "Ben")
    noted(library, ada, THEIRS, "a lift", DONE, ago=1, unasked=True)
    noted(library, ben, THEIRS, "a lift", DONE, unasked=True)
    with library.open(NOW) as book:
        assert [line.proposal.person_id for line in today_page(book).lines] == [ada]
    line = ledger_of(library, ada).lines[0]
    with library.open(NOW, writing=True) as book:
        move_favour(book, MoveFavour(person_id=ada, favour_id=line.favour_id, to=THANKED))
        assert today_page(book).lines == ()


def test_a_page_of_the_ledger_reads_a_fixed_number_of_statements(library: Library) -> None:
    counts = []
    for number in range(3):
        person_id = connected(library, f"Person{number}")
        noted(library, person_id, MINE, "a book", IDEA)
        for read in (ledger_page, help_page, lambda book, one=person_id: person_ledger(book, one)):
            with library.open(NOW) as book, counted(library.engine) as ran:
                read(book)
            counts.append(len(ran))
    assert counts == [5, 9, 3] * 3


# What rests on it


def test_help_both_ways_makes_an_ally_and_undoing_it_takes_that_back(library: Library) -> None:
    ada = connected(library, "Ada")

    def stage() -> Stage:
        with library.open(NOW) as book:
            return person_page(book, ada).tie.stage

    def stored() -> list[str]:
        return [one.name for one in helpers(library).people if not one.is_old]

    noted(library, ada, MINE, "a book", DONE)
    assert (stage(), stored()) == (Stage.CONNECTION, ["Ada"])
    noted(library, ada, THEIRS, "advice", DONE)
    assert stage() is Stage.ALLY
    with library.open(NOW, writing=True) as book:
        undo(book)
    assert stage() is Stage.CONNECTION


def test_an_ally_is_asked_before_a_connection(library: Library) -> None:
    connected(library, "Ada")
    ben = connected(library, "Ben")
    for side in Side:
        noted(library, ben, side, "a lift", DONE)
    assert [one.name for one in helpers(library).people] == ["Ben", "Ada"]


def test_of_two_who_are_one_no_line_is_lost(library: Library) -> None:
    ada, other = added(library, "Ada"), added(library, "A. Lovelace")
    noted(library, ada, MINE, "a book", DONE)
    noted(library, other, MINE, "a lift", IDEA, money=True)
    noted(library, other, THEIRS, "advice", WANTED, anyway=True)
    for person_id, text in ((ada, "a flat"), (other, "a car")):
        with library.open(NOW, writing=True) as book:
            note_need(book, NoteNeed(person_id=person_id, kind=NeedKind.NEED, text=text))
    lines = {line.text: line for one in (ada, other) for line in ledger_of(library, one).lines}
    with library.open(NOW, writing=True) as book:
        merge_people(book, MergePeople(person_id=ada, other_id=other))
    joined = ledger_of(library, ada)
    assert {line.text: (line.state, line.on, line.money) for line in joined.lines} == {
        text: (line.state, line.on, line.money) for text, line in lines.items()
    }
    assert (joined.balance.gave, joined.balance.asked) == (1, 1)
    assert {one.text for one in joined.needs} == {"a flat", "a car"}


def test_a_file_that_comes_again_knows_the_line_that_was_moved_on(library: Library) -> None:
    sample = DATA / "monica" / "export-4.1.json"
    taken_in(library, sample)
    with library.open(NOW, writing=True) as book:
        bee = find_person(book, "Berta Ida Quarrel").person_id
        line = find_line(book, bee, "tide tables")
        move_favour(book, MoveFavour(person_id=bee, favour_id=line.favour_id, to=DONE))
    before = ledger_of(library, bee)
    assert before.balance.last_give is not None
    assert (before.balance.last_give.text, before.balance.last_give.on) == (line.text, TODAY)
    assert {one.text: one.money for one in before.lines if one.money} == {
        "Lent 20 EUR": True,
        "Lent 7.50 EUR; paid back": True,
    }
    taken_in(library, sample)
    assert ledger_of(library, bee) == before


def test_an_archive_brings_the_ledger_back(library: Library, tmp_path: Path) -> None:
    ada = added(library, "Ada")
    noted(library, ada, MINE, "a loan", DONE, ago=9, money=True)
    noted(library, ada, THEIRS, "a lift", DONE, ago=3, unasked=True)
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.OFFER, text="a piano"))
        need_help(book, TODAY)
    with library.open(NOW) as book:
        export_book(book, tmp_path / "book.archive", ExportBook(form=Format.ARCHIVE))
    other = Library(str(tmp_path / "other.keepwarm"))
    restore_book(other, tmp_path / "book.archive", NOW)
    assert ledger_of(other, ada) == ledger_of(library, ada)
    assert whole_ledger(other) == whole_ledger(library)
    other.close()


# I need help now


def test_whom_to_ask_are_the_warm_and_the_old_and_nobody_who_is_to_be_left_alone(library: Library) -> None:
    names = ("Ada", "Ben", "Cleo", "Dora", "Eve")
    people = {name: connected(library, name) for name in names}
    stranger = added(library, "Fay")
    old = added(library, "Gus")
    for days in (1_500, 1_490, 1_480):
        talked(library, old, days_ago(days))
    noted(library, people["Eve"], THEIRS, "advice", WANTED, anyway=True)
    with library.open(NOW, writing=True) as book:
        set_standing(book, people["Ben"], Standing.LEAVE_BE)
        begin_batch(book, "wish", "Cleo")
        set_wish(book, people["Cleo"], Wished(answer=Wish.NO, said_on=TODAY))
        begin_batch(book, "never propose", "Dora")
        change_bearing(book, people["Dora"], proposed=False)
        refresh_people(book, {*people.values(), stranger, old})
    found = [(one.name, one.is_old) for one in helpers(library).people]
    assert found == [("Ada", False), ("Gus", True)]


def test_who_never_wants_any_channel_that_there_is_is_not_asked(library: Library) -> None:
    ada = connected(library, "Ada")
    connected(library, "Ben")
    with library.open(NOW, writing=True) as book:
        prefer(book, Prefer(person_id=ada, never=(Channel.CALL,)))
    assert sorted(one.name for one in helpers(library).people) == ["Ada", "Ben"]
    with library.open(NOW, writing=True) as book:
        prefer(book, Prefer(person_id=ada, never=(Channel.EMAIL,)))
    assert [one.name for one in helpers(library).people] == ["Ben"]


def test_words_to_send_are_made_of_what_they_told_and_nothing_else(library: Library) -> None:
    ada, ben, cleo = (connected(library, name) for name in ("Ada", "Ben", "Cleo"))
    for person_id, kind, text in (
        (ada, FactKind.SKILLS, "knows the tax office"),
        (ada, FactKind.REASON, "could buy from us"),
        (ben, FactKind.CAN_HELP, "rich uncle"),
        (cleo, FactKind.DO_NOT_MENTION, "the lawsuit"),
        (cleo, FactKind.OCCUPATION, "left over the lawsuit"),
    ):
        with library.open(NOW, writing=True) as book:
            keep_fact(book, KeepFact(person_id=person_id, kind=kind, text=text))
    said = {one.name: (one.because, one.is_offer) for one in helpers(library).people}
    assert said == {"Ada": ("knows the tax office", False), "Ben": ("", False), "Cleo": ("", False)}
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=ada, kind=NeedKind.OFFER, text="a look at contracts"))
    said = {one.name: (one.because, one.is_offer) for one in helpers(library).people}
    assert said["Ada"] == ("a look at contracts", True)


def test_each_has_one_small_give_where_there_is_one(library: Library) -> None:
    ada, ben, _ = (connected(library, name) for name in ("Ada", "Ben", "Cleo"))
    noted(library, ada, MINE, "a loan", IDEA, money=True)
    noted(library, ada, MINE, "a book", IDEA)
    with library.open(NOW, writing=True) as book:
        note_need(book, NoteNeed(person_id=ben, kind=NeedKind.NEED, text="a piano teacher"))
    gives = {one.name: one.give and dict(one.give.values)["text"] for one in helpers(library).people}
    assert gives == {"Ada": "a book", "Ben": "a piano teacher", "Cleo": None}


def test_who_has_not_answered_the_last_message_is_left_in_peace(library: Library) -> None:
    ada = connected(library, "Ada")
    talked(library, ada, days_ago(20), channel=Channel.EMAIL, direction=Direction.OUT)
    assert helpers(library).people == ()


MOVED = st.lists(st.tuples(st.sampled_from(Side), st.lists(st.integers(0, 9), max_size=4)), max_size=3)


@settings(max_examples=12)  # each makes a book and undoes it step by step
@given(MOVED)
def test_what_the_book_says_is_what_its_lines_come_to_after_any_moves_and_their_undoing(
    tmp_path_factory: pytest.TempPathFactory, ways: list[tuple[Side, list[int]]]
) -> None:
    place: Path = tmp_path_factory.mktemp("law") / "book.keepwarm"
    with begun(str(place)) as library:
        ada, hashes = added(library, "Ada"), []
        for number, (side, steps) in enumerate(ways):
            hashes.append(hash_of(library))
            line = noted(library, ada, side, f"thing {number}", IDEA)
            state = IDEA
            for step in steps:
                if not (allowed := MOVES[side][state]):
                    break
                hashes.append(hash_of(library))
                state = allowed[step % len(allowed)]
                with library.open(NOW, writing=True) as book:
                    move_favour(book, MoveFavour(person_id=ada, favour_id=line, to=state, anyway=True))
            with library.open(NOW) as book:
                counted_anew = balance_of(lines_of(book, ada))
                assert person_ledger(book, ada).balance == ledger_page(book).balance == counted_anew
        for before in reversed(hashes):
            with library.open(NOW, writing=True) as book:
                undo(book)
            assert hash_of(library) == before
