"""What of a record is public now against what was reviewed (X-03).

Only what is public counts: a comment, the order of keys, a withheld field may change. A record that
says less because what it mentions is not public any more, or because it was withdrawn, needs no
new review: all that it says was reviewed. What is too early to show is reviewed beforehand, so
that nothing is asked anew on the day on which it becomes public.
"""

from __future__ import annotations

from collections.abc import Mapping

from shaiquan import codes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.early_fields import is_too_early, show_early_fields
from shaiquan.content.places import Finding, finding
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.review_lines import ReviewLine, split_fields
from shaiquan.model.spellings import spellings_of
from shaiquan.reviews.public_fields import LEFT_OUT, digest_public_fields


def digest_entry(public: PublicCatalog, id: str) -> dict[str, str]:
    """Label -> digest of the public fields of a record that is shown."""
    withheld = public.withheld.get(id, {})
    return digest_public_fields(public.entries[id].record, withheld, public.files)


def write_fields(digests: Mapping[str, str]) -> str:
    """The digests as a line of ``reviews.yml`` has them."""
    return " ".join(f"{label}={digest}" for label, digest in digests.items())


def find_changed_fields(
    public: PublicCatalog, whole: Mapping[str, Entry], id: str, fields: str
) -> tuple[str, ...]:
    """Names of the fields of a public record that are not as they were reviewed.

    ``whole`` are the records with all that is withheld; ``fields`` is what the line says.
    """
    now = digest_entry(public, id)
    if write_fields(now) == fields:
        return ()
    entry = whole[id]
    names = spellings_of(entry.kind.model)
    reviewed = {names.get(k, k): v for k, v in split_fields(fields).items()}
    shown = {names[label]: digest for label, digest in now.items()}
    written = digest_public_fields(show_early_fields(entry).record, (), public.files)
    entire = {names[label]: digest for label, digest in written.items()}
    early = (names[item.field] for item in entry.record.withheld if is_too_early(item))
    shown |= {name: entire[name] for name in early}
    return tuple(
        name
        for name in dict.fromkeys((*shown, *reviewed))
        if name not in LEFT_OUT and reviewed.get(name) not in (shown.get(name), entire.get(name))
    )


def find_change(
    public: PublicCatalog, catalog: Catalog, id: str, line: ReviewLine
) -> Finding | None:
    """The problem of a record that was changed after its review, at the first such field."""
    if id not in public.entries:
        return None
    names = find_changed_fields(public, catalog.entries, id, line.fields)
    if not names:
        return None
    entry = catalog.entries[id]
    words = {"name": entry.record.name or id, "by": line.by, "at": line.at, "id": id}
    labels = dict(entry.record.field_labels())
    fields = "、".join(labels.get(name, name) for name in names)
    return finding(codes.CHANGED_AFTER_REVIEW, entry.location(names[0]), **words, fields=fields)
