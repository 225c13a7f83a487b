"""Bytes of a picture and of archives that hold other files."""

from __future__ import annotations

import io
import zipfile

#: the beginning of a picture, then bytes that are no text
PNG = b"\x89PNG\r\n\x1a\n\xff\xfe\x00"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
