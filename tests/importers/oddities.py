"""JSON in which values of any type stand where others are awaited."""

import copy
from random import Random
from typing import Any

ODD = (None, True, -1, 1e308, 10**40, "", "x", "2024-13-45", [], {}, [[]], [{}], {"values": 3})


def with_oddities(whole: Any, rng: Random) -> Any:
    """A copy in which one to eight values are of another type, deep down or near the top."""
    changed = copy.deepcopy(whole)
    for _ in range(rng.randint(1, 8)):
        spot = changed
        while isinstance(spot, dict | list) and spot:
            name = rng.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
            if not isinstance(spot[name], dict | list) or not spot[name] or rng.random() < 0.1:
                spot[name] = copy.deepcopy(rng.choice(ODD))
                break
            spot = spot[name]
    return changed
