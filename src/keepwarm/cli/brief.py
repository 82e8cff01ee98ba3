"""`keepwarm brief`: one screen before a contact."""

from collections.abc import Iterator
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.details import NeedKind
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import FactKind, Side
from keepwarm.storage.pages.person import TimelineLine
from keepwarm.translations.english import (
    CHANNELS,
    FACTS,
    FAVOURS,
    RELATIONS,
    WHO_SPOKE,
    day_in_words,
    plural,
    sentence,
)
from keepwarm.translations.known import ENOUGH, wish_in_words
from keepwarm.usecases.brief_person import Brief, brief_person
from keepwarm.usecases.find_person import find_person


@click.command("brief")
@click.argument("person", type=PersonName())
@at_option
@json_option
@book_option
def brief_command(person: str, at: datetime | None, as_json: bool, book: str | None) -> None:
    """What to have before your eyes before you are in touch with somebody, in one screen.

    The last talk, what you learned last, what is open both ways, what they need and what you could give,
    people in common, three questions worth asking, the channel; and whether you know enough.

    \b
    keepwarm brief "Ada Lovelace"
    """
    with open_book(book, at) as opened:
        brief = brief_person(opened, find_person(opened, person).person_id)
    if as_json:
        write_json(_as_data(brief))
        return
    for line in _lines(brief):
        say(line)


def _titled(kind: FactKind) -> str:
    """The word for a kind at the beginning of a line; what is large within it stays so."""
    return FACTS[kind][:1].upper() + FACTS[kind][1:]


def _lines(brief: Brief) -> Iterator[str]:
    page = brief.page.page
    yield bold(page.person.name) + (f", {page.person.organization}" if page.person.organization else "")
    yield from _before(brief)
    yield from _talked(brief)
    yield from _known(brief)
    yield from _open(brief)
    yield from _around(brief)
    yield from _next(brief)


def _before(brief: Brief) -> Iterator[str]:
    """What is to be known first of all: what they wish, how long they wait, what is not to be touched."""
    known, today = brief.page.known, brief.page.page.today
    if brief.prepared.over is not None:
        yield sentence(brief.prepared.over, today)
    if known.wished is not None:
        yield wish_in_words(known.wished, today)
    if brief.prepared.waiting is not None:
        yield sentence(brief.prepared.waiting, today)
    for fact in brief.page.unmentioned:
        yield f"{_titled(fact.kind)}: {fact.text}"
    if known.private:
        yield f"{plural(len(known.private), 'thing')} more, kept private to their page."


def _talked(brief: Brief) -> Iterator[str]:
    last, about = brief.page.last, brief.page.about
    if last is None:
        return
    yield f"Last: {_talk(last, brief)}"
    if about is not None and about is not last:
        yield f"Before that: {_talk(about, brief)}"


def _talk(line: TimelineLine, brief: Brief) -> str:
    when = day_in_words(line.at.date(), brief.page.page.today)
    summary = f": {line.summary}" if line.summary else ""
    return f"{when}, {WHO_SPOKE[line.direction]} {CHANNELS[line.channel]}{summary}"


def _known(brief: Brief) -> Iterator[str]:
    today = brief.page.page.today
    for one in brief.learned:
        yield f"{_titled(one.kind)}: {one.text} ({day_in_words(one.learned_on, today)})"


def _open(brief: Brief) -> Iterator[str]:
    page = brief.page.page
    for promise in page.promises:
        who = "You promised" if promise.side is Side.MINE else "They promised"
        due = f", due {day_in_words(promise.due_on, page.today)}" if promise.due_on else ""
        yield f"{who}: {promise.text}{due}"
    if (step := page.next_step) is not None:
        yield f"Next: {step.text or 'be in touch'}"
    for one in (*brief.page.needs, *brief.page.offers):
        yield f"{'They look for' if one.kind is NeedKind.NEED else 'They can provide'}: {one.text}"
        yield from (f"  {words}" for words in _fits(brief, one.need_id))
    yield from (f"You could give: {give.text} ({FAVOURS[give.state]})" for give in brief.page.gives)
    for line in brief.page.can_help:
        yield f"You could help: {line.fact.text} ({sentence(line.move, page.today)})"


def _fits(brief: Brief, need_id: int) -> Iterator[str]:
    """Who else has to do with something that they look for or can provide."""
    for fit in brief.page.fits:
        if fit.need.need_id == need_id:
            who = (
                "You may have it yourself" if fit.offer.person_id is None else f"{fit.offer.name} may have it"
            )
            yield f"{who}: {fit.offer.text}"
        elif fit.offer.need_id == need_id:
            yield f"{fit.need.name} is looking for this: {fit.need.text}"


def _around(brief: Brief) -> Iterator[str]:
    for why in brief.page.reasons:
        move = sentence(why.move, brief.page.page.today)
        yield f"{_titled(why.fact.kind)}: {why.fact.text} ({move})"
    for line in brief.page.relations:
        yield f"{RELATIONS[line.kind].capitalize()}: {line.name}"
    for one in brief.page.together:
        yield f"Seen together with: {one.name} ({plural(one.times, 'time')})"


def _next(brief: Brief) -> Iterator[str]:
    """What to ask, by which channel, and whether it is enough."""
    today = brief.page.page.today
    if brief.prepared.questions:
        yield ""
        yield bold("Worth asking")
        yield from (f"  {sentence(one, today)}" for one in brief.prepared.questions)
    if brief.prepared.ask_wish:
        yield "  Ask once whether they want to stay in touch too."
    if brief.prepared.over is not None:
        return
    yield ""
    if brief.channel is not None:
        yield bold(CHANNELS[brief.channel].capitalize()) + "".join(f", {one.value}" for one in brief.handles)
    yield from (f"  {sentence(reason, today)}" for reason in brief.channel_reasons)
    yield from (sentence(reason, today) for reason in brief.prepared.missing)
    if brief.prepared.rest is not None:
        yield sentence(brief.prepared.rest, today)
    if brief.prepared.is_enough:
        yield bold(ENOUGH)


def _as_data(brief: Brief) -> dict[str, object]:
    page, prepared, today = brief.page, brief.prepared, brief.page.page.today
    return {
        "id": public_id(page.page.person_id),
        "person": page.page.person.name,
        "stage": page.page.tie.stage,
        "wish": page.known.wished,
        "waiting": prepared.waiting,
        "last": page.last,
        "about": page.about,
        "learned": brief.learned,
        "promises": page.page.promises,
        "next_step": page.page.next_step,
        "needs": page.needs,
        "offers": page.offers,
        "fits": [
            {
                "need": fit.need.text,
                "of": fit.need.name,
                "offer": fit.offer.text,
                "from": fit.offer.name or None,
            }
            for fit in page.fits
        ],
        "gives": [{"text": one.text, "state": one.state, "noted_on": one.noted_on} for one in page.gives],
        "reasons": [
            {"kind": one.fact.kind, "text": one.fact.text, "move": one.move}
            for one in (*page.can_help, *page.reasons)
        ],
        "not_to_mention": [one.text for one in page.unmentioned],
        "private": len(page.known.private),
        "relations": [
            {"person": one.name, "id": public_id(one.other_id), "kind": one.kind} for one in page.relations
        ],
        "together": [
            {"person": one.name, "id": public_id(one.person_id), "times": one.times} for one in page.together
        ],
        "questions": [{"reason": one, "words": sentence(one, today)} for one in prepared.questions],
        "ask_wish": prepared.ask_wish,
        "rest": prepared.rest,
        "over": prepared.over,
        "channel": brief.channel,
        "channel_reasons": brief.channel_reasons,
        "handles": [one.value for one in brief.handles],
        "missing": prepared.missing,
        "enough": prepared.is_enough,
    }
