"""Rows for what is known of a person beside names and handles, in the manner of 3.0 or 4.0."""

from collections.abc import Iterator

from keepwarm.domain.details import Details, FoundRelation, Occasion, RelationKind, Role
from keepwarm.domain.people import Person
from keepwarm.formats.vcard_dates import date_row
from keepwarm.formats.vcard_details import ANNIVERSARY, UNNAMED
from keepwarm.formats.vcard_known import OWN_NAME, OWN_ROLE, OWN_UID
from keepwarm.formats.vcard_relations import is_kept_as_id, kind_of
from keepwarm.formats.vcard_rows import Row, Version
from keepwarm.formats.vcard_text import escape, tidy
from keepwarm.formats.vcard_uids import bare_uid, uid_uri

_BUILT_IN = frozenset(
    {"mother", "father", "parent", "brother", "sister", "child", "friend", "spouse", "partner", "assistant",
     "manager", ANNIVERSARY, UNNAMED}
)  # fmt: skip


def group_rows(details: Details, version: Version) -> Iterator[Row]:
    """What says that the card is of a group, and who belongs to it."""
    if details.members:
        prefix = "" if version == "4.0" else "X-ADDRESSBOOKSERVER-"
        yield Row(name=f"{prefix}KIND", value="group")
        for member in details.members:
            yield Row(name=f"{prefix}MEMBER", value=escape(uid_uri(bare_uid(member))))


def own_department(details: Details, person: Person) -> str:
    """The department of the role that stands on the person, if the first one is that."""
    return tidy(details.roles[0].department) if _is_first_known(details, person) else ""


def role_rows(details: Details, person: Person, item: int) -> Iterator[Row]:
    """Roles beside the one that stands on the person.

    A further one is a pair of ORG and TITLE in a group of its own. What no such pair says goes in a row of
    ours, and so do all that follow, which keeps their order: dates, a role of no organisation, and any
    where a program would take the pair for the present one, as the person has none.
    """
    roles = details.roles
    if _is_first_known(details, person) and not _dated(roles[0]):
        roles = roles[1:]
    in_pairs = bool(tidy(person.organization))
    for number, role in enumerate(roles, start=item):
        in_pairs = in_pairs and bool(tidy(role.organization)) and not _dated(role)
        if in_pairs:
            group = f"item{number}"
            parts = [role.organization, role.department] if role.department else [role.organization]
            yield Row(name="ORG", value=";".join(map(_text, parts)), group=group)
            if role.title:
                yield Row(name="TITLE", value=_text(role.title), group=group)
        else:
            days = ("" if on is None else str(on) for on in (role.began, role.ended))
            texts = map(_text, (role.organization, role.department, role.title))
            yield Row(name=OWN_ROLE, value=";".join((*texts, *days)))


def detail_rows(details: Details, version: Version, item: int) -> Iterator[Row]:
    """Tags, dates that matter and relations; groups are counted from `item`."""
    if tags := [escape(tidy(tag)) for tag in details.tags]:
        yield Row(name="CATEGORIES", value=",".join(tags))
    first = next((one for one in details.occasions if one.label == ANNIVERSARY), None)
    for number, occasion in enumerate(details.occasions, start=item):
        # ANNIVERSARY may stand once (RFC 6350, 6.2.6).
        alone = version == "4.0" and occasion is first
        yield from _occasion(occasion, version, "" if alone else f"item{number}")
    for number, relation in enumerate(details.relations, start=item + len(details.occasions)):
        yield from _relation(relation, version, f"item{number}")


def _is_first_known(details: Details, person: Person) -> bool:
    """Whether the first role is the one on the person, with a department that the ORG can say."""
    if not details.roles or not tidy(person.organization):
        return False
    first = details.roles[0]
    same = (tidy(first.organization), tidy(first.title)) == (tidy(person.organization), tidy(person.title))
    return same and first.ended is None and bool(tidy(first.department))


def _dated(role: Role) -> bool:
    return role.began is not None or role.ended is not None


def _occasion(occasion: Occasion, version: Version, group: str) -> Iterator[Row]:
    params, value = date_row(occasion.on, version)
    if not group:
        yield Row(name="ANNIVERSARY", value=value, params=params)
        return
    yield Row(name="X-ABDATE", value=value, params=params, group=group)
    if label := tidy(occasion.label):
        yield _label(label, group)


def _relation(relation: FoundRelation, version: Version, group: str) -> Iterator[Row]:
    label, kind = tidy(relation.label), relation.kind
    row = _whom(tidy(relation.name), bare_uid(relation.uid), version)
    in_label = row.name == "X-ABRELATEDNAMES"
    if in_label and not label and kind is not RelationKind.OTHER:
        label = kind.value
    if kind_of(label) is not kind or not (in_label or kind is RelationKind.OTHER):
        row = row.having(("TYPE", kind.value))
    if label:
        yield Row(name=row.name, value=row.value, params=row.params, group=group)
        yield _label(label, group)
    else:
        yield row


def _whom(name: str, uid: str, version: Version) -> Row:
    """The one who is related: a URI where there is an id, in 3.0 a name, which programs show there."""
    if uid and (version == "4.0" or not name):
        uri = uid_uri(uid) if is_kept_as_id(uid) else f"urn:uuid:{uid}"
        return Row(name="RELATED", value=escape(uri), params=((OWN_NAME, name),) if name else ())
    if version == "4.0":
        return Row(name="RELATED", value=escape(name), params=(("VALUE", "text"),))
    return Row(name="X-ABRELATEDNAMES", value=escape(name), params=((OWN_UID, uid),) if uid else ())


def _label(label: str, group: str) -> Row:
    written = f"_$!<{label.capitalize()}>!$_" if label in _BUILT_IN else escape(label)
    return Row(name="X-ABLabel", value=written, group=group)


def _text(value: str) -> str:
    return escape(tidy(value))
