"""The workflows of the forges: their steps are run, in a repository of a site, as a forge runs them.

The step that installs is left out, and ``build.py`` runs this program, not an installed one.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from shaiquan.starting.own_content import STARTER
from tests.conftest import ROOT, MakeSite

FORGES = STARTER / "forges"
Done = subprocess.CompletedProcess[str]
INSTALL = "build.py --version"
BUILD_PY = f"""\
import os, sys
os.environ["PYTHONPATH"] = {str(ROOT)!r}
options = ["--content", "content", "--cache", ".cache", "--site", "site", "--jobs", "1"]
os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "shaiquan", *options, *sys.argv[1:]])
"""
DUTY = "编号: d1\n名称: 如实记录\n事项: [p1]\n"


def read_forge(name: str) -> Any:
    return yaml.safe_load((FORGES / f"{name}.yml").read_text("utf-8"))


def list_steps(forge: str, job: str, variables: Mapping[str, str]) -> Iterator[str]:
    """The shell of each step of a job that runs with these variables. Gitee has one job for all."""
    workflow = read_forge(forge)
    if forge == "github":
        for step in workflow["jobs"][job]["steps"]:
            asked = re.fullmatch(r"env\.(\w+) (!=|==) ''", step.get("if", ""))
            runs = not asked or bool(variables.get(asked[1])) == (asked[2] == "!=")
            if "run" in step and runs:
                yield step["run"]
    elif forge == "gitlab":  # one shell
        lines = (*workflow[job]["before_script"], *workflow[job]["script"])
        yield "\n".join(line for line in lines if INSTALL not in line)
    else:
        (step,) = workflow["stages"][0]["steps"]
        yield "\n".join(line for line in step["commands"] if INSTALL not in line)


@pytest.fixture
def repository(site: MakeSite, tmp_path: Path) -> Path:
    """A repository of a site with a mistake; its ``home`` is that of whoever runs the steps."""
    site({"duties/d1.yml": DUTY.replace("p1", "p99")})  # a power that is not there: an error
    (tmp_path / "build.py").write_text(BUILD_PY, "utf-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/rsync").touch(0o755)  # else GitLab would install it
    return tmp_path


def run_job(folder: Path, forge: str, job: str, **variables: str) -> Done:
    """Run the steps of a job, each in a shell of its own, to the first that fails."""
    if job == "check":
        variables["GITEE_PULL_ID"] = "1"
    path = os.pathsep.join(
        (str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"])
    )
    environment = {**os.environ, "PATH": path, "HOME": str(folder / "home"), **variables}
    options: dict[str, Any] = {"capture_output": True, "text": True, "check": False}
    done = Done([], 0, "", "")
    for step in list_steps(forge, job, variables):
        if INSTALL in step:
            continue
        command = ["bash", "-e", "-c", step]
        done = subprocess.run(command, cwd=folder, env=environment, **options)
        if done.returncode:
            break
    return done


def test_github_marks_the_problems_of_a_pull_request(repository: Path) -> None:
    done = run_job(repository, "github", "check")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=content/duties/d1.yml,line=3,col=6,title=unknown-")


def test_gitlab_gets_a_report_of_a_merge_request(repository: Path) -> None:
    assert run_job(repository, "gitlab", "check").returncode == 1
    reports = read_forge("gitlab")["check"]["artifacts"]["reports"]
    rows = json.loads((repository / reports["codequality"]).read_text("utf-8"))
    assert rows[0]["location"] == {"path": "content/duties/d1.yml", "lines": {"begin": 3}}


def test_gitee_checks_a_pull_request_and_publishes_nothing(repository: Path) -> None:
    done = run_job(repository, "gitee", "check", SHAIQUAN_TARGETS="正式")
    assert done.returncode == 1
    assert "content/duties/d1.yml:3:6: 错误: 找不到事项“p99”" in done.stderr
    assert not (repository / "site").exists()


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitee"])
def test_the_main_branch_is_published_where_site_yml_says(repository: Path, forge: str) -> None:
    (repository / "content/duties/d1.yml").write_text(DUTY, "utf-8")
    with (repository / "content/site.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            "发布: {正式: {方式: 文件夹, 地址: www}, 备用: {方式: 文件夹, 地址: www2}}\n"
        )
    secrets = {"SSH_KEY": "the key", "SSH_HOSTS": "the host"}
    if forge == "gitlab":  # its secrets are files
        for name, text in secrets.items():
            (repository / name).write_bytes(f"{text}\r".encode())  # as a web form may save it
            secrets[name] = str(repository / name)
    named = {f"SHAIQUAN_{name}": value for name, value in secrets.items()}
    named |= {"SHAIQUAN_TARGETS": "正式", "SHAIQUAN_OPTIONS": "--xlsx"}
    done = run_job(repository, forge, "publish", **secrets, **named)
    assert done.returncode == 0, done.stderr
    assert (repository / "www/current/data/power.xlsx").is_file()
    assert (repository / "site/data/power.xlsx").stat().st_mode & 0o044 == 0o044
    assert not (repository / "www2").exists()
    key = repository / "home/.ssh/id_ed25519"
    assert key.read_text() == "the key\n"
    assert key.stat().st_mode & 0o077 == 0
    assert (repository / "home/.ssh/known_hosts").read_text() == "the host\n"


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitee"])
def test_without_a_place_the_main_branch_is_only_built(repository: Path, forge: str) -> None:
    (repository / "build.py").write_text("import sys; print(*sys.argv[1:])", "utf-8")
    (repository / "home/.shaiquan/site").mkdir(parents=True)
    done = run_job(repository, forge, "publish")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == "build"


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitee"])
def test_what_a_forge_keeps_is_what_a_build_takes_up(forge: str) -> None:
    workflow = read_forge(forge)
    if forge == "github":
        steps = workflow["jobs"]["publish"]["steps"]
        (cache,) = (step["with"] for step in steps if "cache@" in step.get("uses", ""))
        kept = cache["path"].split()
        assert cache["key"].startswith(cache["restore-keys"])
        assert not any("cache@" in str(step) for step in workflow["jobs"]["check"]["steps"])
    elif forge == "gitlab":
        kept = [path.rstrip("/") for path in workflow["publish"]["cache"]["paths"]]
        assert "cache" not in workflow["check"]
    else:
        (step,) = workflow["stages"][0]["steps"]
        (folder,) = step["caches"]
        build = step["commands"][-2]
        assert f"--cache {folder}/cache --site {folder}/site" in build
        return
    assert kept == [".cache", "site"]


@pytest.mark.parametrize(("forge", "number"), [("github", 5), ("gitlab", 0), ("gitee", 0)])
def test_a_workflow_has_secrets_only_by_their_names(forge: str, number: int) -> None:
    """GitHub hands on those that are named; the others have them in the environment."""
    text = (FORGES / f"{forge}.yml").read_text("utf-8")
    values = re.findall(r"(?m)^[^#\n]*\b(?:\w*SSH_|AWS_|SHAIQUAN_CACHE_KEY)\w*[:=] *(\S.*)$", text)
    assert len(values) == number
    assert all(re.fullmatch(r"\$\{\{ secrets\.\w+ \}\}", value) for value in values)
