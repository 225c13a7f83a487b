"""The program as it is installed from its wheel: it makes the site that the repository makes."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import shaiquan
from shaiquan.cli import main
from tests.conftest import ROOT
from tests.support import read_tree

#: sites as the versions that were released have made them
OLD_SITES = sorted((ROOT / "tests" / "data").glob("site-*"))
CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text("utf-8")


@dataclass(frozen=True)
class Installed:
    """A wheel, and an environment in which it is installed, beside the libraries of the tests."""

    wheel: Path
    environment: Path

    def run(self, folder: Path, *command: str, **variables: str) -> str:
        """Run a command of the environment in a folder; what it says."""
        program = self.environment / "bin" / command[0]
        outside = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=outside | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed by the step of the container file, but without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    environment = folder / "environment"
    command = [sys.executable, "-m", "venv", "--without-pip", str(environment)]
    subprocess.run(command, check=True)
    (libraries,) = environment.glob("lib/*/site-packages")
    (libraries / "tests.pth").write_text(str(Path(pytest.__file__).parent.parent), "utf-8")
    (step,) = re.findall(r"^RUN python (.+)$", CONTAINERFILE, re.MULTILINE)
    offline = dict.fromkeys(("PIP_NO_DEPS", "PIP_NO_INDEX", "PIP_NO_COMPILE"), "1")
    subprocess.run(
        f"{sys.executable} {step.replace('/tmp', str(folder))}",
        shell=True,
        check=True,
        env={**os.environ, **offline, "PIP_PYTHON": str(environment / "bin" / "python")},
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return Installed(wheel, environment)


def test_the_wheel_has_what_comes_with_the_program_and_needs_the_pins(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    for folder in ("layouts", "assets", "themes", "docs"):
        packaged = f"shaiquan/packaged/{folder}/"
        found = {
            name.removeprefix(packaged): data for name, data in inside.items() if packaged in name
        }
        assert found == read_tree(ROOT / folder)
    (name,) = (name for name in inside if name.endswith(".dist-info/METADATA"))
    about = email.message_from_bytes(inside[name])
    assert about["Version"] == shaiquan.__version__
    needed = {Requirement(pin) for pin in about.get_all("Requires-Dist", [])}
    lock = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    pins = {Requirement(line.rstrip(" \\")) for line in lock if "==" in line}
    assert {pin for pin in needed if "extra" not in str(pin.marker)} == pins
    assert about.get_all("Provides-Extra", []) == ["dask", "s3"]


def test_an_installed_program_makes_the_site_that_the_repository_makes(
    installed: Installed, tmp_path: Path
) -> None:
    answers = ["--yes", "--unit", "示例县水务局", "--phone", "0000-1234567"]
    installed.run(tmp_path, "shaiquan", "init", "town", *answers)
    town = tmp_path / "town"
    publish_examples(town / "content")
    inside = town / "content" / "powers"
    told = installed.run(inside, "shaiquan", "check", LC_ALL="C", PYTHONUTF8="0")
    assert re.search(r"检查完毕：\d+ 处提示，", told)
    (town / "assets" / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    installed.run(inside, "shaiquan", "build", "--jobs", "1")
    options = ["--content", str(town / "content"), "--cache", str(tmp_path / "cache")]
    assert main(["build", *options, "--site", str(tmp_path / "site")]) == 0
    made = read_tree(town / "site")
    assert made == read_tree(tmp_path / "site")
    assert {"procedures/lc-01/index.html", "print/lc-01-a3.pdf"} <= {*made}
    assert made["assets/icon.svg"] == (town / "assets" / "icon.svg").read_bytes()


def publish_examples(content: Path) -> None:
    """Publish the examples of new content, reviewed, with an address and a sheet for a wall."""
    shutil.rmtree(content / "ledger")  # of a sheet that was never printed
    for path in content.rglob("*.*"):
        text = path.read_text("utf-8").replace("状态: 草稿", "状态: 发布")
        text = text.replace("上墙: 否", "上墙: 是")
        if path.name == "site.yml":
            text = text.replace("    # 审查: {", "    审查: {")
            text = re.sub("(?m)^网址:.*$", "网址: https://example.com/", text)
            text = text.replace("# 数据许可: ", "数据许可: ")
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("old", OLD_SITES, ids=lambda path: path.name)
def test_a_site_of_an_old_version_is_upgraded_by_one_line(
    installed: Installed, tmp_path: Path, old: Path
) -> None:
    site = tmp_path / "site-of-old"
    shutil.copytree(old, site)
    pins = site / "requirements.txt"
    line = f"shaiquan=={old.name.removeprefix('site-')}\n"
    assert line in pins.read_text("utf-8")
    upgraded = pins.read_text("utf-8").replace(line, f"shaiquan=={shaiquan.__version__}\n")
    pins.write_text(upgraded, "utf-8")
    pretend_installed(site, installed)
    told = installed.run(tmp_path, "python", str(site / "build.py"), "build", "--jobs", "1")
    assert "错误" not in told
    made = read_tree(site / "site")
    assert {"powers/ql-01/index.html", "print/lc-01-a3.pdf"} <= {*made}
    for edition in (old / "content" / "ledger").glob("*-*-*.yml"):
        chart, _, mark = edition.stem.rpartition("-")
        assert f"v/{chart}/{mark}/index.html" in made  # a sheet that hangs on a wall


def test_each_version_says_what_a_site_must_do_and_has_left_a_site() -> None:
    sections = re.split(r"(?m)^## ", (ROOT / "CHANGELOG.md").read_text("utf-8"))[1:]
    versions = [section.split()[0] for section in sections]
    assert versions[0] == shaiquan.__version__
    assert sorted(versions) == [path.name.removeprefix("site-") for path in OLD_SITES]
    for section in sections:
        assert re.search(r"(?m)^### 升级 / Upgrading\n\n- ", section), section.split()[0]


def pretend_installed(site: Path, installed: Installed) -> None:
    """What ``build.py`` of a site leaves once it has installed the pins."""
    (site / ".venv").symlink_to(installed.environment, target_is_directory=True)
    code = (
        "import build, pathlib\n"
        "(build.ENVIRONMENT / 'requirements.ready').write_text(build.compute_digest(), 'utf-8')\n"
    )
    installed.run(site, "python", "-c", code)


def test_the_container_file_starts_the_program_as_no_root_and_names_no_host(
    installed: Installed,
) -> None:
    steps = dict(re.findall(r"^([A-Z]+) (.+)$", CONTAINERFILE, re.MULTILINE))
    assert steps["COPY"] == "shaiquan-*.whl /tmp/"
    assert installed.wheel.match(steps["COPY"].split()[0])
    assert steps["ENTRYPOINT"] == '["shaiquan"]'
    assert (installed.environment / "bin" / "shaiquan").exists()
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", steps["USER"])
    assert re.fullmatch(r"PYTHON=python:3\.\d+-slim", steps["ARG"])
    assert steps["FROM"] == "${PYTHON}"
