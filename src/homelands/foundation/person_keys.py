"""A key for each person, for texts about them in rows that may never change.

Ledgers, decided payments and the audit trail are not rewritten, by erasure or by a new master key.
What is written about a person there is sealed under a key of that person, made when it is first
needed and itself encrypted in its row. Erasing the person deletes the row: the ledgers and their
chains stay as they are, and nobody reads the texts again.
"""

from __future__ import annotations

import base64
import os
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, models

from homelands.foundation.encryption import new_salt, seal
from homelands.foundation.models.person_key import PersonKey

_NONCE = 12
_SEALED = "sealed:"

SQL = """
-- Keeps a key for a person who has none yet, and returns the one that counts. Whoever writes about
-- a person needs their key, whether or not they may see the person.
CREATE FUNCTION homelands_person_key(
    person uuid, INOUT salt bytea, INOUT key bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO foundation_personkey (person_id, salt, key)
        VALUES (person, homelands_person_key.salt, homelands_person_key.key)
        ON CONFLICT (person_id) DO NOTHING;
    SELECT k.salt, k.key INTO homelands_person_key.salt, homelands_person_key.key
        FROM foundation_personkey k WHERE k.person_id = person;
END $$;
"""
REVERSE_SQL = "DROP FUNCTION homelands_person_key(uuid, bytea, bytea);"


def key_of(person: UUID) -> bytes | None:
    """Returns the key of a person; None when there is none, or it went with the person."""
    held = PersonKey.objects.filter(pk=person).first()
    return base64.b64decode(held.key) if held else None


def _key_for(person: UUID) -> bytes:
    """Returns the key of a person, and makes it the first time."""
    held = key_of(person)
    if held is not None:
        return held
    fresh = PersonKey(person_id=person, salt=new_salt())
    sealed = seal(fresh, "key", base64.b64encode(os.urandom(32)).decode())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT salt, key FROM homelands_person_key(%s, %s, %s)",
            [person, bytes(fresh.salt), sealed],
        )
        salt, key = cursor.fetchone()
    return base64.b64decode(PersonKey(person_id=person, salt=bytes(salt), key=bytes(key)).key)


def seal_about(person: UUID, text: str) -> str:
    """Encrypts a text about a person under their key, as a word for a column of text."""
    nonce = os.urandom(_NONCE)
    secret = AESGCM(_key_for(person)).encrypt(nonce, text.encode(), person.bytes)
    return _SEALED + base64.b64encode(nonce + secret).decode()


def open_about(person: UUID | None, word: str, key: bytes | None = None) -> str:
    """Decrypts what `seal_about` made; "" when the person was erased. Other texts stay."""
    if not word.startswith(_SEALED) or person is None:
        return word
    held, known = base64.b64decode(word.removeprefix(_SEALED)), key or key_of(person)
    if known is None:
        return ""
    try:
        return AESGCM(known).decrypt(held[:_NONCE], held[_NONCE:], person.bytes).decode()
    except InvalidTag:  # of a key that was deleted; what came later has another
        return ""


class _Sealed(str):
    """A text as it lies in the database, told apart from one that nobody has sealed yet."""


class _About:
    """Opens the column when it is read; keeps plain text until it is saved."""

    def __init__(self, name: str):
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__.get(self.name) or ""
        return open_about(instance.person_id, value) if isinstance(value, _Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.name] = value


class TextAboutPerson(models.TextField):
    """A text about the person of its row, sealed under the key of the person.

    For rows that may not change once they are decided on; elsewhere empty the text instead.
    """

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        # Event tables copy the sealed column as it is.
        if not hasattr(cls, "pgh_tracked_model"):
            setattr(cls, name, _About(name))

    def from_db_value(self, value: str, *_args: Any) -> str:
        return _Sealed(value)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname) or ""
        if value and not isinstance(value, _Sealed):
            value = _Sealed(seal_about(model_instance.person_id, str(value)))
            model_instance.__dict__[self.attname] = value
        return value
