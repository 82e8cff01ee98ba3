from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from keepwarm.domain.sources import Correspondent, FoundMessage, Refused
from keepwarm.formats.mail import read_message
from tests.formats.mail_samples import FROM_LINE, header, header_of

TEN = datetime(2004, 1, 5, 10, tzinfo=UTC)


def read(*, from_line: str = "", zone: str = "UTC", **changes: str | None) -> FoundMessage | Refused:
    return read_message(
        header(**changes), place="message 17", zone=ZoneInfo(zone), from_line=from_line.encode()
    )


def found(*, from_line: str = "", zone: str = "UTC", **changes: str | None) -> FoundMessage:
    message = read(from_line=from_line, zone=zone, **changes)
    assert isinstance(message, FoundMessage)
    return message


def test_a_header_says_who_wrote_to_whom_and_when() -> None:
    assert read(Cc="Cay <cay@example.org>, bob@example.org") == FoundMessage(
        place="message 17",
        at=TEN,
        sender=Correspondent(address="ann@example.org", name="Ann"),
        recipients=(
            Correspondent(address="bob@example.org", name="Bob"),
            Correspondent(address="cay@example.org", name="Cay"),
        ),
        subject="Lunch",
        key="<1@example.org>",
    )


def test_of_several_authors_the_one_who_sent_it_counts() -> None:
    authors = "Ann <ann@example.org>, Dee <dee@example.org>"

    assert found(From=authors).sender.address == "ann@example.org"
    assert found(From=authors, Sender="dee@example.org").sender.address == "dee@example.org"
    assert found(From=authors, Sender="office@example.org").sender.address == "ann@example.org"


def test_a_message_without_a_from_address_is_refused_with_its_subject() -> None:
    for sender in (None, "Ann", "undisclosed:;"):
        assert read(From=sender) == Refused(
            place='message 17, "Lunch"', reason="has no From address; add a From line, or leave it out"
        )


def test_a_long_subject_is_cut_where_it_names_the_place() -> None:
    refusal = read(From=None, Subject="x" * 600)

    assert refusal.place == f'message 17, "{"x" * 59}…"'
    assert len(found(Subject="x" * 600).subject) == 500


def test_a_redirected_message_stays_its_authors_and_reaches_the_next() -> None:
    message = found(Resent_From="bob@example.org", Resent_To="Cay <cay@example.org>")

    assert message.sender.address == "ann@example.org"
    assert [one.address for one in message.recipients] == ["bob@example.org", "cay@example.org"]


def test_without_a_sensible_date_the_from_line_and_then_the_receiving_server_tell_the_time() -> None:
    received = "from a.example by b.example; Mon, 05 Jan 2004 11:00:00 +0100"

    for date in (None, "soon", "Thu, 1 Jan 1970 00:00:00 +0000"):
        assert (
            found(Date=date, from_line=FROM_LINE, Received="by b; Tue, 06 Jan 2004 11:00:00 +0100").at == TEN
        )
        assert found(Date=date, from_line="From - whenever\n", Received=received).at == TEN
        assert found(Date=date, Received=received).at == TEN


def test_a_message_with_no_date_at_all_is_refused() -> None:
    assert read(Date=None) == Refused(
        place='message 17, "Lunch"', reason="has no date that can be read; add a Date line, or leave it out"
    )


def test_a_date_long_after_the_messages_own_arrival_is_senseless() -> None:
    received = "by b.example; Mon, 05 Jan 2004 10:00:00 +0000"

    assert found(Date="Wed, 05 Jan 2039 10:00:00 +0000", Received=received).at == TEN
    assert found(Date="Mon, 05 Jan 2004 12:00:00 +0000", Received=received).at.hour == 12


def test_a_date_without_a_zone_is_the_owners() -> None:
    assert found(Date="Mon, 05 Jan 2004 11:00:00", zone="Europe/Berlin").at == TEN


def test_the_message_id_is_the_key_and_its_case_is_kept() -> None:
    assert found(Message_ID="  <AbC@Example.org>  (added)").key == "<AbC@Example.org>"
    assert found(Message_ID="bare@id").key == "bare@id"


def test_without_a_message_id_the_key_is_made_of_what_the_message_says() -> None:
    # given
    keys = [
        found(Message_ID=None).key,
        found(Message_ID=" <> ").key,
        found(Message_ID="<" + "x" * 2000 + ">").key,
        found(Message_ID=None, From="Annie <ANN@example.org>").key,
    ]
    others = [
        found(Message_ID=None, Subject="Dinner").key,
        found(Message_ID=None, To="cay@example.org").key,
        found(Message_ID=None, Date="Mon, 05 Jan 2004 10:00:01 +0000").key,
        found(Message_ID=None, From="cay@example.org").key,
    ]

    # then
    assert len(set(keys)) == 1
    assert keys[0].startswith("sha256:")
    assert len({*keys, *others}) == 5


def test_a_draft_is_refused_with_its_reason() -> None:
    refusal = read_message(header(), place="cur/1:2,D", zone=UTC, flags="D")

    assert refusal == Refused(place='cur/1:2,D, "Lunch"', reason="is a draft; send it and import again")


def test_raw_letters_in_a_wrong_encoding_are_read_all_the_same() -> None:
    content = "From: Zoë <zoe@example.org>\nDate: 5 Jan 2004 10:00 +0000\nSubject: café\n\n".encode("latin-1")

    message = read_message(header_of(content), place="message 1", zone=UTC)

    assert isinstance(message, FoundMessage)
    assert (message.sender.name, message.subject) == ("Zoë", "café")
