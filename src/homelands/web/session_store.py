"""Sessions whose rows open nothing: a row holds a keyed digest of the cookie, and sealed data.

Whoever reads the table, or a backup of it, can make no cookie from it and learns neither who is
signed in nor what the session holds. The key comes from the secret of sessions, not from the
database.
"""

from __future__ import annotations

import base64
import hmac
import os
from typing import Any

from asgiref.sync import sync_to_async
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

_NONCE = 12
_DIGITS = 40  # as many as the column takes: 160 bits


def _key(purpose: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"homelands {purpose}".encode(), "sha256")


def row_of(cookie: str) -> str:
    """Returns the primary key under which the session of a cookie is stored."""
    return hmac.digest(_key("session rows"), cookie.encode(), "sha256").hex()[:_DIGITS]


def opened(row: str, sealed: str) -> Any:
    """Returns what a stored session holds; nothing when it was made under another secret."""
    try:
        held = base64.b64decode(sealed)
        cipher = AESGCM(_key("session data"))
        text = cipher.decrypt(held[:_NONCE], held[_NONCE:], row.encode())
        return DatabaseStore().serializer().loads(text)
    except (InvalidTag, ValueError):
        return {}


class SessionStore(DatabaseStore):
    """Keeps sessions in the database, of each cookie only a digest."""

    def load(self) -> Any:
        row = row_of(self.session_key or "")
        held = self.model.objects.filter(session_key=row, expire_date__gt=timezone.now()).first()
        if held is None:
            self._session_key = None
            return {}
        return opened(row, held.session_data)

    def exists(self, session_key: str) -> bool:
        return super().exists(row_of(session_key))

    def create_model_instance(self, data: Any) -> Any:
        row = row_of(self._get_or_create_session_key())  # type: ignore[attr-defined]
        nonce = os.urandom(_NONCE)
        text = self.serializer().dumps(data)
        secret = AESGCM(_key("session data")).encrypt(nonce, text, row.encode())
        return self.model(
            session_key=row,
            session_data=base64.b64encode(nonce + secret).decode(),
            expire_date=self.get_expiry_date(),
        )

    def delete(self, session_key: str | None = None) -> None:
        cookie = session_key or self.session_key
        if cookie:
            remove = super().delete
            remove(row_of(cookie))

    async def aload(self) -> Any:
        return await sync_to_async(self.load)()

    async def aexists(self, session_key: str) -> bool:
        return await sync_to_async(self.exists)(session_key)

    async def acreate_model_instance(self, data: Any) -> Any:
        return await sync_to_async(self.create_model_instance)(data)

    async def adelete(self, session_key: str | None = None) -> None:
        await sync_to_async(self.delete)(session_key)
