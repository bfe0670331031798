"""Opens answers that a device encrypted, with the private key of the form.

The algorithm is that of the XForms specification: a random AES-256 key under RSA (OAEP with
SHA-256 and MGF1 of SHA-256), each file in AES-CFB with PKCS#7 padding, media first and answers
last, the counter of the file in its initialisation vector, and a signature over all of it.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.padding import PKCS7

from homelands.forms.odk.openrosa.documents import child, read, text
from homelands.forms.odk.openrosa.faults import BadDocument, Tampered, WrongKey

_OAEP = rsa_padding.OAEP(
    mgf=rsa_padding.MGF1(algorithm=hashes.SHA256()), algorithm=hashes.SHA256(), label=None
)


@dataclass(frozen=True)
class Manifest:
    """What stands in the clear of encrypted answers."""

    form_id: str
    version: str
    instance_id: str
    key: str  # the key of this submission, encrypted, in base 64
    signature: str
    answers: str  # the name of the file with the answers
    media: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the encrypted files, in the order in which they were encrypted."""
        return (*self.media, self.answers)


@dataclass(frozen=True)
class Opened:
    """The answers and their files in the clear."""

    xml: bytes
    files: dict[str, bytes]


def manifest(xml: bytes) -> Manifest:
    """Reads the manifest of encrypted answers."""
    root = read(xml)
    media = [
        (one.text or "").strip()
        for block in root.iterchildren("{*}media")
        for one in block.iterchildren("{*}file")
    ]
    found = Manifest(
        form_id=root.get("id", ""),
        version=root.get("version", ""),
        instance_id=text(child(root, "meta"), "instanceID"),
        key=text(root, "base64EncryptedKey"),
        signature=text(root, "base64EncryptedElementSignature"),
        answers=text(root, "encryptedXmlFile"),
        media=tuple(filter(None, media)),
    )
    if not (found.key and found.answers and found.signature):
        raise BadDocument("seal_incomplete")
    return found


def read_key(pem: bytes) -> RSAPrivateKey:
    """Reads the private key that a manager holds."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise WrongKey("no_key") from fault
    if not isinstance(key, RSAPrivateKey):
        raise WrongKey("not_rsa")
    return key


def unseal(sealed: Manifest, files: Mapping[str, bytes], key: RSAPrivateKey) -> Opened:
    """Decrypts the answers and their files, and checks that they are what was signed."""
    secret = _secret(sealed, key)
    vectors = _vectors(sealed.instance_id, secret)
    opened = {name: _decrypted(files[name], secret, next(vectors)) for name in sealed.files}
    plain = {name.removesuffix(".enc"): content for name, content in opened.items()}
    _check_signature(sealed, plain, key)
    xml = plain.pop(sealed.answers.removesuffix(".enc"))
    return Opened(xml, plain)


def signed(sealed: Manifest, hashed: Sequence[tuple[str, str]]) -> bytes:
    """Gives the text that is signed: who the answers are, and the MD5 of each plain file."""
    own = [sealed.form_id, *filter(None, [sealed.version]), sealed.key, sealed.instance_id]
    lines = [*own, *(f"{name}::{digest}" for name, digest in hashed)]
    return ("\n".join(lines) + "\n").encode()


def _secret(sealed: Manifest, key: RSAPrivateKey) -> bytes:
    try:
        secret = key.decrypt(_bytes(sealed.key), _OAEP)
    except (ValueError, binascii.Error) as fault:
        raise WrongKey("other_key") from fault
    if len(secret) != 32:
        raise WrongKey("other_key")
    return secret


def _bytes(text: str) -> bytes:
    return base64.b64decode("".join(text.split()), validate=True)


def _vectors(instance_id: str, secret: bytes) -> Iterator[bytes]:
    """Gives the initialisation vector of each file in turn."""
    seed = bytearray(hashlib.md5(instance_id.encode() + secret, usedforsecurity=False).digest())
    counter = 0
    while True:
        seed[counter % 16] = (seed[counter % 16] + 1) % 256
        counter += 1
        yield bytes(seed)


def _decrypted(content: bytes, secret: bytes, vector: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(secret), CFB(vector)).decryptor()
    padded = decryptor.update(content) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    try:
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError as fault:
        raise Tampered("changed") from fault


def _check_signature(sealed: Manifest, plain: Mapping[str, bytes], key: RSAPrivateKey) -> None:
    hashed = [
        (name, hashlib.md5(content, usedforsecurity=False).hexdigest())
        for name, content in plain.items()
    ]
    expected = hashlib.md5(signed(sealed, hashed), usedforsecurity=False).digest()
    try:
        found = key.decrypt(_bytes(sealed.signature), _OAEP)
    except (ValueError, binascii.Error) as fault:
        raise Tampered("signature") from fault
    if found != expected:
        raise Tampered("not_as_signed")
