"""Proves that a deployment has the secrets of a backup, without telling anything about them.

A proof is a known text encrypted with a key of its own, derived from a master key and a random
salt; for the key of the blind indexes it is a keyed hash. Whoever has the same secrets opens all.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_TEXT = b"homelands backup"
_BLIND = "blind"
_SALT, _NONCE = 32, 12


def key_ids() -> str:
    """Returns a digest of the names of this deployment's keys."""
    return hashlib.sha256("\n".join(sorted(settings.HOMELANDS_KEYS.every())).encode()).hexdigest()


def make() -> dict[str, str]:
    """Returns a proof for every key of this deployment, by the digest of the key's name."""
    proofs = {_named(name): _sealed(key) for name, key in settings.HOMELANDS_KEYS.every().items()}
    return {**proofs, _BLIND: _hashed(settings.HOMELANDS_BLIND_KEY, os.urandom(_SALT))}


def hold(proofs: dict[str, str]) -> bool:
    """Says whether this deployment has every key with which the proofs were made."""
    keys = {_named(name): key for name, key in settings.HOMELANDS_KEYS.every().items()}
    return (
        _BLIND in proofs
        and len(proofs) > 1
        and all(
            _same_blind_key(proof) if name == _BLIND else name in keys and _opens(keys[name], proof)
            for name, proof in proofs.items()
        )
    )


def _named(key_id: str) -> str:
    return hashlib.sha256(f"key {key_id}".encode()).hexdigest()


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=_TEXT).derive(key))


def _sealed(key: bytes) -> str:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return base64.b64encode(salt + nonce + _cipher(key, salt).encrypt(nonce, _TEXT, None)).decode()


def _opens(key: bytes, proof: str) -> bool:
    held = base64.b64decode(proof)
    salt, nonce, secret = held[:_SALT], held[_SALT : _SALT + _NONCE], held[_SALT + _NONCE :]
    try:
        return _cipher(key, salt).decrypt(nonce, secret, None) == _TEXT
    except (InvalidTag, ValueError):
        return False


def _hashed(key: bytes, salt: bytes) -> str:
    # A zero byte stands in no text that is looked up: this is the index of nothing.
    digest = hmac.new(key, b"\0" + _TEXT + salt, hashlib.sha256).digest()
    return base64.b64encode(salt + digest).decode()


def _same_blind_key(proof: str) -> bool:
    salt = base64.b64decode(proof)[:_SALT]
    return hmac.compare_digest(_hashed(settings.HOMELANDS_BLIND_KEY, salt), proof)
