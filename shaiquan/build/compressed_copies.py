"""Copies of text files for servers that send them as they lie there: ``index.html.gz``, ``.br``.

A copy is made of its file alone, so it is taken over where the file is the same.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from shaiquan.build.output import SiteOutput, sha256
from shaiquan.media_types import is_text

#: a smaller file goes in one packet anyway, in bytes
_SMALLEST = 1000
#: how hard to try: the last two steps of each cost many times the time for a few percent
_GZIP_LEVEL, _BROTLI_QUALITY = 9, 9
#: files that are compressed at once; more would only fill the memory
_BATCH = 64


def add_copies(output: SiteOutput, compressions: Iterable[str]) -> None:
    """Put a copy beside each file of text, compressed in each of these ways."""
    for name in compressions:
        suffix, compress = _choose_compressor(name)
        missing = [path for path in _list_texts(output) if not _has_copy(output, path, suffix)]
        with ThreadPoolExecutor() as pool:  # both libraries work beside Python's lock
            for start in range(0, len(missing), _BATCH):
                batch = missing[start : start + _BATCH]
                contents = pool.map(compress, map(output.read, batch))
                for path, content in zip(batch, contents, strict=True):
                    output.add(path + suffix, content, sha256(content))


def _choose_compressor(name: str) -> tuple[str, Callable[[bytes], bytes]]:
    """The ending of copies that are compressed in a way, and what makes them."""
    if name == "gzip":
        return ".gz", partial(gzip.compress, compresslevel=_GZIP_LEVEL, mtime=0)
    import brotli  # no other build needs it

    return ".br", partial(brotli.compress, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)


def _list_texts(output: SiteOutput) -> Iterator[str]:
    """The files that a copy is made of, in the order of their paths."""
    for path in sorted(output.digests):
        if is_text(path) and output.size_of(path) >= _SMALLEST:
            yield path


def _has_copy(output: SiteOutput, path: str, suffix: str) -> bool:
    """Whether the copy is there: that of the last build, which is taken over, or an asset with its
    name, which its owner compressed himself."""
    copy = path + suffix
    return copy in output.digests or output.keep_made_from(copy, path)
