"""What a story says follows: who is proposed and why, how a tie stands, what a page says."""

from datetime import date, datetime, time, timedelta

from keepwarm.domain.cadence import Rhythm
from keepwarm.domain.ids import public_id
from keepwarm.domain.own_time import Mood
from keepwarm.domain.stages import Stage as TieStage
from keepwarm.domain.tie_state import Tie
from keepwarm.storage.pages.headline import headline
from keepwarm.storage.pages.known import known_page
from keepwarm.storage.pages.nearly import nearly_page
from keepwarm.storage.pages.person import person_page
from keepwarm.storage.pages.today import TodayLine, today_page
from keepwarm.storage.pages.week import week_page
from keepwarm.translations.english import sentence
from keepwarm.usecases.edit_person import EditPerson, edit_person
from tests.scenarios.story import ZONE, Grammar, Stage
from tests.scenarios.words import CHANNELS

OF_WHO = Grammar()
says = OF_WHO.says

_PAGES = {"brief": "brief", "page": "show", "advice on reaching": "reach", "ledger": "favours"}


# --- the day's list ---


def _list(stage: Stage, at: datetime | None = None) -> dict[str, TodayLine]:
    """A day's lines by the names of the story, in their order."""
    with stage.open(at) as book:
        return {stage.called(line.proposal.person_id): line for line in today_page(book).lines}


def _said(line: TodayLine, on: date) -> str:
    proposal = line.proposal
    reasons = (*proposal.reasons, proposal.channel_reason, *proposal.channel_remarks)
    return " ".join(sentence(reason, on) for reason in reasons)


@says("Today proposes {who}(?:: {words})?")
def _proposed(stage: Stage, who: str, words: str | None) -> None:
    lines = _list(stage)
    assert who in lines, f"today there is {list(lines)}"
    said = _said(lines[who], stage.now.date())
    assert (words or "") in said, said


@says("Today does not propose {who}")
def _not_proposed(stage: Stage, who: str) -> None:
    stage.person(who)
    assert who not in _list(stage)


@says("Today proposes nobody")
def _nobody(stage: Stage) -> None:
    assert list(_list(stage)) == []


@says("Today proposes {who} before {other}")
def _before(stage: Stage, who: str, other: str) -> None:
    order = list(_list(stage))
    assert order.index(who) < order.index(other), order


@says(r"Today proposes (?P<count>\d+) (?:person|people)")
def _count(stage: Stage, count: str) -> None:
    lines = _list(stage)
    assert len(lines) == int(count), list(lines)


@says("Today is (?P<way>put away|not put away)")
def _put_away(stage: Stage, way: str) -> None:
    with stage.open() as book:
        assert (today_page(book).mood is Mood.FINISHED) is (way == "put away")


@says(r"Within (?P<days>\d+) days {who} and {other} each come first")
def _take_turns(stage: Stage, days: str, who: str, other: str) -> None:
    mornings = [
        datetime.combine(stage.now.date(), time(9), ZONE) + timedelta(days=ahead)
        for ahead in range(int(days))
    ]
    assert {next(iter(_list(stage, at)), "") for at in mornings} == {who, other}


@says(r"The week proposes {who} on {day}")
def _in_the_week(stage: Stage, who: str, day: str) -> None:
    assert _days_in_week(stage, who) == [date.fromisoformat(day)]


@says(r"The week does not propose {who} on {day}")
def _not_in_the_week(stage: Stage, who: str, day: str) -> None:
    assert date.fromisoformat(day) not in _days_in_week(stage, who)


def _days_in_week(stage: Stage, who: str) -> list[date]:
    with stage.open() as book:
        planned, person_id = week_page(book).days, stage.person(who)
    return [day.on for day in planned for line in day.lines if line.proposal.person_id == person_id]


@says(r"On the list the channel for {who} is {channel}")
def _channel_today(stage: Stage, who: str, channel: str) -> None:
    found = _list(stage)[who].proposal.channel
    assert found is CHANNELS[channel], found


@says("Swapping the titles of {who} and {other} changes nothing")
def _swapped(stage: Stage, who: str, other: str) -> None:
    def seen() -> list[tuple[str, object, object]]:
        return [(name, line.proposal.kind, line.proposal.channel) for name, line in _list(stage).items()]

    before = seen()
    assert {who, other} <= {name for name, *_ in before}
    with stage.open() as book:
        titles = {name: person_page(book, stage.person(name)).person.title for name in (who, other)}
    assert titles[who] != titles[other]
    with stage.open(writing=True) as book:
        for name, title in ((who, titles[other]), (other, titles[who])):
            edit_person(book, EditPerson(person_id=stage.person(name), fields={"title": title}))
    assert seen() == before


# --- the tie ---


def _tie(stage: Stage, who: str) -> Tie:
    with stage.open() as book:
        return person_page(book, stage.person(who)).tie


@says(rf"The tie with {{who}} is (?P<stage_name>{'|'.join(TieStage)})")
def _is_at_stage(stage: Stage, who: str, stage_name: str) -> None:
    tie = _tie(stage, who)
    assert tie.stage is TieStage(stage_name), (tie.stage, [reason.code for reason in tie.missing])


@says(rf"The rhythm with {{who}} is (?P<rhythm>{'|'.join(Rhythm)})")
def _is_in_rhythm(stage: Stage, who: str, rhythm: str) -> None:
    assert _tie(stage, who).rhythm is Rhythm(rhythm)


@says("With {who} there is still missing: {words}")
def _missing(stage: Stage, who: str, words: str) -> None:
    said = [sentence(reason, stage.now.date()) for reason in _tie(stage, who).missing]
    assert {words, f"Missing: {words}"} & set(said), said


@says("One talk (?P<way>would|would not) make {who} a connection")
def _near(stage: Stage, way: str, who: str) -> None:
    with stage.open() as book:
        near = [line.person_id for line in nearly_page(book).near]
    assert (stage.person(who) in near) is (way == "would")


@says("{who} (?P<way>waits|does not wait) on the list for the first word")
def _unspoken(stage: Stage, who: str, way: str) -> None:
    with stage.open() as book:
        unspoken = [line.person_id for line in nearly_page(book).unspoken]
    assert (stage.person(who) in unspoken) is (way == "waits")


@says(r"Of (?P<contacts>\d+) contacts? (?P<connections>\d+) (?:is a connection|are connections)")
def _headline(stage: Stage, contacts: str, connections: str) -> None:
    with stage.open() as book:
        found = headline(book)
    assert (found.contacts, found.connections) == (int(contacts), int(connections))


# --- what a page says ---


@says(rf"The (?P<what>{'|'.join(_PAGES)})(?: of| with)? {{who}} (?P<way>says|does not say) {{words}}")
def _page_says(stage: Stage, what: str, who: str, way: str, words: str) -> None:
    text = stage.answer(_PAGES[what], public_id(stage.person(who)))
    assert (words in text) is (way == "says"), text


@says(r"My (?P<what>ledger|own ways) says? {words}")
def _mine_says(stage: Stage, what: str, words: str) -> None:
    text = stage.answer({"ledger": "favours", "own ways": "channels"}[what])
    assert words in text, text


@says(r"To find out whether {who} sees “(?P<why>.+)” as I do: {words}")
def _move(stage: Stage, who: str, why: str, words: str) -> None:
    with stage.open() as book:
        reasons = known_page(book, person_page(book, stage.person(who))).reasons
    moves = {line.fact.text: sentence(line.move, stage.now.date()) for line in reasons}
    assert moves[why] == words
