"""Accounts, grants, attempts, the audit trail, keys, promises, purges, rates, releases, heads."""

from homelands.foundation.models.attempt import Attempt
from homelands.foundation.models.audit_event import AuditEvent
from homelands.foundation.models.chain_head import ChainHead
from homelands.foundation.models.factor_event import FactorEvent
from homelands.foundation.models.grant import Grant
from homelands.foundation.models.person_key import PersonKey
from homelands.foundation.models.promise import Promise
from homelands.foundation.models.purge import Purge
from homelands.foundation.models.rate import Rate
from homelands.foundation.models.release import Release
from homelands.foundation.models.sign_in_code import SignInCode
from homelands.foundation.models.user import User

__all__ = [
    "Attempt",
    "AuditEvent",
    "ChainHead",
    "FactorEvent",
    "Grant",
    "PersonKey",
    "Promise",
    "Purge",
    "Rate",
    "Release",
    "SignInCode",
    "User",
]
