"""One file that holds a whole installation: every table, every media file, the version, and the sums that prove them."""

from .box import ArchiveError
from .contents import About, Contents, check_archive
from .keys import new_key, read_identities
from .make import make_archive, thin_out
from .restore import restore_archive

__all__ = [
    "About",
    "ArchiveError",
    "Contents",
    "check_archive",
    "make_archive",
    "new_key",
    "read_identities",
    "restore_archive",
    "thin_out",
]
