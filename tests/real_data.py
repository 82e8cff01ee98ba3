"""Where the real inputs stand that tests read and the project does not hold copies of."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]


def real_data(name: str) -> Path:
    """The file or folder of that name among the real inputs; the test fails where it is not there.

    They stand in `../shared/data` beside the repository; KEEPWARM_DATA names another folder.
    """
    folder = Path(os.environ.get("KEEPWARM_DATA") or _ROOT.parent / "shared" / "data")
    found = folder / name
    if not found.exists():
        pytest.fail(
            f"the real input {name!r} is not in {folder}; put it beside the clone as ../shared/data,"
            " or name its folder in KEEPWARM_DATA",
            pytrace=False,
        )
    return found
