import pytest

from keepwarm.domain.sources import Correspondent
from keepwarm.formats.mail_kinds import (
    A_LIST,
    A_MACHINE,
    A_NEWSLETTER,
    bulk,
    find_why_left_out,
    list_addresses,
)
from tests.formats.mail_samples import header

ANN = Correspondent(address="ann@example.org")
BOB = Correspondent(address="bob@example.org")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, ""),
        ({"Auto_Submitted": "no"}, ""),
        ({"Precedence": "first-class"}, ""),
        ({"List_Id": "Gardeners <garden.example.org>"}, A_LIST),
        ({"List_Post": "<mailto:garden@example.org>"}, A_LIST),
        ({"Precedence": "List"}, A_LIST),
        ({"Precedence": "bulk"}, A_NEWSLETTER),
        ({"Precedence": "junk"}, A_NEWSLETTER),
        ({"List_Unsubscribe": "<https://example.org/u>"}, A_NEWSLETTER),
        ({"Auto_Submitted": "auto-replied"}, A_MACHINE),
        ({"Auto_Submitted": "auto-generated (rejected)"}, A_MACHINE),
    ],
)
def test_the_marks_of_bulk_mail_are_known(fields: dict[str, str], kind: str) -> None:
    assert bulk(header(**fields), ANN, [BOB]) == kind


@pytest.mark.parametrize(
    ("local", "is_machine"),
    [
        ("no-reply", True), ("noreply", True), ("do-not-reply", True), ("donotreply", True),
        ("shop.noreply", True), ("dont-reply", True),
        ("noreply+x1", True), ("mailer-daemon", True), ("postmaster", True),
        ("notifications", True), ("notification", True),
        ("bounce-12-ann=example.org", True), ("bounces", True), ("unsubscribe-77", True),
        ("ann", False), ("replyer", False), ("noel.reply", False), ("auto", False), ("autoreply", True),
        ("ann.notifier", False), ("juno.reply", False),
    ],
)  # fmt: skip
def test_a_machine_is_known_by_its_address(local: str, is_machine: bool) -> None:
    machine = Correspondent(address=f"{local}@example.org")

    assert (bulk(header(), machine, [BOB]) == A_MACHINE) == is_machine
    assert (bulk(header(), ANN, [machine]) == A_MACHINE) == is_machine


def test_a_message_to_a_person_with_a_machine_in_copy_is_personal() -> None:
    assert bulk(header(), ANN, [BOB, Correspondent(address="noreply@example.org")]) == ""


def test_an_owners_own_message_to_a_list_is_known_by_the_lists_address() -> None:
    # given
    brought = header(List_Post="<mailto:Garden@example.org?subject=hi>")
    own = Correspondent(address="garden@example.org")

    # when
    lists = list_addresses(brought)

    # then
    assert lists == {"garden@example.org"}
    assert bulk(header(), ANN, [own], lists) == A_LIST
    assert bulk(header(), ANN, [own]) == ""
    assert bulk(header(), ANN, [Correspondent(address="garden@lists.example.org")]) == A_LIST


def test_a_list_that_takes_no_posts_names_no_address() -> None:
    assert list_addresses(header(List_Post="NO (posting not allowed on this list)")) == set()


@pytest.mark.parametrize(
    ("fields", "flags", "folder", "begins"),
    [
        ({"X_Gmail_Labels": "Inbox,Unread"}, "", "", ""),
        ({"X_Gmail_Labels": "Drafts"}, "", "", "is a draft"),
        ({"X_Gmail_Labels": "=?UTF-8?Q?Entw=C3=BCrfe,Wichtig?="}, "", "", "is a draft"),
        ({"X_Gmail_Labels": "Trash,Opened"}, "", "", "is in the bin"),
        ({"X_Gmail_Labels": "Opened,Spam"}, "", "", "is among the spam"),
        ({"X_Mozilla_Status": "0009"}, "", "", "is in the bin"),
        ({"X_Mozilla_Status": "0001"}, "", "", ""),
        ({"X_Status": "T"}, "", "", "is a draft"),
        ({"X_Status": "AD"}, "", "", "is in the bin"),
        ({}, "S", "Sent", ""),
        ({}, "DS", "", "is a draft"),
        ({}, "ST", "", "is in the bin"),
        ({}, "", "Trash", "is in the bin"),
        ({}, "", "Junk", "is among the spam"),
    ],
)
def test_drafts_the_bin_and_spam_are_left_out(
    fields: dict[str, str], flags: str, folder: str, begins: str
) -> None:
    reason = find_why_left_out(header(**fields), flags=flags, folder=folder)

    assert (reason or "").partition(";")[0] == begins
