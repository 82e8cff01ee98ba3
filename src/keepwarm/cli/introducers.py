"""`keepwarm introducers`: who can introduce you to somebody."""

from collections.abc import Iterator
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.translations.english import sentence, strength_in_words
from keepwarm.usecases.find_introducers import FindIntroducers, Introductions, Way, find_introducers
from keepwarm.usecases.find_person import Named, find_person


@click.command("introducers")
@click.argument("person", type=PersonName(), required=False)
@click.option("--company", metavar="NAME", default="", help="To anybody who works there, or worked.")
@click.option("--title", metavar="WORDS", default="", help="To anybody with this title.")
@click.option("--place", metavar="CITY", default="", help="To anybody with an address in this city.")
@at_option
@json_option
@book_option
def introducers_command(
    person: str | None,
    company: str,
    title: str,
    place: str,
    at: datetime | None,
    as_json: bool,
    book: str | None,
) -> None:
    """Who can introduce you: whom to ask, the best first, and why you may think so.

    \b
    keepwarm introducers "Ada Lovelace"
    keepwarm introducers --company Acme --title designer
    """
    if person is not None and (company or title or place):
        raise click.UsageError("Name a person, or say what others have in common, not both.")
    with open_book(book, at) as opened:
        person_id = None if person is None else find_person(opened, person).person_id
        command = FindIntroducers(person_id=person_id, company=company, title=title, place=place)
        found = find_introducers(opened, command)
    if as_json:
        write_json(_as_data(found))
        return
    for line in _lines(found):
        say(line)


def _lines(found: Introductions) -> Iterator[str]:
    if found.barred is not None:
        yield f"Nobody is asked for this: {sentence(found.barred, found.today)}"
        return
    for one in found.talked:
        yield f"You have talked with {one.name} already."
    for way in found.ways:
        yield bold(way.steps[0].name) + f": {_over(way)}"
        for step in way.steps:
            yield from (f"  {sentence(reason, found.today)}" for reason in step.reasons)
    if not found.ways and not found.talked:
        yield "Nobody with whom you have talked is known to know them. Note who does: keepwarm relate"


def _over(way: Way) -> str:
    """The people behind the first, and how strong the steps are."""
    steps = (f"{step.name} ({strength_in_words(step.chance)})" for step in way.steps[1:])
    return f"{strength_in_words(way.steps[0].chance)}, then {', then '.join(steps)}"


def _as_data(found: Introductions) -> dict[str, object]:
    return {
        "meant": _named(found.meant),
        "talked": _named(found.talked),
        "barred": found.barred,
        "ways": [
            {
                "score": way.score,
                "asks": way.asks,
                "steps": [
                    {
                        "id": public_id(step.person_id),
                        "person": step.name,
                        "chance": step.chance,
                        "reasons": step.reasons,
                    }
                    for step in way.steps
                ],
            }
            for way in found.ways
        ],
    }


def _named(those: tuple[Named, ...]) -> list[dict[str, str]]:
    return [{"id": public_id(one.person_id), "person": one.name} for one in those]
