"""The system's rsync over the system's ssh, and what they say when it fails (edge: processes)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence

from shaiquan.publishing.release import PublishFault

#: nobody is asked for a password or a host key; a server that falls silent ends the run
_SSH = (
    "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
)
#: names as they are
_ALWAYS = ("--8-bit-output", "--from0", f"--rsh={_SSH}")

#: and one that could not read or write a file
NOT_WRITTEN = 11
_NOT_WRITTEN_THERE = (
    "服务器上写不了：没有上一级文件夹，或者不许写，或者磁盘满了。请核对地址，再发布一次",
    "the server could not write: there is no folder above, or it may not be written, or the disk "
    "is full. Check the address, then publish again",
)

#: what stands in the messages of ssh and rsync -> Chinese, English; the first that fits
_FAULTS = (
    (
        r"REMOTE HOST IDENTIFICATION HAS CHANGED",
        "服务器的主机密钥和上次不一样：可能重装过系统，也可能有人冒充。请向服务器管理员核对指纹，"
        "确认后用 ssh-keygen -R 主机 删去旧的，再用 ssh 登录一次",
        "the host key of the server has changed: it was installed anew, or somebody poses as it. "
        "Ask its administrator for the fingerprint; then ssh-keygen -R HOST, and log in once",
    ),
    (
        r"Host key verification failed",
        "这台电脑还不认识服务器的主机密钥。请先用 ssh 登录一次，核对指纹后回答 yes，再发布",
        "the host key of the server is not known here. Log in by ssh once, compare the fingerprint "
        "and answer yes, then publish again",
    ),
    (
        r"Permission denied \((?!13\))|Too many authentication failures",
        "服务器不接受这里的 ssh 密钥。请把公钥加到服务器的 ~/.ssh/authorized_keys；"
        "密钥有口令的，先运行 ssh-add。本程序从不询问密码",
        "the server refused the ssh key. Add the public key to ~/.ssh/authorized_keys there; if it "
        "has a passphrase, run ssh-add first. This program never asks for a password",
    ),
    (
        r"Could not resolve hostname",
        "找不到这台服务器：主机名写错了，或者这里上不了网",
        "no such host: its name is wrong, or there is no network here",
    ),
    (
        r"ssh: connect to host|timed out|not responding",
        "连不上服务器。请检查主机名、网络和防火墙；ssh 不在 22 端口的，在 ~/.ssh/config 里写 Port",
        "the server cannot be reached. Check host, network and firewall; a port other than 22 is "
        "written into ~/.ssh/config (Port)",
    ),
    (
        r"rrsync error",
        "服务器上的 rrsync 不许这样传。地址里的文件夹只用英文字母、数字和 - _ .；"
        "authorized_keys 里的 rrsync 不要带 -ro、-no-del",
        "rrsync on the server does not allow this. Name the folder with ASCII letters, digits and "
        "- _ . alone; give rrsync in authorized_keys no -ro and no -no-del",
    ),
    (
        r"rsync\S*: (command )?not found|rsync\S*: 未找到命令",
        "服务器上没有 rsync。请管理员安装，例如 apt-get install rsync",
        "there is no rsync on the server. Have it installed, for example apt-get install rsync",
    ),
    (
        r"is your shell clean",
        "服务器登录时打印了别的文字，rsync 不能用。请管理员去掉登录脚本（~/.bashrc）里的输出",
        "the server prints something at login, which rsync cannot bear. Take the output out of the "
        "login scripts (~/.bashrc)",
    ),
    (
        r"unknown option|unrecognized option",
        "这里或服务器上的 rsync 太旧，或者不是 rsync 3。请安装 rsync 3.1 以上",
        "rsync here or on the server is too old, or another program. Install rsync 3.1 or newer",
    ),
    (
        r"No space left on device|quota exceeded",
        "服务器的磁盘满了。请腾出空间，再发布一次",
        "the disk of the server is full. Make room, then publish again",
    ),
    (
        r"Permission denied \(13\)|Operation not permitted|Read-only file system",
        "服务器上的那个文件夹不许写。请管理员把它交给登录的用户（chown）",
        "the folder on the server may not be written. Have it given to the user of the address",
    ),
    (
        r"mkdir .* failed: No such file",
        "服务器上没有上一级文件夹。请核对地址，或者先在服务器上建好",
        "the folder above does not exist on the server. Check the address, or make it there",
    ),
    (
        r"Not a directory|could not make way",
        "服务器上同名的是另一种东西：要文件夹的地方是文件，或者反过来。请核对地址",
        "something else has this name on the server: a file for a folder, or the other way round. "
        "Check the address",
    ),
    (
        r"vanished",
        "网站文件夹在发布时被改动了。请等生成结束，再发布一次",
        "the site was changed while it was sent. Wait for the build to end, then publish again",
    ),
    (
        r"connection unexpectedly closed|Connection (reset|closed)|Broken pipe",
        "和服务器的连接断了。再发布一次，就接着传",
        "the connection to the server broke. Publish again, and it goes on",
    ),
)


class RsyncFault(PublishFault):
    """rsync ended with an error; ``code`` is its exit code, ``output`` what it said."""

    def __init__(self, code: int, output: str) -> None:
        zh, en = explain_fault(code, output)
        super().__init__(zh, en)
        self.code, self.output = code, output


def explain_fault(code: int, output: str) -> tuple[str, str]:
    """What went wrong and how to mend it, in Chinese and English.

    >>> explain_fault(12, "ssh: connect to host h port 22: Connection refused")[0][:6]
    '连不上服务器'
    """
    for pattern, zh, en in _FAULTS:
        if re.search(pattern, output, re.IGNORECASE):
            return zh, en
    lines = [line for line in output.splitlines() if line.startswith(("rsync:", "ssh:"))]
    if code == NOT_WRITTEN and not output.strip():  # the server ended before its words came
        return _NOT_WRITTEN_THERE
    said = lines[0] if lines else output.strip()
    return f"rsync 没有成功（{code}）：{said}", f"rsync failed ({code}): {said}"


def run_rsync(
    arguments: Sequence[str],
    paths: Iterable[str] = (),
    tell: Callable[[str], object] = bool,
) -> None:
    """Run rsync with these arguments; ``paths`` are its standard input, for ``--files-from=-``.

    ``tell`` is called with every line of its output as it comes. Raises PublishFault.
    """
    _require_programs()
    english = {**os.environ, "LC_ALL": "C"}  # its messages are compared with those above
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(b"".join(os.fsencode(path) + b"\0" for path in paths))
        given.seek(0)
        command = ["rsync", *_ALWAYS, *arguments]
        with subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=said, env=english
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                tell(os.fsdecode(line.rstrip(b"\n")))
        if process.returncode:
            said.seek(0)
            raise RsyncFault(process.returncode, said.read().decode("utf-8", "replace"))


def _require_programs() -> None:
    for program in ("rsync", "ssh"):
        if shutil.which(program) is None:
            raise PublishFault(
                f"这台电脑没有 {program}。请先安装，例如 apt-get install rsync openssh-client；"
                "装不了的，改用文件夹或压缩包发布",
                f"there is no {program} here. Install it, for example apt-get install rsync "
                "openssh-client; else publish to a folder or an archive",
            )
