"""The manifest of a site: what made it, and every file; by it a folder is known as ours."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

#: the file that says which site a folder is, and that it is ours to replace
MANIFEST = "manifest.json"
#: what the manifest of a preview says, and no other: it shows drafts
PREVIEW = "preview"
_GENERATOR = "shaiquan"


def render_manifest(
    digests: Mapping[str, bytes], version: str, about: Mapping[str, object]
) -> bytes:
    """What made the site, and the SHA-256 of every other file."""
    head = {"generator": f"{_GENERATOR} {version}", **about}
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    names = ((json.dumps(path, ensure_ascii=False), digests[path]) for path in sorted(digests))
    files = ",\n".join(f'  {name}: "{digest.hex()}"' for name, digest in names)
    return f'{opening},\n "files": {{\n{files}\n }}\n}}\n'.encode()


def list_own_files(manifest: bytes) -> frozenset[str] | None:
    """Every file of the site that has this manifest; None where it is not one of ours."""
    digests = read_digests(manifest)
    return None if digests is None else frozenset(digests)


def read_digests(manifest: bytes) -> dict[str, str] | None:
    """The SHA-256 of every file of the site that has this manifest, in hexadecimal, and of the
    manifest; None where it is not one of ours."""
    files = _read_own(manifest).get("files")
    if not isinstance(files, dict):
        return None
    own = hashlib.sha256(manifest).hexdigest()
    return {**{path: str(files[path]) for path in files}, MANIFEST: own}


def read_about(manifest: bytes, name: str) -> str:
    """What the manifest says of its site under a name; empty where it says nothing."""
    return str(_read_own(manifest).get(name, ""))


def _read_own(manifest: bytes) -> Mapping[str, Any]:
    """The manifest; empty where it is not one of ours."""
    try:
        document = json.loads(manifest)
    except (ValueError, RecursionError):  # no JSON, or as deep as none of ours
        return {}
    if not isinstance(document, dict):
        return {}
    generator = document.get("generator")
    is_own = isinstance(generator, str) and generator.split(" ")[0] == _GENERATOR
    return document if is_own else {}
