"""Real counterparts of what is published: Debian's sshd with rsync, nginx, an S3 store."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def find_program(name: str, package: str) -> str:
    """The path of a program of Debian, which may stand where only root looks; else a skip."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        pytest.skip(f"没有 {name}：这些测试没有运行（apt-get install {package}）")
    return path


@contextmanager
def start_sshd(folder: Path) -> Iterator[Path]:
    """A server of its own key on a port of its own, called ``quanli``; a folder for ``PATH``.

    As ``rooted`` it is asked with a key that may do nothing but rsync below ``folder/rooted``.
    The ``ssh`` in the folder reads its settings, as a webmaster has them in ``~/.ssh/config``, from
    ``folder/ssh_config``. By these all runs share one connection, since to log in is dear.
    """
    sshd, ssh = find_program("sshd", "openssh-server"), find_program("ssh", "openssh-client")
    find_program("rsync", "rsync")
    port = find_port()
    write_keys(folder, find_program("rrsync", "rsync"))
    write_settings(folder, port)
    trust_key(folder, "host_key", port)
    programs = folder / "bin"
    programs.mkdir()
    wrapper = programs / "ssh"
    wrapper.write_text(f'#!/bin/sh\nexec {ssh} -F "{folder}/ssh_config" "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # Debian's start script makes it
    command = [sshd, "-D", "-e", "-f", str(folder / "sshd_config")]
    with run_server(command, port, folder / "sshd.log"):
        shared = [str(wrapper), "-M", "-N", "-o", "BatchMode=yes"]
        connections = [subprocess.Popen([*shared, host]) for host in ("quanli", "rooted")]
        try:
            yield programs
        finally:
            for connection in connections:
                connection.terminate()
                connection.wait()


def write_keys(folder: Path, rrsync: str) -> None:
    """The keys of the server and of its users, and which of them it lets in."""
    for key in ("host_key", "user_key", "other_key", "rooted_key"):
        make_key(folder / key)
    (folder / "rooted").mkdir()
    keys = [(folder / f"{key}.pub").read_text("utf-8") for key in ("user_key", "rooted_key")]
    only = f'restrict,command="{rrsync} {folder}/rooted" '
    (folder / "authorized_keys").write_text(keys[0] + only + keys[1], "utf-8")


def write_settings(folder: Path, port: int) -> None:
    """The settings of the server, and those of who asks it."""
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n"
        f"PasswordAuthentication no\nKbdInteractiveAuthentication no\nSetEnv HOME={folder}\n",
        "utf-8",
    )
    (folder / "ssh_config").write_text(
        f"Host rooted\nIdentityFile {folder}/rooted_key\n"
        f"Host quanli\nIdentityFile {folder}/user_key\n"
        f"Host *\nHostName 127.0.0.1\nPort {port}\nIdentitiesOnly yes\n"
        f"UserKnownHostsFile {folder}/known_hosts\nControlPath {folder}/%n.socket\n",
        "utf-8",
    )


def make_key(path: Path) -> None:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(command, check=True)


def trust_key(folder: Path, key: str, port: int) -> None:
    """Have the user know this key as that of the server."""
    kind, value, *_ = (folder / f"{key}.pub").read_text("utf-8").split()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {kind} {value}\n", "utf-8")


@contextmanager
def start_nginx(folder: Path, locations: str) -> Iterator[int]:
    """nginx with this text in its ``server { … }``; the port on which it answers."""
    nginx = find_program("nginx", "nginx")
    port = find_port()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""  # else it may not read what tests write
    (folder / "nginx.conf").write_text(
        f"{user}worker_processes 2;\ndaemon off;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log;\nevents {{}}\nhttp {{\ninclude /etc/nginx/mime.types;\n"
        f"default_type application/octet-stream;\naccess_log off;\n{places}"
        f"server {{\nlisten 127.0.0.1:{port};\n{locations}\n}}\n}}\n",
        "utf-8",
    )
    command = [nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with run_server(command, port, folder / "nginx.log"):
        yield port


@contextmanager
def run_server(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server from when it answers on its port until the end of the block."""
    with log.open("wb") as output, subprocess.Popen(command, stderr=output) as process:
        try:
            while not is_open(port):
                assert process.poll() is None, log.read_text("utf-8", "replace")
                time.sleep(0.02)
            yield
        finally:
            process.terminate()


@contextmanager
def start_store() -> Iterator[str]:
    """A store that speaks S3, empty; its endpoint. Any keys open it, until ``close_store``."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    ask_store(f"http://{host}:{port}", "reset")  # all stores of a process are one
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def close_store(endpoint: str, free_requests: int) -> None:
    """Have the store check signatures and rights after so many requests from now."""
    ask_store(endpoint, "reset-auth", str(free_requests))


def ask_store(endpoint: str, what: str, value: str = "") -> None:
    """Ask the store for something that only a store of tests does."""
    request = urllib.request.Request(
        f"{endpoint}/moto-api/{what}", value.encode(), {"Content-Type": "text/plain"}
    )
    urllib.request.urlopen(request).close()


def find_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
