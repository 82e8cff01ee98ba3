"""A card that we write, in 3.0 or 4.0, reads as what was written, in any program and our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.formats.vcard import read_card, write_card
from keepwarm.formats.vcard_rows import Version
from keepwarm.formats.vcard_text import plain, tidy


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


@given(
    name=NAMES, given_name=HOSTILE, family=HOSTILE, organization=HOSTILE, title=HOSTILE, note=HOSTILE,
    birthday=st.none() | DATES, uid=HOSTILE, handles=HANDLES, version=st.sampled_from(["3.0", "4.0"]),
)  # fmt: skip
def test_reading_what_was_written_gives_the_same(
    name: str, given_name: str, family: str, organization: str, title: str, note: str,
    birthday: PartialDate | None, uid: str, handles: list[Handle], version: Version,
) -> None:  # fmt: skip
    person = Person(
        name=name, given=given_name, family=family, organization=organization, title=title, note=note,
        birthday=birthday,
    )  # fmt: skip

    card = read_card(write_card(person, handles, uid, version=version))

    assert card.person == Person(
        name=tidy(name), given=tidy(given_name), family=tidy(family), organization=tidy(organization),
        title=tidy(title), note=plain(note), birthday=birthday,
    )  # fmt: skip
    assert card.handles == tuple(handles)
    assert card.uid == plain(uid)


@given(
    service=st.sampled_from(["skype", "x y", 'a"b', "c^d", "e;f:g", "h,i"]),
    kind=st.sampled_from(["chat", "profile"]),
    version=st.sampled_from(["3.0", "4.0"]),
)
def test_a_service_of_any_name_is_written_and_read(service: str, kind: str, version: Version) -> None:
    handle = Handle(kind=HandleKind(kind), value="ann", service=service)

    assert read_card(write_card(Person(name="A"), [handle], "1", version=version)).handles == (handle,)


@given(text=HOSTILE)
def test_no_value_begins_a_line(text: str) -> None:
    person = Person(name=text, given=text, family=text, organization=text, title=text, note=text)
    handles = [Handle(kind=kind, value=text, label=text, service=text) for kind in HandleKind]

    written = write_card(person, handles, text).decode()
    rows = written.replace("\r\n ", "").splitlines()

    starts = ("BEGIN:VCARD", "VERSION:", "UID:", "FN:", "N:", "ORG:", "TITLE:", "NOTE:", "END:VCARD", "item",
              "TEL", "EMAIL", "IMPP", "URL", "X-SOCIALPROFILE", "ADR")  # fmt: skip
    assert all(row.startswith(starts) for row in rows)
    assert len(rows) <= 9 + 2 * len(handles)
