"""The key of this user, by which a cache is known as ours (edge: reads and writes the key).

What is loaded from a cache may run code: pickles, compiled templates. So each value is signed,
and one that came with somebody else's folder is not even looked at.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import os
import secrets
from pathlib import Path

import platformdirs

#: says what the key is, where the user's folder does not last, as on a build server
VARIABLE = "SHAIQUAN_CACHE_KEY"
#: bytes of a signature
SIGNATURE_SIZE = 32
_KEY_SIZE = 32


@functools.cache
def read_user_key(makes_key: bool = True) -> bytes:
    """The key, made at first use; empty where it can't be kept: then no cache can be used."""
    if given := os.environ.get(VARIABLE, ""):
        return hashlib.sha256(os.fsencode(given)).digest()
    path = platformdirs.user_state_path("shaiquan", appauthor=False) / "cache.key"
    try:
        is_there = path.exists() and path.stat().st_size == _KEY_SIZE  # else cut by a power cut
        if makes_key and not is_there:
            path.unlink(missing_ok=True)
            _make_key(path)
        key = path.read_bytes()
    except (OSError, RuntimeError):  # no such folder, or nobody's home
        return b""
    return key if len(key) == _KEY_SIZE else b""


def _make_key(path: Path) -> None:
    """Write a new key, whole or not at all; one that another process made just now stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_SIZE))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        except OSError:  # no hard links on this disk
            new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def sign(key: bytes, name: str, value: bytes) -> bytes:
    """The signature of a named value."""
    hashed = hashlib.blake2b(key=key, digest_size=SIGNATURE_SIZE)
    hashed.update(len(name.encode()).to_bytes(8, "little"))
    hashed.update(name.encode())
    hashed.update(value)
    return hashed.digest()


def is_signed(key: bytes, name: str, value: bytes, signature: bytes) -> bool:
    """Whether this user has signed a value under this name."""
    return bool(key) and hmac.compare_digest(sign(key, name, value), signature)
