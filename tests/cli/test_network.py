"""`keepwarm network`: the picture in words, and around anybody."""

import json
from pathlib import Path

from tests.command_line import begun, done, refused


def test_groups_layers_and_bridges_are_told_and_whom_somebody_knows(tmp_path: Path) -> None:
    book = begun(tmp_path)
    assert done(book, "network").out == (
        "Nobody yet. Name five people you would be glad to hear from: keepwarm add\n"
    )
    for name in ("Ada", "Ben", "Cleo"):
        done(book, "add", name)
        done(book, "edit", name, "--tag", "choir")
    done(book, "relate", "Ada", "Ben", "friend")
    assert done(book, "network").out == ("Groups\n  choir: 3 people\nNo talk yet, 3\n  Ada, Ben, Cleo\n")
    assert done(book, "network", "--from", "ben").out == "Sure\n  Ada: Ben is a friend of Ada.\n"
    assert "Nobody in your book is known to know Cleo." in done(book, "network", "--from", "cleo").out
    data = json.loads(done(book, "network", "--json").out)
    assert data["groups"] == [{"kind": "tag", "name": "choir", "people": 3, "near": 0, "drifting": 0}]
    assert [(one["person"], one["ring"], one["group"]) for one in data["people"]] == [
        (name, "no talk yet", "choir") for name in ("Ada", "Ben", "Cleo")
    ]
    assert data["ties"] == [[data["people"][0]["id"], data["people"][1]["id"]]]
    around = json.loads(done(book, "network", "--from", "ada", "--json").out)
    assert around["from"]["person"] == "Ada"
    assert [one["why"][0]["code"] for one in around["people"]] == ["know_by_relation"]
    assert "Nobody" in refused(book, "network", "--from", "nobody")
