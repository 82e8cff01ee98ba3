"""How often strangers may send something, and how soon after they opened the page.

Networks are counted in memory alone, for an hour: nothing about who came is ever written down.
"""

import hmac
import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from keepwarm.domain.networks import network_of
from keepwarm.domain.submissions import FEWEST_SECONDS, MOST_SECONDS

_WINDOW = timedelta(hours=1)
_MOST_NETWORKS = 10_000


class PublicLimits:
    """Counts what networks sent within an hour, and marks pages with their time; used by many threads."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._sent: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def may_send(self, host: str, now: datetime, most: int) -> bool:
        """Whether this address's network may send once more; counted where it may."""
        network = network_of(host)
        with self._lock:
            times = self._sent.setdefault(network, deque())
            self._sent.move_to_end(network)
            while times and times[0] <= now - _WINDOW:
                times.popleft()
            if len(times) >= most:
                return False
            times.append(now)
            while len(self._sent) > _MOST_NETWORKS:
                self._sent.popitem(last=False)
        return True

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
