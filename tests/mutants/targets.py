"""What is changed, and the tests that should notice: the quick ones first, for they stop the rest.

Modules stand under src/homelands, tests under tests. Of a folder of tests the one named after the
module runs first; of two rows that name the same module the later one holds.
"""

TARGETS = {
    "science/disclosure/*.py": ["science/disclosure/test_limits.py", "science/disclosure"],
    "science/disclosure/dominance.py": [
        "science/disclosure/test_dominance.py",
        "science/disclosure/test_dominance_limits.py",
    ],
    "science/disclosure/primary.py": [
        "science/disclosure/test_primary.py",
        "science/disclosure/test_limits.py",
    ],
    "science/disclosure/privacy.py": [
        "science/disclosure/test_limits.py",
        "science/disclosure/test_privacy.py",
    ],
    "science/disclosure/releases.py": [
        "science/disclosure/test_limits.py",
        "science/disclosure/test_releases.py",
    ],
    "science/disclosure/crossed.py": ["science/disclosure/test_crossed.py"],
    "science/disclosure/rounding.py": [
        "science/disclosure/test_limits.py",
        "science/disclosure/test_rounding.py",
    ],
    "science/disclosure/shares.py": [
        "science/disclosure/test_shares.py",
        "science/disclosure/test_limits.py",
    ],
    "science/disclosure/small_cells.py": [
        "science/disclosure/test_limits.py",
        "science/disclosure/test_small_cells.py",
    ],
    "science/disclosure/tables.py": [
        "science/disclosure/test_tables.py",
        "science/disclosure/test_limits.py",
    ],
    "science/publication/*.py": ["science/publication"],
    "science/matching/*.py": ["science/matching"],
    "foundation/access/context.py": ["foundation/test_acting.py"],
    "foundation/access/policies.py": ["foundation/test_policies.py"],
    "foundation/money.py": ["foundation/test_money.py"],
    "foundation/roles.py": ["foundation/test_roles.py"],
    "foundation/rules.py": ["foundation/test_rules.py"],
    "people/register/rules/persons.py": ["people/test_rules.py"],
    "people/register/rules/seeing.py": ["people/test_rules.py", "people/register/test_seeing.py"],
    "people/register/rules/exports.py": [
        "people/register/test_export_rules.py",
        "people/register/test_exports.py",
    ],
    "organisations/rules.py": ["organisations/test_rules.py"],
    "outreach/*/rules.py": ["outreach/test_rules.py"],
    "outreach/events/rules/events.py": ["outreach/test_rules.py"],
    "policy/rules.py": ["policy/test_rules.py"],
    "results/rules.py": ["results/test_rules.py"],
    "mapping/statistics/rules/drafting.py": ["mapping/test_rules.py"],
    "mapping/findings/rules.py": ["mapping/test_rules.py", "mapping/findings/test_gate.py"],
    "foundation/states.py": [
        "programmes/test_rules.py",
        "programmes/test_rights.py",
        "foundation/test_states.py",
    ],
    "programmes/needs/rules.py": [
        "programmes/needs",
        "programmes/test_rules.py",
        "programmes/test_rights.py",
    ],
    "programmes/placements/rules.py": [
        "programmes/placements",
        "programmes/test_rules.py",
        "programmes/test_rights.py",
    ],
    "programmes/payments/rules.py": [
        "programmes/payments",
        "programmes/test_rules.py",
        "programmes/test_rights.py",
    ],
    "programmes/selection/rules/*.py": [
        "programmes/selection",
        "programmes/test_rules.py",
        "programmes/test_rights.py",
    ],
    "programmes/payments/actions/payments.py": ["programmes/test_payments.py"],
    "surveys/questionnaires/rules/*.py": ["surveys/questionnaires/rules"],
    "surveys/collection/rules/*.py": ["surveys/collection/rules"],
    "surveys/conversations/rules/conversations.py": ["surveys/conversations/rules"],
    "surveys/recruitment/rules/coupons.py": ["surveys/recruitment/rules"],
    "surveys/datasets/rules/*.py": ["surveys/datasets/rules"],
}
