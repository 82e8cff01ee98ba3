from keepwarm.formats.mail_headers import LONGEST_HEADER, MOST_KEPT, Ending
from tests.formats.mail_samples import header_of


def test_a_folded_field_is_one_line_and_a_repeated_one_is_many() -> None:
    # given
    content = (
        b"To: a@x.org,\r\n\tb@x.org\r\nSUBJECT : one\r\n  two\r\nto: c@x.org\r\n\r\nFrom: body@x.org\r\n"
    )

    # when
    header = header_of(content)

    # then
    assert header.raw("to") == "a@x.org, b@x.org, c@x.org"
    assert header.first("subject") == "one two"
    assert header.first("from") == ""
    assert header.ending is Ending.BLANK_LINE


def test_lines_that_are_no_fields_cost_nothing_but_themselves() -> None:
    header = header_of(
        b"\x00\xff\xfe\n  orphan\nFrom\n no@x.org\nFrom: a@x.org\nX-Other: 1\n\tFrom: no@x.org\nDate: now\n\n"
    )

    assert header.texts("from") == ["a@x.org"]
    assert header.texts("date") == ["now"]


def test_the_end_of_the_file_is_told_from_a_cut() -> None:
    assert header_of(b"From: a@x.org\n").ending is Ending.FILE
    assert header_of(b"From: a@x.o").ending is Ending.CUT
    assert header_of(b"").ending is Ending.FILE


def test_a_field_of_many_lines_is_kept_in_part_and_those_below_it_are_read() -> None:
    # given
    to = b"To: " + b"a@x.org,\n " * MOST_KEPT + b"b@x.org\n" + b"To: c@x.org\n" * 3

    # when
    header = header_of(to + b"From: c@x.org\n\nSubject: body\n")

    # then
    assert MOST_KEPT // 2 < len(header.raw("to")) < MOST_KEPT
    assert header.texts("from") == ["c@x.org"]
    assert header.first("subject") == ""


def test_a_header_without_end_is_passed_over_to_its_blank_line() -> None:
    # given
    endless = b"From: c@x.org\n" + b"X-More: and more\n" * (LONGEST_HEADER // 16)

    # when
    header = header_of(endless + b"Subject: late\n\nbody")

    # then
    assert header.first("from") == "c@x.org"
    assert header.first("subject") == ""
    assert header.ending is Ending.BLANK_LINE
    assert header_of(endless + b"Subject: late\n").ending is Ending.FILE


def test_a_line_of_megabytes_is_cut_and_the_field_below_it_is_read() -> None:
    header = header_of(b"Subject: " + b"x" * 3_000_000 + b"\nFrom: c@x.org\n\n")

    assert len(header.first("subject")) < 70_000
    assert header.first("from") == "c@x.org"
