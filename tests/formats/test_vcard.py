"""The typed view of a card: what a person page shows of it."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.details import NO_DETAILS, Details, Role
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.domain.postal import Postal
from keepwarm.formats.vcard import Card, Whole, read_card, split_cards
from keepwarm.formats.vcard_properties import gather_any, gather_plain
from tests.real_data import real_data


def card(*rows: str, version: str = "3.0") -> Card:
    text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *rows, "END:VCARD", ""))
    return read_card(text.encode())


def person(*rows: str, version: str = "3.0") -> Person:
    found = card(*rows, version=version).person
    assert found is not None
    return found


def handle(row: str, *more: str) -> Handle:
    (found,) = card(row, *more).handles
    return found


def real_cards(name: str) -> list[Card]:
    with (real_data("vcards") / name).open("rb") as file:
        return [read_card(item.raw) for item in split_cards(file) if isinstance(item, Whole)]


def test_a_plain_card_is_read_into_a_person_with_handles() -> None:
    found = card(
        "UID:7a6b",
        "N:Gump;Forrest;;Mr.;",
        "FN:Forrest Gump",
        "ORG:Bubba Gump Shrimp Co.;Boats",
        "TITLE:Shrimp Man",
        "TEL;TYPE=CELL,PREF:+1 111 555 1212",
        "EMAIL;TYPE=INTERNET,HOME:forrest@example.com",
        "ADR;TYPE=WORK:;;100 Waters Edge;Baytown;LA;30314;USA",
        "BDAY:1944-06-06",
        "NOTE:Likes running\\, and\\nchocolates",
    )

    assert found.person == Person(
        name="Forrest Gump",
        given="Forrest",
        family="Gump",
        prefix="Mr.",
        organization="Bubba Gump Shrimp Co.",
        title="Shrimp Man",
        birthday=found.person.birthday if found.person else None,
        note="Likes running, and\nchocolates",
    )
    assert str(found.person.birthday) == "1944-06-06"
    assert found.uid == "7a6b"
    assert found.handles == (
        Handle(kind=HandleKind.PHONE, value="+1 111 555 1212", label="cell", preferred=True),
        Handle(kind=HandleKind.EMAIL, value="forrest@example.com", label="home"),
        Handle(
            kind=HandleKind.ADDRESS,
            value="100 Waters Edge, Baytown, LA, 30314, USA",
            label="work",
            postal=Postal(
                street="100 Waters Edge", locality="Baytown", region="LA", code="30314", country="USA"
            ),
        ),
    )
    assert found.details == Details(
        roles=(Role(organization="Bubba Gump Shrimp Co.", department="Boats", title="Shrimp Man"),)
    )


def test_every_card_without_details_has_the_same_empty_ones() -> None:
    assert card("FN:Ann", "ORG:IBM", "TITLE:Boss", "TEL:1").details is NO_DETAILS
    assert card("FN:Ann", "CATEGORIES:myContacts", "RELATED:").details is NO_DETAILS


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (["FN:  Ann \t B "], "Ann B"),
        (["FN:", "N:B;Ann;C.;Dr.;PhD"], "Dr. Ann C. B PhD"),
        (["N:安藤;ロイド;;;"], "安藤 ロイド"),
        (["ORG:;Sales"], "Sales"),
        (["NICKNAME:Annie", "ORG:IBM"], "IBM"),
        (["NICKNAME:Annie", "EMAIL:a@b.example"], "Annie"),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nick;1;;"], "Nick"),
        (["TEL:1234", "EMAIL:a@b.example"], "a@b.example"),
        (["TEL:1234"], "1234"),
        (["FN:A\x00n\x07n"], "Ann"),
        (["FN:Ann", "broken line without a colon"], "Ann"),
    ],
)
def test_somebody_is_called_by_the_best_that_the_card_says(rows: list[str], name: str) -> None:
    assert person(*rows).name == name


@pytest.mark.parametrize(
    "rows", [[], ["FN:"], ["N:;;;;", "TEL;CELL:", "EMAIL:"], ["TEL:§"], ["NOTE:x", "X-Y:z"]]
)
def test_a_card_with_no_name_and_no_handle_is_nobody(rows: list[str]) -> None:
    assert card(*rows).person is None


@pytest.mark.parametrize(
    ("row", "kind", "value", "label", "service"),
    [
        ("TEL;TYPE=home,voice:tel:+1-418-656-9254;ext=102", "phone", "+1-418-656-9254 ext. 102", "home", ""),
        ("TEL;HOME;FAX:12", "phone", "12", "home fax", ""),
        ("TEL;X-NEC-HOTEL:10", "phone", "10", "nec-hotel", ""),
        ("TEL;TYPE=home:sip:a@b.example", "chat", "a@b.example", "home", "sip"),
        ("TEL;TYPE=PAGER:610@pager.example", "email", "610@pager.example", "pager", ""),
        ("X-MS-TEL;CALLBACK:12", "phone", "12", "callback", ""),
        ('EMAIL;INTERNET:"Omega" <omega@example.com>', "email", "omega@example.com", "", ""),
        ('EMAIL;INTERNET:"Omega" <om\0ega@example\x1b.com>', "email", "omega@example.com", "", ""),
        ("EMAIL:mailto:a@b.example", "email", "a@b.example", "", ""),
        ("IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:live%3Aann", "chat", "live:ann", "home", "skype"),
        ("IMPP:xmpp:ann@b.example", "chat", "ann@b.example", "", "xmpp"),
        ("IMPP:ann@b.example", "chat", "ann@b.example", "", ""),
        ("X-JABBER:ann", "chat", "ann", "", "jabber"),
        ("X-messaging/gadu-All:452342", "chat", "452342", "", "gadu"),
        ("X-MS-IMADDRESS:im@b.example", "chat", "im@b.example", "", ""),
        ("X-SOCIALPROFILE;type=twitter:http://x.example/a", "profile", "http://x.example/a", "", "twitter"),
        ("SOCIALPROFILE;SERVICE-TYPE=Tooter:http://m.example", "profile", "http://m.example", "", "tooter"),
        ("X-SOCIALPROFILE;type=twitter;x-user=ann:x-apple:", "profile", "ann", "", "twitter"),
        ("URL;WORK:http\\://a.example/x\\,y", "profile", "http://a.example/x,y", "work", ""),
        ("ADR:;;1 Street\\nHouse 2,;Town;;;", "address", "1 Street, House 2, Town", "", ""),
    ],
)  # fmt: skip
def test_a_handle_is_read_with_its_label_and_service(
    row: str, kind: str, value: str, label: str, service: str
) -> None:
    found = handle(row)

    assert (found.kind, found.value, found.label, found.service) == (kind, value, label, service)


@pytest.mark.parametrize(
    ("written", "label"),
    [("_$!<Home>!$_", "home"), ("$!<HomePage>!$", "home page"), ("My own", "My own"), ("", "work")],
)
def test_the_label_of_a_group_counts_more_than_the_type(written: str, label: str) -> None:
    assert handle("item1.TEL;TYPE=WORK:12", f"item1.X-ABLabel:{written}").label == label


def test_the_lowest_pref_of_a_kind_is_preferred() -> None:
    found = card(
        "TEL;PREF=2:1", "TEL;PREF=1:2", "TEL:3", "EMAIL;PREF=50:a@b.example", "EMAIL;PREF=x:c@d.example"
    )

    assert [handle.preferred for handle in found.handles] == [False, True, False, True, False]


def test_the_same_handle_twice_is_one_and_preferred_if_either_is() -> None:
    found = card("TEL;TYPE=HOME:12", "TEL;TYPE=PREF:12")

    assert found.handles == (Handle(kind=HandleKind.PHONE, value="12", label="home", preferred=True),)


def test_a_handle_that_no_index_could_hold_is_left_to_the_bytes() -> None:
    assert card("FN:A", "URL:http://a.example/" + "x" * 1000).handles == ()


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([], Standing.ORDINARY),
        (["DEATHDATE:19960415"], Standing.DIED),
        (["DEATHDATE;VALUE=text:circa 1800"], Standing.DIED),
        (["DEATHDATE:", "DEATHDATE:None"], Standing.ORDINARY),
        (["KIND:GROUP"], Standing.BY_RELATION),
        (["X-ADDRESSBOOKSERVER-KIND:group"], Standing.BY_RELATION),
        (["KIND:location"], Standing.JUST_AN_ADDRESS),
        (["X-ABShowAs:COMPANY"], Standing.JUST_AN_ADDRESS),
        (["X-ABShowAs:COMPANY", "N:Doe;Jane;;;"], Standing.ORDINARY),
        (["KIND:INDIVIDUAL", "GENDER:None", "LANG:"], Standing.ORDINARY),
    ],
)
def test_the_standing_follows_the_death_and_the_kind(rows: list[str], standing: Standing) -> None:
    assert person("FN:A", *rows).standing is standing


def test_the_kind_is_read_in_lower_case() -> None:
    assert [card("KIND:ORG").kind, card("KIND:").kind, card("X-ABShowAs:COMPANY").kind] == [
        "org",
        "individual",
        "org",
    ]


@pytest.mark.parametrize(
    ("rows", "date"),
    [
        (["BDAY;VALUE=date:1604-06-26"], "--06-26"),
        (["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"], "--04-12"),
        (["BDAY;VALUE=text:03-12"], "--03-12"),
        (["BDAY;VALUE=text:circa 1800"], "None"),
        (["BDAY:10000"], "None"),
        (["BDAY;ALTID=1;VALUE=text:in spring", "BDAY;ALTID=1:20160801"], "2016-08-01"),
    ],
)
def test_the_birthday_is_the_first_that_is_a_date(rows: list[str], date: str) -> None:
    assert str(person("FN:A", *rows).birthday) == date


def test_uid_is_any_text_and_apples_own_stands_in_for_it() -> None:
    assert card("UID:urn:x:a/b+c\\nd").uid == "urn:x:a/b+c\nd"
    assert card("X-ABUID:6B29\\:ABPerson").uid == "6B29:ABPerson"
    assert card("UID:" + "x" * 1000).uid == ""


def test_what_a_nested_card_says_is_not_said_of_the_outer_one() -> None:
    found = card("FN:Ann", "AGENT:", "BEGIN:VCARD", "FN:Bob", "TEL:1", "END:VCARD", "TEL:2")

    assert found.person is not None
    assert found.person.name == "Ann"
    assert [handle.value for handle in found.handles] == ["2"]


def test_text_of_any_length_is_read_and_names_stay_short() -> None:
    found = person("FN:" + "n" * 5000, "NOTE:" + "x" * 100_000)

    assert len(found.name) == 600
    assert len(found.note) == 100_000


@pytest.mark.parametrize(
    ("file", "name", "handles"),
    [
        ("LineageOS+android_frameworks_opt_vcard__v21_japanese_3.vcf", "伊能 圭一 伊予", []),
        ("LineageOS+android_frameworks_opt_vcard__v30_ios_613_multiline.vcf", "Bob Smith",
         ["bob@smithauto.com", "(650) 555-1212", "www.smithauto.com"]),
        ("LineageOS+android_frameworks_opt_vcard__v21_adr_multiple_line.vcf", "bogus",
         ["http://bogus.com/", "Grindelberg 999, Hamburg, 99999, Deutschland",
          "Hermann v. Brevern, 9999999, Packstation 999, Hamburg, 99999, Deutschland"]),
        ("LineageOS+android_frameworks_opt_vcard__v21_blackberry_photo.vcf", "boogie",
         ["+5555555", "+5555556", "forrestgump@walladalla.com"]),
        ("jhermsmeier+node-vcf__quoted-list.vcf", "+1-555-555-5555 ext. 5555", ["+1-555-555-5555 ext. 5555"]),
        ("jeroendesloovere+vcard__invalid_encoding.vcf", "Jeroen Desloovere",
         ["site@example.com", "http://www.jeroendesloovere.be"]),
        ("ical4j+ical4j-vcard__4b62872a-849-0.vcf", "Herr Franz M. Branntwein",
         ["Medizinstraße 4711, Köln, Nordrhein-Westfalen, 50441, Deutschland", "0221 12345678",
          "franz.m.branntwein@example.com"]),
    ],
)  # fmt: skip
def test_real_cards_are_read_as_their_owners_would(file: str, name: str, handles: list[str]) -> None:
    (found,) = real_cards(file)

    assert found.person is not None
    assert found.person.name == name
    assert [handle.value for handle in found.handles] == handles


def test_latin_1_without_a_charset_is_read() -> None:
    names = {
        found.person.name for found in real_cards("ical4j+ical4j-vcard__vcard-vCards-SAP.vcf") if found.person
    }

    assert "Ingrid Spa\xdflund" in names


# Laws


ROWS = st.lists(
    st.sampled_from(
        ["FN:Ann", "FN;CHARSET=UTF-8:Ä", "FN;CHARSET=SHIFT_JIS:Ä", "N:a\\;b;c", "TEL;TYPE=home:12",
         'TEL;X="a:b":12', 'TEL;X="a:12', " folded", "\tfolded", "  ", "", "no colon", "# comment: x",
         "NOTE:a\\", "item1.URL:x", "item1.X-ABLabel:y", "VERSION:2.1", "VERSION:3.0", "PHOTO;ENCODING=b:A=",
         "NOTE;ENCODING=QUOTED-PRINTABLE:a=", "BEGIN:VCARD", "END:VCARD", "AGENT:", "AGENT:BEGIN:VCARD",
         "two words:x", ":x", "TEL;HOME", "EMAIL;ENCODING=b:YUBi",
         "item1.RELATED;TYPE=kin:Bo", "CATEGORIES:a,b", "AGENT:Bo", "SOUND;X-IRMC-N:a",
         "X-ABDATE:2009-10-10", "TEL\n :12", "it)em.TEL:3", "=x.ADR:;;y", "no\r\n colon;x:y"]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=500)
@given(rows=ROWS, ending=st.sampled_from(["\r\n", "\n"]))
def test_the_short_way_through_a_plain_card_finds_the_same(rows: list[str], ending: str) -> None:
    raw = ending.join(("BEGIN:VCARD", *rows, "END:VCARD", "")).encode()
    found = gather_plain(raw)

    assert found is None or found == gather_any(raw)


def test_the_short_way_finds_the_same_in_real_cards() -> None:
    short = 0
    for path in real_data("vcards").glob("*.vcf"):
        for found in real_cards(path.name):
            gathered = gather_plain(found.raw)
            if gathered is not None:
                short += 1
                assert gathered == gather_any(found.raw)
    assert short > 50


def check_sound(found: Card) -> None:
    """What storage and pages rely on: clean text, no empty handles, limits kept."""
    if found.person is None:
        assert found.handles == ()
        return
    person = found.person
    lines = [person.name, person.given, person.family, person.prefix, person.middle, person.suffix]
    lines += [person.nickname, person.phonetic, person.organization, person.title]
    for handle in found.handles:
        lines += [handle.value, handle.label, handle.service]
        lines += [line for part in handle.postal.parts for line in part.split("\n")] if handle.postal else []
        assert handle.value
        assert (handle.postal is None) == (handle.kind is not HandleKind.ADDRESS)
    lines += lines_of(found.details)
    assert found.person.name
    assert all(len(line) <= 600 for line in lines)
    text = "".join(
        [*lines, found.person.note.replace("\n", "").replace("\t", ""), found.uid.replace("\n", "")]
    )
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in text.replace("\t", ""))
    text.encode()


def lines_of(details: Details) -> list[str]:
    for role in details.roles:
        assert role != Role()
    for relation in details.relations:
        assert relation.name or relation.uid
    assert all((*details.tags, *details.members, *(one.label for one in details.occasions)))
    return [
        *(text for role in details.roles for text in (role.organization, role.department, role.title)),
        *details.tags,
        *(text for one in details.relations for text in (one.name, one.label, *one.uid.split("\n"))),
        *(one.label for one in details.occasions),
        *(line for uid in details.members for line in uid.split("\n")),
    ]


@given(raw=st.binary(max_size=200))
def test_reading_never_raises_for_any_bytes(raw: bytes) -> None:
    check_sound(read_card(raw))
    check_sound(read_card(b"BEGIN:VCARD\r\nFN" + raw + b"\r\nEND:VCARD\r\n"))


VALUES = st.text(
    st.sampled_from("a1:;,\\\"'^=%@<> \t\n\r\x00\x85\u2028\ufeffü伊🦊~-T0"), max_size=30
)  # fmt: skip
HEADS = st.sampled_from(
    ["FN", "N", "ORG", "TEL", "TEL;VALUE=uri", "EMAIL", "IMPP", "URL", "ADR", "BDAY", "DEATHDATE", "UID",
     "X-ABLabel", "X-SOCIALPROFILE;type=a", "NOTE;ENCODING=QUOTED-PRINTABLE", "FN;ENCODING=b",
     "FN;CHARSET=iso-2022-jp",
     "FN;CHARSET=hz", "FN;CHARSET=utf-7", "FN;CHARSET=gb18030", "TEL;PREF=1", "TEL;PREF=²", "KIND",
     "X-ANDROID-CUSTOM", "CATEGORIES", "RELATED", "RELATED;TYPE=me,kin;VALUE=text", "X-ABRELATEDNAMES",
     "AGENT",
     "MEMBER", "X-ABDATE", "X-ABLabel", "ANNIVERSARY;VALUE=text", "X-KEEPWARM-ROLE", "SORT-STRING",
     "SOUND;X-IRMC-N",
     "N;PHONETIC=x;SORT-AS=a", "NICKNAME", "a.ORG", "a.TITLE", "ROLE", "X-MANAGER", "X-PHONETIC-LAST-NAME"]
)  # fmt: skip


@given(rows=st.lists(st.tuples(HEADS, VALUES), max_size=5))
def test_reading_never_raises_for_any_value(rows: list[tuple[str, str]]) -> None:
    text = "".join(f"{head}:{value}\r\n" for head, value in rows)
    check_sound(read_card(f"BEGIN:VCARD\r\n{text}END:VCARD\r\n".encode()))
    check_sound(read_card(f"BEGIN:VCARD\r\nFN:A\r\nKIND:group\r\n{text}END:VCARD\r\n".encode()))


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled, or moved."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(changed) + 1)
        upto = min(len(changed), at + rng.randint(0, 40))
        new = rng.choice(
            [b"", bytes([rng.randrange(256)]), b"\r\n", b"=", b";", b":", b'"', b"\\", b"\n ",
             b"BEGIN:VCARD\n", b"END:VCARD\n", bytes(changed[at:upto]) * 2, rng.randbytes(5)]
        )  # fmt: skip
        changed[at : rng.choice([at, upto])] = new
    return bytes(changed)


def test_reading_never_raises_for_damaged_real_cards(tmp_path: Path) -> None:
    rng = random.Random(20260509)
    small = [
        path.read_bytes() for path in sorted(real_data("vcards").glob("*.vcf")) if path.stat().st_size < 5000
    ]
    begun = 0
    for _ in range(2000):
        damaged = tmp_path / "damaged.vcf"
        damaged.write_bytes(mutated(rng.choice(small), rng))
        with damaged.open("rb") as file:
            for item in split_cards(file):
                begun += 1
                if isinstance(item, Whole):
                    check_sound(read_card(item.raw))
    assert begun > 1000
