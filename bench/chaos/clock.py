"""A clock of the deployment's own, which may be set forward while the machine's stays."""

import struct
import subprocess
import time
from datetime import UTC, date, datetime
from pathlib import Path

_SOURCE = Path(__file__).with_name("clock.c")


class Clock:
    """Reaches all processes of a deployment that were started with its surroundings."""

    def __init__(self, folder: Path) -> None:
        self._file, self._library = folder / "clock", folder / "clock.so"
        self.ahead = 0
        self._file.write_bytes(struct.pack("q", 0))
        command = ["cc", "-O2", "-shared", "-fPIC", "-o", str(self._library), str(_SOURCE)]
        subprocess.run([*command, "-ldl"], check=True)
        for path in (self._file, self._library):
            path.chmod(0o755)

    @property
    def surroundings(self) -> dict[str, str]:
        return {"LD_PRELOAD": str(self._library), "CHAOS_CLOCK": str(self._file)}

    def today(self) -> date:
        """Returns the deployment's day."""
        return datetime.fromtimestamp(time.time() + self.ahead, UTC).date()

    def forward(self, seconds: int) -> None:
        self.ahead += seconds
        with self._file.open("r+b") as file:  # in place: it is mapped
            file.write(struct.pack("q", self.ahead))
