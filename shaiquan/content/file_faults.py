"""What is wrong with files before they are read: what stands in their place; their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from shaiquan import codes
from shaiquan.files.faults import explain_errno
from shaiquan.files.overlays import find_hiding_folders
from shaiquan.files.regular import Oddity
from shaiquan.files.scanning import Digests, find_fault
from shaiquan.problems import Bilingual, Problem, problem

_ODDITIES = {
    Oddity.HIDDEN: Bilingual("指向隐藏文件的链接", "a link to a hidden file"),
    Oddity.FOLDER: Bilingual("指向文件夹的链接", "a link to a folder"),
    Oddity.NOWHERE: Bilingual("断了的链接", "a link to nowhere"),
    Oddity.CIRCLE: Bilingual("指向自己的链接", "a link to itself"),
    Oddity.PIPE: Bilingual("管道", "a pipe"),
    Oddity.DEVICE: Bilingual("设备", "a device"),
    Oddity.SOCKET: Bilingual("套接字", "a socket"),
}
#: a sign that no name of Windows has, or a control sign
_BAD_SIGN = r"[\x00-\x1f\x7f-\x9f<>:\"|?*\\]"
#: a name that Windows takes for a device, or cuts
_BAD_NAME = r"(?<![^/])(?:CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])(?![^./])|[. ](?![^/])"
_BAD = re.compile(f"({_BAD_SIGN})|{_BAD_NAME}", re.IGNORECASE)


def find_folder_faults(folder: Path, scanned: Digests) -> Iterator[Problem]:
    """What is wrong with the files of a folder of layouts or assets, as it was scanned."""
    shown = PurePosixPath(folder.as_posix())
    for inside, found in scanned.items():
        fault = find_fault(found)
        if fault and (inside or folder.exists()):  # there need be no such folder
            yield describe_fault(str(shown / inside), fault, str(shown))


def find_hidden_files(layers: Sequence[tuple[Path, Digests]]) -> Iterator[Problem]:
    """Folders in the place of a file of the layers below, which would be missing unseen."""
    for index, inside in find_hiding_folders([scanned for _, scanned in layers]):
        path = PurePosixPath(layers[index][0].as_posix()) / inside
        yield problem(codes.NOT_A_FILE, str(path), suffix=path.suffix)


def describe_fault(path: str, fault: str, folder: str) -> Problem:
    """The problem of a path with a fault as in ``FoundPath``."""
    if fault == Oddity.OUTSIDE.value:
        return problem(codes.LEAVES_FOLDER, path, folder=folder)
    if fault.isdigit():
        return problem(codes.UNREADABLE, path, why=explain_errno(int(fault)))
    return problem(codes.NOT_REGULAR, path, what=_ODDITIES[Oddity(fault)])


def find_bad_names(paths: Iterable[str], folder_of: Callable[[str], Path]) -> Iterator[Problem]:
    """Names of files to be published that another system cannot hold, or takes for one."""
    known: dict[str, str] = {}
    for given in paths:
        path = given.rstrip("/")
        if why := judge_name(path) or _find_twin(path, known):
            shown = PurePosixPath(folder_of(given).as_posix())
            yield problem(codes.BAD_FILE_NAME, str(shown / path), why=why)


def _find_twin(path: str, known: dict[str, str]) -> Bilingual | None:
    """Whether a path, or a folder that it is in, has a twin among those ``known`` by how a disk
    that ignores case, or how letters are composed, has them. Adds it to them."""
    while path:
        folded = path.casefold()
        if not path.isascii():
            folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        other = known.get(folded)
        if other == path:  # and so are the folders that it is in
            return None
        known[folded] = other or path
        if other:
            zh, en = f"和“{other}”只有大小写不同", f"it differs from '{other}' in case alone"
            return Bilingual(zh, en)
        path = path.rpartition("/")[0]
    return None


def judge_name(path: str) -> Bilingual | None:
    """Why a path cannot be held everywhere."""
    if not path.isascii():
        try:
            path.encode()
        except UnicodeEncodeError:
            return Bilingual("它不是 UTF-8 编码的", "it is not UTF-8")
    bad = _BAD.search(path)
    if bad is None:
        return None
    if bad[1]:
        return Bilingual(f"不能有“{bad[1]}”", f"it must not have '{bad[1]}'")
    return Bilingual("Windows 不能用这个名字", "Windows cannot use this name")
