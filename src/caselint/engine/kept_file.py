"""Files of the user's cache folder: written whole or not at all, read back only where they are whole and one's own."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LARGEST = 2_000_000_000
_HEAD = 8


class NotKept(Exception):
    """There is no such file, or it is of no use. The message says why."""


def read_kept(path: str, magic: bytes) -> bytes:
    """The content of a kept file behind `magic` and its checksum.

    The checksum tells what a full disk or a crash left; a file that another user wrote is not read at all.

    Raises:
        NotKept: the file is absent, torn, somebody else's, or of another version.
    """
    from zlib import crc32

    try:
        with open(path, "rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                raise NotKept("the cache belongs to another user")
            start = file.read(len(magic) + 4)
            content = file.read(_LARGEST)
    except FileNotFoundError:
        raise NotKept("nothing is kept yet") from None
    except OSError as error:
        raise NotKept(f"the cache cannot be read: {error.strerror or error}") from None
    if start != magic + crc32(content).to_bytes(4, "little"):
        raise NotKept("the cache is damaged, or of another version")
    return content


def write_kept(path: str, magic: bytes, parts: "list[bytes | memoryview]") -> None:
    """Write what `read_kept` reads.

    Raises:
        OSError: the folder cannot be made, or the file not be written.
    """
    from zlib import crc32

    checksum = 0
    for part in parts:
        checksum = crc32(part, checksum)
    replace_file(path, [magic + checksum.to_bytes(4, "little"), *parts])


def packed_head(head: "Any") -> bytes:
    """The first part of a file that tells in JSON what the other parts are: its length in 8 bytes, then itself.

    Raises:
        TypeError, ValueError: JSON cannot hold it.
    """
    import json

    written = json.dumps(head, separators=(",", ":")).encode("ascii")
    return len(written).to_bytes(_HEAD, "little") + written


def unpacked_head(content: bytes) -> "tuple[Any, int]":
    """What `packed_head` wrote at the start of a file, and where the next part begins.

    Raises:
        ValueError: there is no JSON of that length.
    """
    import json

    end = _HEAD + int.from_bytes(content[:_HEAD], "little")
    return json.loads(content[_HEAD:end]), end


def replace_file(path: str, parts: "list[bytes | memoryview]") -> None:
    """Write a file for its user alone. Readers see the old one or the new one; a full disk leaves nothing behind.

    Raises:
        OSError: the folder cannot be made, or the file not be written.
    """
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    # Not the process's number: in a container each run has the same, and one may have been killed here.
    temporary = f"{path}.{os.urandom(8).hex()}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def drop_oldest(folder: str, most: int) -> None:
    """Leave the `most` files of a folder that were written last; another run may drop files at the same time.

    Raises:
        OSError: the folder cannot be listed.
    """
    found = []
    for entry in os.scandir(folder):
        try:
            if entry.is_file():
                found.append((entry.stat().st_mtime_ns, entry.path))
        except FileNotFoundError:
            continue
    for _, old in sorted(found)[:-most]:
        try:
            os.unlink(old)
        except FileNotFoundError:
            continue
