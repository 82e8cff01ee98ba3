"""An edit writes the lines that it concerns, and no others."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Role
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard import Card, Whole, read_card, split_cards
from keepwarm.formats.vcard_patch import (
    AddHandle,
    Change,
    RemoveHandle,
    ReplaceHandle,
    SetBirthday,
    SetName,
    SetNickname,
    SetNote,
    SetOrganization,
    SetTags,
    SetTitle,
    patch_card,
)
from keepwarm.formats.vcard_text import plain, tidy
from tests.real_data import real_data

NEW_NUMBER = "+49 30 901820"


def written(*rows: str, version: str = "3.0", ending: str = "\r\n") -> bytes:
    return ending.join(("BEGIN:VCARD", f"VERSION:{version}", *rows, "END:VCARD", "")).encode()


def phone(value: str, label: str = "", *, preferred: bool = False) -> Handle:
    return Handle(kind=HandleKind.PHONE, value=value, label=label, preferred=preferred)


def email(value: str, label: str = "", *, preferred: bool = False) -> Handle:
    return Handle(kind=HandleKind.EMAIL, value=value, label=label, preferred=preferred)


def rows_of(raw: bytes) -> list[str]:
    """The lines between VERSION and END."""
    return raw.decode().splitlines()[2:-1]


def after(change: Change, *rows: str, version: str = "3.0") -> list[str]:
    return rows_of(patch_card(written(*rows, version=version), change))


def person_of(raw: bytes) -> Person:
    person = read_card(raw).person
    assert person is not None
    return person


# Handles


@pytest.mark.parametrize(
    ("version", "before", "behind"),
    [
        ("3.0", "TEL;type=CELL;type=pref:1", "TEL;type=CELL;type=pref:+49 30 2"),
        ("3.0", 'item1.TEL;X-ID="a:b":1', 'item1.TEL;X-ID="a:b":+49 30 2'),
        ("4.0", "TEL;VALUE=uri;PREF=1:tel:1", "TEL;PREF=1:+49 30 2"),
        ("2.1", "TEL;CELL;X-A:1", "TEL;CELL;X-A:+49 30 2"),
        ("2.1", "TEL;ENCODING=QUOTED-PRINTABLE:=31", "TEL;ENCODING=QUOTED-PRINTABLE:+49 30 2"),
        ("2.1", "TEL;ENCODING=BASE64;HOME:MQ==", "TEL;HOME:+49 30 2"),
        ("3.0", "TEL;TYPE=ce\r\n ll:1", "TEL;TYPE=cell:+49 30 2"),
    ],
)
def test_a_number_is_replaced_in_its_line(version: str, before: str, behind: str) -> None:
    changed = after(
        ReplaceHandle(
            old=phone("1"),
            new=phone("+49 30 2", read_label(before, version), preferred="pref" in before.lower()),
        ),
        "FN:A",
        before,
        "X-B: kept  ",
        version=version,
    )

    assert changed == ["FN:A", behind, "X-B: kept  "]


def read_label(row: str, version: str) -> str:
    return read_card(written(row, version=version)).handles[0].label


def test_a_number_that_can_stay_a_uri_stays_one() -> None:
    old = phone("+1-418 ext. 102")
    changed = after(ReplaceHandle(old=old, new=phone("+1-419 ext. 7")),
                    "TEL;VALUE=uri:tel:+1-418;ext=102", version="4.0")  # fmt: skip

    assert changed == ["TEL;VALUE=uri:tel:+1-419;ext=7"]


@pytest.mark.parametrize(
    ("before", "new", "behind"),
    [
        (["EMAIL:\"Om\" <a@b.example>"], email("c@d.example"), ["EMAIL:\"Om\" <c@d.example>"]),
        (["EMAIL:mailto:a@b.example"], email("c@d.example"), ["EMAIL:mailto:c@d.example"]),
        (["EMAIL;TYPE=HOME:a@b.example"], email("a@b.example", "work"), ["EMAIL;TYPE=WORK:a@b.example"]),
        (["EMAIL;TYPE=HOME,X-Y:a@b.example"], email("a@b.example"), ["EMAIL:a@b.example"]),
        (["EMAIL:a@b.example"], email("a@b.example", "My own"),
         ["item1.EMAIL:a@b.example", "item1.X-ABLabel:My own"]),
        (["item7.EMAIL:a@b.example", "X-Z:1", "item7.X-ABLabel:Old"], email("a@b.example", "New"),
         ["item7.EMAIL:a@b.example", "X-Z:1", "item7.X-ABLabel:New"]),
        (["item7.EMAIL:a@b.example", "item7.X-ABLabel:Old"], email("a@b.example"),
         ["item7.EMAIL:a@b.example"]),
        (["w.EMAIL:a@b.example", "w.TEL:1", "w.X-ABLabel:Old"], email("a@b.example", "New"),
         ["item1.EMAIL:a@b.example", "item1.X-ABLabel:New", "w.TEL:1", "w.X-ABLabel:Old"]),
        (["EMAIL;TYPE=HOME,PREF:a@b.example"], email("a@b.example", "home"),
         ["EMAIL;TYPE=HOME:a@b.example"]),
        (["EMAIL;TYPE=HOME:a@b.example"], email("a@b.example", "home", preferred=True),
         ["EMAIL;TYPE=HOME;TYPE=PREF:a@b.example"]),
    ],
)  # fmt: skip
def test_an_address_its_label_and_its_preference_change_alone(
    before: list[str], new: Handle, behind: list[str]
) -> None:
    assert after(ReplaceHandle(old=email("a@b.example"), new=new), *before) == behind


def test_a_number_that_stands_on_two_lines_changes_on_both() -> None:
    changed = after(ReplaceHandle(old=phone("1"), new=phone("2", "home")),
                    "TEL;TYPE=HOME:1", "TEL:3", "TEL;TYPE=WORK:1")  # fmt: skip

    assert changed == ["TEL;TYPE=HOME:2", "TEL:3", "TEL;TYPE=WORK:2"]


def test_a_part_of_an_address_changes_alone() -> None:
    old = Handle(kind=HandleKind.ADDRESS, value="1 Long Street, House 2, Town, DE", label="home")

    changed = after(ReplaceHandle(old=old, new=replace(old, value="1 Long Street, House 2, Village, DE")),
                    "ADR;TYPE=HOME:;;1 Long Street\\nHouse 2;Town;;;DE")  # fmt: skip

    assert changed == ["ADR;TYPE=HOME:;;1 Long Street\\nHouse 2;Village;;;DE"]


PARTS = Postal(street="1 Long Street\nHouse 2", locality="Town", country="DE")


@pytest.mark.parametrize(
    ("before", "postal", "behind"),
    [
        ("ADR;TYPE=HOME:;;1 Long Street\\nHouse 2;Town;;;DE", replace(PARTS, locality="Village; A", code="1"),
         "ADR;TYPE=HOME:;;1 Long Street\\nHouse 2;Village\\; A;;1;DE"),
        ("ADR;TYPE=HOME:;;1 Long Street\\nHouse 2;Town;;;DE", PARTS,
         "ADR;TYPE=HOME:;;1 Long Street\\nHouse 2;Town;;;DE"),
        ("ADR;TYPE=HOME:;;1 Long\\: Street,x\\nHouse 2;Town",
         replace(PARTS, street="1 Long\\: Street,x\nHouse 2"),
         "ADR;TYPE=HOME:;;1 Long\\\\: Street\\,x\\nHouse 2;Town;;;DE"),
        ("ADR;TYPE=HOME:;;;Town;;;DE;;;;7;Way", Postal(street="8 Way", locality="Town", country="DE"),
         "ADR;TYPE=HOME:;;8 Way;Town;;;DE"),
    ],
)  # fmt: skip
def test_the_parts_of_an_address_change_in_its_line_alone(before: str, postal: Postal, behind: str) -> None:
    (old,) = read_card(written("FN:A", before, "X-A:1")).handles

    changed = after(ReplaceHandle(old=old, new=replace(old, postal=postal)), "FN:A", before, "X-A:1")

    assert changed == ["FN:A", behind, "X-A:1"]
    assert read_card(written(*changed)).handles[0].postal == postal


def test_an_address_in_another_place_loses_what_was_printed_on_the_envelope() -> None:
    row = 'ADR;TYPE=home;LABEL="1 Way^nTown":;;1 Way;Town;;;'
    (old,) = read_card(written(row, version="4.0")).handles

    moved = after(ReplaceHandle(old=old, new=replace(old, postal=Postal(street="2 Way"))), row, version="4.0")
    named = after(ReplaceHandle(old=old, new=replace(old, label="work")), row, version="4.0")

    assert moved == ["ADR;TYPE=home:;;2 Way;;;;"]
    assert named == ['ADR;LABEL="1 Way^nTown";TYPE=work:;;1 Way;Town;;;']


def test_a_new_address_has_the_parts_that_are_known_of_it() -> None:
    new = Handle(kind=HandleKind.ADDRESS, value="as it was laid out", postal=PARTS)

    changed = after(AddHandle(handle=new), "FN:A", "ADR:;;x;;;;")

    assert changed == ["FN:A", "ADR:;;x;;;;", "ADR:;;1 Long Street\\nHouse 2;Town;;;DE"]
    assert after(AddHandle(handle=new), *changed) == changed


def test_a_removed_handle_takes_the_label_that_is_its_alone() -> None:
    rows = ("item1.TEL:1", "item1.X-ABLabel:x", "w.TEL:2", "w.ORG:y", "w.X-ABLabel:z")

    assert after(RemoveHandle(handle=phone("1")), *rows) == list(rows[2:])
    assert after(RemoveHandle(handle=phone("2")), *rows) == [*rows[:2], *rows[3:]]


@pytest.mark.parametrize(
    ("version", "row"),
    [("2.1", "TEL;HOME;PREF:2"), ("3.0", "TEL;TYPE=HOME,PREF:2"), ("4.0", "TEL;TYPE=home;PREF=1:2")],
)
def test_a_new_number_stands_behind_the_others_in_the_hand_of_the_card(version: str, row: str) -> None:
    raw = written("FN:A", "TEL:1", "NOTE:n", version=version, ending="\n")

    changed = patch_card(raw, AddHandle(handle=phone("2", "home", preferred=True)))

    assert changed == written("FN:A", "TEL:1", row, "NOTE:n", version=version, ending="\n")


def test_nothing_is_written_behind_a_value_that_was_cut_off_in_a_soft_break() -> None:
    raw = written("FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:cut=", version="2.1")

    assert patch_card(raw, AddHandle(handle=phone("2"))).splitlines()[3] == b"TEL:2"


def test_a_handle_that_is_not_there_is_missing_and_one_that_cannot_be_read_is_refused() -> None:
    raw = written("FN:A", "TEL:1")

    with pytest.raises(Missing, match="no phone '2'"):
        patch_card(raw, RemoveHandle(handle=phone("2")))
    with pytest.raises(Invalid, match="does not read as a phone"):
        patch_card(raw, AddHandle(handle=phone("§")))


# What is said of the person


@pytest.mark.parametrize(
    ("change", "before", "behind"),
    [
        (SetTitle(title="Boss"), ["FN:A", "ORG:A", "i.ORG:B", "i.TITLE:Guest"],
         ["FN:A", "ORG:A", "i.ORG:B", "i.TITLE:Guest", "TITLE:Boss"]),
        (SetOrganization(organization="A; B"), ["ORG:IBM;Boats"], ["ORG:A\\; B;Boats"]),
        (SetOrganization(organization=""), ["FN:A", "ORG:IBM;Boats"], ["FN:A"]),
        (SetOrganization(organization="IBM"), ["FN:A", "X:1"], ["FN:A", "ORG:IBM", "X:1"]),
        (SetTitle(title="Boss"), ["ROLE:Clerk"], ["ROLE:Boss"]),
        (SetTitle(title="Boss"), ["TITLE:", "X:1"], ["TITLE:Boss", "X:1"]),
        (SetTitle(title=""), ["FN:A", "TITLE:T", "ROLE:R"], ["FN:A"]),
        (SetBirthday(birthday=PartialDate(month=4, day=12)), ["BDAY;X-P=1;VALUE=text:circa 1800"],
         ["BDAY;X-P=1;X-APPLE-OMIT-YEAR=1604:1604-04-12"]),
        (SetBirthday(birthday=None), ["FN:A", "BDAY:1980-01-01", "BDAY;VALUE=text:circa 1800"],
         ["FN:A", "BDAY;VALUE=text:circa 1800"]),
        (SetNote(note="one\ntwo; three"), ["NOTE:1", "X:1", "NOTE:2"], ["NOTE:one\\ntwo\\; three", "X:1"]),
        (SetNote(note=""), ["FN:A", "NOTE:1", "NOTE:2"], ["FN:A"]),
    ],
)  # fmt: skip
def test_a_property_changes_in_its_line(change: Change, before: list[str], behind: list[str]) -> None:
    assert after(change, *before) == behind


def test_a_2_1_card_says_in_quoted_printable_what_it_could_not_say_otherwise() -> None:
    raw = written("FN:Ann", "NOTE:x", version="2.1")

    changed = patch_card(raw, SetName(name="Änn", given="", family=""), SetNote(note="a=b\n" + "ü" * 40))

    assert max(map(len, changed.splitlines())) <= 76
    assert changed.isascii()
    assert b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=84nn\r\n" in changed
    assert person_of(changed).note == "a=b\n" + "ü" * 40


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"FN;CHARSET=ISO-8859-1:\xe4", b"FN;CHARSET=ISO-8859-1:\xd6l\r\n"),
        (b"FN;CHARSET=SHIFT_JIS:\x88\xc9", b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96l\r\n"),
    ],
)
def test_a_line_keeps_its_character_set_where_that_can_say_it(before: bytes, behind: bytes) -> None:
    raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\n" + before + b"\r\nEND:VCARD\r\n"

    assert behind in patch_card(raw, SetName(name="Öl", given="", family=""))


def test_a_card_in_latin_1_stays_in_it() -> None:
    raw = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xe4\r\nEND:VCARD\r\n"

    assert b"FN:\xfc\r\nNOTE:\xe9\r\n" in patch_card(
        raw, SetName(name="ü", given="", family=""), SetNote(note="é")
    )


# Laws


@cache
def real_cards() -> tuple[Card, ...]:
    found: list[Card] = []
    for path in sorted(real_data("vcards").glob("*.vcf")):
        with path.open("rb") as file:
            found += [read_card(item.raw) for item in split_cards(file) if isinstance(item, Whole)]
    return tuple(found)


def varied_cards() -> list[Card]:
    """The real cards without most of the two thousand that one program wrote alike."""
    return [card for at, card in enumerate(real_cards()) if at % 10 == 0 or b"GENDER:None" not in card.raw]


def changed_lines(before: Card, behind: bytes) -> list[tuple[bytes, bytes]]:
    """The content lines that became others, unfolded, as they were and as they are."""
    old = [before.raw[line.start : line.end] for line in before.lines]
    new = [behind[line.start : line.end] for line in read_card(behind).lines]
    pairs = [(unfolded(one), unfolded(other)) for one, other in zip(old, new, strict=True) if one != other]
    assert [one for one, other in zip(old, new, strict=True) if one == other] != []
    return pairs


def unfolded(line: bytes) -> bytes:
    return line.replace(b"\r\n ", b"").replace(b"\n ", b"")


def test_an_edit_of_a_number_changes_exactly_its_lines_in_every_real_card() -> None:
    edited = 0
    for card in real_cards():
        for handle in card.handles:
            if handle.kind is not HandleKind.PHONE:
                continue
            edited += 1
            new = replace(handle, value=NEW_NUMBER)
            behind = patch_card(card.raw, ReplaceHandle(old=handle, new=new))
            shown = read_card(behind)
            assert shown.handles == tuple(new if one == handle else one for one in card.handles)
            assert shown.person == expected_person(card, handle.value, NEW_NUMBER)
            assert card.raw.count(b"TEL") == behind.count(b"TEL")
            for old, anew in changed_lines(card, behind):
                assert re.search(rb"\bTEL\b", old, re.IGNORECASE)
                assert holds(old, handle.value)
                assert anew.rstrip(b"\r\n").endswith(b":" + NEW_NUMBER.encode())
                assert (anew[-2:-1] == b"\r") == (old[-2:-1] == b"\r")
    assert edited > 3000


def holds(line: bytes, number: str) -> bool:
    """Whether the digits of a number stand in a line one behind the other."""
    return "".join(filter(str.isdigit, number)) in "".join(filter(str.isdigit, line.decode("latin-1")))


def test_a_number_added_and_removed_leaves_a_real_card_as_it_was() -> None:
    for card in varied_cards():
        new = phone(NEW_NUMBER, "work")
        behind = patch_card(card.raw, AddHandle(handle=new))
        assert set(read_card(behind).handles) == {*card.handles, new}
        assert patch_card(behind, RemoveHandle(handle=new)) == card.raw


def test_a_real_card_says_what_it_is_told_and_keeps_the_rest() -> None:
    for card in varied_cards():
        if card.person is None:
            continue
        said = Person(
            name="Zoë; O\\n, x", given="Zoë", family="O;x", prefix="Dr.", middle="", suffix="Jr., x",
            nickname="Zö, Y",
            organization="Ü, Co; KG", title="Bóss",
            birthday=PartialDate(year=1999, month=12, day=31), note="eins\nzwei; drei, \\vier",
            standing=card.person.standing,
        )  # fmt: skip
        tags = (*card.details.tags[1:], "neu, alt", "ñ;")
        details = replace(card.details, tags=tags, roles=roles_of(card, said))
        behind = patch_card(card.raw, *telling(said), SetTags(tags=tags))
        shown = person_of(behind)
        # The order of its parts is that of the name.
        assert sorted(shown.phonetic.split()) == sorted(card.person.phonetic.split())
        said = replace(said, phonetic=shown.phonetic)
        assert read_card(behind) == replace(card, raw=behind, person=said, details=details)
        assert patch_card(behind, *telling(said), SetTags(tags=tags)) == behind


def roles_of(card: Card, said: Person) -> tuple[Role, ...]:
    """The first role stands on the person and changes with it."""
    roles = card.details.roles
    if (
        roles
        and card.person is not None
        and roles[0].organization == card.person.organization
        and roles[0].department
    ):
        return (replace(roles[0], organization=said.organization, title=said.title), *roles[1:])
    return roles


def test_an_address_takes_other_parts_in_every_real_card_and_no_other_line_changes() -> None:
    edited = 0
    for card in varied_cards():
        for handle in card.handles:
            if handle.postal is None:
                continue
            edited += 1
            new = replace(handle, postal=replace(handle.postal, locality="Öd; 1", code="", country="X"))
            behind = patch_card(card.raw, ReplaceHandle(old=handle, new=new))
            shown = {one.postal for one in read_card(behind).handles}
            assert new.postal in shown
            assert all(re.search(rb"\bADR\b", old, re.IGNORECASE) for old, _ in changed_lines(card, behind))
    assert edited > 60


def telling(person: Person) -> list[Change]:
    return [
        SetName(
            name=person.name,
            given=person.given,
            family=person.family,
            prefix=person.prefix,
            middle=person.middle,
            suffix=person.suffix,
        ),
        SetNickname(nickname=person.nickname),
        SetOrganization(organization=person.organization),
        SetTitle(title=person.title),
        SetBirthday(birthday=person.birthday),
        SetNote(note=person.note),
    ]


TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from(";,\\:=\r\n\"^' \t\x00\x85"), max_size=40)
DATES = st.dates().map(lambda on: PartialDate(year=on.year, month=on.month, day=on.day)) | st.builds(
    PartialDate, month=st.integers(1, 12), day=st.integers(1, 28)
)
CARDS = st.sampled_from(
    [
        written("FN:A", "N:B;A;;;", "X-OWN: kept", version="2.1"),
        written("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:=E4", "NOTE:a=", version="2.1", ending="\n"),
        written("FN;CHARSET=SHIFT_JIS:A", "NOTE;ENCODING=QUOTED-PRINTABLE:x=", " y", version="2.1"),
        written("item1.FN:A", "ORG:;x", "NOTE;ENCODING=b:QQ==", "NOTE:2"),
        written("FN:A", "TITLE;LANGUAGE=de:x", "BDAY;VALUE=text:never", version="4.0", ending="\r"),
        written("FN:A").replace(b"FN:A", b"FN:\xe4"),
        written("FN:A", "NICKNAME:a,b", "CATEGORIES:a\\,b,c", "X-NICKNAME:d", "CATEGORIES:x"),
        written("FN:A", "NICKNAME;ENCODING=QUOTED-PRINTABLE:a=3D", "CATEGORIES:a,b", version="2.1"),
    ]
)


@settings(max_examples=200)
@given(raw=CARDS, name=TEXT.filter(lambda text: bool(tidy(text))), parts=st.tuples(*[TEXT] * 6),
       organization=TEXT, title=TEXT, birthday=st.none() | DATES, note=TEXT,
       tags=st.lists(TEXT, max_size=3))  # fmt: skip
def test_whatever_is_told_reads_as_that_in_any_hand(
    raw: bytes, name: str, parts: tuple[str, ...], organization: str, title: str,
    birthday: PartialDate | None, note: str, tags: list[str],
) -> None:  # fmt: skip
    given_name, family, prefix, middle, suffix, nickname = map(tidy, parts)
    said = Person(
        name=tidy(name), given=given_name, family=family, prefix=prefix, middle=middle, suffix=suffix,
        nickname=nickname, organization=tidy(organization), title=tidy(title), birthday=birthday,
        note=plain(note),
    )  # fmt: skip

    behind = read_card(
        patch_card(raw, *telling(replace(said, name=name, note=note)), SetTags(tags=tuple(tags)))
    )

    assert behind.person == said
    assert {tag.casefold() for tag in behind.details.tags} == {tidy(tag).casefold() for tag in tags} - {""}


VALUES = TEXT.map(lambda text: tidy(text.replace(":", ".").replace("@", ".").replace("<", "."))).filter(
    lambda text: any(map(str.isalnum, text))
)
NEW_HANDLES = st.builds(
    Handle, kind=st.sampled_from(HandleKind), value=VALUES, preferred=st.booleans(),
    label=st.sampled_from(["", "home", "work", "cell", "My own", "Größe; 1, \\x"]),
)  # fmt: skip
HANDLE_CARDS = st.sampled_from(
    [
        written("FN:A", "TEL;HOME;PREF:1", "EMAIL;INTERNET:a@b.example", version="2.1"),
        written("FN:A", "item1.TEL:1", "item1.X-ABLabel:x", "ADR;TYPE=WORK:;;1 A;B;;;", "URL:http\\://x.example"),
        written("FN:A", "TEL;VALUE=uri;PREF=2:tel:1;ext=2", "IMPP:xmpp:a@b.example", "TEL;PREF=7:3",
                version="4.0"),
        written("FN:A", "X-SKYPE:a", "w.TEL:1", "w.ADR:;;x;;;;", "w.X-ABLabel:y",
                "X-SOCIALPROFILE;type=twitter;x-user=ann:x-apple:"),
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(raw=HANDLE_CARDS, new=NEW_HANDLES, which=st.integers(0, 9))
def test_a_handle_that_took_the_place_of_another_reads_as_it_is_and_leaves_the_others(
    raw: bytes, new: Handle, which: int
) -> None:
    card = read_card(raw)
    old = card.handles[which % len(card.handles)]

    behind = read_card(patch_card(raw, ReplaceHandle(old=old, new=new)))

    others = [replace(one, preferred=False) for one in card.handles if one != old]
    # Where no parts are told, they follow from the value.
    shown = [one for one in behind.handles if replace(one, postal=None) == new]
    assert len(shown) == 1
    assert [replace(one, preferred=False) for one in behind.handles if one not in shown] == others
    assert behind.person == card.person


@given(raw=st.binary(max_size=200), value=TEXT)
def test_any_bytes_take_a_name_and_a_number(raw: bytes, value: str) -> None:
    card = b"BEGIN:VCARD\r\nFN" + raw + b"\r\nEND:VCARD\r\n"

    behind = patch_card(card, SetName(name="Ann", given="", family=""), AddHandle(handle=phone(NEW_NUMBER)))

    assert person_of(behind).name == "Ann"
    assert NEW_NUMBER in {handle.value for handle in read_card(behind).handles}


def expected_person(card: Card, old: str, new: str) -> Person | None:
    """A card without any name is called by its first handle."""
    if card.person is not None and card.person.name == old:
        return replace(card.person, name=new)
    return card.person


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_card_of_ten_thousand_lines_takes_a_change_as_any_other(version: str) -> None:
    rows = [f"i{at}.TEL;PREF=2:{at % 4}\r\ni{at}.X-ABLabel:x{at}" for at in range(5000)]
    raw = written("FN:A", *rows, version=version)

    behind = patch_card(raw, ReplaceHandle(old=phone("1"), new=phone("7", "new", preferred=True)))

    assert [handle.value for handle in read_card(behind).handles] == ["0", "7", "2", "3"]
