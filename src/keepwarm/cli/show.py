"""`keepwarm show`: one person, in the same order as on their page."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.numbers import tie_as_data
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.explanations import explain
from keepwarm.domain.ids import public_id
from keepwarm.domain.people import Side, Standing
from keepwarm.storage.pages.person import PersonPage
from keepwarm.storage.pages.person_more import Origin, RoleLine
from keepwarm.translations.english import (
    CHANNELS,
    FACTS,
    FAVOURS,
    FIELDS,
    RELATIONS,
    RHYTHMS,
    STANDINGS,
    WHO_SPOKE,
    day_in_words,
    plural,
    sentence,
    strength_in_words,
)
from keepwarm.usecases.find_person import find_person
from keepwarm.usecases.show_person import ShownPerson, show_person

_LATEST = 10
_DAYS = ("began", "ended")
_UNASKED = {"few_turns_yet"}
"""Why there is no figure of something that is not shown here."""


@click.command("show")
@click.argument("person", type=PersonName())
@click.option("--private", is_flag=True, help="With what is kept private to their page, too.")
@at_option
@json_option
@book_option
def show_command(person: str, private: bool, at: datetime | None, as_json: bool, book: str | None) -> None:
    """Who somebody is, how to reach them, why now, what you know, what is open, what you did.

    PERSON is a name, a part of one, an address or an id.

    \b
    keepwarm show "Ada Lovelace"
    keepwarm show ada@example.org --json
    """
    with open_book(book, at) as opened:
        shown = show_person(opened, find_person(opened, person).person_id)
    hidden = 0 if private else sum(fact.sensitive for fact in shown.page.facts)
    if hidden:
        shown = _without_private(shown)
    if as_json:
        write_json(_as_data(shown) | {"private": hidden})
        return
    for line in _lines(shown):
        say(line)
    if hidden:
        say(f"{plural(hidden, 'thing')} more, kept private: keepwarm show --private", error=True)


def _without_private(shown: ShownPerson) -> ShownPerson:
    facts = tuple(fact for fact in shown.page.facts if not fact.sensitive)
    return replace(shown, page=replace(shown.page, facts=facts))


def _lines(shown: ShownPerson) -> Iterator[str]:
    page = shown.page
    yield from _who(shown)
    yield from _reach(shown)
    yield from _why(page)
    yield from _known(page)
    yield from _around(page)
    yield from _open(page)
    yield from _history(page)


def _who(shown: ShownPerson) -> Iterator[str]:
    person = shown.page.person
    work = ", ".join(shown.work)
    yield bold(person.name) + (f", {work}" if work else "")
    if also := ", ".join(filter(None, (person.nickname, person.phonetic))):
        yield f"Also: {also}"
    yield from (f"And {_role(line)}" for line in shown.beside)
    yield from (f"Before: {_role(line)}" for line in shown.former)
    if person.standing is not Standing.ORDINARY:
        yield f"Standing: {STANDINGS[person.standing]}"
    if person.birthday:
        yield f"Birthday: {person.birthday}"
    if shown.page.more.tags:
        yield f"Tags: {', '.join(shown.page.more.tags)}"
    for question in shown.questions:
        field, source = FIELDS[question.claim.field], question.claim.origin.source
        yield f"Two sources differ, {field}: {source} says {question.claim.value}; you have {question.shown}."
    yield ""


def _role(line: RoleLine) -> str:
    role = line.role
    began, ended = (
        f"{word} {on}" if on else "" for word, on in (("from", role.began), ("until", role.ended))
    )
    days = f"{began} {ended}".strip()
    return ", ".join(filter(None, (role.title, role.department, role.organization, days)))


def _reach(shown: ShownPerson) -> Iterator[str]:
    page = shown.page
    for preference in page.preferences:
        when = f", told {day_in_words(preference.said_on, page.today)}" if preference.said_on else ""
        yield f"{'Never' if preference.never else 'Likes to be reached'} {CHANNELS[preference.channel]}{when}"
    for way in shown.ways:
        label = f" ({way.handle.label})" if way.handle.label else ""
        yield f"  {', '.join(way.lines)}{label}"
    yield ""


def _why(page: PersonPage) -> Iterator[str]:
    tie = page.tie
    rhythm = f", {RHYTHMS[tie.rhythm]}" if tie.rhythm else ""
    yield bold(f"{tie.stage.value.capitalize()}{rhythm}")
    for reason in (*tie.reasons, *page.steadiness, *tie.evidence, *tie.missing):
        yield f"  {sentence(reason, page.today)}"
    if tie.p_90 is not None and tie.due_50 is not None:
        words, why = strength_in_words(tie.strength), explain(tie)
        figure = f": contact within 90 days is {tie.strength:.2f} of 1" if why.tells_strength else " so far"
        yield f"  A {words} tie{figure}."
        for reasons in why:
            yield from (
                f"  {sentence(reason, page.today)}" for reason in reasons if reason.code not in _UNASKED
            )
    yield ""


def _known(page: PersonPage) -> Iterator[str]:
    for fact in page.facts:
        yield f"{FACTS[fact.kind].capitalize()}: {fact.text} ({day_in_words(fact.learned_on, page.today)})"
    for line in page.more.occasions:
        yield f"{line.label.capitalize()}: {line.on}"
    if page.person.note:
        yield page.person.note
    if page.facts or page.more.occasions or page.person.note:
        yield ""


def _around(page: PersonPage) -> Iterator[str]:
    for line in page.more.relations:
        label = f" ({line.label})" if line.label else ""
        yield f"{RELATIONS[line.kind].capitalize()}: {line.name}{label}"
    for favour in page.more.favours:
        who = "You for them" if favour.side is Side.MINE else "They for you"
        yield f"{who}: {favour.text} ({FAVOURS[favour.state]})"
    if page.more.relations or page.more.favours:
        yield ""


def _open(page: PersonPage) -> Iterator[str]:
    for promise in page.promises:
        who = "You promised" if promise.side is Side.MINE else "They promised"
        due = f", due {day_in_words(promise.due_on, page.today)}" if promise.due_on else ""
        yield f"{who}: {promise.text}{due}"
    if (step := page.next_step) is not None:
        how = f" {CHANNELS[step.channel]}" if step.channel else ""
        due = f", {day_in_words(step.due_on, page.today)}" if step.due_on else ""
        yield f"Next{how}: {step.text}{due}"
    if page.promises or page.next_step:
        yield ""


def _history(page: PersonPage) -> Iterator[str]:
    for line in page.timeline[:_LATEST]:
        minutes = f", {plural(line.minutes, 'minute')}" if line.minutes else ""
        summary = f": {line.summary}" if line.summary else ""
        yield f"{line.at:%Y-%m-%d}  {WHO_SPOKE[line.direction]} {CHANNELS[line.channel]}{minutes}{summary}"
    if page.interactions > _LATEST:
        yield f"and {page.interactions - _LATEST:,} more"


def _as_data(shown: ShownPerson) -> dict[str, object]:
    page = shown.page
    left_out = ("person_id", "more", "handles")
    said = {field.name: getattr(page, field.name) for field in fields(page) if field.name not in left_out}
    birthday = page.person.birthday
    person = {field.name: getattr(page.person, field.name) for field in fields(page.person)}
    handles = [
        {"handle": line.handle, "source": line.source, "at": line.at, "shown": way.lines}
        for line, way in zip(page.handles, shown.ways, strict=True)
    ]
    return {
        "id": public_id(page.person_id),
        **said,
        "handles": handles,
        "person": person | {"birthday": None if birthday is None else str(birthday)},
        "tie": tie_as_data(page.tie),
        **_more_as_data(page),
    }


def _more_as_data(page: PersonPage) -> dict[str, object]:
    more = page.more
    return {
        "origins": {field: _origin(one) for field, one in more.origins.items()},
        "questions": [
            {"field": one.field, "says": one.value, **_origin(one.origin)} for one in more.questions
        ],
        "roles": [
            {
                **{name: getattr(one.role, name) for name in ("organization", "department", "title")},
                **{name: getattr(one.role, name) and str(getattr(one.role, name)) for name in _DAYS},
                **_origin(one.origin),
            }
            for one in more.roles
        ],
        "tags": more.tags,
        "relations": [
            {
                "kind": one.kind,
                "person": one.name,
                "id": public_id(one.other_id),
                "label": one.label,
                **_origin(one.origin),
            }
            for one in more.relations
        ],
        "occasions": [
            {"label": one.label, "on": str(one.on), **_origin(one.origin)} for one in more.occasions
        ],
        "favours": [
            {
                "side": one.side,
                "text": one.text,
                "state": one.state,
                "noted_on": one.noted_on,
                **_origin(one.origin),
            }
            for one in more.favours
        ],
    }


def _origin(origin: Origin) -> dict[str, object]:
    return {"source": origin.source, "at": origin.at}
