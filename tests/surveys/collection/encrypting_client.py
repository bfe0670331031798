"""A device that encrypts answers, written from the specification and from nothing of ours."""

import base64
import hashlib
import os

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def public_key() -> str:
    """The public key as it stands in the settings sheet of a form."""
    der = KEY.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(der).decode()


def _rsa(content: bytes) -> str:
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return base64.b64encode(KEY.public_key().encrypt(content, oaep)).decode()


def encrypted(
    xml: bytes, media: dict[str, bytes], *, form_id: str, version: str, instance_id: str
) -> tuple[bytes, dict[str, bytes]]:
    """Returns the manifest and the encrypted files of finished answers."""
    key = os.urandom(32)
    seed = bytearray(hashlib.md5(instance_id.encode() + key).digest())
    files: dict[str, bytes] = {}
    wrapped = _rsa(key)
    lines = [form_id, version, wrapped, instance_id]
    for counter, (name, content) in enumerate([*media.items(), ("submission.xml", xml)]):
        seed[counter % 16] = (seed[counter % 16] + 1) & 0xFF
        missing = 16 - len(content) % 16
        encryptor = Cipher(algorithms.AES(key), CFB(bytes(seed))).encryptor()
        padded = content + bytes([missing]) * missing
        files[f"{name}.enc"] = encryptor.update(padded) + encryptor.finalize()
        lines.append(f"{name}::{hashlib.md5(content).hexdigest()}")
    signature = _rsa(hashlib.md5(("\n".join(lines) + "\n").encode()).digest())
    listed = "".join(f"<media><file>{name}.enc</file></media>" for name in media)
    manifest = (
        f'<data xmlns="http://opendatakit.org/submissions" encrypted="yes" id="{form_id}" '
        f'version="{version}"><base64EncryptedKey>{wrapped}</base64EncryptedKey>'
        f'<orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>{instance_id}'
        f"</orx:instanceID></orx:meta>{listed}"
        "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>"
        f"<base64EncryptedElementSignature>{signature}</base64EncryptedElementSignature></data>"
    )
    return manifest.encode(), files
