"""Keeps out of the log what opens a door: codes and tokens that stand in addresses.

Django writes the address of every request that is refused. Beside the time, a respondent's code
there would open the answers to whoever reads the log.
"""

import logging
import re

#: What stands before a secret in an address.
_BEFORE = (
    r"/(?:answers?|invitation|invited|claim|follow-up|openrosa|via|events/place|letters/stop)/"
)
_SECRET = re.compile(rf"({_BEFORE})[^/\s?#]+")


def without_secrets(text: str) -> str:
    """Puts three dots in the place of each code and token."""
    return _SECRET.sub(r"\1…", text)


class WithoutSecrets(logging.Filter):
    """Changes what is written, and drops nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True
