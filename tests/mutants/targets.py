"""What is changed, and the tests that should notice: the quick ones first, for they stop the rest.

Paths of modules stand under src/homelands, paths of tests under tests; both may have stars.
"""

TARGETS = {
    "science/matching/*.py": ["science/matching"],
}
X = {
    "science/disclosure/*.py": ["science/disclosure"],
    "science/publication/*.py": ["science/publication"],
    "science/matching/*.py": ["science/matching"],
    "foundation/access/*.py": ["foundation/test_access.py"],
    "foundation/money.py": ["foundation/test_money.py"],
    "foundation/roles.py": ["foundation/test_roles.py"],
    "foundation/rules.py": ["foundation/test_rules.py"],
    "people/rules.py": ["people/test_rules.py"],
    "organisations/rules.py": ["organisations/test_rules.py"],
    "outreach/rules.py": ["outreach/test_rules.py"],
    "policy/rules.py": ["policy/test_rules.py"],
    "results/rules.py": ["results/test_rules.py"],
    "mapping/rules.py": ["mapping/test_rules.py"],
    "programmes/rules.py": ["programmes/test_rules.py", "programmes/test_rights.py"],
    "programmes/actions/payments.py": ["programmes/test_payments.py"],
    "surveys/rules/*.py": ["surveys/rules"],
}
