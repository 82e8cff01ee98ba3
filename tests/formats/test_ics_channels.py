from io import BytesIO

import pytest

from keepwarm.domain.channels import Channel
from keepwarm.formats.ics_channels import CHANNEL_PROPERTIES, channel_of
from keepwarm.formats.ics_components import Component, components


def channel(*lines: str) -> Channel:
    raw = "\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))
    (event,) = components(BytesIO(raw.encode()), CHANNEL_PROPERTIES)
    assert isinstance(event, Component)
    return channel_of(event)


@pytest.mark.parametrize(
    "line",
    [
        "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/1",
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example.org/1",
        "URL:https://us02web.zoom.us/j/123",
        "LOCATION:https://zoom.us/j/123?pwd=x",
        "LOCATION:Zoom\\, https://us02web.zoom.us/j/123",
        "LOCATION:https://cloud.example.org/call/x7k2",
        "LOCATION:Microsoft Teams Meeting",
        "LOCATION:Microsoft Teams-Besprechung; Room 4",
        "LOCATION:Google Meet",
        "DESCRIPTION:Join:\\nhttps://meet.jit.si/Boats\\nBye",
        "DESCRIPTION:https://bbb.example.org/b/ann-1",
    ],
)
def test_a_link_or_a_program_in_place_of_a_place_says_video(line: str) -> None:
    assert channel(line) is Channel.VIDEO


@pytest.mark.parametrize(
    "line",
    ["LOCATION:tel:+442079460018", "LOCATION:+44 20 7946 0018", "LOCATION:Tel: 020 7946 0018",
     "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+442079460018", "URL:tel:+442079460018"],
)  # fmt: skip
def test_a_number_in_place_of_a_place_says_call(line: str) -> None:
    assert channel(line) is Channel.CALL


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["LOCATION:Café Luna"],
        ["LOCATION:12345"],
        ["LOCATION:Zoomstraße 4\\, 10115 Berlin"],
        ["LOCATION:Café Luna", "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij"],
        ["LOCATION:Room 4", "DESCRIPTION:https://teams.microsoft.com/l/meetup-join/1"],
        ["URL:https://example.org/events/1"],
        ["DESCRIPTION:See https://zoom.us.example.org/ and https://notzoom.us/"],
    ],
)
def test_anything_else_is_face_to_face_and_a_place_counts_before_a_link(lines: list[str]) -> None:
    assert channel(*lines) is Channel.IN_PERSON
