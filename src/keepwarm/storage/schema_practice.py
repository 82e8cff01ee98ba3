"""The table of the programme of thirty days. `schema.py` has them all."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Integer

from keepwarm.storage.columns import own_id, owned, provenance, texts

practice = owned(
    "practice",
    ("practice_id",),
    own_id("practice_id"),
    Column("day", Integer, nullable=False),
    Column("began_on", Date, nullable=False),
    Column("done_on", Date, nullable=True),
    *texts("answers"),
    *provenance(),
    ForeignKeyConstraint(["owner_id"], ["owners.owner_id"]),
)
"""A day of the programme that was begun, once more where it is repeated.

`answers` are the owner's to the worksheet, in JSON by the keys of its lines; `done_on` is the day on which
its task was done, as far as that is known.
"""
