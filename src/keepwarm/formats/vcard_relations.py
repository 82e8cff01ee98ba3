"""People whom a card names as related to the one it is of."""

from collections.abc import Iterator
from urllib.parse import unquote

from keepwarm.domain.details import FoundRelation, RelationKind
from keepwarm.formats.relation_words import relation_kind, says_all
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_handle_rows import is_uri
from keepwarm.formats.vcard_head import Head
from keepwarm.formats.vcard_known import NAMED_AFTER, OWN_NAME, OWN_UID
from keepwarm.formats.vcard_text import components, unescape
from keepwarm.formats.vcard_uids import bare_uid

RELATION_ON_ANDROID = "vnd.android.cursor.item/relation"

_TYPES = {
    **{kind.value: kind for kind in RelationKind},
    "kin": RelationKind.RELATIVE,
    "co-worker": RelationKind.COLLEAGUE,
}
_NO_RELATIONS = frozenset({"pref", "home", "work", "voice", "internet"})
_MYSELF = "me"
_NAMING = ("mailto", "tel")
_SILENT = ("cid", "data")
_CARD = "BEGIN:VCARD"
# The numbers of ContactsContract.CommonDataKinds.Relation; 0 says that the label behind it counts.
_ON_ANDROID = ("", "assistant", "brother", "child", "domestic partner", "father", "friend", "manager",
               "mother", "parent", "partner", "referred by", "relative", "sister", "spouse")  # fmt: skip


def find_relations(head: Head, value: str, *, label: str) -> Iterator[FoundRelation]:
    """The relations that a line names, escapes still in place: one for each type that it has.

    `label` is that of the group. A URI that is an id gives the id, one that reaches somebody the address
    as the name.
    """
    if kind := NAMED_AFTER.get(head.name):
        if name := short(unescape(value)):
            yield FoundRelation(kind=kind, name=name)
        return
    name, uid = _whom(head, value)
    if not name and not uid:
        return
    words = [short(word) for word in head.types() if word not in _NO_RELATIONS]
    if head.name == "AGENT":
        words = ["agent"]
    for word in dict.fromkeys(words) or ("",):
        if word != _MYSELF:
            kind = kind_of(word or label)
            yield FoundRelation(kind=kind, name=name, uid=uid, label=_label(kind, label or word))


def relation_on_android(value: str) -> FoundRelation | None:
    """The relation in a custom row of Android's, None where it is another row."""
    kind, name, number, word, *_ = (*map(short, components(value)), "", "", "", "")
    if kind.lower() != RELATION_ON_ANDROID or not name:
        return None
    if number.isascii() and number.isdigit() and 0 < int(number[:3]) < len(_ON_ANDROID):
        word = _ON_ANDROID[int(number[:3])]
    kind_said = kind_of(word)
    return FoundRelation(kind=kind_said, name=name, label=_label(kind_said, word))


def kind_of(word: str) -> RelationKind:
    """The kind that a type or a label says."""
    return _TYPES.get(word.lower()) or relation_kind(word)


def is_kept_as_id(uid: str) -> bool:
    """Whether a URI that stands in a RELATED is read as an id."""
    return is_uri(uid) and uid.partition(":")[0].lower() not in (*_NAMING, *_SILENT)


def _label(kind: RelationKind, word: str) -> str:
    """The source's own word, where it says more than the kind."""
    return "" if _TYPES.get(word.lower()) is kind or says_all(kind, word) else word


def _whom(head: Head, value: str) -> tuple[str, str]:
    """Name and id."""
    text = unescape(value).strip()
    name, uid = next(iter(head.values(OWN_NAME)), ""), next(iter(head.values(OWN_UID)), "")
    scheme, _, rest = text.partition(":")
    scheme = scheme.lower()
    if text[: len(_CARD)].upper() == _CARD:
        return "", ""  # a card inside this one, which the importer tells of
    if scheme == "urn" and rest[:5].lower() == "uuid:":
        uid = text
    elif (
        head.name == "X-ABRELATEDNAMES" or "text" in map(str.lower, head.values("VALUE")) or not is_uri(text)
    ):
        name = text
    elif scheme in _NAMING:
        name = unquote(rest)
    elif scheme not in _SILENT:
        uid = text
    return short(name), bare_uid(uid)
