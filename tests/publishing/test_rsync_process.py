"""What rsync and ssh say when they fail, as a webmaster reads it."""

from __future__ import annotations

import pytest

from shaiquan.publishing.rsync_process import explain_fault

SAID = [
    (11, 'rsync: [receiver] write failed on "/srv/x": No space left on device (28)', "磁盘满了"),
    (23, 'rsync: [receiver] mkstemp "/srv/.x" failed: Permission denied (13)', "不许写"),
    (12, "bash: line 1: rsync: command not found\nrsync: connection unexpectedly", "没有 rsync"),
    (12, "bash: 行 1: rsync: 未找到命令\nrsync: connection unexpectedly closed", "没有 rsync"),
    (127, "sh: 1: rsync: not found", "没有 rsync"),
    (2, "protocol version mismatch -- is your shell clean?", "登录时打印了"),
    (1, "rsync: on remote machine: --protect-args: unknown option", "太旧"),
    (24, 'file has vanished: "/site/index.html"', "被改动了"),
    (12, "rsync: connection unexpectedly closed (0 bytes received so far)", "连接断了"),
    (255, "u@h: Permission denied (publickey,password).", "不接受这里的 ssh 密钥"),
    (255, "ssh: Could not resolve hostname h: Name or service not known", "找不到这台服务器"),
    (12, "Control socket connect(/x): Connection refused\nrrsync error: option -s", "rrsync"),
    (9, "*** 欢迎 ***\nrsync: something else", "（9）：rsync: something else"),
]


@pytest.mark.parametrize(("code", "said", "told"), SAID)
def test_each_fault_is_told_with_its_mend(code: int, said: str, told: str) -> None:
    zh, en = explain_fault(code, said)
    assert told in zh
    assert en.isascii() or said in en
