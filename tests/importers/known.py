"""The importer that knows a sample."""

from pathlib import Path

from keepwarm.importers import Importer, recognise


def importer_of(path: Path) -> Importer:
    """The importer that recognises a file or folder which one has to know."""
    importer = recognise(path)
    assert importer is not None, path
    return importer
