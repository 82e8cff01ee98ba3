"""What somebody does, and where: ORG, TITLE and ROLE of a card, put together."""

from collections.abc import Iterable, Iterator

from keepwarm.domain.details import Role
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_dates import find_date
from keepwarm.formats.vcard_known import OWN_ROLE
from keepwarm.formats.vcard_properties import Gathered, Reading, first_text
from keepwarm.formats.vcard_text import components, unescape

_NONE = Role()


def positions(found: Gathered) -> tuple[Role, tuple[Role, ...]]:
    """The first role, which stands on the person, and the further ones.

    A title belongs to the organisation of its group (so RFC 9555 has it), others follow the order
    of the card. A role of whose organisation nothing is said stands alone.
    """
    organizations = found.get("ORG", ())
    titles, roles = found.get("TITLE", ()), found.get("ROLE", ())
    if len(organizations) < 2 and len(titles) + len(roles) < 2:
        if not organizations and not titles and not roles:
            return _NONE, ()
        first = _organization(organizations[0][1]) if organizations else ("", "")
        title = first_text(found, "TITLE") or first_text(found, "ROLE")
        return Role(organization=first[0], department=first[1], title=title), ()
    return _paired(list(_placed(organizations)), list(_texts(titles)), list(_texts(roles)))


def groups_of_further(groups: Iterable[str]) -> frozenset[str]:
    """The groups of organisations behind the first: a title in one of these is a title there."""
    first, *others = (*groups, "")
    return frozenset(others) - {"", first}


def own_roles(rows: Iterable[tuple[Reading, str]]) -> Iterator[Role]:
    """The roles in rows of our own."""
    found = (_own_role(value) for reading, value in rows if reading.head.name == OWN_ROLE)
    return (role for role in found if role != _NONE)


def _own_role(value: str) -> Role:
    """A role in a row of our own; what is no date is left out."""
    parts = (*map(short, components(value)), *[""] * 5)
    return Role(
        organization=parts[0],
        department=parts[1],
        title=parts[2],
        began=find_date(parts[3], as_text=True),
        ended=find_date(parts[4], as_text=True),
    )


def _paired(
    organizations: list[tuple[str, str, str]], titles: list[tuple[str, str]], roles: list[tuple[str, str]]
) -> tuple[Role, tuple[Role, ...]]:
    bound = groups_of_further(group for group, _, _ in organizations)
    of_group: dict[str, list[str]] = {}
    for group, text in (*titles, *roles):
        if group in bound:
            of_group.setdefault(group, []).append(text)
    in_order = [text for group, text in titles if group not in bound]
    functions = [text for group, text in roles if group not in bound]
    if not in_order:
        in_order, functions = functions, []
    _, name, department = organizations[0] if organizations else ("", "", "")
    first = Role(organization=name, department=department, title=in_order[0] if in_order else "")
    left = in_order[1:]
    further = []
    for group, name, department in organizations[1:]:
        mine = of_group.get(group, []) if group in bound else left
        title = mine.pop(0) if mine else ""
        further.append(Role(organization=name, department=department, title=title))
    said = {first.title, *(role.title for role in further)}
    alone = [*left, *(text for texts in of_group.values() for text in texts), *functions]
    further += [Role(title=text) for text in dict.fromkeys(alone) if text not in said]
    return first, tuple(further)


def _placed(rows: Iterable[tuple[Reading, str]]) -> Iterator[tuple[str, str, str]]:
    """Group, organisation and department of each ORG that says something."""
    for reading, value in rows:
        name, department = _organization(value)
        if name:
            yield reading.head.group, name, department


def _texts(rows: Iterable[tuple[Reading, str]]) -> Iterator[tuple[str, str]]:
    for reading, value in rows:
        if text := short(unescape(value)):
            yield reading.head.group, text


def _organization(value: str) -> tuple[str, str]:
    """The first part that is not empty, and the departments behind it in one line."""
    said = [text for part in components(value) if (text := short(part))]
    if not said:
        return "", ""
    return said[0], short(", ".join(said[1:])) if len(said) > 1 else ""
