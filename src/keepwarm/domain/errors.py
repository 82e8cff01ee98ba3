"""Problems that an owner can act on; anything else is a bug and may crash.

Problem
├── Missing        what was named is not there
├── Ambiguous      what was named fits several
├── Unreadable     a file, a folder or a line of one cannot be read as what it claims to be
├── Invalid        a value that was given does not make sense
├── Conflict       something that came later stands in the way
└── Unavailable    the book cannot be opened or written: disk, rights, version
"""


class Problem(Exception):
    """One sentence that names the place and the way out."""


class Missing(Problem):
    """What was named is not there."""


class Ambiguous(Problem):
    """What was named fits several."""


class Unreadable(Problem):
    """A file, a folder or a line of one cannot be read as what it claims to be."""


class Invalid(Problem):
    """A value that was given does not make sense."""


class Conflict(Problem):
    """Something that came later stands in the way."""


class Unavailable(Problem):
    """The book cannot be opened or written: disk, rights, version."""
