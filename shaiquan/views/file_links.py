"""Links to files that a site hands out."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.files import FilePath, file_format
from shaiquan.views.addresses import file_address
from shaiquan.views.values import Inline


def show_file(public: PublicCatalog, path: FilePath) -> Inline:
    """申请表.docx（Word，23 KB）: a reader knows what is loaded before it is."""
    file, format = public.files.get(str(path)), file_format(str(path))
    if file is None or format is None:
        return Inline(path.name)
    return Inline(f"{path.name}（{format}，{say_size(file.size)}）", file_address(str(path)))


def say_size(size: int) -> str:
    """Bytes as a reader of a link is told them.

    >>> say_size(300), say_size(23_400), say_size(2_340_000)
    ('1 KB', '23 KB', '2.3 MB')
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
