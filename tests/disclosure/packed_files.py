"""Bytes of a picture and of archives that hold other files."""

from __future__ import annotations

import io
import zipfile

#: the beginning of a picture, then bytes that are no text
PNG = b"\x89PNG\r\n\x1a\n\xff\xfe\x00"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive, the same whenever it is made: a test may be named by its bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()
