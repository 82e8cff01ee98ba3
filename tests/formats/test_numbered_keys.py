"""Keys of what was said in one moment: the same again has the same key, something else another."""

from keepwarm.formats.numbered_keys import NumberedKeys


def test_what_else_was_said_in_the_same_moment_is_numbered_and_the_same_again_is_the_same() -> None:
    keys = NumberedKeys()

    found = [
        keys.key("at 9", "one"),
        keys.key("at 9", "two"),
        keys.key("at 9", "one"),
        keys.key("at 10", "one"),
    ]

    assert found == ["at 9", "at 9:2", "at 9", "at 10"]


def test_only_the_last_few_thousand_moments_are_remembered() -> None:
    keys = NumberedKeys()
    keys.key("at 0", "one")
    for number in range(1, 10_000):
        keys.key(f"at {number}", "one")

    assert keys.key("at 9999", "two") == "at 9999:2"
    assert keys.key("at 0", "two") == "at 0"
