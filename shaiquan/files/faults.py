"""What the system's errors mean, in words for a clerk (edge: asks the system)."""

from __future__ import annotations

import errno
import os

from shaiquan.problems import Bilingual

_WORDS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里是只读的，不能写；换一个可以写的文件夹",
    errno.ENOSPC: "磁盘满了；腾出空间再试",
    errno.EDQUOT: "用完了分给您的磁盘空间；腾出空间再试",
    errno.EFBIG: "文件太大，磁盘放不下",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "这里已经有一个同名的文件；移走它，或者换一个名字",
    errno.ENOTDIR: "这里（或者路径中间的一段）是文件，不是文件夹",
    errno.EEXIST: "那里已经有同名的文件，不是文件夹",
    errno.EISDIR: "这里是文件夹，不是文件",
    errno.ELOOP: "快捷方式（链接）绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.EBUSY: "正被别的程序占用，或者是一个挂载点；是挂载点的，换成它里面的一个文件夹",
    errno.EXDEV: "在另一个磁盘上，或者是一个挂载点；是挂载点的，换成它里面的一个文件夹",
    errno.EIO: "磁盘读写出错；检查磁盘",
    errno.EMFILE: "打开的文件太多；关掉别的程序再试",
    errno.ENOMEM: "内存不够；关掉别的程序再试",
    errno.EINVAL: "不是普通的文件",
}


def explain_errno(number: int) -> Bilingual:
    """What an error means, and where it helps what to do."""
    english = os.strerror(number)
    return Bilingual(_WORDS.get(number, english), english)


def explain_fault(fault: OSError) -> Bilingual:
    """The same of an error that was raised; one of ours says it itself."""
    if fault.errno in _WORDS:
        return explain_errno(fault.errno)
    text = fault.strerror or str(fault)
    return Bilingual(text, text)
