"""A card that we write, in 3.0 or 4.0, reads as what was written, in any program and our own."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import NO_DETAILS, Details, FoundRelation, Occasion, RelationKind, Role
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.postal import Postal
from keepwarm.formats.relation_words import says_all
from keepwarm.formats.vcard import read_card, write_card
from keepwarm.formats.vcard_head import find_head
from keepwarm.formats.vcard_lines import lines, value_text
from keepwarm.formats.vcard_postal import postal_line, settled_postal
from keepwarm.formats.vcard_rows import Version
from keepwarm.formats.vcard_text import plain, tidy, unescape
from keepwarm.formats.vcard_uids import bare_uid


def test_a_person_is_written_as_vcard_3_0() -> None:
    person = Person(
        name="Ann B", given="Ann", family="B", organization="A, B; C", title="Boss",
        birthday=PartialDate(month=4, day=12), note="one\ntwo",
    )  # fmt: skip
    handles = [
        Handle(kind=HandleKind.PHONE, value="+49 30 1", label="home fax", preferred=True),
        Handle(kind=HandleKind.EMAIL, value="a@b.example", label="My own"),
        Handle(kind=HandleKind.CHAT, value="live:ann", service="skype"),
        Handle(kind=HandleKind.PROFILE, value="https://m.example/@ann", service="mastodon"),
        Handle(kind=HandleKind.ADDRESS, value="1 Street, Town", label="work"),
    ]

    assert write_card(person, handles, "id-1").decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:id-1",
        "FN:Ann B",
        "N:B;Ann;;;",
        "ORG:A\\, B\\; C",
        "TITLE:Boss",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "TEL;TYPE=HOME,FAX,PREF:+49 30 1",
        "item2.EMAIL;TYPE=INTERNET:a@b.example",
        "item2.X-ABLabel:My own",
        "IMPP;X-SERVICE-TYPE=skype:skype:live%3Aann",
        "X-SOCIALPROFILE;SERVICE-TYPE=mastodon:https://m.example/@ann",
        "ADR;TYPE=WORK:;;1 Street\\, Town;;;;",
        "NOTE:one\\ntwo",
        "END:VCARD",
        "",
    ]


def test_a_person_is_written_as_vcard_4_0() -> None:
    person = Person(name="Ann B", birthday=PartialDate(month=4, day=12))
    handles = [
        Handle(kind=HandleKind.PHONE, value="+49 30 1", label="home fax", preferred=True),
        Handle(kind=HandleKind.PHONE, value="2", label="car"),
        Handle(kind=HandleKind.EMAIL, value="a@b.example", label="work"),
        Handle(kind=HandleKind.CHAT, value="live:ann", service="skype"),
        Handle(kind=HandleKind.PROFILE, value="https://m.example/@ann", service="mastodon"),
        Handle(kind=HandleKind.PROFILE, value="ann", service="mastodon"),
    ]

    assert write_card(person, handles, "id-1", version="4.0").decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID;VALUE=text:id-1",
        "FN:Ann B",
        "N:;;;;",
        "BDAY:--0412",
        "TEL;TYPE=home,fax;PREF=1:+49 30 1",
        "item2.TEL:2",
        "item2.X-ABLabel:car",
        "EMAIL;TYPE=work:a@b.example",
        "IMPP;SERVICE-TYPE=skype:skype:live%3Aann",
        "SOCIALPROFILE;SERVICE-TYPE=mastodon:https://m.example/@ann",
        "SOCIALPROFILE;SERVICE-TYPE=mastodon;VALUE=text:ann",
        "END:VCARD",
        "",
    ]


@pytest.mark.parametrize("name", ["x" * 300, "ü" * 200, "🦊" * 100, "a伊" * 90])
def test_lines_are_folded_at_75_octets_between_characters(name: str) -> None:
    written = write_card(Person(name=name), [], "1")

    rows = written.split(b"\r\n")
    assert max(map(len, rows)) <= 75
    assert [row.decode() for row in rows if row.startswith(b" ")]
    assert b"FN:" + name.encode() in written.replace(b"\r\n ", b"")


DATES = st.one_of(
    st.dates().map(lambda on: PartialDate(year=on.year, month=on.month, day=on.day)),
    st.dates().map(lambda on: PartialDate(month=on.month, day=on.day)),
    st.integers(1, 9999).map(lambda year: PartialDate(year=year)),
    st.builds(PartialDate, year=st.just(1604), month=st.integers(1, 12)),
    st.integers(1, 12).map(lambda month: PartialDate(month=month)),
    st.integers(1, 31).map(lambda day: PartialDate(day=day)),
)
HOSTILE = st.text(
    st.characters(codec="utf-8") | st.sampled_from(";,\\:\r\n\"^'= \t\x00\x85\u2028"), max_size=60
)
NAMES = HOSTILE.filter(lambda text: bool(tidy(text)))
# What a reader may take for something else than it is: another scheme, two addresses, no letter at all.
VALUES = HOSTILE.map(lambda text: tidy(text.replace(":", ".").replace("@", ".").replace("<", "."))).filter(
    lambda text: any(map(str.isalnum, text))
)
LABELS = st.sampled_from(["", "home", "work", "home fax", "HOME", "fax fax"]) | HOSTILE.map(tidy).filter(
    lambda text: "$!<" not in text
)
HANDLES = st.lists(
    st.builds(
        Handle,
        kind=st.sampled_from(HandleKind),
        value=VALUES,
        label=LABELS,
        preferred=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda handle: (handle.kind, handle.value.lower()),
)
NAMES_AND_WORDS = (
    "given", "family", "prefix", "middle", "suffix", "nickname", "phonetic", "organization", "title",
)  # fmt: skip
PEOPLE = st.builds(
    Person, name=NAMES, note=HOSTILE, birthday=st.none() | DATES, **dict.fromkeys(NAMES_AND_WORDS, HOSTILE)
)


def read_as(person: Person) -> Person:
    """The person as a card can say them: lines in the note, one line of single spaces elsewhere."""
    texts: dict[str, Any] = {name: tidy(getattr(person, name)) for name in NAMES_AND_WORDS}
    return Person(name=tidy(person.name), note=plain(person.note), birthday=person.birthday, **texts)


@given(person=PEOPLE, uid=HOSTILE, handles=HANDLES, version=st.sampled_from(["3.0", "4.0"]))
def test_reading_what_was_written_gives_the_same(
    person: Person, uid: str, handles: list[Handle], version: Version
) -> None:
    card = read_card(write_card(person, handles, uid, version=version))

    assert card.person == read_as(person)
    assert card.handles == tuple(
        replace(one, postal=Postal(street=one.value)) if one.kind is HandleKind.ADDRESS else one
        for one in handles
    )
    assert card.uid == bare_uid(uid)
    assert card.details is NO_DETAILS


POSTALS = st.builds(
    Postal,
    **{part: st.text(st.sampled_from("ab1,; \n\t\\:\x85ü"), max_size=8)
       for part in ("post_box", "extended", "street", "locality", "region", "code", "country")},
).map(settled_postal)  # fmt: skip


@given(postal=POSTALS.filter(lambda postal: any(map(str.isalnum, postal_line(postal)))),
       version=st.sampled_from(["3.0", "4.0"]))  # fmt: skip
def test_an_address_is_written_in_its_parts(postal: Postal, version: Version) -> None:
    handle = Handle(kind=HandleKind.ADDRESS, value=postal_line(postal), postal=postal)

    assert read_card(write_card(Person(name="A"), [handle], "1", version=version)).handles == (handle,)


LINES = HOSTILE.map(tidy)
WORDS = LINES.filter(bool)
OWN_LABELS = WORDS.filter(lambda text: "$!<" not in text)
UIDS = HOSTILE.map(bare_uid).filter(bool) | st.sampled_from(
    [
        "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        "http://a.example/x,y;z",
        "mailto:a@b.example",
        "data:,x",
        "a\nb",
    ]
)
ROLES = st.lists(
    st.builds(Role, organization=LINES, department=LINES, title=LINES, began=st.none() | DATES,
              ended=st.none() | DATES)
    .filter(lambda role: role != Role()),
    max_size=4, unique=True,
)  # fmt: skip
RELATIONS = st.lists(
    st.builds(FoundRelation, kind=st.sampled_from(RelationKind), name=LINES, uid=st.just("") | UIDS,
              label=st.just("") | OWN_LABELS | st.sampled_from(["mother", "Stepfather", "spouse", "friend"]))
    .filter(lambda one: bool(one.name or one.uid))
    .map(lambda one: replace(one, label="" if says_all(one.kind, one.label) else one.label)),
    max_size=4, unique=True,
)  # fmt: skip
OCCASIONS = st.lists(
    st.builds(Occasion, label=st.sampled_from(["anniversary", "other", "Name day"]) | OWN_LABELS, on=DATES),
    max_size=3, unique=True,
)  # fmt: skip
DETAILS = st.builds(
    Details,
    roles=ROLES.map(tuple),
    tags=st.lists(WORDS, max_size=3, unique_by=str.casefold).map(tuple),
    relations=RELATIONS.map(tuple),
    occasions=OCCASIONS.map(tuple),
    members=st.lists(UIDS, max_size=3, unique=True).map(tuple),
)


@settings(max_examples=300)
@given(
    details=DETAILS,
    organization=LINES,
    title=LINES,
    present=st.booleans(),
    version=st.sampled_from(["3.0", "4.0"]),
)
def test_reading_the_details_that_were_written_gives_the_same(
    details: Details, organization: str, title: str, present: bool, version: Version
) -> None:
    """`present`: the first role is the one on the person."""
    roles = details.roles
    if present and roles:
        roles = (replace(roles[0], organization=organization, title=title), *roles[1:])
        details = replace(details, roles=tuple(one for one in dict.fromkeys(roles) if one != Role()))
    person = Person(name="A", organization=organization, title=title)

    card = read_card(write_card(person, [], "1", version=version, details=details))

    assert card.details == details
    standing = Standing.BY_RELATION if details.members else Standing.ORDINARY
    assert card.person == replace(person, standing=standing)


def test_details_are_written_as_programs_read_them_in_3_0() -> None:
    assert rows_of_ann("3.0") == [
        "X-ADDRESSBOOKSERVER-KIND:group",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A-1",
        "FN:Dr. Ann B",
        "N:B;Ann;;Dr.;",
        "NICKNAME:Annie\\, An",
        "X-PHONETIC-FIRST-NAME:en",
        "X-PHONETIC-LAST-NAME:bi",
        "ORG:IBM;Sales",
        "TITLE:Boss",
        "ADR;TYPE=HOME:;;1 Way\\nLeft;Town;;;",
        "item2.ORG:Choir",
        "item2.TITLE:Alto",
        "X-KEEPWARM-ROLE:Bank;;;1990;1999-12-31",
        "CATEGORIES:a\\,b,c",
        "item5.X-ABDATE;VALUE=date:2009-10-10",
        "item5.X-ABLabel:_$!<Anniversary>!$_",
        "item6.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-03-01",
        "item6.X-ABLabel:name day",
        "item7.X-ABRELATEDNAMES;X-KEEPWARM-UID=u-1:Bo",
        "item7.X-ABLabel:_$!<Spouse>!$_",
        "item8.X-ABRELATEDNAMES:Di",
        "item8.X-ABLabel:_$!<Mother>!$_",
        "RELATED;TYPE=friend:urn:uuid:u-2",
    ]


def test_details_are_written_in_the_properties_of_4_0() -> None:
    rows = rows_of_ann("4.0")

    assert rows[:2] == ["KIND:group", "MEMBER:urn:uuid:A-1"]
    assert rows[13:] == [
        "CATEGORIES:a\\,b,c",
        "ANNIVERSARY:20091010",
        "item6.X-ABDATE:--0301",
        "item6.X-ABLabel:name day",
        "RELATED;TYPE=spouse;X-KEEPWARM-NAME=Bo:urn:uuid:u-1",
        "item8.RELATED;TYPE=parent;VALUE=text:Di",
        "item8.X-ABLabel:_$!<Mother>!$_",
        "RELATED;TYPE=friend:urn:uuid:u-2",
    ]


def rows_of_ann(version: Version) -> list[str]:
    """The lines of a card with everything, between UID and END."""
    person = Person(
        name="Dr. Ann B", given="Ann", family="B", prefix="Dr.", nickname="Annie, An", phonetic="en bi",
        organization="IBM", title="Boss",
    )  # fmt: skip
    postal = Postal(street="1 Way\nLeft", locality="Town")
    details = Details(
        roles=(
            Role(organization="IBM", department="Sales", title="Boss"),
            Role(organization="Choir", title="Alto"),
            Role(
                organization="Bank",
                began=PartialDate(year=1990),
                ended=PartialDate(year=1999, month=12, day=31),
            ),
        ),
        tags=("a,b", "c"),
        relations=(
            FoundRelation(kind=RelationKind.SPOUSE, name="Bo", uid="u-1"),
            FoundRelation(kind=RelationKind.PARENT, name="Di", label="mother"),
            FoundRelation(kind=RelationKind.FRIEND, uid="u-2"),
        ),
        occasions=(
            Occasion(label="anniversary", on=PartialDate(year=2009, month=10, day=10)),
            Occasion(label="name day", on=PartialDate(month=3, day=1)),
        ),
        members=("A-1",),
    )
    home = Handle(kind=HandleKind.ADDRESS, value=postal_line(postal), label="home", postal=postal)
    return write_card(person, [home], "1", version=version, details=details).decode().split("\r\n")[3:-2]


def test_a_uuid_is_written_as_the_uri_that_4_0_wants() -> None:
    uid = "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"

    assert f"\r\nUID:urn:uuid:{uid}\r\n".encode() in write_card(Person(name="A"), [], uid, version="4.0")
    assert f"\r\nUID:{uid}\r\n".encode() in write_card(Person(name="A"), [], uid)


@given(column=HOSTILE, cell=HOSTILE, version=st.sampled_from(["3.0", "4.0"]))
def test_a_cell_without_a_place_is_kept_with_its_column(column: str, cell: str, version: Version) -> None:
    raw = write_card(Person(name="A"), [], "1", version=version, kept=[(column, cell)])

    rows = [
        (head.values("X-COLUMN"), unescape(value_text(raw, line, head)))
        for line in lines(raw)
        if (head := find_head(line.head)) and head.name == "X-KEEPWARM-KEPT"
    ]
    assert rows == ([([tidy(column)] if tidy(column) else [], plain(cell))] if plain(cell) else [])


@given(
    service=st.sampled_from(["skype", "x y", 'a"b', "c^d", "e;f:g", "h,i"]),
    kind=st.sampled_from(["chat", "profile"]),
    version=st.sampled_from(["3.0", "4.0"]),
)
def test_a_service_of_any_name_is_written_and_read(service: str, kind: str, version: Version) -> None:
    handle = Handle(kind=HandleKind(kind), value="ann", service=service)

    assert read_card(write_card(Person(name="A"), [handle], "1", version=version)).handles == (handle,)


@given(text=HOSTILE, version=st.sampled_from(["3.0", "4.0"]))
def test_no_value_begins_a_line(text: str, version: Version) -> None:
    person = Person(name=text, given=text, family=text, organization=text, title=text, note=text,
                    prefix=text, middle=text, suffix=text, nickname=text, phonetic=text)  # fmt: skip
    handles = [Handle(kind=kind, value=text, label=text, service=text) for kind in HandleKind]
    on = PartialDate(year=2009)
    details = Details(
        roles=(Role(organization=text, department=text, title=text), Role(organization=text, began=on)),
        tags=(text,), members=(text,), occasions=(Occasion(label=text, on=on),),
        relations=tuple(FoundRelation(kind=kind, name=text, uid=text, label=text) for kind in RelationKind),
    )  # fmt: skip

    written = write_card(
        person, handles, text, details=details, kept=[(text, text)], version=version
    ).decode()
    rows = written.replace("\r\n ", "").splitlines()

    starts = ("BEGIN:VCARD", "VERSION:", "UID", "FN:", "N:", "ORG:", "TITLE:", "NOTE:", "END:VCARD", "item",
              "TEL", "EMAIL", "IMPP", "URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "ADR", "NICKNAME:",
              "X-PHONETIC-", "CATEGORIES:", "X-KEEPWARM-", "KIND:", "MEMBER:", "X-ADDRESSBOOKSERVER-",
              "RELATED", "X-ABRELATEDNAMES", "ANNIVERSARY:")  # fmt: skip
    assert all(row.startswith(starts) for row in rows)
    assert len(rows) <= 22 + 2 * len(handles) + 2 * len(RelationKind)
