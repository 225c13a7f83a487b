"""A release goes into a bucket of a store that speaks S3 (edge: network, files).

What stands there is known by the manifest there and a list of the objects with their sizes, so
nothing is fetched. Only objects that the manifest there lists are deleted or written over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shaiquan.files.manifests import MANIFEST, read_digests
from shaiquan.media_types import find_content_type
from shaiquan.publishing.release import Changes, Release, Sent, SentCounter
from shaiquan.publishing.release_reading import read_file
from shaiquan.publishing.remote_files import (
    refuse_foreign,
    render_interim_manifest,
    split_for_sending,
)
from shaiquan.publishing.s3_client import CONNECTIONS, explain_faults, open_client

#: ask each time whether it has changed, as deploy/nginx.conf has it: what is withdrawn is gone
#: at once. No name of ours changes with what is in the file, so nothing may be kept for longer
_CACHING = "no-cache"


@dataclass(frozen=True)
class S3Target:
    """A bucket, or a part of it: ``s3://bucket/prefix``, of the store at ``endpoint``."""

    address: str
    endpoint: str = ""
    region: str = ""

    def compare(self, release: Release) -> Changes:
        """What differs; objects of somebody else may stand beside ours. Raises PublishFault."""
        bucket = self._bucket
        sizes = bucket.list_sizes()
        known = (read_digests(bucket.read(MANIFEST)) if MANIFEST in sizes else None) or {}
        refuse_foreign(self.address, {*release.files} & {*sizes} - {*known})
        same = {
            path
            for path, file in release.files.items()
            if known.get(path) == file.digest and sizes.get(path) == file.size
        }
        return Changes(
            added=tuple(sorted({*release.files} - {*sizes})),
            changed=tuple(sorted({*release.files} & {*sizes} - same)),
            removed=tuple(sorted({*known} & {*sizes} - {*release.files})),
            unchanged=len(same),
        )

    def send(self, release: Release, changes: Changes, tell: Sent) -> None:
        """Send what is new, delete what is gone, and the manifest last. Raises PublishFault.

        From the first to the last object the manifest there lists the old and the new ones: a run
        that breaks off leaves none that the next one does not know.
        """
        if changes.is_empty:
            return
        bucket, counter = self._bucket, SentCounter(len(changes.sent | {MANIFEST}), tell)
        assets, pages = split_for_sending(changes.sent)
        new = read_file(release, MANIFEST)
        if assets or pages or changes.removed:
            bucket.write(MANIFEST, render_interim_manifest(new, changes))

        def send_file(path: str) -> None:
            bucket.write(path, read_file(release, path))

        for paths in (assets, pages):
            _run_together(send_file, paths, counter.add)
        _run_together(bucket.delete, changes.removed)
        bucket.write(MANIFEST, new)
        counter.add()

    @cached_property
    def _bucket(self) -> _Bucket:
        return _Bucket(*open_client(self.address, self.endpoint, self.region))


@dataclass(frozen=True)
class _Bucket:
    """The objects below a prefix, by their paths from there."""

    client: Any
    bucket: str
    prefix: str

    def list_sizes(self) -> dict[str, int]:
        """Path -> size in bytes; a name that ends in a slash is a folder to some stores."""
        with explain_faults():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix
            )
            objects = [found for page in pages for found in page.get("Contents", ())]
        paths = {found["Key"].removeprefix(self.prefix): found["Size"] for found in objects}
        return {path: size for path, size in paths.items() if not path.endswith("/")}

    def read(self, path: str) -> bytes:
        with explain_faults():
            found = self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)
            return bytes(found["Body"].read())

    def write(self, path: str, content: bytes) -> None:
        with explain_faults():
            self.client.put_object(
                Bucket=self.bucket,
                Key=self.prefix + path,
                Body=content,
                ContentType=find_content_type(path),
                CacheControl=_CACHING,
            )

    def delete(self, path: str) -> None:
        """Delete one object; not every store can delete many by one request."""
        with explain_faults():
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + path)


def _run_together(
    work: Callable[[str], None], paths: Collection[str], done: Callable[[], object] = bool
) -> None:
    """Do this for each path, several at once; after the first failure none is begun."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        futures = [pool.submit(work, path) for path in paths]
        try:
            for future in as_completed(futures):
                future.result()
                done()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
