"""What cannot be kept, and from which size on."""

from homelands.foundation.errors import Refusal

#: One file, in bytes.
MOST_BYTES = 10 * 2**20


class FileRefused(Refusal):
    """A file cannot be kept; nothing of it was stored."""

    code = "file_refused"
