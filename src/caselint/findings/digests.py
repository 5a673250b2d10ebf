"""BLAKE2b from where it is imported soonest: `hashlib` loads OpenSSL first."""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
