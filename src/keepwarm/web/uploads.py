"""Files that were brought and wait to be taken in: in a private folder, for an hour, then gone.

Reading a large file takes longer than a browser waits, so it is done by one worker beside the
requests; pages ask how far it is.
"""

import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from keepwarm.domain.arrivals import Fate
from keepwarm.domain.errors import Invalid, Missing, Unavailable
from keepwarm.usecases.choose_columns import TableColumns
from keepwarm.usecases.import_files import Progress
from keepwarm.usecases.propose_self import NOBODY, SelfProposal

_KEPT_SECONDS = 3600
_MOST_WAITING = 20
_QUICK_SECONDS = 1.5
"""How long a visitor waits for the worker before they are shown that it is at work."""

_LONGEST_NAME = 80
_NOT_IN_A_NAME = re.compile(r"[^\w .()+-]")


class Stopped(Exception):
    """The server is going down in the middle of the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item of a file as a page shows it; `reason` is a sentence or empty."""

    file: str
    place: str
    person: str
    person_id: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What will happen to the items, or what has: how many meet each fate, and the first of each.

    `proposal` says who the owner may be where the files hold talks of nobody known; `tables` are those whose
    columns the owner may choose, each header once.
    """

    counts: dict[Fate, int]
    shown: dict[Fate, tuple[ItemLine, ...]]
    proposal: SelfProposal = NOBODY
    tables: tuple[TableColumns, ...] = ()
    batch_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Upload:
    """Files that came together, and how far the work on them is; changed by the worker alone.

    `columns` is what the owner chose of unknown tables, by the digest of their titles.
    """

    name: str
    folder: Path
    paths: tuple[Path, ...]
    brought_at: float
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    items: int = 0
    plan: Report | None = None
    result: Report | None = None
    problem: str = ""
    work: Future[None] | None = field(default=None, repr=False)

    @property
    def is_working(self) -> bool:
        """Whether the worker has something to do for it."""
        return self.work is not None and not self.work.done()


class Uploads:
    """Everything that was brought to this process; used by many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._root: Path | None = None
        self._all: dict[str, Upload] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="import")
        self._stopping = False

    def bring(self, files: Iterable[tuple[str, IO[bytes]]]) -> Upload:
        """Keep files under a random name. Raises Invalid for none, Unavailable where there is no room."""
        named = [(name, file) for name, file in files if name]
        if not named:
            raise Invalid("Choose a file first, or drop one on the page.")
        self._forget_old()
        name = secrets.token_urlsafe(16)
        folder = self._folder() / name
        try:
            folder.mkdir(mode=0o700)
            paths = tuple(_copy(folder, number, said, file) for number, (said, file) in enumerate(named))
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise Unavailable(f"The files could not be kept for a moment: {error.strerror}.") from error
        upload = Upload(name=name, folder=folder, paths=paths, brought_at=time.monotonic())
        with self._lock:
            self._all[name] = upload
        return upload

    def without_files(self) -> Upload:
        """A place for work that needs no files, such as reading a feed."""
        self._forget_old()
        name = secrets.token_urlsafe(16)
        upload = Upload(name=name, folder=self._folder() / name, paths=(), brought_at=time.monotonic())
        with self._lock:
            self._all[name] = upload
        return upload

    def get(self, name: str) -> Upload:
        """The upload of a name. Raises Missing."""
        with self._lock:
            upload = self._all.get(name)
        if upload is None:
            raise Missing("These files are no longer here; choose them again.")
        return upload

    def work_on(self, upload: Upload, job: Callable[[Progress], None]) -> None:
        """Let the worker do the job, and wait a moment in case it is quick."""
        upload.problem, upload.items = "", 0
        upload.work = self._worker.submit(job, self._telling(upload))
        wait([upload.work], timeout=_QUICK_SECONDS)

    def drop_files(self, upload: Upload) -> None:
        """Take the files away; what is known of them stays to be shown."""
        shutil.rmtree(upload.folder, ignore_errors=True)

    def drop(self, upload: Upload) -> None:
        """Forget an upload and its files."""
        with self._lock:
            self._all.pop(upload.name, None)
        self.drop_files(upload)

    def close(self) -> None:
        """Stop the worker, and leave nothing on the disk."""
        self._stopping = True
        self._worker.shutdown(cancel_futures=True)
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    def _telling(self, upload: Upload) -> Progress:
        def tell(_file: str, items: int) -> None:
            if self._stopping:
                raise Stopped
            upload.items = items

        return tell

    def _folder(self) -> Path:
        """The private folder of this process, made with the first upload."""
        with self._lock:
            if self._root is None:
                self._root = Path(tempfile.mkdtemp(prefix="keepwarm-"))
            return self._root

    def _forget_old(self) -> None:
        """Let go of what has waited for too long, and of the oldest where too many wait."""
        with self._lock:
            by_age = sorted(self._all.values(), key=lambda upload: upload.brought_at)
        latest = time.monotonic() - _KEPT_SECONDS
        too_many = len(by_age) - _MOST_WAITING + 1
        for place, upload in enumerate(by_age):
            if (upload.brought_at < latest or place < too_many) and not upload.is_working:
                self.drop(upload)


def _copy(folder: Path, number: int, said: str, file: IO[bytes]) -> Path:
    path = folder / harmless_name(said, number)
    with path.open("xb") as target:
        shutil.copyfileobj(file, target, 1 << 20)
    return path


def harmless_name(said: str, number: int) -> str:
    """What a file is called here: the last part of the name it came with, without anything odd in it.

    The name is kept because it is what the owner is told of where their data came from; two files of
    one name are told apart by a number.
    """
    last = said.replace("\\", "/").rpartition("/")[2]
    plain = _NOT_IN_A_NAME.sub("_", last).strip(" .")[-_LONGEST_NAME:].strip(" .") or "file"
    return plain if number == 0 else f"{number + 1} {plain}"
