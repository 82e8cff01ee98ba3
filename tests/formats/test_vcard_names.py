"""Names of a card beside the one that is said first."""

import pytest

from keepwarm.domain.people import Person
from keepwarm.formats.vcard import read_card


def person(*rows: str) -> Person:
    found = read_card("\r\n".join(("BEGIN:VCARD", *rows, "END:VCARD", "")).encode()).person
    assert found is not None
    return found


def test_the_five_parts_of_a_name_are_told_apart() -> None:
    found = person("FN:Ann", "N:Stevenson;John;Philip,Paul;Dr.;Jr.\\,M.D.")

    assert (found.family, found.given, found.middle) == ("Stevenson", "John", "Philip,Paul")
    assert (found.prefix, found.suffix) == ("Dr.", "Jr.,M.D.")


@pytest.mark.parametrize(
    ("rows", "nickname"),
    [
        (["NICKNAME:Jim,Jimmie"], "Jim,Jimmie"),
        (["NICKNAME:Jim", "X-NICKNAME:Jimmie", "NICKNAME:Jim"], "Jim, Jimmie"),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nick;1;;"], "Nick"),
        (["NICKNAME:", "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Nick;1"], ""),
    ],
)
def test_what_friends_say_is_the_nickname(rows: list[str], nickname: str) -> None:
    assert person("FN:A", *rows).nickname == nickname


@pytest.mark.parametrize(
    ("rows", "phonetic"),
    [
        (["N:Doe;J;R;;", "X-PHONETIC-FIRST-NAME:Jon", "X-PHONETIC-MIDDLE-NAME:Ar",
          "X-PHONETIC-LAST-NAME:Dow"], "Jon Ar Dow"),
        (["N:山田;太郎;;;", "X-PHONETIC-FIRST-NAME:Tarō", "X-PHONETIC-LAST-NAME:Yamada"], "Yamada Tarō"),
        (["X-PHONETIC-FIRST-NAME:たろう", "X-PHONETIC-LAST-NAME:やまだ"], "やまだ たろう"),
        (["N;ALTID=1;LANGUAGE=zh-Hant:孫;中山;;;", "N;ALTID=1;PHONETIC=jyut;SCRIPT=Latn:syun1;zung1saan1;;;"],
         "syun1 zung1saan1"),
        (["N;ALTID=1;PHONETIC=ipa:dəʊ;dʒɒn;;;", "N;ALTID=1:Doe;John;;;"], "dʒɒn dəʊ"),
        (["N:安藤;ロイド;;;", "SOUND;X-IRMC-N:あんどう;ろいど;;;"], "あんどう ろいど"),
        (["N:安藤;ロイド;;;", "SORT-STRING:あんどう ろいど"], "あんどう ろいど"),
        (['N;SORT-AS="あんどう;ろいど":安藤;ロイド;;;'], "あんどう ろいど"),
        (["N:Mustermann;Erika", "SORT-STRING:mustermann"], ""),
        (['N;SORT-AS="Harten,Rene":van der Harten;Rene;;;'], ""),
        (["SOUND;VALUE=uri:http://a.example/x.wav"], ""),
    ],
)  # fmt: skip
def test_how_a_name_sounds_is_told_in_the_order_of_the_name(rows: list[str], phonetic: str) -> None:
    assert person("FN:A", *rows).phonetic == phonetic


def test_the_sound_of_a_name_is_not_the_name() -> None:
    found = person("N;ALTID=1;PHONETIC=ipa:dəʊ;dʒɒn;;;", "N;ALTID=1:Doe;John;;;")

    assert (found.name, found.family) == ("John Doe", "Doe")
