"""A jCard says what its vCard said, and the other way round."""

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.formats.jcard import read_jcard, write_jcard
from tests.formats.real_cards import kept_of_real_cards
from tests.independent.vcard_values import values


def card(*rows: str, version: str = "4.0") -> bytes:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", "FN:A", *rows, "END:VCARD", "")).encode()


def rows_of(raw: bytes) -> list[str]:
    """The rows behind VERSION and FN, unfolded."""
    return raw.decode().replace("\r\n ", "").splitlines()[3:-1]


PAIRS: list[tuple[str, list[Any]]] = [
    ("N:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.",
     ["n", {}, "text", ["Stevenson", "John", ["Philip", "Paul"], "Dr.", ["Jr.", "M.D."]]]),
    ("NICKNAME:Jim\\, the,Jimmie", ["nickname", {}, "text", "Jim, the", "Jimmie"]),
    ("CATEGORIES:a,b", ["categories", {}, "text", "a", "b"]),
    ("ORG:ABC\\; Inc.;North", ["org", {}, "text", ["ABC; Inc.", "North"]]),
    ("ORG:ABC", ["org", {}, "text", "ABC"]),
    ("GENDER:O;it is\\; so", ["gender", {}, "text", ["O", "it is; so"]]),
    ("item1.EMAIL;TYPE=home,work;PREF=1:a@b.example",
     ["email", {"type": ["home", "work"], "pref": "1", "group": "item1"}, "text", "a@b.example"]),
    ("TEL;VALUE=uri;TYPE=cell:tel:+1-2;ext=3", ["tel", {"type": "cell"}, "uri", "tel:+1-2;ext=3"]),
    ("NOTE:one\\ntwo\\, \\\\n", ["note", {}, "text", "one\ntwo, \\n"]),
    ("BDAY:19850412", ["bday", {}, "date-and-or-time", "1985-04-12"]),
    ("BDAY:--0412", ["bday", {}, "date-and-or-time", "--04-12"]),
    ("BDAY:1985-04", ["bday", {}, "date-and-or-time", "1985-04"]),
    ("BDAY:19850412T102200-0500", ["bday", {}, "date-and-or-time", "1985-04-12T10:22:00-05:00"]),
    ("BDAY;VALUE=text:circa 1800", ["bday", {}, "text", "circa 1800"]),
    ("REV:20240102T030405Z", ["rev", {}, "timestamp", "2024-01-02T03:04:05Z"]),
    ("TZ;VALUE=utc-offset:-0500", ["tz", {}, "utc-offset", "-05:00"]),
    ("LANG:en", ["lang", {}, "language-tag", "en"]),
    ("URL:https://x.example/a,b;c", ["url", {}, "uri", "https://x.example/a,b;c"]),
    ("ADR;LABEL=\"A^nB ^'C^' ^^\":;;1 Street;Town;;;",
     ["adr", {"label": "A\nB \"C\" ^"}, "text", ["", "", "1 Street", "Town", "", "", ""]]),
    ("X-OWN;X-P=q:kept\\, as; it\\is", ["x-own", {"x-p": "q"}, "unknown", "kept\\, as; it\\is"]),
    ("X-OWN;VALUE=text:a\\, b", ["x-own", {}, "text", "a, b"]),
    ("X-N;VALUE=integer:42", ["x-n", {}, "integer", 42]),
    ("X-B;VALUE=boolean:true", ["x-b", {}, "boolean", True]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "array"), PAIRS)
def test_each_type_of_value_has_its_form_in_json(row: str, array: list[Any]) -> None:
    written = write_jcard(card(row))

    assert written == ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "A"], array]]
    assert rows_of(read_jcard(written)) == [row]


def test_a_card_of_any_version_is_written() -> None:
    old = card("TEL;HOME;PREF:1", "NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab", version="2.1")

    assert write_jcard(old)[1][2:] == [
        ["tel", {"type": "HOME", "pref": "1"}, "text", "1"],
        ["note", {}, "text", "a\nb"],
    ]


def test_a_card_without_a_name_gets_the_one_it_is_known_by() -> None:
    assert b"FN:a@b.example" in read_jcard(["vcard", [["email", {}, "text", "a@b.example"]]])


def test_properties_that_are_none_are_left_out_and_the_others_kept() -> None:
    odd: list[Any] = [7, [], ["fn"], ["fn", {}, "text"], ["fn", [], "text", "B"], ["a b", {}, "text", "B"],
                      ["end", {}, "text", "VCARD"], ["version", {}, "text", "3.0"]]  # fmt: skip

    assert read_jcard(["vcard", [*odd, ["fn", {}, "text", "A"]]]) == card()


def test_values_of_other_types_become_text_of_one_line() -> None:
    array = ["vcard", [["fn", {}, "text", "A"], ["note", {"x": [1, None]}, "text", 1.5, None, {"a": True}],
                       ["url", {}, "uri", "a\r\nEND:VCARD\u0000"]]]  # fmt: skip

    assert rows_of(read_jcard(array)) == ['NOTE;X=1;X=:1.5,,{"a": true}', "URL:a\\nEND:VCARD"]


@pytest.mark.parametrize("array", [None, 5, "vcard", [], ["vcard"], ["vcard", {}], ["x", []], {"vcard": []}])
def test_what_is_no_jcard_is_refused(array: object) -> None:
    with pytest.raises(Invalid) as problem:
        read_jcard(array)

    assert str(problem.value) == 'is no jCard, which begins with ["vcard", [; export it again'


def test_every_value_of_every_real_card_comes_back_from_jcard() -> None:
    kept, said, lost = kept_of_real_cards(lambda raw: read_jcard(json.loads(json.dumps(write_jcard(raw)))))

    assert said > 25_000
    assert kept >= said * 0.999  # the floor; in fact
    assert not lost


# Laws

TEXT = st.text(max_size=20)
SAYABLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["fn", "n", "adr", "org", "note", "nickname", "tel", "url", "bday", "rev", "tz", "x-a"]
)
TYPES = st.sampled_from(["text", "uri", "unknown", "date", "utc-offset", "integer", "boolean", "X Y"])


@settings(max_examples=150, deadline=None)
@given(text=SAYABLE, name=st.sampled_from(["fn", "note", "title", "email", "nickname", "x-own"]))
def test_any_text_is_kept_both_ways(text: str, name: str) -> None:
    array = ["vcard", [[name, {}, "text", text.strip()]]]

    once = read_jcard(array)

    assert write_jcard(once)[1][-1][-1] == text.strip()
    assert values(once) == values(read_jcard(write_jcard(once)))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(NAMES, st.dictionaries(TEXT, JSON, max_size=3), TYPES, JSON).map(list), max_size=4))
def test_no_values_make_it_raise(properties: list[Any]) -> None:
    raw = read_jcard(["vcard", properties])

    assert raw.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert raw.count(b"\r\nEND:VCARD\r\n") == 1
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_damage_by_count_is_refused_in_a_sentence_or_read() -> None:
    rng = random.Random(20261122)
    whole = json.dumps(["vcard", [array for _, array in PAIRS]])
    read = 0
    refused: list[str] = []
    for _ in range(600):
        at = rng.randrange(len(whole))
        damaged = (
            whole[:at] + rng.choice(['"', "[", "]", "{}", ",", "null", "1e9", "\\ud800"]) + whole[at + 1 :]
        )
        try:
            array = json.loads(damaged)
        except ValueError:
            continue
        try:
            read += read_jcard(array).startswith(b"BEGIN:VCARD")
        except Invalid as problem:
            refused.append(str(problem))
    assert read > 50
    assert [reason for reason in refused if "export it again" not in reason] == []
