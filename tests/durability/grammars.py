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

JSON = Grammar(
    tokens=(
        b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b'\\"', b"\\u", b"\\ud800", b"\\u0000", b"null",
        b"true", b"1",
        b"NaN", b"-Infinity", b"1e999", b"[]", b"{}", b'""', b'"":', b'{"', b'"}', b"[[", b"]]", b"//x\n",
        b"/*", b"\n", b"\0",
        b'"uid":', b'"@type":"Card",', b'["vcard",[', b'"people":[', b'"friends_v2":[', b'"account":{',
        b'"data":[',
        b'"type":"contact"', b'"uuid":"', b'"values":[', b'"timestamp":99999999999999999999', b"'",
        b"\xed\xa0\x80",
    ),
    separators=(b",", b":", b'"', b"{", b"}", b"[", b"]", b"\n", b"\\"),
    nests=((b"[", b"]"), (b'{"a":', b"}"), (b'"', b'"'), (b'[{"name":', b"}]"), (b"\\", b"")),
    is_json=True,
)  # fmt: skip
