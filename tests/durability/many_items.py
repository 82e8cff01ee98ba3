"""Files of many items for each source, item by item, so that one of them can be damaged."""

import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.books import card, mail

_START = datetime(2024, 3, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyItems:
    """A file made of items: what stands before, between and behind them, and the item of a number, from 0 on.

    Each item brings one thing when it is read. `ending` is that of the file's name, `tail` how many bytes
    at its end part an item from the next one: none in JSON, where brackets do.
    """

    ending: str
    tail: int = 0
    item: Callable[[int], bytes]
    before: bytes = b""
    between: bytes = b""
    behind: bytes = b""

    def items(self, count: int) -> list[bytes]:
        """So many items."""
        return [self.item(number) for number in range(count)]

    def file(self, items: list[bytes]) -> bytes:
        """The file that these items make."""
        return self.before + self.between.join(items) + self.behind


def _table(
    header: str, row: str, *, end: str = "\r\n", encoding: str = "utf-8", above: str = ""
) -> ManyItems:
    """A table, whose row has places for a number."""

    def item(number: int) -> bytes:
        return (row.replace("§", str(number)) + end).encode(encoding)

    return ManyItems(ending=".csv", tail=len(end), item=item, before=(above + header + end).encode(encoding))


def _json(
    before: str, item: Callable[[int], Any], behind: str, *, indent: int = 0, depth: int = 0
) -> ManyItems:
    """A list of objects, each on lines of its own at a depth, or all in one line."""

    def written(number: int) -> bytes:
        if not indent:
            return json.dumps(item(number)).encode()
        return textwrap.indent(json.dumps(item(number), indent=indent), " " * depth).encode()

    between = ",\n" if indent else ", "
    return ManyItems(
        ending=".json", item=written, before=before.encode(), between=between.encode(), behind=behind.encode()
    )


def _card(number: int) -> bytes:
    return card(
        f"Ann {number}", f"N:Lee;Ann {number};;;", f"UID:u{number}", f"EMAIL:ann{number}@example.org",
        "NOTE:Met at the harbour\\, with Bo.",
    ).encode()  # fmt: skip


def _record(number: int) -> bytes:
    return (
        f"dn: cn=Ann {number},mail=ann{number}@example.org\nobjectclass: top\nobjectclass: person\n"
        f"cn: Ann {number}\ngivenName: Ann\nsn: Lee {number}\nmail: ann{number}@example.org\n"
        "description:: TWV0IGF0IHRoZSBoYXJib3VyLg==\n\n"
    ).encode()


def _message(number: int) -> bytes:
    at = _START + timedelta(hours=number)
    return mail(f"Ann <ann{number}@example.org>", "me@example.org", at, f"Thing {number}").encode()


def _monica_contact(number: int) -> dict[str, Any]:
    properties = {
        "first_name": f"Ann {number}",
        "last_name": "Lee",
        "created_at": "2021-03-04T18:20:11.000000Z",
    }
    return {"uuid": f"u{number}", "properties": properties, "data": []}


def _nametag_person(number: int) -> dict[str, Any]:
    return {
        "id": f"o{number}",
        "name": f"Ann {number}",
        "surname": "Lee",
        "notes": 'a, "b"',
        "groups": [],
        "relationships": [],
    }


def _jcard(number: int) -> list[Any]:
    email = ["email", {"type": ["home", "work"]}, "text", f"ann{number}@example.org"]
    return ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", f"Ann {number}"], email]]


def _jscontact(number: int) -> dict[str, Any]:
    emails = {"e1": {"address": f"ann{number}@example.org", "contexts": {"work": True}}}
    return {
        "@type": "Card",
        "version": "1.0",
        "uid": f"u{number}",
        "name": {"full": f"Ann {number}"},
        "emails": emails,
    }


def _phone(root: str, item: str) -> ManyItems:
    """A phone's backup, whose records have places for a number of two digits."""

    def record(number: int) -> bytes:
        return (item.replace("§", f"{number:02}") + "\n").encode()

    return ManyItems(
        ending=".xml", tail=1, item=record, before=f"<{root}>\n".encode(), behind=f"</{root}>\n".encode()
    )


def _facebook_message(number: int) -> dict[str, Any]:
    who = "Ann Lee" if number % 2 else "Me"
    return {"sender_name": who, "timestamp_ms": 1700000000000 + number, "content": f"Number {number}"}


def _event(number: int) -> bytes:
    at = _START + timedelta(hours=number)
    return (
        f"BEGIN:VEVENT\r\nUID:u{number}\r\nDTSTAMP:20240301T090000Z\r\nDTSTART:{at:%Y%m%dT%H%M%SZ}\r\n"
        f"DTEND;TZID=Europe/Berlin:{at:%Y%m%d}T235900\r\nSUMMARY:Thing {number}\\, at last\r\n"
        f'ATTENDEE;CN="Lee, Ann";PARTSTAT=ACCEPTED:mailto:ann{number}@example.org\r\nEND:VEVENT\r\n'
    ).encode()


def _chat_line(number: int) -> bytes:
    who = "Ann Lee" if number % 2 else "Me"
    return f"13/06/2018, 21:{number % 60:02} - {who}: The boat, number {number}\n".encode()


def _telegram_message(number: int) -> dict[str, Any]:
    who, person_id = ("Ann Lee", "user4300000001") if number % 2 else ("Me", "user4300000009")
    at = _START + timedelta(hours=number)
    return {
        "id": number,
        "type": "message",
        "date": at.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_unixtime": str(int(at.timestamp())),
        "from": who,
        "from_id": person_id,
        "text": f"The boat, number {number}",
    }


def _signal_frame(number: int) -> bytes:
    way = "outgoing" if number % 2 else "incoming"
    sent = str(int((_START + timedelta(hours=number)).timestamp()) * 1000)
    item = {"chatId": "11", "authorId": "3", "dateSent": sent, way: {}}
    item["standardMessage"] = {"text": {"body": f"The boat, number {number}"}}
    return (json.dumps({"chatItem": item}) + "\n").encode()


_SIGNAL_FRAMES = (
    b'{"version":"1"}\n{"account":{"givenName":"Me"}}\n{"recipient":{"id":"1","self":{}}}\n'
    b'{"recipient":{"id":"3","contact":{"e164":"442079460018","profileGivenName":"Ann"}}}\n'
    b'{"chat":{"id":"11","recipientId":"3"}}\n'
)
_NOTES_ABOVE = 'Notes:\r\n"Some addresses are missing here, as members say."\r\n\r\n'

SOURCES: dict[str, ManyItems] = {
    "vcard": ManyItems(ending=".vcf", tail=2, item=_card),
    "thunderbird_ldif": ManyItems(ending=".ldif", tail=2, item=_record, before=b"version: 1\n\n"),
    "ics": ManyItems(ending=".ics", tail=2, item=_event, before=b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
    "mailbox": ManyItems(ending=".mbox", tail=2, item=_message),
    "google_contacts": _table(
        "First Name,Last Name,File As,Labels,E-mail 1 - Label,E-mail 1 - Value,Notes",
        'Ann §,Lee,,* myContacts ::: Rowing,* Work,ann§@example.org,"Met at the harbour,\nwith Bo."',
        end="\n",
    ),
    "outlook_contacts": _table(
        "First Name,Last Name,E-mail Address,Home Phone,Mobile Phone,Company,Notes",
        '"Ann §","Lee","ann§@example.org","","+44 20 7946 0018","Boats, Inc.","Says ""yes""."',
    ),
    "thunderbird_csv": _table(
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
        "Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Organization,Notes",
        'Ann,Lee,Ann §,,ann§@example.org,,,,,,,,"Boats, Inc.","Two\r\nlines"',
    ),
    "linkedin_connections": _table(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        'Ann §,Lee,https://www.linkedin.com/in/ann-§,ann§@example.org,"Boats, Inc.",Captain,14 Mar 2019',
        end="\n", above=_NOTES_ABOVE,
    ),
    "linkedin_contacts": _table(
        "Source,First Name,Last Name,Companies,Title,Emails,Phone Numbers,Created At,Addresses,Sites,"
        "Instant Message Handles,Full Name,Birthday,Location,Bookmarked At,Profiles",
        'UPLOADED,Ann §,Lee,Boats,,ann§@example.org,"+64 9 000 0000; +64 21 000 000",'
        '"7/19/23, 8:00 AM",,,,,,,,',
        end="\n",
    ),
    "linkedin_invitations": _table(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        'Rosa Lind,Ann §,"3/12/19, 8:04 AM","Good to meet you,\nAnn.",OUTGOING,'
        "https://www.linkedin.com/in/rosa,https://www.linkedin.com/in/ann-§",
        end="\n",
    ),
    "linkedin_notes": _table(
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
        'Ann §,Lee,https://www.linkedin.com/in/ann-§,"Met at the lighthouse.\nLikes trains.",'
        "2025-11-01,2025-11-02",
        end="\n",
    ),
    "linkedin_messages": _table(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
        "CONTENT,FOLDER",
        'c§,,Ann §,https://www.linkedin.com/in/ann-§,Rosa Lind,https://www.linkedin.com/in/rosa,'
        '2024-03-01 10:00:00 UTC,,"Good to meet you,\nRosa.",INBOX',
        end="\n",
    ),
    "interaction_csv": _table(
        "person,at,channel,direction,minutes,summary",
        'Ann §,2024-07-01T14:30,call,out,45,"Her move, at last"', end="\n"
    ),
    "unknown_table": _table(
        "Naam;E-mailadres;Telefoon;Opmerking", 'Ann §;ann§@example.org;"+31 20 555 0100";"Zei ""ja""; kwam"',
        encoding="cp1252",
    ),
    "keepwarm_csv": _table(
        "Keepwarm id,Name,Organization,Title,Birthday,Standing,Tags,Note,E-mail",
        'id§,Ann §,"Boats, Inc.",Captain,--02-29,active,,"Two\nlines",ann§@example.org', above="\ufeff",
    ),
    "facebook_friends": _json(
        '{\n  "friends_v2": [\n', lambda number: {"name": f"Ann {number}", "timestamp": 1577836800 + number},
        "\n  ]\n}\n", indent=2, depth=4,
    ),
    "facebook_messages": _json(
        '{\n  "participants": [\n    {\n      "name": "Ann Lee"\n    },\n'
        '    {\n      "name": "Me"\n    }\n  ],\n  "messages": [\n',
        _facebook_message,
        '\n  ],\n  "title": "Ann Lee",\n  "thread_path": "inbox/annlee_1"\n}\n', indent=2, depth=4,
    ),
    "sms_backup": _phone(
        "smses",
        '  <sms address="+4915555501§" date="17091000§000" type="1" body="Number §" contact_name="Ann §" />',
    ),
    "sms_calls": _phone(
        "calls",
        '  <call number="+4915555501§" duration="60" date="17091000§000" type="1" contact_name="Ann §" />',
    ),
    "monica": _json(
        '{\n    "version": "1.0-preview.1",\n    "app_version": "4.1.2",\n    "account": {\n'
        '        "data": [\n            {\n                "count": 1,\n'
        '                "type": "contact",\n                "values": [\n',
        _monica_contact,
        "\n                ]\n            }\n        ]\n    }\n}\n", indent=4, depth=20,
    ),
    "nametag": _json(
        '{\n  "version": "1.2",\n  "exportDate": "2026-02-01T10:00:00.000Z",\n  "groups": [],\n'
        '  "people": [\n',
        _nametag_person, "\n  ]\n}\n", indent=2, depth=4,
    ),
    "whatsapp": ManyItems(ending=".txt", tail=1, item=_chat_line),
    "telegram": _json(
        '{\n "name": "Ann Lee",\n "type": "personal_chat",\n "id": 4300000001,\n "messages": [\n',
        _telegram_message, "\n ]\n}\n", indent=1, depth=2,
    ),
    "signal": ManyItems(ending=".jsonl", tail=1, item=_signal_frame, before=_SIGNAL_FRAMES),
    "jcard": _json("[", _jcard, "]\n"),
    "jscontact": _json("[\n", _jscontact, "\n]\n", indent=1, depth=1),
}  # fmt: skip
"""By the importer's module."""
