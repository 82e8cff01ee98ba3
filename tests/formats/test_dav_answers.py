from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwarm.formats.dav_answers import DAV, MOST_DEPTH, Element, read_answer, resources

ANSWER = b"""<?xml version="1.0"?>
<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">
 <d:response><d:href> /a%20b.ics </d:href>
  <d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
  <d:propstat><d:prop><d:displayname/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>
 </d:response>
 <d:response><d:href>/gone.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>
 <d:sync-token>t&amp;1</d:sync-token>
</d:multistatus>"""


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_an_answer_says_of_each_resource_what_it_has(size: int) -> None:
    answer = read_answer(ANSWER[at : at + size] for at in range(0, len(ANSWER), size))

    one, gone = resources(answer)
    assert (one.href, one.status, one.props.said(f"{DAV}getetag")) == ("/a%20b.ics", 200, '"1"')
    assert one.props.first(f"{DAV}displayname") is None
    assert (gone.href, gone.status, gone.props.inner) == ("/gone.ics", 404, [])
    assert answer.said(f"{DAV}sync-token") == "t&1"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"x", b"<a>", b"<a></b>", b"<a/><b/>", b"\xff\xfe\0", b"<a>\x01</a>",
        b"<?xml version='1.0' encoding='x'?><a/>",
        b"<!DOCTYPE a><a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b"<a>" * (MOST_DEPTH + 1) + b"</a>" * (MOST_DEPTH + 1), b"<a>" + b"<b/>" * 400_001 + b"</a>",
    ],
    ids=lambda raw: str(raw[:24]),
)  # fmt: skip
def test_what_is_no_xml_within_the_bounds_is_told(raw: bytes) -> None:
    with pytest.raises(ValueError):
        read_answer([raw])


@settings(max_examples=300)
@given(st.integers(0, 2**32), st.integers(1, 8))
def test_of_a_damaged_answer_nothing_comes_but_what_it_says_or_that_it_is_none(seed: int, times: int) -> None:
    rng, raw = Random(seed), bytearray(ANSWER)
    for _ in range(times):
        raw[rng.randrange(len(raw))] = rng.choice(b"<>&;:/=\"'x\x00\xff\xef ?!")
    try:
        answer = read_answer([bytes(raw)])
    except ValueError:
        return
    assert isinstance(answer, Element)
    assert all(0 <= one.status < 1_000 for one in resources(answer))
