"""The journal's key, in the system's own keyring: made, found and forgotten. Nothing of it is written anywhere else."""

from __future__ import annotations

import secrets

from app.journal.driver import NO_CIPHER, NoCipher
from app.journal.errors import JournalError

SERVICE = "Courtside"
KEY_BYTES = 32


class NoKeyring(JournalError):
    """This system has no keyring, or it does not answer."""


def new_key(name: str) -> str:
    """A new random key, kept under `name`: 64 hex digits. Raises NoKeyring, or NoCipher where nothing is installed."""
    key = secrets.token_hex(KEY_BYTES)
    _keyring("set_password", name, key)
    if key_of(name) != key:
        raise NoKeyring("This system's keyring did not keep the key. Nothing was encrypted.")
    return key


def key_of(name: str) -> str | None:
    """The key kept under `name`; None when there is none. Raises NoKeyring, or NoCipher."""
    return _keyring("get_password", name)


def forget_key(name: str) -> None:
    """Takes the key out of the keyring. Raises NoKeyring, or NoCipher."""
    _keyring("delete_password", name)


def _keyring(action: str, *arguments: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise NoCipher(NO_CIPHER) from error
    try:
        kept: str | None = getattr(keyring, action)(SERVICE, *arguments)
    except KeyringError as error:
        raise NoKeyring("This system has no keyring that could be used. Unlock it, or set one up.") from error
    return kept
