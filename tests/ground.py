"""What every new book of a test stands on: the tables, which the migrations made once for this process.

A file is copied, and a PostgreSQL database made from one that has them: making them takes ten times as long
as all that most tests do. Whatever looks at the making itself begins its book without this.
"""

import atexit
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from keepwarm.storage.book import Library
from keepwarm.storage.engine import is_url
from keepwarm.storage.upgrade import upgrade
from keepwarm.usecases.begin_book import make_private_file
from tests.postgres_cluster import Cluster, create_database


def lay_ground(location: str) -> None:
    """Put the tables into a file where there is none; a database brings them (`ground_of`)."""
    if not is_url(location) and not Path(location).exists():
        make_private_file(Path(location))
        shutil.copyfile(_ground_file(), location)


def ground_of(cluster: Cluster) -> str:
    """The name of the database of a server that holds the tables and nothing else."""
    if cluster.folder not in _DATABASES:
        name = create_database(cluster)
        _upgrade(cluster.url(name))
        _DATABASES[cluster.folder] = name
    return _DATABASES[cluster.folder]


_DATABASES: dict[Path, str] = {}
"""By the folder of its server."""


@cache
def _ground_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="keepwarm-ground-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "ground.keepwarm"
    make_private_file(path)
    _upgrade(str(path))
    return path


def _upgrade(location: str) -> None:
    with closing(Library(location)) as library:
        upgrade(library)
