"""`keepwarm network`: groups, bridges, who drifts, who is how close; or whom somebody knows."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import click

from keepwarm.cli.completion import PersonName
from keepwarm.cli.options import at_option, book_option, json_option, open_book
from keepwarm.cli.output import bold, say, write_json
from keepwarm.domain.ids import public_id
from keepwarm.storage.pages.network import Dot, NamedReason, NetworkPage, network_page
from keepwarm.storage.pages.network_from import NetworkFrom, network_from
from keepwarm.translations.english import plural, sentence
from keepwarm.translations.network import LAYERS, SURENESS, title_of
from keepwarm.usecases.find_person import find_person


@click.command("network")
@click.option(
    "--from", "person", metavar="PERSON", type=PersonName(), help="Whom this person is known to know."
)
@at_option
@json_option
@book_option
def network_command(person: str | None, at: datetime | None, as_json: bool, book: str | None) -> None:
    """The picture of your network in words: groups, who links them, who drifts, who is how close.

    \b
    keepwarm network
    keepwarm network --from "Ada Lovelace"
    """
    around = None
    with open_book(book, at) as opened:
        if person is not None:
            around = network_from(opened, find_person(opened, person).person_id)
        page = network_page(opened) if around is None else around.page
    if as_json:
        write_json(_as_data(page, around))
        return
    for line in _lines(page) if around is None else _lines_from(around):
        say(line)


def _lines(page: NetworkPage) -> Iterator[str]:
    if not page.dots:
        yield "Nobody yet. Name five people you would be glad to hear from: keepwarm add"
        return
    if page.groups:
        yield bold("Groups")
    for group in page.groups:
        near = f", {group.near} near" if group.near else ""
        yield f"  {title_of(group.group)}: {plural(group.people, 'person', 'people')}{near}" + (
            f", {group.drifting} drifting" if group.drifting else ""
        )
    if page.bridges:
        yield bold(f"Bridges, {page.how_many_bridges:,}")
    for line in page.bridges:
        yield from (f"  {sentence(reason, page.today)}" for reason in line.reasons)
    yield from _more(page.more_bridges)
    if page.drifting:
        yield bold(f"Drifting, {page.how_many_drifting:,}")
    for line in page.drifting:
        yield f"  {_name(line.name)}: " + " ".join(sentence(reason, page.today) for reason in line.reasons)
    yield from _more(page.more_drifting)
    for layer, dots in page.rings.items():
        yield bold(f"{LAYERS[layer]}, {len(dots)}")
        yield "  " + ", ".join(_name(dot.name) for dot in dots)
    if page.left_out:
        yield f"Only the {len(page.dots):,} nearest are told; everybody: keepwarm people"


def _more(how_many: int) -> Iterator[str]:
    if how_many:
        yield f"  and {how_many:,} more"


def _name(name: str) -> str:
    return name or "(no name)"


def _lines_from(around: NetworkFrom) -> Iterator[str]:
    page = around.page
    if not page.dots:
        yield f"Nobody in your book is known to know {around.name}. Note who does: keepwarm relate"
    for ring, dots in page.rings.items():
        yield bold(SURENESS[ring])
        yield from (f"  {_name(dot.name)}: {sentence(dot.why[0], page.today)}" for dot in dots)
    if page.left_out:
        yield "Only the surest are told."


def _as_data(page: NetworkPage, around: NetworkFrom | None) -> dict[str, object]:
    rings = {ring: name.lower() for ring, name in (LAYERS if around is None else SURENESS).items()}
    data: dict[str, object] = {
        "groups": [
            {
                "kind": line.group.kind.name.lower(),
                "name": line.group.name,
                "people": line.people,
                "near": line.near,
                "drifting": line.drifting,
            }
            for line in page.groups
        ],
        "people": [_person(dot, page, rings) for dot in page.dots],
        "left_out": page.left_out,
    }
    if around is not None:
        return {"from": {"id": public_id(around.person_id), "person": around.name}} | data
    return data | {
        "bridges": [_reason(one) for one in page.bridges],
        "bridges_in_all": page.how_many_bridges,
        "drifting": [_reason(one) for one in page.drifting],
        "drifting_in_all": page.how_many_drifting,
        "ties": [[public_id(page.dots[end].person_id) for end in tie] for tie in page.ties],
    }


def _person(dot: Dot, page: NetworkPage, rings: Mapping[int, str]) -> dict[str, object]:
    return {
        "id": public_id(dot.person_id),
        "person": dot.name,
        "ring": rings[dot.ring],
        "group": None if dot.group is None else title_of(page.groups[dot.group].group),
        "drifting": dot.drifting,
        "bridge": dot.bridge,
        "x": round(dot.spot.x, 2),
        "y": round(dot.spot.y, 2),
        "why": dot.why,
    }


def _reason(one: NamedReason) -> dict[str, object]:
    return {"id": public_id(one.person_id), "person": one.name, "reasons": one.reasons}
