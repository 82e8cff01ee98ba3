"""An edit of a name writes its lines, and no others."""

import pytest

from keepwarm.domain.errors import Invalid
from keepwarm.formats.vcard_patch import SetName, SetNickname, patch_card


def after(change: SetName | SetNickname, *rows: str) -> list[str]:
    """The rows of a card behind a change."""
    raw = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *rows, "END:VCARD", "")).encode()
    return patch_card(raw, change).decode().splitlines()[2:-1]


@pytest.mark.parametrize(
    ("change", "before", "behind"),
    [
        (SetName(name="Ann C", given="Ann", family="C"), ["N:B;Ann;M\\,x;Dr.;", "FN:Ann B"],
         ["N:C;Ann;M\\,x;Dr.;", "FN:Ann C"]),
        (SetName(name="Ann", given="", family=""), ["FN:B", "N:B;;;;", "X:1"], ["FN:Ann", "X:1"]),
        (SetName(name="Ann B", given="Ann", family="B"), ["FN:Ann B", "N:B;Ann"], ["FN:Ann B", "N:B;Ann"]),
        (SetName(name="Ann", given="Ann", family="B", prefix="Dr.", middle=""),
         ["FN:Ann", "N:B;Ann;M\\,x;Mr.;a\\:b"], ["FN:Ann", "N:B;Ann;;Dr.;a\\:b"]),
        (SetName(name="A", given="A", family="C", suffix="Jr."), ["FN:A", "N:B,D;A;;;II;D;II"],
         ["FN:A", "N:C;A;;;Jr.;;"]),
        (SetName(name="A", given="A", family="C"), ["FN:A", "N;PHONETIC=piny:x;y;;;", "N:B;A;;;"],
         ["FN:A", "N;PHONETIC=piny:x;y;;;", "N:C;A;;;"]),
        (SetNickname(nickname="Al, Bo"), ["FN:A", "NICKNAME;X-P=1:Cy", "X-A:1", "NICKNAME:Di"],
         ["FN:A", "NICKNAME;X-P=1:Al\\, Bo", "X-A:1"]),
        (SetNickname(nickname="Cy, Di"), ["NICKNAME:Cy", "X-NICKNAME:Di"], ["NICKNAME:Cy", "X-NICKNAME:Di"]),
        (SetNickname(nickname="Al"),
         ["FN:A", "N:B", "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Cy;1", "X-A:1"],
         ["FN:A", "N:B", "NICKNAME:Al", "X-A:1"]),
        (SetNickname(nickname=""), ["FN:A", "NICKNAME:Cy", "X-A:1"], ["FN:A", "X-A:1"]),
    ],
)  # fmt: skip
def test_a_name_changes_in_its_lines(
    change: SetName | SetNickname, before: list[str], behind: list[str]
) -> None:
    assert after(change, *before) == behind


def test_a_card_cannot_lose_its_name() -> None:
    with pytest.raises(Invalid, match="say what the person is called"):
        after(SetName(name=" ", given="Ann", family=""), "FN:Ann")
