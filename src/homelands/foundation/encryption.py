"""Text encrypted in its column (AES-256-GCM) and exact look-up through a blind index.

The key of a row is derived (HKDF-SHA256) from a master key and the row's own random salt. The
table, row and field are authenticated with the text, so a ciphertext moved elsewhere does not
open. Overwriting the salt shreds the row's secrets, in its history too. Never put a blind index
on a field with few possible values.

A text that stays in a row which may not change any more is sealed under a key of the person that
it is about instead (person_keys.py): erasing the person deletes that key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import unicodedata
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

_NONCE = 12
_SALT = 32
_LOCKED = "locked:"

#: For what the secrets of officers' second factor are locked.
SECOND_FACTOR = "second factor"


def new_salt() -> bytes:
    return os.urandom(_SALT)


class Shreddable(models.Model):
    """A row with secrets: its salt is needed to read them and is never kept in history."""

    salt = models.BinaryField(default=new_salt, editable=False)

    class Meta:
        abstract = True


def _cipher(key_id: str, salt: bytes) -> AESGCM:
    master = settings.HOMELANDS_KEYS[key_id]
    derived = HKDF(SHA256(), 32, salt=bytes(salt), info=b"homelands column").derive(master)
    return AESGCM(derived)


def _bound_to(instance: models.Model, field: str) -> bytes:
    return f"{instance._meta.db_table}:{instance.pk}:{field}".encode()


def seal(instance: Any, field: str, text: str) -> bytes:
    """Encrypts a text for one field of one row: key id, zero byte, nonce, ciphertext."""
    key_id = settings.HOMELANDS_KEYS.current
    nonce = os.urandom(_NONCE)
    secret = _cipher(key_id, instance.salt).encrypt(
        nonce, text.encode(), _bound_to(instance, field)
    )
    return key_id.encode() + b"\0" + nonce + secret


def unseal(instance: Any, field: str, sealed: bytes) -> str:
    """Decrypts what `seal` made for the same field of the same row; else InvalidTag."""
    key_id, _, rest = bytes(sealed).partition(b"\0")
    cipher = _cipher(key_id.decode(), instance.salt)
    return cipher.decrypt(rest[:_NONCE], rest[_NONCE:], _bound_to(instance, field)).decode()


def key_mark(key_id: str) -> bytes:
    """Returns how everything begins that `seal` made under a key."""
    return key_id.encode() + b"\0"


def lock(purpose: str, text: str) -> str:
    """Encrypts a text for a column of text that is not ours; opens for the same purpose only."""
    key_id, salt, nonce = settings.HOMELANDS_KEYS.current, new_salt(), os.urandom(_NONCE)
    secret = _cipher(key_id, salt).encrypt(nonce, text.encode(), purpose.encode())
    return f"{_LOCKED}{key_id}:{base64.b64encode(salt + nonce + secret).decode()}"


def unlock(purpose: str, word: str) -> str:
    """Decrypts what `lock` made for the same purpose; else InvalidTag."""
    _, key_id, packed = word.split(":")
    held = base64.b64decode(packed)
    salt, nonce, secret = held[:_SALT], held[_SALT:][:_NONCE], held[_SALT + _NONCE :]
    return _cipher(key_id, salt).decrypt(nonce, secret, purpose.encode()).decode()


def key_of(word: str) -> str:
    """Returns the id of the key of what `lock` made; "" when it did not make this."""
    return word.split(":")[1] if word.startswith(_LOCKED) else ""


def normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def blind(text: str) -> bytes:
    """Returns the blind index of a text: a keyed hash of its normal form."""
    return hmac.new(settings.HOMELANDS_BLIND_KEY, normalise(text).encode(), hashlib.sha256).digest()


def blind_word(word: str) -> bytes:
    """Returns the blind index of a word that is matched sign by sign, as tokens are."""
    return hmac.digest(settings.HOMELANDS_BLIND_KEY, b"\0word:" + word.encode(), "sha256")


class _Secret:
    """Opens the column when it is read; keeps plain text until it is saved."""

    def __init__(self, name: str):
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.name)
        if isinstance(value, (bytes, memoryview)):
            return unseal(instance, self.name, bytes(value)) if value else ""
        return value or ""

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.name] = value


class EncryptedText(models.BinaryField):
    """A text that the database never sees. The model must be Shreddable."""

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        # Event tables copy the sealed column as it is: they have no salt and never open it.
        if hasattr(cls, "salt") or issubclass(cls, Shreddable):
            setattr(cls, name, _Secret(name))

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, str):
            value = seal(model_instance, self.attname, value) if value else b""
            model_instance.__dict__[self.attname] = value
        return value or b""


class Credential(EncryptedText):
    """A word that opens something, or leads there: encrypted, and about nobody."""


class BlindIndex(models.BinaryField):
    """The blind index of an EncryptedText beside it; NULL when that is empty."""

    def __init__(self, *args: Any, of: str = "", exact: bool = False, **kwargs: Any):
        self.of, self.exact = of, exact
        kwargs.setdefault("null", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        exact = {"exact": True} if self.exact else {}
        return name, path, args, {**kwargs, "of": self.of, **exact}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        text = getattr(model_instance, self.of)
        index = blind_word if self.exact else blind
        value = index(text) if text else None
        setattr(model_instance, self.attname, value)
        return value


class KeyedDigest(models.BinaryField):
    """What history keeps of texts that are to go: their digest, keyed with the salt of the row.

    While the row is there, it shows that the texts are those that history saw. Once the salt is
    gone nobody can tell them from any others.
    """

    def __init__(self, *args: Any, of: tuple[str, ...] = (), **kwargs: Any):
        self.of = of
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        texts = "\0".join(getattr(model_instance, name) for name in self.of)
        value = hmac.digest(bytes(model_instance.salt), texts.encode(), "sha256")
        setattr(model_instance, self.attname, value)
        return value
