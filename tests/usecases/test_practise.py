"""Thirty days of practice: each task is seen in the book once it is done there, and never before."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from keepwarm.domain.bearings import Wish
from keepwarm.domain.channels import Channel
from keepwarm.domain.details import FavourState
from keepwarm.domain.errors import Invalid
from keepwarm.domain.interactions import Direction
from keepwarm.domain.meeting import EventKind, EventState, Format
from keepwarm.domain.people import FactKind, Side
from keepwarm.domain.practice_tasks import RULES, TASKS
from keepwarm.domain.programme import DAYS
from keepwarm.storage.book import Book, Library
from keepwarm.storage.pages.journal import journal_page
from keepwarm.storage.pages.practice import practice_page, practised_day
from keepwarm.usecases.begin_demo import begin_demo
from keepwarm.usecases.capture_person import CapturePerson, capture_person
from keepwarm.usecases.choose_time import ChooseTime, choose_time
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.log_interaction import LogInteraction, NewStep, log_interaction
from keepwarm.usecases.note_facts import KeepFact, keep_fact
from keepwarm.usecases.one_to_ones import PlanOneToOne, plan_one_to_one
from keepwarm.usecases.own_profile import TellProfile, tell_profile
from keepwarm.usecases.plan_event import AddEvent, add_typed_event, edit_event, plan_to_meet
from keepwarm.usecases.practise import answer_day, begin_day, day_of, go_on, next_day, pause
from keepwarm.usecases.prefer import Prefer, own_ways, prefer
from keepwarm.usecases.tend_bearing import ChooseBearing, choose_bearing
from keepwarm.usecases.tend_favours import MoveFavour, NoteFavour, move_favour, note_favour
from keepwarm.usecases.tend_person import AddPerson, Person, add_people
from keepwarm.usecases.tend_wish import NoteWish, note_wish
from keepwarm.usecases.undo import undo
from tests.books import NOW, added, begun, days_ago, hash_of, talked
from tests.statements import counted

_OLD, _NEW, _SILENT = "Anna Old", "Nel New", "Sil Silent"

_NUMBERS = count(1)

Deed = Callable[[Book], object]


def _id(book: Book, name: str = _NEW) -> int:
    return find_person(book, name).person_id


def _fact(kind: FactKind, text: str) -> Deed:
    return lambda book: keep_fact(book, KeepFact(person_id=_id(book), kind=kind, text=text))


def _talk(
    channel: Channel, *, name: str = _NEW, share: int | None = None, step: NewStep | None = None
) -> Deed:
    return lambda book: log_interaction(
        book,
        LogInteraction(
            person_id=_id(book, name),
            channel=channel,
            at=book.now - timedelta(minutes=1),
            my_share=share,
            next_step=step,
        ),
    )


def _favour(side: Side, state: FavourState, text: str, name: str = _NEW) -> Deed:
    return lambda book: note_favour(
        book, NoteFavour(person_id=_id(book, name), side=side, text=text, state=state, anyway=True)
    )


def _move_to_thanked(book: Book) -> None:
    line = note_favour(
        book,
        NoteFavour(
            person_id=_id(book), side=Side.THEIRS, text="a lift", state=FavourState.DONE, unasked=True
        ),
    )
    assert line.favour_id is not None
    move_favour(book, MoveFavour(person_id=_id(book), favour_id=line.favour_id, to=FavourState.THANKED))


def _event(kind: EventKind, **words: str) -> Callable[[Book], int]:
    return lambda book: add_typed_event(
        book,
        AddEvent(name=f"Evening {next(_NUMBERS)}", at=book.now + timedelta(days=3), kind=kind, words=words),
    )


def _both(*deeds: Deed) -> Deed:
    def do(book: Book) -> None:
        for deed in deeds:
            deed(book)

    return do


def _answered(day: int, key: str, words: str) -> Deed:
    return _both(lambda book: begin_day(book, day), lambda book: answer_day(book, {key: words}))


DEEDS: dict[str, Deed] = {
    "reason": _fact(FactKind.IN_COMMON, "we both keep bees"),
    "few": lambda book: choose_time(book, ChooseTime(capacity="3")),
    "talk": _talk(Channel.IN_PERSON),
    "question": _fact(FactKind.QUESTION, "How did the choir begin?"),
    "listen": _talk(Channel.IN_PERSON, share=25),
    "form": _both(_fact(FactKind.OCCUPATION, "tunes organs"), _fact(FactKind.RECREATION, "sails")),
    "give": _favour(Side.MINE, FavourState.IDEA, "a book on bees"),
    "offer": _favour(Side.MINE, FavourState.OFFERED, "an hour with the form"),
    "capture": lambda book: capture_person(
        book, CapturePerson(name="Kim Met", place="the fair", at=days_ago(1))
    ),
    "wish": lambda book: note_wish(book, NoteWish(person_id=_id(book), answer=Wish.YES)),
    "prefer": lambda book: prefer(book, Prefer(person_id=_id(book), liked=(Channel.TEXT,))),
    "voice": _talk(Channel.CALL),
    "next": _talk(Channel.EMAIL, step=NewStep(text="send the list")),
    "follow": lambda book: log_interaction(
        book,
        LogInteraction(
            person_id=_id(book, "Kim Met"),
            channel=Channel.EMAIL,
            at=book.now - timedelta(minutes=1),
            direction=Direction.OUT,
        ),
    ),
    "other-channel": _talk(Channel.EMAIL, step=NewStep(text="ring up", channel=Channel.CALL), name=_SILENT),
    "pitch": lambda book: answer_day(book, {"pitch": "I frame what lies in drawers."}),
    "one-to-one": lambda book: plan_one_to_one(book, PlanOneToOne(person_id=_id(book))),
    "not-coffee": lambda book: plan_one_to_one(
        book, PlanOneToOne(person_id=_id(book, _SILENT), format=Format.WALK)
    ),
    "refer": lambda book: tell_profile(book, TellProfile(send_me="who has just moved")),
    "remembered": _fact(FactKind.SAYS_I_DO, "frames pictures"),
    "ask": _favour(Side.THEIRS, FavourState.WANTED, "a word with the port"),
    "introduce": _both(
        _favour(Side.MINE, FavourState.OFFERED, "meet Sil"),
        _favour(Side.MINE, FavourState.OFFERED, "meet Nel", _SILENT),
    ),
    "event": lambda book: edit_event(book, _event(EventKind.MEETUP)(book), {"goal": "thank the woman"}),
    "guest": lambda book: plan_to_meet(
        book, _event(EventKind.MEETUP)(book), _id(book), {"question": "Who helped you?"}
    ),
    "beyond": _fact(FactKind.MOTIVATION, "wants to teach"),
    "unlike": _event(EventKind.VOLUNTEERING),
    "rhythm": lambda book: choose_bearing(book, ChooseBearing(person_id=_id(book), cadence_days=35)),
    "thanks": _move_to_thanked,
    "old-friend": _talk(Channel.CALL, name=_OLD),
    "three-next": _both(
        *(_talk(Channel.TEXT, step=NewStep(text="tea"), name=n) for n in (_OLD, _NEW, _SILENT))
    ),
}


def _with_people(library: Library) -> None:
    """Three people: one of long ago, one who is new, one who does not answer mails."""
    with library.open(NOW, writing=True) as book:
        commands = [AddPerson(person=Person(name=name), handles=()) for name in (_OLD, _NEW, _SILENT)]
        old, _, silent = add_people(book, tuple(commands))
    talked(library, old, days_ago(800))
    talked(library, silent, days_ago(40), channel=Channel.EMAIL, direction=Direction.OUT)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The demo, and three people whom the tasks are done with."""
    library = Library(str(tmp_path_factory.mktemp("demo") / "demo.keepwarm"))
    begin_demo(library, NOW)
    _with_people(library)
    yield library
    library.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A book in which many a day is begun, one after the other."""
    with begun(str(tmp_path_factory.mktemp("shared") / "book.keepwarm")) as library:
        _with_people(library)
        yield library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with begun(str(tmp_path / "book.keepwarm")) as library:
        _with_people(library)
        yield library


def _do(library: Library, deed: Deed) -> None:
    with library.open(NOW, writing=True) as book:
        deed(book)


def _is_done(library: Library, day: int) -> bool:
    with library.open(NOW) as book:
        row = practice_page(book).latest(day)
    assert row is not None
    return row.done_on is not None


def test_all_thirty_days_are_seen_to_be_done_by_what_is_done_in_the_book(demo: Library) -> None:
    assert set(DEEDS) == set(RULES)
    for number, task in enumerate(TASKS, start=1):
        _do(demo, lambda book, number=number: begin_day(book, number))  # type: ignore[misc]  # a default binds it now
        assert not _is_done(demo, number), task
        _do(demo, DEEDS[task])
        assert _is_done(demo, number), task
    with demo.open(NOW) as book:
        page = practice_page(book)
    assert [row.done_on for row in page.begun] == [NOW.date()] * DAYS
    assert page.settings["pitch"] == "I frame what lies in drawers."


def test_the_page_runs_the_same_statements_after_one_day_and_after_thirty(
    demo: Library, library: Library
) -> None:
    _do(library, lambda book: begin_day(book, 1))
    ran = []
    for one in (demo, library):
        with one.open(NOW) as book, counted(one.engine) as statements:
            practice_page(book)
        ran.append(len(statements))
    assert ran[0] == ran[1] <= 12


@pytest.mark.parametrize(
    ("task", "falls_short"),
    [
        ("talk", lambda book: log_interaction(book, LogInteraction(
            person_id=_id(book), channel=Channel.EMAIL, at=NOW, direction=Direction.OUT))),
        ("listen", _talk(Channel.CALL)),
        ("form", _both(_fact(FactKind.FAMILY, "a sister"), _fact(FactKind.FAMILY, "a brother"))),
        ("give", _favour(Side.THEIRS, FavourState.IDEA, "a name")),
        ("offer", _favour(Side.MINE, FavourState.IDEA, "a name")),
        ("voice", _talk(Channel.EMAIL)),
        ("other-channel", _talk(Channel.EMAIL, step=NewStep(text="write", channel=Channel.EMAIL))),
        ("not-coffee", lambda book: plan_one_to_one(book, PlanOneToOne(person_id=_id(book)))),
        ("introduce", _both(
            _favour(Side.MINE, FavourState.OFFERED, "one"), _favour(Side.MINE, FavourState.OFFERED, "two"))),
        ("event", lambda book: edit_event(book, _event(EventKind.MEETUP)(book), {"state": EventState.GOING})),
        ("guest", lambda book: plan_to_meet(book, _event(EventKind.MEETUP)(book), _id(book))),
        ("beyond", _fact(FactKind.OCCUPATION, "tunes organs")),
        ("old-friend", _both(_talk(Channel.CALL), _talk(Channel.CALL, name=_SILENT))),
        ("old-friend", lambda book: add_people(book, (AddPerson(person=Person(name="Zoe"), handles=()),))),
        ("three-next", _both(*(_talk(Channel.TEXT, step=NewStep(text="tea")) for _ in range(3)))),
        ("reason", _fact(FactKind.LIKES, "figs")),
        ("rhythm", lambda book: choose_bearing(book, ChooseBearing(person_id=_id(book), closeness=3))),
        ("thanks", _favour(Side.THEIRS, FavourState.DONE, "a lift")),
        ("ask", _favour(Side.THEIRS, FavourState.IDEA, "a lift")),
        ("pitch", lambda book: answer_day(book, {"usual": "I am a clerk"})),
    ],
)  # fmt: skip
def test_what_falls_short_of_a_task_does_not_pass_for_it(
    shared: Library, task: str, falls_short: Deed
) -> None:
    day = TASKS.index(task) + 1
    _do(shared, lambda book: begin_day(book, day))
    _do(shared, falls_short)
    assert not _is_done(shared, day)


def test_an_event_of_a_kind_that_was_there_before_is_not_new(library: Library) -> None:
    _do(library, _event(EventKind.CLASS))
    _do(library, lambda book: begin_day(book, TASKS.index("unlike") + 1))
    _do(library, _event(EventKind.CLASS))
    assert not _is_done(library, TASKS.index("unlike") + 1)


def test_what_was_done_before_the_day_began_is_not_taken_for_it_and_a_day_can_be_repeated(
    library: Library,
) -> None:
    _do(library, DEEDS["talk"])
    _do(library, lambda book: begin_day(book, 3))
    assert not _is_done(library, 3)
    _do(library, DEEDS["talk"])
    assert _is_done(library, 3)
    _do(library, lambda book: begin_day(book, 3))
    assert not _is_done(library, 3)
    with library.open(NOW) as book:
        assert [row.done_on is not None for row in practice_page(book).begun].count(True) == 1


def test_what_is_taken_back_is_not_done_and_done_again_when_it_is_had_back(library: Library) -> None:
    _do(library, lambda book: begin_day(book, 3))
    _do(library, DEEDS["talk"])
    _do(library, undo)
    assert not _is_done(library, 3)
    with library.open(NOW) as book:
        undoing = journal_page(book, 1)[0].batch_id
    _do(library, lambda book: undo(book, undoing))
    assert _is_done(library, 3)


def test_a_task_done_late_is_done_all_the_same(library: Library) -> None:
    _do(library, lambda book: begin_day(book, 3))
    _do(library, next_day)
    _do(library, DEEDS["talk"])
    assert _is_done(library, 3)
    assert not _is_done(library, 4)


def test_answers_are_kept_come_back_and_set_what_their_line_names(library: Library) -> None:
    _do(library, lambda book: begin_day(book, 11))
    _do(library, lambda book: answer_day(book, {"mine": "a letter", "sentence": "What suits\n you best?"}))
    _do(library, lambda book: begin_day(book, 12))
    _do(library, lambda book: answer_day(book, {"unused": "social, Post"}))
    with library.open(NOW) as book:
        page, own = practice_page(book), own_ways(book)
    eleven = page.latest(11)
    assert eleven is not None
    assert eleven.answers == {"mine": "a letter", "sentence": "What suits you best?"}
    assert own.asking_sentence == "What suits you best?"
    assert own.unused == {Channel.SOCIAL, Channel.POST}
    _do(library, lambda book: answer_day(book, {"mine": " "}, 11))
    with library.open(NOW) as book:
        kept = practice_page(book).latest(11)
        assert kept is not None
        assert kept.answers == {"sentence": "What suits you best?"}
        assert own_ways(book).asking_sentence == "What suits you best?"


@pytest.mark.parametrize("number", range(1, DAYS + 1))
def test_every_line_that_sets_something_sets_it(shared: Library, number: int) -> None:
    day = day_of(number)
    said = {line.key: "call" if line.is_choice else f"my {line.key}" for line in day.lines}
    _do(shared, lambda book: begin_day(book, number))
    _do(shared, lambda book: answer_day(book, said))
    with shared.open(NOW) as book:
        page = practice_page(book)
    row = page.latest(number)
    assert row is not None
    assert row.answers == said
    assert {line.sets: said[line.key] for line in day.lines if line.sets}.items() <= page.settings.items()


def test_undo_takes_back_an_answer_with_what_it_set_and_a_day_that_was_begun(library: Library) -> None:
    before = hash_of(library)
    _do(library, lambda book: begin_day(book, 16))
    begun_hash = hash_of(library)
    _do(library, DEEDS["pitch"])
    assert hash_of(library) != begun_hash
    _do(library, undo)
    assert hash_of(library) == begun_hash
    with library.open(NOW) as book:
        assert "pitch" not in practice_page(book).settings
    with library.open(NOW, writing=True) as book:
        first = next(iter(practice_page(book).begun))
        assert first.answers == {}
    _do(library, lambda book: begin_day(book, 17))
    _do(library, undo)
    assert hash_of(library) == begun_hash != before


def test_a_pause_is_quiet_and_ends_with_going_on_or_with_a_day(library: Library) -> None:
    def shown() -> int | None:
        with library.open(NOW) as book:
            at = practised_day(book)
            return at.number if at else None

    assert shown() is None
    _do(library, lambda book: begin_day(book, 5))
    assert shown() == 5
    _do(library, pause)
    assert shown() is None
    _do(library, go_on)
    assert shown() == 5
    _do(library, pause)
    _do(library, next_day)
    assert shown() == 6


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (lambda book: begin_day(book, 31), "days 1 to 30"),
        (lambda book: begin_day(book, 0), "days 1 to 30"),
        (_both(lambda book: begin_day(book, 30), next_day), "was the last one"),
        (_answered(1, "x", "y"), "no line 'x'"),
        (_answered(1, "last", "y" * 2001), "2,000"),
        (_answered(11, "sentence", "y" * 501), "500"),
        (_answered(12, "unused", "fax"), "'fax' is no"),
        (_answered(12, "unused", ",".join(Channel)), "by no channel at all"),
        (_both(_answered(1, "last", "y"), lambda book: answer_day(book, {}, 99)), "not begun yet"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(
    shared: Library, deed: Deed, words: str
) -> None:
    before = hash_of(shared)
    with pytest.raises(Invalid, match=words), shared.open(NOW, writing=True) as book:
        deed(book)
    assert hash_of(shared) == before


@pytest.mark.parametrize("deed", [next_day, pause, go_on, lambda book: answer_day(book, {"last": "x"})])
def test_before_the_first_day_there_is_nothing_to_go_on_with(library: Library, deed: Deed) -> None:
    with pytest.raises(Invalid, match="No day is begun yet"), library.open(NOW, writing=True) as book:
        deed(book)


def test_what_happened_since_the_first_day_stands_beside_the_answers(library: Library) -> None:
    ada = added(library, "Ada")
    talked(library, ada, days_ago(5))
    _do(library, lambda book: begin_day(book, 1))
    _do(library, _both(DEEDS["talk"], DEEDS["question"], DEEDS["next"]))
    with library.open(NOW) as book:
        since = practice_page(book).since
    assert since is not None
    assert (since.talks, since.people, since.learned, since.gave, since.steps) == (2, 1, 1, 0, 1)


def test_it_is_the_same_on_a_server(postgres_url: str) -> None:
    with begun(postgres_url) as library:
        _with_people(library)
        for task in ("other-channel", "unlike", "old-friend"):
            number = TASKS.index(task) + 1
            with library.open(NOW, writing=True) as book:
                begin_day(book, number)
            assert not _is_done(library, number)
            _do(library, DEEDS[task])
            assert _is_done(library, number)
