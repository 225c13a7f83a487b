"""The manifest of a site: what made it, and every file; by it a folder is known as ours."""

from __future__ import annotations

import json
from collections.abc import Mapping

#: the file that says which site a folder is, and that it is ours to replace
MANIFEST = "manifest.json"
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
    return None if digests is None else frozenset({*digests, MANIFEST})


def read_digests(manifest: bytes) -> Mapping[str, object] | None:
    """Path -> what stands there as its SHA-256, of every file but the manifest; None where it is
    not one of ours."""
    try:
        document = json.loads(manifest)
    except (ValueError, RecursionError):  # no JSON, or as deep as none of ours
        return None
    if not isinstance(document, dict):
        return None
    generator, files = document.get("generator"), document.get("files")
    if not (isinstance(generator, str) and generator.split(" ")[0] == _GENERATOR):
        return None
    return files if isinstance(files, dict) else None
