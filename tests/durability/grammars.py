"""The words of each format, with which files are twisted."""

from tests.durability.mutations import Grammar

TABLE = Grammar(
    tokens=(
        b'"', b'""', b'"""', b",", b";", b"\t", b"\r\n", b"\n", b"\r", b'","', b'"\r\n"', b'a","c\n',
        b',"x\ny",',
        b"sep=;\r\n", b"Notes:\r\n\r\n", b" ::: ", b"* ", b"First Name,Last Name", b"person,at,channel",
        b"Name,E-mail", b"E-mail 1 - Value", b"Phone 1 - Value", b"Connected On", b"01 Jan 2024",
        b"1/1/24, 1:00 AM",
        b"2024-01-01T10:00:00+99:00", b"2024-02-30", b"0.0.00", b"31/12/1899", b"--02-29", b"a@example.org",
        b"+44 20 7946 0018", b"(((", b"https://www.linkedin.com/in/", b"linkedin.com/in/%", b"tel:",
        b"mailto:",
        b"=1+1", b"'=1+1", b"\xef\xbb\xbf", b"\0", b"out", b"in", b"call", b"1,000", b"1.000,00",
    ),
    separators=(b",", b'"', b"\r\n", b"\n", b";", b"\t", b" - ", b":::"),
    nests=((b'"', b'"'), (b'"",', b',""'), (b"(", b")")),
)  # fmt: skip

VCARD = Grammar(
    tokens=(
        b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"VERSION:2.1\r\n", b"VERSION:3.0\r\n", b"VERSION:4.0\r\n",
        b"\r\n ",
        b"\n\t", b"\r\n", b"=\r\n", b"=0D=0A", b"=", b"=XX", b"\\n", b"\\", b"\\,", b"\\;", b";", b",", b":",
        b"item1.",
        b"X-ABLabel:_$!<Other>!$_\r\n", b";ENCODING=QUOTED-PRINTABLE", b";QUOTED-PRINTABLE", b";ENCODING=b",
        b";BASE64", b";CHARSET=UTF-7", b";CHARSET=SHIFT_JIS", b";CHARSET=rot13", b";CHARSET=idna",
        b";CHARSET=x",
        b";TYPE=", b";TYPE=\"home,work\"", b";PREF=1", b";PREF=99999999999", b";VALUE=DATE", b";VALUE=uri",
        b";LANGUAGE=", b";X=\"", b";X=^n^'^^", b";ALTID=1", b";TYPE=WORK:", b"FN:", b"N:;;;;", b"N:",
        b"NAME:",
        b"AGENT:\r\nBEGIN:VCARD\r\n", b"AGENT:BEGIN:VCARD\\nEND:VCARD\r\n", b"UID:", b"URN:UUID:", b"ORG:;;",
        b"ADR:;;;;;;", b"ADR;LABEL=\"", b"LABEL;TYPE=HOME:", b"TEL:", b"TEL;VALUE=uri:tel:+1;ext=2",
        b"EMAIL:",
        b"BDAY:--0229", b"BDAY:19850412T232000-0800", b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
        b"BDAY:circa",
        b"ANNIVERSARY:", b"DEATHDATE:", b"PHOTO;ENCODING=b;TYPE=JPEG:", b"PHOTO:data:image/jpeg;base64,",
        b"PHOTO;VALUE=uri:http://", b"IMPP:xmpp:", b"X-SKYPE:", b"RELATED;TYPE=spouse:urn:uuid:",
        b"X-ABRELATEDNAMES:",
        b"X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;x;1;;;;", b"CATEGORIES:", b"MEMBER:urn:uuid:",
        b"KIND:group\r\n", b"X-ADDRESSBOOKSERVER-KIND:group\r\n", b"NOTE:", b"REV:", b"SORT-STRING:",
        b"X-PHONETIC-LAST-NAME:",
        b"GENDER:M;", b"CLIENTPIDMAP:1;urn:", b"LOGO:", b"KEY:", b"BEGIN:VADDRESSBOOK\r\n", b"TZ:",
        b"GEO:geo:",
        b"/9j/4AAQSkZJRgABAQ", b"\xef\xbb\xbf", b"\0",
    ),
    separators=(b"\r\n", b":", b";", b",", b"=", b"\n", b".", b'"', b"\\", b" "),
    nests=(
        (b"\r\nBEGIN:VCARD\r\n", b"\r\nEND:VCARD\r\n"), (b"\r\nAGENT:\r\nBEGIN:VCARD\r\n",
        b"\r\nEND:VCARD\r\n"),
        (b'"', b'"'), (b"\\", b""), (b"=\r\n", b""), (b"\r\n ", b""), (b"g.", b""),
    ),
)  # fmt: skip

LDIF = Grammar(
    tokens=(
        b"dn: ", b"dn:: ", b"dn:\n", b"\n", b"\r\n", b"\n ", b"\r\n ", b"version: 1\n", b"version: 99\n",
        b"# ",
        b":: ", b":< file:///etc/passwd\n", b": ", b":", b"objectclass: groupOfNames\n",
        b"objectclass: top\n",
        b"changetype: delete\n", b"changetype: add\n", b"-\n", b"cn: ", b"cn;lang-ja;phonetic: ", b"mail: ",
        b"sn: ",
        b"givenName:: ", b"w6k=", b"=", b"====", b"birthyear: ", b"birthmonth: 13\n", b"birthday: 29\n",
        b"member: cn=x\n", b"mozillaCustom1: ", b"jpegPhoto:: ", b"telephoneNumber: +1\n", b";x-", b"\0",
        b"$",
    ),
    separators=(b"\n", b": ", b":: ", b":", b";", b"\n\n", b"=", b" "),
    nests=((b"\n ", b""), (b"# ", b"\n"), (b";x", b"")),
)  # fmt: skip

MAIL = Grammar(
    tokens=(
        b"From ann@example.org Mon Jan  5 10:00:00 2004\n", b"\nFrom ", b"From ", b"From: ", b"To: ",
        b"Cc: ", b"Bcc: ",
        b"Date: ", b"Date: Mon, 99 Foo 99999 25:61:61 +9999\n", b"Date: 1 Jan 0000 00:00 -0000\n",
        b"Message-ID: <",
        b"Subject: ", b"=?utf-8?b?w6k=?=", b"=?utf-8?b?=?=", b"=?utf-7?q?+AOk-?=", b"=?x-none?q?=FF?=",
        b"=?utf-8?q?=E9",
        b"=?idna?b?AAAA?=", b"=?rot13?q?x?=", b"=?=?=?=", b"?=", b"=?", b"<", b">", b"<a@b>", b"a@b", b"@",
        b",", b";", b":",
        b"friends: a@b, c@d;", b"undisclosed-recipients:;", b"(", b")", b"((a)", b'"', b"\\", b'"a\\"',
        b"<@x,@y:a@b>",
        b"\n", b"\r\n", b"\n\n", b"\n ", b"\n\t", b"List-Id: <x.example.org>\n", b"List-Post: <mailto:x@y>\n",
        b"Precedence: bulk\n", b"Auto-Submitted: auto-replied\n", b"X-Gmail-Labels: =?UTF-8?Q?Spam?=\n",
        b"Content-Type: text/calendar; method=REQUEST\n", b"Content-Type: multipart/mixed; boundary=\"\n",
        b"Received: from x; Mon, 5 Jan 2004\n", b"In-Reply-To: <", b"References: <a> <b>\n", b"Status: RO\n",
        b"Resent-From: ", b">From ", b"\0", b"\xff", b"MIME-Version: 1.0\n", b"Content-Length: 99999999999\n",
    ),
    separators=(b"\n", b": ", b":", b",", b"<", b">", b"\n\n", b"@", b" ", b";"),
    nests=((b"(", b")"), (b"<", b">"), (b'"', b'"'), (b"=?utf-8?q?", b"?="), (b"x:", b";"), (b"\n ", b""),
    (b"\\", b"")),
)  # fmt: skip

CALENDAR = Grammar(
    tokens=(
        b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n",
        b"BEGIN:VALARM\r\n",
        b"END:VALARM\r\n", b"BEGIN:VTIMEZONE\r\n", b"END:VTIMEZONE\r\n", b"BEGIN:STANDARD\r\n",
        b"END:STANDARD\r\n",
        b"BEGIN:VTODO\r\n", b"METHOD:CANCEL\r\n", b"METHOD:REPLY\r\n", b"TZID:X\r\n", b";TZID=X",
        b";TZID=Europe/Berlin",
        b";TZID=W. Europe Standard Time", b";TZID=../../etc/passwd", b";VALUE=DATE", b";VALUE=PERIOD",
        b"DTSTART:",
        b"DTSTART;VALUE=DATE:", b"DTEND:", b"DURATION:PT1H\r\n", b"DURATION:-P999999W\r\n",
        b"DTSTAMP:99991231T235959Z\r\n",
        b"LAST-MODIFIED:", b"RRULE:FREQ=DAILY\r\n", b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n",
        b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n", b"RRULE:FREQ=SECONDLY\r\n", b";COUNT=999999",
        b";INTERVAL=999999",
        b";UNTIL=", b";BYSETPOS=-1", b";BYWEEKNO=53", b";BYHOUR=1,2,3", b"FREQ=", b"BYDAY=5SU",
        b"WKST=SU", b"EXDATE:",
        b"RDATE:", b"EXRULE:FREQ=DAILY\r\n", b"RECURRENCE-ID:", b";RANGE=THISANDFUTURE",
        b"20240229T090000", b"20240331T023000",
        b"20241027T023000Z", b"16010101T000000", b"99991231T235959Z", b"00010101", b"20240230",
        b"T240000", b"+2400",
        b"TZOFFSETTO:-9959\r\n", b"TZOFFSETFROM:+0100\r\n", b"ORGANIZER:", b"ATTENDEE:",
        b"ATTENDEE;PARTSTAT=ACCEPTED:",
        b";PARTSTAT=DECLINED", b";CUTYPE=ROOM", b";CN=", b';CN="', b";EMAIL=", b"mailto:",
        b"MAILTO:a@example.org",
        b"invalid:nomail", b"urn:uuid:", b"tel:+44", b"UID:", b"SUMMARY:", b"SUMMARY;LANGUAGE=de:",
        b"STATUS:CANCELLED\r\n",
        b"CLASS:PRIVATE\r\n", b"LOCATION:", b"https://zoom.us/j/1", b"DESCRIPTION:",
        b"X-GOOGLE-CONFERENCE:", b"\r\n ",
        b"\r\n\t", b"\r\n", b"\n", b"\r", b"\\n", b"\\,", b"\\;", b"\\", b"^n^'^^", b";", b":", b",",
        b"=", b'"', b"/",
        b"\xef\xbb\xbf", b"\0", b"\xff",
    ),
    separators=(b"\r\n", b":", b";", b",", b"=", b"\n", b'"', b"\r\n ", b"T", b"/"),
    nests=(
        (b"\r\nBEGIN:VEVENT\r\n", b"\r\nEND:VEVENT\r\n"), (b"\r\nBEGIN:VALARM\r\n", b"\r\nEND:VALARM\r\n"),
        (b"\r\nBEGIN:VCALENDAR\r\n", b"\r\nEND:VCALENDAR\r\n"), (b'"', b'"'), (b"\r\n ", b""), (b";X=",
        b""),
    ),
)  # fmt: skip

PHONE = Grammar(
    tokens=(
        b"<sms ", b"<mms ", b"</mms>", b"<call ", b"<addr ", b"<part ", b"</smses>", b"</calls>", b"<smses>",
        b"<calls>",
        b" />", b">", b"<", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml", b"?>",
        b'<!DOCTYPE smses [<!ENTITY a "aaaa">]>', b"&a;", b"&amp;", b"&lt;", b"&#55357;&#56832;", b"&#56832;",
        b"&#0;", b"&#x110000;", b"&#99999999999;", b"&", b'="', b"='", b'"', b"'", b"null", b"(Unknown)",
        b' address="', b' number="', b' date="', b' date="0"', b' date="99999999999999999999"',
        b' date="1709100000"', b' type="1"', b' type="2"', b' type="7"', b' msg_box="2"', b' m_type="134"',
        b' contact_name="', b' duration="999999999999"', b' type="137"', b' type="151"',
        b"insert-address-token", b"~", b"-1", b"+49", b"AMAZON", b"*100#", b"a@example.org", b"\0",
    ),
    separators=(b" ", b'"', b"=", b"<", b">", b"\n", b"~", b"&", b";"),
    nests=((b"<smses>", b"</smses>"), (b"<mms>", b"</mms>"), (b"<!--", b"-->"), (b"<a b='", b"'/>")),
)  # fmt: skip

CHAT = Grammar(
    tokens=(
        b"13/06/2018, 21:25 - ", b"[13/06/18, 21:25:15] ", b"6/13/18, 9:25\xe2\x80\xafPM - ",
        b"\n2018-06-13 21:25 - ", b"13.6.2018 klo 21.25 - ", b"2018/6/13 \xe4\xb8\x8b\xe5\x8d\x889:25 - ",
        b"99/99/99, 99:99 - ", b"00/00/0000, 00:00 - ", b"31/12/9999, 23:59 - ", b"31/02/18, 24:00 - ",
        b"\xd9\xa1\xd9\xa3/\xd9\xa6/\xd9\xa2\xd9\xa0\xd9\xa1\xd9\xa8, ", b"\n", b"\r\n", b": ", b":", b" - ",
        b"[", b"] ", b"\xe2\x80\x8e", b"\xe2\x80\xaa+49 171 1234567\xe2\x80\xac: ", b"~\xc2\xa0Cem: ",
        b"Ann Lee: ", b"Dr: Bo Ray: ", b'"', b"\xe2\x80\x9c", b"<Media omitted>",
        b"IMG-1.jpg (file attached)", b"This message was deleted", b"Missed voice call", b"\xef\xbb\xbf",
        b"\0", b"\xc2\xb2", b"\xff\xfe",
    ),
    separators=(b"\n", b": ", b" - ", b"/", b", ", b":", b"] "),
    nests=((b"\n", b""), (b"[", b"]"), (b"Ann: ", b""), (b"\xe2\x80\x8e", b"")),
)  # fmt: skip

JSON = Grammar(
    tokens=(
        b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b'\\"', b"\\u", b"\\ud800", b"\\u0000", b"null",
        b"true", b"1",
        b"NaN", b"-Infinity", b"1e999", b"[]", b"{}", b'""', b'"":', b'{"', b'"}', b"[[", b"]]", b"//x\n",
        b"/*", b"\n", b"\0",
        b'"uid":', b'"@type":"Card",', b'["vcard",[', b'"people":[', b'"friends_v2":[', b'"account":{',
        b'"data":[',
        b'"type":"personal_chat",', b'"messages":[', b'"from_id":"user1",', b'"action":"phone_call",',
        b'"date":"', b'"personal_information":{"user_id":1}', b'{"chatItem":{', b'{"recipient":{',
        b'"dateSent":"', b'"sender":"Me",',
        b'"sender_name":"A",', b'"messages":[{', b'"participants":["A"],', b'"timestamp_ms":1700000000000,',
        b'"type":"contact"', b'"uuid":"', b'"values":[', b'"timestamp":99999999999999999999', b"'",
        b"\xed\xa0\x80",
    ),
    separators=(b",", b":", b'"', b"{", b"}", b"[", b"]", b"\n", b"\\"),
    nests=((b"[", b"]"), (b'{"a":', b"}"), (b'"', b'"'), (b'[{"name":', b"}]"), (b"\\", b"")),
    is_json=True,
)  # fmt: skip
