"""People whom a card names as related."""

import pytest

from keepwarm.formats.vcard import read_card

Said = tuple[str, str, str, str]


def relations(*rows: str) -> list[Said]:
    """Kind, name, id and label of each."""
    card = read_card("\r\n".join(("BEGIN:VCARD", "FN:A", *rows, "END:VCARD", "")).encode())
    return [(one.kind.value, one.name, one.uid, one.label) for one in card.details.relations]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("RELATED;TYPE=friend:urn:uuid:f81d4fae", ("friend", "", "f81d4fae", "")),
        ("RELATED;TYPE=kin;VALUE=text:Please ask Bo", ("relative", "Please ask Bo", "", "")),
        ("RELATED;TYPE=co-worker:Bo B", ("colleague", "Bo B", "", "")),
        ("RELATED;TYPE=CHILD,pref:http://a.example/bo.vcf", ("child", "", "http://a.example/bo.vcf", "")),
        ("RELATED;TYPE=neighbor:mailto:bo%40b@c.example", ("other", "bo@b@c.example", "", "neighbor")),
        ("RELATED:urn:uuid:1", ("other", "", "1", "")),
        ("RELATED;X-KEEPWARM-NAME=Bo;TYPE=parent:urn:uuid:1", ("parent", "Bo", "1", "")),
        ("X-ABRELATEDNAMES;X-KEEPWARM-UID=1:Bo", ("other", "Bo", "1", "")),
        ("X-SPOUSE:Bo", ("spouse", "Bo", "", "")),
        ("X-EVOLUTION-MANAGER:Bo", ("manager", "Bo", "", "")),
        ("X-KADDRESSBOOK-X-SpousesName:Bo", ("spouse", "Bo", "", "")),
        ("X-MS-CHILD:Bo\\, Jr.", ("child", "Bo, Jr.", "", "")),
        ("AGENT:Bo", ("other", "Bo", "", "agent")),
        ("AGENT;VALUE=uri:mailto:bo@b.example", ("other", "bo@b.example", "", "agent")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;14;;;", ("spouse", "Bo", "", "")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;0;Guru", ("other", "Bo", "", "Guru")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;8", ("parent", "Bo", "", "mother")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;99", ("other", "Bo", "", "")),
    ],
)
def test_a_relation_is_read_with_its_kind(row: str, said: Said) -> None:
    assert relations(row) == [said]


@pytest.mark.parametrize(
    ("label", "kind", "left"),
    [
        ("_$!<Spouse>!$_", "spouse", ""),
        ("_$!<Mother>!$_", "parent", "mother"),
        ("_$!<Brother>!$_", "sibling", "brother"),
        ("_$!<Assistant>!$_", "assistant", ""),
        ("Stepfather", "parent", "Stepfather"),
        ("Guru", "other", "Guru"),
        ("_$!<Other>!$_", "other", ""),
        ("", "other", ""),
    ],
)
def test_the_label_of_the_group_says_the_kind(label: str, kind: str, left: str) -> None:
    assert relations("i.X-ABRELATEDNAMES;type=pref:Bo", f"i.X-ABLabel:{label}") == [(kind, "Bo", "", left)]


def test_a_type_counts_more_than_the_label_for_the_kind() -> None:
    assert relations("i.RELATED;TYPE=parent;VALUE=text:Bo", "i.X-ABLabel:Guru") == [
        ("parent", "Bo", "", "Guru")
    ]


def test_several_types_are_as_many_relations() -> None:
    assert relations("RELATED;TYPE=friend,colleague:urn:uuid:1") == [
        ("friend", "", "1", ""),
        ("colleague", "", "1", ""),
    ]


@pytest.mark.parametrize(
    "row",
    ["RELATED;TYPE=me:urn:uuid:1", "RELATED;TYPE=friend:", "AGENT;VALUE=uri:CID:x@b.example",
     "AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD\\n", "RELATED;TYPE=agent:data:text/vcard,BEGIN", "X-SPOUSE: ",
     "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;;14"],
)  # fmt: skip
def test_what_names_nobody_else_is_no_relation(row: str) -> None:
    assert relations(row) == []
