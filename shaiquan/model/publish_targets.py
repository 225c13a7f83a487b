"""发布 in ``site.yml``: the places to which a site is published, each by its name.

What opens them, such as a password or a key, has no field: it stays with the tools that need it.
"""

from __future__ import annotations

import re
from typing import Annotated

from shaiquan.model.base import Flag, Part, define_field
from shaiquan.model.common import WholeNumber
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.terms import Term


class PublishWay(Term):
    """方式 of a place to which the site is published."""

    FOLDER = ("folder", "文件夹")
    ZIP = ("zip", "压缩包", "zip包")
    RSYNC = ("rsync", "rsync")
    STORE = ("s3", "对象存储")


class Compression(Term):
    """预压缩: how copies beside the files are compressed."""

    GZIP = ("gzip", "gzip", "gz")
    BROTLI = ("brotli", "brotli", "br")


#: unit of a file size -> bytes; a portal that means 1,024 by a K takes what fits by 1,000
_UNITS = {"": 1, "k": 1000, "m": 1000**2, "兆": 1000**2, "g": 1000**3}
_SIZE = re.compile(r"(\d{1,6})\s*(k|m|g|兆|)(?:i?b|字节)?", re.IGNORECASE)


def parse_file_size(text: str) -> int:
    """The bytes of a size as people write it. Raises ValueError.

    >>> parse_file_size("50MB"), parse_file_size("50 m"), parse_file_size("1兆")
    (50000000, 50000000, 1000000)
    """
    match = _SIZE.fullmatch(text.strip())
    size = int(match[1]) * _UNITS[match[2].lower()] if match else 0
    if not size:
        raise ValueError(text)
    return size


FileSize = Annotated[int, ParsedText("bad-file-size", parse_file_size)]


class PublishTarget(Part):
    """发布 的一处: in which way, and to which address."""

    way: PublishWay = define_field("方式", "文件夹、压缩包、rsync 或 对象存储")
    address: str = define_field(
        "地址",
        "文件夹或压缩包的路径；rsync 写 用户@主机:/路径；对象存储写 s3://存储桶/前缀",
    )
    keep: WholeNumber | None = define_field("保留", "文件夹：留着最近几次发布的（没写时 5）", None)
    part_size: FileSize | None = define_field(
        "每包", "压缩包：一个包最大多少，超过就分成几个，例如 50MB", None
    )
    endpoint: str = define_field("接口", "对象存储的接口网址，云厂商的文档里有", "")
    region: str = define_field("区域", "对象存储在哪个区域，例如 cn-north-1", "")
    compressions: tuple[Compression, ...] = define_field(
        "预压缩", "文件旁边另放压缩好的一份：gzip、brotli；网页服务器要配好才用得上", ()
    )
    tables: Flag = define_field("表格", "是：每张清单另放一份 Excel 文件", False)
    prints: Flag = define_field(
        "图纸", "是：各种尺寸的挂图、明白卡、汇编也发布，同 print 命令一样", False
    )
