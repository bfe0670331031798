"""Turns one XLSForm on the standard input into an XForm on the standard output, as JSON.

It runs as a process of its own (`python -m homelands.surveys.converter .xlsx SECONDS BYTES`),
because the file is a stranger's: it may take too long, ask for all memory, or break the reader.
"""

import json
import resource
import sys


def main() -> None:
    """Sets the caps, reads, converts and answers with the form or with what is wrong."""
    kind, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**25, 2**25))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _convert(sys.stdin.buffer.read(), kind)
    except MemoryError:
        answer = {"fault": "memory"}
    except RecursionError:
        answer = {"fault": "unreadable", "sentence": "its groups stand too deep in one another"}
    except Exception as error:
        answer = {"fault": "unreadable", "sentence": f"{type(error).__name__}: {error}"}
    json.dump(answer, sys.stdout)


def _convert(source: bytes, kind: str) -> dict[str, object]:
    # Read late: under the caps.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    warnings: list[str] = []
    try:
        made = convert(source, warnings=warnings, validate=False, file_type=kind)
    except PyXFormError as error:
        if "Argument 'definition'" in str(error):  # its words for a file that did not open
            return {"fault": "unreadable", "sentence": f"it is no {kind} file"}
        return {"fault": "form", "sentence": str(error)}
    return {"xform": made.xform, "warnings": warnings}


if __name__ == "__main__":
    main()
