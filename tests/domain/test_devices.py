"""A device in a few words."""

import pytest

from keepwarm.domain.devices import device_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (iPhone; like Mac OS X) Mobile Safari/604.1", "iPhone, Safari"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Safari/537.36", "Android phone, Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Windows computer, Edge"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Linux computer, Firefox"),
        ("curl/8.0", "a device"),
        ("", "a device"),
    ],
)  # fmt: skip
def test_a_device_is_named_by_what_its_browser_says(said: str, name: str) -> None:
    assert device_name(said) == name
