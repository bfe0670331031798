"""Prints what the questionnaires cost: `python -m bench.surveys [module …]`."""

import sys
from importlib import import_module

#: The quick ones first.
MODULES = ("engine", "expressions", "submissions", "pages", "summaries", "exports")


def main() -> None:
    for module in sys.argv[1:] or MODULES:
        print(f"\n## {module.title()}\n", flush=True)
        import_module(f"bench.surveys.{module}").main()


if __name__ == "__main__":
    main()
