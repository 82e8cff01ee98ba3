"""`keepwarm edit`, `relate` and `choose`: what you write of a person, and which source is right."""

from collections.abc import Mapping
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import say, write_json
from keepwarm.domain.claims import ASKED_FIELDS
from keepwarm.domain.details import RelationKind
from keepwarm.domain.errors import Ambiguous, Missing
from keepwarm.domain.text import folded
from keepwarm.storage.book import Book
from keepwarm.storage.pages.person import PersonPage, person_page
from keepwarm.storage.pages.person_more import ClaimLine
from keepwarm.translations.english import FIELDS, RELATIONS
from keepwarm.usecases.edit_person import EditPerson, choose_claim, edit_person
from keepwarm.usecases.find_person import find_person, recognise_handle
from keepwarm.usecases.relate_people import RelatePeople, relate_people


@click.command("edit")
@click.argument("person", type=PersonName())
@click.option("--name", help="The whole name, as you would say it.")
@click.option("--given", help="The given name.")
@click.option("--family", help="The family name.")
@click.option("--nickname", help="What you call them.")
@click.option("--organization", help="Where they work or belong.")
@click.option("--title", help="As what.")
@click.option("--birthday", metavar="DATE", help="1985-04-12, --04-12 without a year, or 1985.")
@click.option("--note", help="The whole note, in words that they could read.")
@click.option("--add-handle", "added", multiple=True, metavar="HANDLE", help="An address more.")
@click.option("--remove-handle", "removed", multiple=True, metavar="HANDLE", help="An address that goes.")
@click.option("--tag", "tagged", multiple=True, help="A tag more.")
@click.option("--untag", "untagged", multiple=True, help="A tag that goes.")
@at_option
@book_option
def edit_command(
    person: str,
    note: str | None,
    added: tuple[str, ...],
    removed: tuple[str, ...],
    tagged: tuple[str, ...],
    untagged: tuple[str, ...],
    at: datetime | None,
    book: str | None,
    **fields: str | None,
) -> None:
    """Write what you know of somebody. No source overwrites it; an empty value takes a datum away.

    Options but --note, --name and the like may be given again. A vCard that they came as says the same,
    and everything else as before.

    \b
    keepwarm edit "Ada Lovelace" --organization "Analytical Engines" --birthday --12-10
    keepwarm edit ada@example.org --add-handle "+44 20 7946 0018" --tag science
    """
    handles = tuple(recognise_handle(text) for text in added)
    with open_book(book, at, writing=True) as opened:
        page = person_page(opened, find_person(opened, person).person_id)
        command = EditPerson(
            person_id=page.person_id,
            fields={name: value for name, value in fields.items() if value is not None},
            note=note,
            tags=_tags(page, tagged, untagged) if tagged or untagged else None,
            added=handles,
            removed=tuple(_handle_id(page, text) for text in removed),
        )
        changed = edit_person(opened, command)
        name = person_page(opened, page.person_id).person.name
    say(f"{'Edited' if changed else 'It says so already'}: {name}.")


def _tags(page: PersonPage, tagged: tuple[str, ...], untagged: tuple[str, ...]) -> tuple[str, ...]:
    """The tags from now on. Raises Missing for one to be taken away that is not there."""
    going = {folded(tag) for tag in untagged}
    if unknown := going - {folded(tag) for tag in page.more.tags}:
        held = ", ".join(page.more.tags) or "none"
        raise Missing(f"{page.person.name} has no tag {min(unknown)!r}; there is {held}.")
    return (*(tag for tag in page.more.tags if folded(tag) not in going), *tagged)


def _handle_id(page: PersonPage, text: str) -> int:
    """The one address that the words name. Raises Missing, Ambiguous."""
    held = [line for line in page.handles if folded(text) == folded(line.handle.value)] or [
        line for line in page.handles if folded(text) in folded(line.handle.value)
    ]
    values = ", ".join(line.handle.value for line in held or page.handles) or "none"
    if not held:
        raise Missing(f"{page.person.name} has no address {text!r}; there is {values}.")
    if len(held) > 1:
        raise Ambiguous(f"{text!r} fits {len(held)} addresses ({values}); write more of it.")
    return held[0].handle_id


@click.command("relate")
@click.argument("person", type=PersonName())
@click.argument("other", type=PersonName())
@click.argument("kind", type=click.Choice([kind.value for kind in RelationKind]))
@click.option("--label", default="", help="In other words: stepmother, old flatmate.")
@click.option("--new", "is_new", is_flag=True, help="OTHER is nobody in the book yet.")
@at_option
@book_option
def relate_command(
    person: str, other: str, kind: str, label: str, is_new: bool, at: datetime | None, book: str | None
) -> None:
    """Say what OTHER is to PERSON. Where nobody is called so, OTHER is kept as known by relation.

    \b
    keepwarm relate "Ada Lovelace" "William King" spouse
    keepwarm relate "Ada Lovelace" "Mary Somerville" introduced-by
    """
    with open_book(book, at, writing=True) as opened:
        person_id = find_person(opened, person).person_id
        command = RelatePeople(
            person_id=person_id, other=other, kind=RelationKind(kind), label=label, is_new=is_new
        )
        other_id = relate_people(opened, command)
        page = person_page(opened, person_id)
    name = next(line.name for line in page.more.relations if line.other_id == other_id)
    say(f"{page.person.name}, {RELATIONS[RelationKind(kind)]}: {name}.")


@click.command("choose")
@click.argument("person", type=PersonName())
@click.argument("field", required=False, type=click.Choice(sorted(ASKED_FIELDS)))
@click.argument("value", required=False)
@click.option("--keep", is_flag=True, help="What you have stays.")
@at_option
@json_option
@book_option
def choose_command(
    person: str,
    field: str | None,
    value: str | None,
    keep: bool,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Decide where two sources differ. Without FIELD, what there is to decide.

    VALUE says which, where several sources say something else. It is asked no more.

    \b
    keepwarm choose "Ada Lovelace"
    keepwarm choose "Ada Lovelace" organization "Analytical Engines"
    keepwarm choose "Ada Lovelace" organization --keep
    """
    with open_book(book, at, writing=field is not None) as opened:
        page = person_page(opened, find_person(opened, person).person_id)
        if field is not None:
            say(_chosen(opened, page, field, value, keep=keep))
            return
    if as_json:
        write_json([_as_data(page, question) for question in page.more.questions])
        return
    for question in page.more.questions:
        said = _as_data(page, question)
        say(f"{question.field}: {said['source']} says {said['says']!r}. You have {said['shown']!r}.")
    if not page.more.questions:
        say(f"No two sources differ about {page.person.name}.")


def _chosen(book: Book, page: PersonPage, field: str, value: str | None, *, keep: bool) -> str:
    """Decide, and say what stands now. Raises Missing, Ambiguous."""
    asked = [one for one in page.more.questions if one.field == field]
    fitting = [one for one in asked if value is None or folded(one.value) == folded(value)]
    if not fitting:
        said = ", ".join(repr(one.value) for one in asked)
        raise Missing(
            f"No source says so of {page.person.name}; there is {said}."
            if asked
            else f"No two sources differ about {FIELDS[field]} of {page.person.name}."
        )
    if len(fitting) > 1 and not keep:
        said = ", ".join(repr(one.value) for one in fitting)
        raise Ambiguous(f"Several sources say something else ({said}); write which, or pass --keep.")
    for one in fitting:
        choose_claim(book, page.person_id, one.claim_id, take=not keep)
    shown = getattr(page.person, field) if keep else fitting[0].value
    return f"{page.person.name}, {FIELDS[field]}: {shown}."


def _as_data(page: PersonPage, question: ClaimLine) -> Mapping[str, object]:
    return {
        "field": question.field,
        "says": question.value,
        "shown": str(getattr(page.person, question.field) or ""),
        "source": question.origin.source,
        "at": question.origin.at,
    }
