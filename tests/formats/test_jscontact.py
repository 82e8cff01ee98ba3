"""A JSContact card says what its vCard said, and the other way round; nothing is lost in either direction."""

import copy
import json
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.domain.errors import Invalid
from keepwarm.formats.jscontact import read_jscontact, write_jscontact
from tests.formats.jscontact_samples import FULL, said_by
from tests.formats.real_cards import kept_of_real_cards, real_cards
from tests.formats.test_jcard import card, rows_of
from tests.independent.vcard_values import types, values

HEAD = {"@type": "Card", "version": "2.0", "name": {"full": "A"}}


PAIRS: list[tuple[list[str], dict[str, Any]]] = [
    (["NICKNAME;PROP-ID=k1;TYPE=home;PREF=1:Johnny"],
     {"nicknames": {"k1": {"name": "Johnny", "contexts": {"private": True}, "pref": 1}}}),
    (["EMAIL;TYPE=work:a@b.example"],
     {"emails": {"e1": {"address": "a@b.example", "contexts": {"work": True}}}}),
    (["TEL;VALUE=uri;TYPE=voice,cell:tel:+1"],
     {"phones": {"p1": {"number": "tel:+1", "features": {"voice": True, "mobile": True}}}}),
    (["item1.TEL:+1", "item1.X-ABLabel:Boat"],
     {"phones": {"p1": {"number": "+1", "vCardParams": {"group": "item1"}, "label": "Boat"}}}),
    (["item1.URL:https://x.example", "item1.X-ABLabel:_$!<HomePage>!$_"],
     {"links": {"l1": {"uri": "https://x.example", "label": "home page",
                       "vCardParams": {"group": "item1", "x-ablabel": "_$!<HomePage>!$_"}}}}),
    (["g.ORG:ABC;North", "g.TITLE:Boss", "ROLE:Reads"],
     {"organizations": {"o1": {"name": "ABC", "units": [{"name": "North"}], "vCardParams": {"group": "g"}}},
      "titles": {"t1": {"kind": "title", "name": "Boss", "vCardParams": {"group": "g"},
                        "organizationId": "o1"},
                 "t2": {"kind": "role", "name": "Reads"}}}),
    (["IMPP;SERVICE-TYPE=X:xmpp:a@b"],
     {"onlineServices": {"o1": {"uri": "xmpp:a@b", "service": "X", "vCardName": "impp"}}}),
    (["SOCIALPROFILE;SERVICE-TYPE=M;USERNAME=@a:https://m.example/@a"],
     {"onlineServices": {"o1": {"uri": "https://m.example/@a", "service": "M", "user": "@a"}}}),
    (["ADR;LABEL=\"A^nB\";CC=DE;TYPE=work:;;Weg 1;Ort;;12345;"],
     {"addresses": {"a1": {"components": [{"kind": "name", "value": "Weg 1"},
                                          {"kind": "locality", "value": "Ort"},
                                          {"kind": "postcode", "value": "12345"}],
                           "full": "A\nB", "countryCode": "DE", "contexts": {"work": True}}}}),
    (["BDAY:--0415", "BIRTHPLACE:Rome", "ANNIVERSARY:20091010"],
     {"anniversaries": {"a1": {"kind": "birth", "date": {"month": 4, "day": 15}, "place": {"full": "Rome"}},
                        "a2": {"kind": "wedding", "date": {"year": 2009, "month": 10, "day": 10}}}}),
    (["DEATHDATE:20191015T231000Z"],
     {"anniversaries": {"a1": {"kind": "death",
                               "date": {"@type": "Timestamp", "utc": "2019-10-15T23:10:00Z"}}}}),
    (["CATEGORIES:a,b\\,c"], {"keywords": {"a": True, "b,c": True}}),
    (["RELATED;TYPE=friend:urn:uuid:1", "RELATED;TYPE=spouse;VALUE=text:Ann"],
     {"relatedTo": {"urn:uuid:1": {"relation": {"friend": True}}, "Ann": {"relation": {"spouse": True}}}}),
    (["KIND:group", "MEMBER:urn:uuid:1"], {"kind": "group", "members": {"urn:uuid:1": True}}),
    (["UID;VALUE=text:x 1"], {"uid": "x 1"}),
    (["GRAMGENDER:feminine", "PRONOUNS:she/her"],
     {"speakToAs": {"grammaticalGender": "feminine", "pronouns": {"s1": {"pronouns": "she/her"}}}}),
    (["EXPERTISE;LEVEL=beginner:chess"],
     {"personalInfo": {"p1": {"kind": "expertise", "value": "chess", "level": "low"}}}),
    (["KEY;MEDIATYPE=application/pgp-keys:https://k.example"],
     {"cryptoKeys": {"c1": {"uri": "https://k.example", "mediaType": "application/pgp-keys"}}}),
    (["GENDER:F", "item1.X-OWN;X-P=1:a\\,b"],
     {"vCardProps": [["gender", {}, "text", "F"],
                     ["x-own", {"x-p": "1", "group": "item1"}, "unknown", "a\\,b"]]}),
    (["BDAY;VALUE=text:circa 1800"], {"vCardProps": [["bday", {}, "text", "circa 1800"]]}),
    (["TEL;TYPE=x-boat;X-P=1:+1"],
     {"phones": {"p1": {"number": "+1", "vCardParams": {"type": "x-boat", "x-p": "1"}}}}),
    (['JSPROP;JSPTR="example.com:a":{"b":[1\\,"\\\\n"]}'], {"example.com:a": {"b": [1, "\n"]}}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "members"), PAIRS)
def test_each_property_has_its_place_and_comes_back(rows: list[str], members: dict[str, Any]) -> None:
    written = write_jscontact(card(*rows))

    assert written == {**HEAD, **members}
    assert sorted(rows_of(read_jscontact(written))) == sorted(rows)


def test_the_parts_of_a_name_keep_their_order_their_sorting_and_their_sound() -> None:
    rows = ('N;JSCOMPS="s,\\, ;3;1;2;0;5;s, ;6";SORT-AS="halen,mary":van Halen,Rey;Mary;Jo;Ms.;III;Rey;III',)

    name = write_jscontact(card(*rows))["name"]

    assert [(one["kind"], one["value"]) for one in name["components"]] == [
        ("title", "Ms."), ("given", "Mary"), ("given2", "Jo"), ("surname", "van Halen"), ("surname2", "Rey"),
        ("separator", " "), ("generation", "III"),
    ]  # fmt: skip
    assert (name["isOrdered"], name["defaultSeparator"]) == (True, ", ")
    assert name["sortAs"] == {"surname": "halen", "given": "mary"}
    assert rows_of(read_jscontact(write_jscontact(card(*rows)))) == [
        'N;JSCOMPS="s,\\, ;3;1;2;0;5;s, ;6";SORT-AS="halen,mary":van Halen,Rey;Mary;Jo;Ms.;III;Rey;III'
    ]


def test_a_name_in_sounds_is_the_sound_of_its_parts() -> None:
    rows = ["N;ALTID=1:Sun;Zhong;;;", "N;ALTID=1;PHONETIC=jyut:syun1;zung1;;;"]

    written = write_jscontact(card(*rows))

    assert written["name"] == {
        "full": "A", "phoneticSystem": "jyut", "vCardParams": {"altid": "1"},
        "components": [{"kind": "surname", "value": "Sun", "phonetic": "syun1"},
                       {"kind": "given", "value": "Zhong", "phonetic": "zung1"}],
    }  # fmt: skip
    assert [row.partition(":")[2] for row in rows_of(read_jscontact(written))] == [
        "Sun;Zhong;;;", "syun1;zung1;;;",
    ]  # fmt: skip


def test_an_order_that_does_not_fit_is_none_and_the_property_is_kept_whole() -> None:
    written = write_jscontact(card('N;JSCOMPS=";1":Doe;Jane;;;'))

    assert written["vCardProps"] == [["n", {"jscomps": ";1"}, "text", ["Doe", "Jane", "", "", ""]]]


def test_an_address_of_new_parts_says_its_street_again_for_older_programs() -> None:
    card_ = {"@type": "Card", "addresses": {"a1": FULL["addresses"]["k23"]}}

    (row,) = (row for row in rows_of(read_jscontact(card_)) if row.startswith("ADR"))

    assert row.endswith(":;;54321 Oak St;Reston;;;USA;;;;54321;Oak St")


def test_a_name_in_order_without_its_whole_is_spoken_in_that_order() -> None:
    name = {
        "components": [{"kind": "surname", "value": "Mao"}, {"kind": "given", "value": "Li"}],
        "isOrdered": True,
    }

    raw = read_jscontact({"@type": "Card", "version": "2.0", "name": name})

    assert b"FN;DERIVED=true:Mao Li" in raw
    assert write_jscontact(raw) == {"@type": "Card", "version": "2.0", "name": name}


def test_a_card_with_everything_loses_nothing() -> None:
    back = write_jscontact(read_jscontact(FULL))

    assert not said_by(FULL) - said_by(back)


def test_a_label_takes_a_group_that_no_property_has() -> None:
    props = [["x-own", {"group": "item1"}, "unknown", "a"]]
    raw = read_jscontact({**HEAD, "phones": {"p": {"number": "1", "label": "Boat"}}, "vCardProps": props})

    assert rows_of(raw) == ["item2.TEL;PROP-ID=p:1", "item2.X-ABLabel:Boat", "item1.X-OWN:a"]


def test_a_group_of_the_drafts_is_the_card_of_a_group() -> None:
    raw = read_jscontact({"@type": "CardGroup", "uid": "u", "name": "Rowers", "members": {"urn:a": True}})

    assert write_jscontact(raw) == {
        "@type": "Card", "version": "2.0", "kind": "group", "uid": "u", "name": {"full": "Rowers"},
        "members": {"urn:a": True},
    }  # fmt: skip


@pytest.mark.parametrize(
    "members",
    [
        {"emails": ["a@b.example"]},
        {"emails": {"e1": {"address": 7}}},
        {"emails": {"e1": {"address": "a\x00b@c.example\ud800"}}},
        {"phones": {"p1": {"number": "1", "pref": 0, "features": {"voice": False, "x.example:y": True}}}},
        {"name": "A"},
        {"kind": ["group"], "uid": 5, "keywords": {"a": False}},
        {"relatedTo": {"x": True}, "members": {"": True}},
        {"speakToAs": {"grammaticalGender": []}},
        {"vCardProps": [7, ["x-a", {}, "unknown", "b"]]},
        {"": {"~/": 1}, "a/b~c": {"d": 1}, "x" * 300: {"y" * 300: 1}, "n\n": {}},
        {"titles": {"t": {"name": "Boss", "organizationId": "nowhere"}}},
        {"anniversaries": {"a": {"kind": "birth", "date": {"year": 0, "month": 13}}}},
        {"media": {"m": {"kind": "hologram", "uri": "x"}}},
        {"links": {"l": {"uri": "https://x.example", "vCardProps": None}, "vCardProps": {"uri": "urn:x"}}},
    ],
    ids=range(14),
)
def test_what_has_no_form_in_vcard_comes_back_all_the_same(members: dict[str, Any]) -> None:
    said = {**HEAD, **members}

    assert not said_by(said) - said_by(write_jscontact(read_jscontact(said)))


def test_what_was_set_aside_as_no_list_becomes_one() -> None:
    back = write_jscontact(read_jscontact({**HEAD, "vCardProps": {"a": 1}}))

    assert back == {**HEAD, "vCardProps": [{"a": 1}]}


@pytest.mark.parametrize("value", [None, 5, [], {}, {"@type": "Event"}, {"@type": ["Card"]}, "Card"])
def test_what_is_no_card_is_refused(value: object) -> None:
    with pytest.raises(Invalid) as problem:
        read_jscontact(value)

    assert str(problem.value) == 'is no JSContact card, which says "@type": "Card"; export it again'


def test_a_patch_that_leads_nowhere_is_set_aside() -> None:
    rows = ["UID:urn:uuid:1", "JSPROP;JSPTR=uid/x:1", "JSPROP;JSPTR=a:{", f"JSPROP;JSPTR={'a/' * 99}b:1"]

    written = write_jscontact(card(*rows))

    assert [prop[1]["jsptr"] for prop in written["vCardProps"]] == ["uid/x", "a", "a/" * 99 + "b"]
    assert write_jscontact(read_jscontact(written)) == written


# Keep-rate and laws


def test_every_value_of_every_real_card_comes_back_from_jscontact() -> None:
    kept, said, lost = kept_of_real_cards(
        lambda raw: read_jscontact(json.loads(json.dumps(write_jscontact(raw))))
    )

    assert said > 25_000
    assert kept >= said * 0.995  # the floor; in fact
    assert not lost


def test_few_properties_of_real_cards_that_have_a_place_are_set_aside() -> None:
    """Of the others BDAY has no place where it is in words; empty properties say nothing and have none."""
    aside: Counter[str] = Counter()
    for raw in real_cards()[::3]:
        for name, _, _, value in write_jscontact(raw).get("vCardProps", ()):
            if value and any(value) and not name.startswith("x-"):
                aside[name] += 1

    assert aside.keys() >= {"gender", "bday"}
    assert sum(count for name, count in aside.items() if name not in ("gender", "tz", "geo", "bday")) < 10


TEXT = st.text(max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | TEXT
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
MEMBERS = st.sampled_from(sorted(set(FULL) - {"@type", "version", "vCardProps"}))
ENTRY = st.dictionaries(
    st.sampled_from(["kind", "uri", "name", "label", "pref", "contexts", "date"]) | TEXT, JSON
)


@settings(max_examples=150, deadline=None)
@given(
    member=MEMBERS, ids=st.dictionaries(TEXT, ENTRY | JSON, max_size=3), own=st.text("\x00/~é", max_size=3)
)
def test_any_json_in_any_place_is_kept(member: str, ids: dict[str, Any], own: str) -> None:
    said = {**HEAD, member: ids, own: ids}

    assert not said_by(said) - said_by(write_jscontact(read_jscontact(said)))


@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=120))
def test_no_bytes_make_writing_raise(raw: bytes) -> None:
    written = write_jscontact(b"BEGIN:VCARD\r\nFN" + raw + b"\r\nEND:VCARD\r\n")

    assert json.loads(json.dumps(written)) == written


def test_damage_by_count_loses_nothing_that_was_not_damaged() -> None:
    rng = random.Random(20261122)
    odd = [None, True, 0, 10**9, "", "\x00", "\ud800", [], {}, {"@type": "Card"}, ["vcard"], {"a/b~": [1]}]
    for _ in range(120):
        said = copy.deepcopy(FULL)
        for _ in range(rng.randint(1, 5)):
            holder: Any = said
            while isinstance(holder, dict) and holder:
                name = rng.choice(sorted(holder))
                if name in ("@type", "vCardProps"):
                    break
                if not isinstance(holder[name], dict) or not holder[name] or rng.random() < 0.4:
                    holder[name] = rng.choice(odd)
                    break
                holder = holder[name]
        back = write_jscontact(read_jscontact(said))
        assert not said_by(said) - said_by(back)


def test_a_way_there_and_back_again_changes_nothing_more() -> None:
    for raw in real_cards()[::60]:
        once = read_jscontact(write_jscontact(raw))
        again = read_jscontact(write_jscontact(once))
        assert values(once) + types(once) == values(again) + types(again)
