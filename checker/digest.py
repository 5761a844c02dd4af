"""A short hash of bytes: cache keys and fingerprints."""

from __future__ import annotations


def digest(*parts: bytes, size: int = 16) -> str:
    """Hexadecimal BLAKE2b of the parts, each marked off by its length, in `2 * size` digits."""
    try:
        from _blake2 import blake2b  # `import hashlib` loads OpenSSL: as long as a bare interpreter start
    except ImportError:
        from hashlib import blake2b
    state = blake2b(digest_size=size)
    for part in parts:
        state.update(b"%d:" % len(part))
        state.update(part)
    return state.hexdigest()
