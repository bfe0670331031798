"""Prints what the questionnaires cost: `python -m bench.surveys [module …]`."""

import sys
from importlib import import_module

MODULES = ("engine",)


def main() -> None:
    for module in sys.argv[1:] or MODULES:
        import_module(f"bench.surveys.{module}").main()


if __name__ == "__main__":
    main()
