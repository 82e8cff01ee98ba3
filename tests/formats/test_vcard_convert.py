"""A card written anew in another version says what it said, judged by a reader that is not ours."""

import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.vcard import Whole, read_card, split_cards
from keepwarm.formats.vcard_convert import convert_card
from keepwarm.formats.vcard_photo import find_photo
from keepwarm.formats.vcard_rows import Version
from tests.independent.vcard_values import types, values
from tests.real_data import real_data

VERSIONS: tuple[Version, ...] = ("3.0", "4.0")


def card(*rows: str, version: str) -> bytes:
    return "\r\n".join(
        ("BEGIN:VCARD", f"VERSION:{version}", "FN:A", "N:A;;;;", *rows, "END:VCARD", "")
    ).encode()


def converted(*rows: str, source: str, target: Version) -> list[str]:
    """The rows behind the names, unfolded."""
    raw = convert_card(card(*rows, version=source), target).decode()
    return raw.replace("\r\n ", "").splitlines()[4:-1]


@pytest.mark.parametrize(
    ("in_3", "in_4"),
    [
        (["TEL;TYPE=HOME,VOICE:1", "TEL;TYPE=CELL,PREF:2"],
         ["TEL;TYPE=HOME,VOICE:1", "TEL;TYPE=CELL;PREF=1:2"]),
        (["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ"], ["PHOTO:data:image/jpeg;base64,/9j/4AAQ"]),
        (["LOGO;TYPE=GIF;VALUE=uri:http://x.example/a.gif"], ["LOGO;MEDIATYPE=image/gif:http://x.example/a.gif"]),
        (["SOUND;ENCODING=b;TYPE=BASIC:AAAA"], ["SOUND:data:audio/basic;base64,AAAA"]),
        (["KEY;ENCODING=b;TYPE=PGP:AAAA"], ["KEY:data:application/pgp-keys;base64,AAAA"]),
        (["X-PICTURE;ENCODING=b:AAAA"], ["X-PICTURE;VALUE=uri:data:application/octet-stream;base64,AAAA"]),
        (["BDAY;VALUE=date:1985-04-12"], ["BDAY:19850412"]),
        (["BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"], ["BDAY:--0412"]),
        (["BDAY;VALUE=date-time:1985-04-12T10:22:00Z"], ["BDAY:19850412T102200Z"]),
        (["BDAY;VALUE=text:circa 1800"], ["BDAY;VALUE=text:circa 1800"]),
        (["X-ANNIVERSARY:2009-10-10"], ["ANNIVERSARY:20091010"]),
        (["item1.X-ABDATE:2009-10-10", "item1.X-ABLabel:_$!<Anniversary>!$_"],
         ["item1.ANNIVERSARY:20091010", "item1.X-ABLabel:_$!<Anniversary>!$_"]),
        (["item1.X-ABDATE:2009-10-10", "item1.X-ABLabel:First met"],
         ["item1.X-ABDATE:2009-10-10", "item1.X-ABLabel:First met"]),
        (["GEO:46.5;-71.25"], ["GEO:geo:46.5,-71.25"]),
        (["TZ:-05:00"], ["TZ;VALUE=utc-offset:-0500"]),
        (["TZ;VALUE=text:Europe/Berlin"], ["TZ:Europe/Berlin"]),
        (["UID:a\\,b"], ["UID;VALUE=text:a\\,b"]),
        (["UID:urn:uuid:1"], ["UID:urn:uuid:1"]),
        (["IMPP;X-SERVICE-TYPE=Skype:skype:ann"], ["IMPP;SERVICE-TYPE=Skype:skype:ann"]),
        (["X-SOCIALPROFILE;TYPE=Twitter;X-USER=ann:https://x.example/ann"],
         ["SOCIALPROFILE;SERVICE-TYPE=Twitter;USERNAME=ann:https://x.example/ann"]),
        (["item1.X-ABRELATEDNAMES:Ann", "item1.X-ABLabel:_$!<Spouse>!$_"],
         ["item1.RELATED;TYPE=spouse;VALUE=text:Ann", "item1.X-ABLabel:_$!<Spouse>!$_"]),
        (["X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1"],
         ["KIND:group", "MEMBER:urn:uuid:1"]),
        (["ADR;TYPE=HOME:;;1 Street;Town;;;", "LABEL;TYPE=HOME:\\\"A\\\"\\nTown"],
         ["ADR;LABEL=\"^'A^'^nTown\";TYPE=HOME:;;1 Street;Town;;;"]),
        (["LABEL;TYPE=WORK:Town"], ["ADR;LABEL=Town;TYPE=WORK:;;;;;;"]),
        (["CLASS:PUBLIC", "MAILER:m"], ["X-CLASS:PUBLIC", "X-MAILER:m"]),
        (["item1.X-OWN;X-P=\"a;b\":kept, as; it\\is", "item1.X-ABLabel:"],
         ["item1.X-OWN;X-P=\"a;b\":kept, as; it\\is", "item1.X-ABLabel:"]),
        (["CATEGORIES:a\\,b,c", "NICKNAME:x,y", "ORG:A\\;B;C"],
         ["CATEGORIES:a\\,b,c", "NICKNAME:x,y", "ORG:A\\;B;C"]),
    ],
)  # fmt: skip
def test_each_version_has_its_own_form(in_3: list[str], in_4: list[str]) -> None:
    assert converted(*in_3, source="3.0", target="4.0") == in_4
    back = converted(*in_4, source="4.0", target="3.0")
    assert [row.replace('\\"', '"') for row in in_3] == back  # an escape that needs none


@pytest.mark.parametrize(
    ("source", "row", "target", "written"),
    [
        ("2.1", "TEL;HOME;PREF:1", "3.0", "TEL;TYPE=HOME,PREF:1"),
        ("2.1", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:=E4, b=0D=0Ac", "3.0", "NOTE:ä\\, b\\nc"),
        ("2.1", "PHOTO;GIF;BASE64:\r\n  R0lG\r\n  AAAA\r\n", "4.0", "PHOTO:data:image/gif;base64,R0lGAAAA"),
        ("2.1", "ADR;WORK:;;1 Street, left;Town", "4.0", "ADR;TYPE=WORK:;;1 Street\\, left;Town"),
        ("3.0", "EMAIL;TYPE=INTERNET,PREF:a@b.example", "4.0", "EMAIL;PREF=1:a@b.example"),
        ("3.0", "URL:http\\://x.example/a\\,b", "4.0", "URL:http://x.example/a,b"),
        ("3.0", "BDAY:1604-06-26", "4.0", "BDAY:--0626"),
        ("3.0", "X-SKYPE:live:ann", "4.0", "IMPP;SERVICE-TYPE=skype:skype:live%3Aann"),
        ("3.0", "X-SPOUSE:Ann", "4.0", "RELATED;TYPE=spouse;VALUE=text:Ann"),
        ("3.0", "AGENT:Ann", "4.0", "RELATED;TYPE=agent;VALUE=text:Ann"),
        ("4.0", "TEL;VALUE=uri;PREF=7:tel:+1-418;ext=102", "3.0", "TEL;TYPE=PREF:+1-418 ext. 102"),
        ("4.0", "BDAY:1985-04", "3.0", "BDAY;VALUE=text:1985-04"),
        ("4.0", "RELATED;TYPE=friend:urn:uuid:1", "3.0", "RELATED;TYPE=friend:urn:uuid:1"),
        ("4.0", "PHOTO:data:,a%20b", "3.0", "PHOTO;ENCODING=b:YSBi"),
    ],
)  # fmt: skip
def test_a_property_takes_the_form_of_the_version(
    source: str, row: str, target: Version, written: str
) -> None:
    assert converted(row, source=source, target=target) == [written]


def test_a_relation_without_a_label_gets_one_of_its_own() -> None:
    assert converted("item4.TEL:1", "RELATED;TYPE=child;VALUE=text:Bo", source="4.0", target="3.0") == [
        "item4.TEL:1", "item5.X-ABRELATEDNAMES:Bo", "item5.X-ABLabel:_$!<Child>!$_",
    ]  # fmt: skip


def test_a_type_of_relation_stays_where_the_label_says_another() -> None:
    rows = ["item1.RELATED;TYPE=parent;VALUE=text:Bo", "item1.X-ABLabel:Guru"]

    in_3 = converted(*rows, source="4.0", target="3.0")

    assert in_3 == ["item1.X-ABRELATEDNAMES;TYPE=parent:Bo", "item1.X-ABLabel:Guru"]
    assert converted(*in_3, source="3.0", target="4.0") == [
        "item1.RELATED;VALUE=text;TYPE=parent:Bo",
        rows[1],
    ]


def test_the_sort_string_is_a_parameter_of_the_name_in_4_0() -> None:
    raw = card("SORT-STRING:Zed", version="3.0")

    assert b"N;SORT-AS=Zed:A;;;;" in convert_card(raw, "4.0")
    assert b"N:A;;;;\r\nSORT-STRING:Zed" in convert_card(convert_card(raw, "4.0"), "3.0")


def test_what_a_version_demands_is_made_from_what_the_card_says() -> None:
    raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\nORG:IBM\r\nX-ABShowAs:COMPANY\r\nEND:VCARD\r\n"

    assert b"FN:IBM\r\nN:;;;;\r\n" in convert_card(raw, "3.0")
    assert b"FN:IBM\r\nKIND:org\r\n" in convert_card(raw, "4.0")
    assert b"X-ABShowAs:COMPANY" in convert_card(card("KIND:org", version="4.0"), "3.0")


def test_a_nested_card_becomes_the_value_of_an_agent_and_back() -> None:
    raw = card("AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Bo; Bo", "END:VCARD", "TEL:1", version="2.1")

    in_3, in_4 = convert_card(raw, "3.0"), convert_card(raw, "4.0")

    assert (
        b"AGENT:BEGIN:VCARD\\nVERSION:3.0\\nFN:Bo\\\\\\; Bo\\nN:\\;\\;\\;\\;\\nEND:VCARD\\n"
        in in_3.replace(b"\r\n ", b"")
    )
    assert b"RELATED;TYPE=agent:data:text/vcard" in in_4
    assert convert_card(in_4, "3.0") == in_3
    assert values(raw) <= values(in_3)
    assert values(raw) <= values(in_4)


def test_cards_deep_inside_one_another_are_written_without_growing_without_end() -> None:
    raw = b""
    for _ in range(90):
        raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:A\r\n" + raw + b"END:VCARD\r\n"

    assert max(len(convert_card(raw, version)) for version in VERSIONS) < 200_000


# Keep-rate


@cache
def real_cards() -> tuple[bytes, ...]:
    found: list[bytes] = []
    for path in sorted(real_data("vcards").glob("*.vcf")):
        with path.open("rb") as file:
            found += [item.raw for item in split_cards(file) if isinstance(item, Whole)]
    return tuple(found)


def test_every_value_of_every_real_card_is_kept_in_either_version() -> None:
    kept, said = Counter[Version](), Counter[Version]()
    for raw in real_cards():
        before = values(raw) + types(raw)
        for version in VERSIONS:
            written = convert_card(raw, version)
            kept[version] += (before & (values(written) + types(written))).total()
            said[version] += before.total()
    assert said["3.0"] > 25_000
    assert kept == said


def varied() -> list[bytes]:
    """The real cards without most of the two thousand that one program wrote alike."""
    return [raw for at, raw in enumerate(real_cards()) if at % 10 == 0 or b"GENDER:None" not in raw]


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_written_is_written_the_same_again_and_reads_as_before(version: Version) -> None:
    for raw in varied():
        once = convert_card(raw, version)
        assert convert_card(once, version) == once
        if (was := read_card(raw)).person is not None:
            assert read_card(once).person == was.person
            assert (read_card(once).details, read_card(once).uid) == (was.details, was.uid)
            assert find_photo(once) == find_photo(raw)
            assert {(one.kind, one.value) for one in read_card(once).handles} == {
                (one.kind, one.value) for one in was.handles
            }


def test_the_judge_misses_each_line_that_is_taken_away() -> None:
    judged = 0
    for raw in real_cards()[::40]:
        rows = convert_card(raw, "3.0").replace(b"\r\n ", b"").splitlines(keepends=True)
        for at in range(2, len(rows) - 1):
            if rows[at].partition(b":")[2].strip(b";\r\n "):
                judged += 1
                assert values(b"".join(rows)) > values(b"".join((*rows[:at], *rows[at + 1 :])))
    assert judged > 300


# Laws


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cs"]), max_size=30)
SAID = st.builds(
    lambda name, text: f"{name}:{text}",
    st.sampled_from(
        ["NOTE", "TITLE;LANGUAGE=de", "item1.X-OWN;X-P=1", "ROLE", "X-ABLabel", "EMAIL;TYPE=work"]
    ),
    TEXT.map(lambda text: text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").strip()),
)


@settings(max_examples=150)
@given(rows=st.lists(SAID, max_size=6), source=st.sampled_from(VERSIONS), target=st.sampled_from(VERSIONS))
def test_any_text_is_kept_in_either_version(rows: list[str], source: Version, target: Version) -> None:
    raw = card(*rows, version=source)

    assert values(raw) <= values(convert_card(raw, target))


@given(raw=st.binary(max_size=200))
def test_converting_never_raises_for_any_bytes(raw: bytes) -> None:
    for version in VERSIONS:
        assert convert_card(raw, version).startswith(b"BEGIN:VCARD\r\n")
        inside = convert_card(b"BEGIN:VCARD\r\nFN" + raw + b"\r\nEND:VCARD\r\n", version)
        assert max(map(len, inside.split(b"\r\n"))) <= 75


def test_converting_never_raises_for_damaged_real_cards() -> None:
    rng = random.Random(20260509)
    small = [raw for raw in real_cards() if len(raw) < 4000 and b"GENDER:None" not in raw]
    for _ in range(1500):
        changed = bytearray(rng.choice(small))
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(changed) + 1)
            changed[at : at + rng.choice([0, 1, 20])] = rng.choice(
                [b"", b"\r\n", b"=", b";", b":", b'"', b"\\", b"\n ", b"BEGIN:VCARD\n", rng.randbytes(3)]
            )
        for version in VERSIONS:
            assert read_card(convert_card(bytes(changed), version)).kind
