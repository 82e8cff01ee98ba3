"""An edit of the tags writes the lists that they stand in, and no other lines."""

import pytest

from keepwarm.formats.vcard import read_card
from keepwarm.formats.vcard_patch import SetTags, patch_card


def after(change: SetTags, *rows: str) -> list[str]:
    """The rows of a card behind a change."""
    raw = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *rows, "END:VCARD", "")).encode()
    return patch_card(raw, change).decode().splitlines()[2:-1]


@pytest.mark.parametrize(
    ("change", "before", "behind"),
    [
        (SetTags(tags=("c", "d, e", "B")), ["CATEGORIES:a\\:x,b", "X-A:1", "CATEGORIES;X-P=1:myContacts,c"],
         ["CATEGORIES:b", "X-A:1", "CATEGORIES;X-P=1:myContacts,c,d\\, e"]),
        (SetTags(tags=("b", "a")), ["CATEGORIES:a,b"], ["CATEGORIES:a,b"]),
        (SetTags(tags=()), ["FN:A", "CATEGORIES:a,b"], ["FN:A"]),
        (SetTags(tags=("a", "A", " ")), ["FN:A", "TEL:1"], ["FN:A", "CATEGORIES:a", "TEL:1"]),
        (SetTags(tags=()), ["FN:A", "TEL:1"], ["FN:A", "TEL:1"]),
        (SetTags(tags=("a", "b\\", "x,y")), ["FN:A", "CATEGORIES:a,b\\"],
         ["FN:A", "CATEGORIES:a,b\\\\,x\\,y"]),
    ],
)  # fmt: skip
def test_tags_change_in_their_lists(change: SetTags, before: list[str], behind: list[str]) -> None:
    assert after(change, *before) == behind


def test_a_comma_in_a_tag_of_a_2_1_card_parts_nothing() -> None:
    raw = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:A\r\nCATEGORIES:a\r\nEND:VCARD\r\n"

    changed = patch_card(raw, SetTags(tags=("a", "b, c\\")))

    assert read_card(changed).details.tags == ("a", "b, c\\")
