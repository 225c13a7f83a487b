"""What sending a release changes at a place of which the digests are known."""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan.publishing.release import Changes, ReleaseFile


def compare_files(new: Mapping[str, ReleaseFile], old: Mapping[str, str]) -> Changes:
    """What is added, changed and removed where ``new`` files take the place of those with the
    digests ``old``.

    >>> one = ReleaseFile("1", 1)
    >>> compare_files({"a": one, "b": one}, {"b": "2", "c": "1"})
    Changes(added=('a',), changed=('b',), removed=('c',), unchanged=0)
    """
    both = new.keys() & old.keys()
    changed = sorted(path for path in both if new[path].digest != old[path])
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(changed),
        removed=tuple(sorted(old.keys() - new.keys())),
        unchanged=len(both) - len(changed),
    )
