"""How often strangers may send something, and how soon after they opened the page.

Networks are counted in memory alone, for an hour or a day: nothing about who came is ever written down.
"""

import hmac
import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from keepwarm.domain.networks import customer_of, network_of
from keepwarm.domain.submissions import FEWEST_SECONDS, MOST_SECONDS

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MOST_NETWORKS = 10_000


class PublicLimits:
    """Counts what networks sent within an hour, and marks pages with their time; used by many threads.

    Of the day of one place, which is shut for everybody where it is full, each network has a share.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._sent = _Counts(_HOUR)
        self._shares = _Counts(_DAY)
        self._lock = Lock()

    def may_send(self, host: str, now: datetime, most: int, *, place: str = "", share: int = 0) -> bool:
        """Whether this address's network may send once more; counted where it may.

        `share` is how much of a place's day it takes at most, as wide as a customer's network is; 0 is all.
        """
        network, of_the_day = network_of(host), f"{place} {customer_of(host)}"
        with self._lock:
            may = self._sent.count(network, now) < most
            may = may and not (share and self._shares.count(of_the_day, now) >= share)
            if may:
                self._sent.add(network, now)
            if may and share:
                self._shares.add(of_the_day, now)
        return may

    def stamp(self, place: str, now: datetime) -> str:
        """The time at which a page was opened, signed, for its form."""
        second = str(int(now.timestamp()))
        return f"{second}.{self._sign(place, second)}"

    def stamp_again(self, place: str, stamp: str, now: datetime) -> str:
        """The time for a form that is shown again: its own as long as it holds, so that nobody waits anew."""
        passed = self._passed(place, stamp, now)
        return stamp if passed is not None and passed <= MOST_SECONDS else self.stamp(place, now)

    def is_calm(self, place: str, stamp: str, now: datetime) -> bool:
        """Whether a form comes from this place's page, opened neither a moment ago nor the day before."""
        passed = self._passed(place, stamp, now)
        return passed is not None and FEWEST_SECONDS <= passed <= MOST_SECONDS

    def _passed(self, place: str, stamp: str, now: datetime) -> float | None:
        """The seconds since this place's page was opened; None where the stamp is not its own."""
        second, _, signature = stamp.partition(".")
        if not hmac.compare_digest(self._sign(place, second).encode(), signature.encode("utf-8", "replace")):
            return None
        return now.timestamp() - int(second)

    def _sign(self, place: str, second: str) -> str:
        said = f"{place} {second}".encode("utf-8", "replace")
        return hmac.new(self._key, said, sha256).hexdigest()[:32]


class _Counts:
    """When each of the latest so many was there within a span; who comes beyond them is forgotten."""

    def __init__(self, span: timedelta) -> None:
        self._span = span
        self._times: OrderedDict[str, deque[datetime]] = OrderedDict()

    def count(self, name: str, now: datetime) -> int:
        times = self._times.get(name, deque())
        while times and times[0] <= now - self._span:
            times.popleft()
        return len(times)

    def add(self, name: str, now: datetime) -> None:
        self._times.setdefault(name, deque()).append(now)
        self._times.move_to_end(name)
        while len(self._times) > _MOST_NETWORKS:
            self._times.popitem(last=False)
