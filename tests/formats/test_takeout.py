"""Google Takeout's labels: which names lead to one, and that no label of a repeated card is lost."""

from dataclasses import replace

import pytest

from keepwarm.domain.details import Details
from keepwarm.domain.people import Person
from keepwarm.domain.sources import Found, FoundPerson, Refused
from keepwarm.formats.takeout import Labels, find_label, is_of_a_label, labelled, note_labels

ANN = FoundPerson(place="card 1", person=Person(name="Ann"), raw=b"ann")
BO = FoundPerson(place="card 2", person=Person(name="Bo"), raw=b"bo")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("Takeout/Contacts/Friends/Friends.vcf", "Friends"),
        ("Takeout/Kontakte/Ruderclub/Ruderclub.vcf", "Ruderclub"),
        ("Contacts/Friends/Friends.vcf", "Friends"),
        ("Takeout/Contacts/Caf\u00e9/Cafe\u0301.vcf", "Caf\u00e9"),
        ("Takeout/Contacts/All Contacts/All Contacts.vcf", None),
        ("Takeout/Kontakte/Meine Kontakte/Meine Kontakte.vcf", None),
        ("Takeout/Contacts/Starred in Android/Starred in Android.vcf", None),
        ("Takeout/Contacts/Friends/Ann.jpg", None),
        ("Takeout/Contacts/Friends/Other.vcf", None),
        ("Papers/Friends/Friends.vcf", None),
        ("Friends/Friends.vcf", None),
        ("Friends.vcf", None),
    ],
)
def test_a_label_is_a_folder_with_a_file_of_its_name(path: str, label: str | None) -> None:
    assert find_label(path.split("/")) == label


def test_googles_own_groups_are_files_of_labels_all_the_same() -> None:
    assert is_of_a_label(["Takeout", "Contacts", "All Contacts", "All Contacts.vcf"])


def test_a_card_has_the_labels_of_all_files_that_it_is_in() -> None:
    # given
    labels = Labels()
    note_labels(labels, "Friends", [ANN, BO, Refused(place="card 3", reason="is empty")])
    note_labels(labels, "Rowing", [ANN, ANN])
    # when
    everybody: list[Found] = [
        ANN,
        BO,
        replace(ANN, raw=b"another"),
        Refused(place="card 4", reason="is empty"),
    ]
    tags = [item.details.tags for item in labelled(everybody, labels) if isinstance(item, FoundPerson)]

    # then
    assert tags == [("Friends", "Rowing"), ("Friends",), ()]


def test_what_the_card_says_itself_is_not_said_twice() -> None:
    labels = Labels()
    labels.add(b"ann", "Friends")
    labels.add(b"ann", "Rowing")

    (item,) = labelled([replace(ANN, details=Details(tags=("Rowing", "Chess")))], labels)

    assert isinstance(item, FoundPerson)
    assert item.details.tags == ("Rowing", "Chess", "Friends")


def test_cards_of_the_same_labels_share_them() -> None:
    labels = Labels()
    for card in (b"ann", b"bo"):
        labels.add(card, "Friends")
        labels.add(card, "Rowing")

    assert labels.of(b"ann") is labels.of(b"bo")
