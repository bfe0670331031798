"""What is changed, and the tests that should notice: the quick ones first, for they stop the rest.

Modules stand under src/homelands, tests under tests. Of a folder of tests the one named after the
module runs first.
"""

TARGETS = {
    "science/disclosure/*.py": ["science/disclosure"],
    "science/publication/*.py": ["science/publication"],
    "science/matching/*.py": ["science/matching"],
}
