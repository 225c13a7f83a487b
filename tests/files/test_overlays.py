"""Of folders laid over each other, each file is that of the first that has it."""

from __future__ import annotations

from pathlib import Path

from shaiquan.files.layouts import Templates
from shaiquan.files.overlays import lay_over


def test_a_file_hides_the_same_file_of_the_folders_below_and_no_other() -> None:
    assert lay_over((["b"], ["a", "b"], ["a", "b", "c"])) == {"a": 1, "b": 0, "c": 2}


def test_a_file_hides_a_folder_of_its_name_and_a_folder_a_file() -> None:
    assert lay_over((["a"], ["a/", "a/b", "c"])) == {"a": 0, "c": 1}
    assert lay_over((["a/", "a/b/", "a/b/c"], ["a", "d"])) == {
        "a/": 0,
        "a/b/": 0,
        "a/b/c": 0,
        "d": 1,
    }
    assert lay_over((["a/b"], ["a/", "a/b/", "a/b/c", "a/d"])) == {"a/": 1, "a/b": 0, "a/d": 1}


def test_templates_know_where_each_of_them_is(tmp_path: Path) -> None:
    for name, files in (("own", ("x.html",)), ("packaged", ("x.html", "y.html"))):
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / file).write_text(name, "utf-8")
    templates = Templates(tmp_path / "own", tmp_path / "nowhere", tmp_path / "packaged")
    assert templates.files == {"x.html": b"own", "y.html": b"packaged"}
    assert templates.path_of("x.html") == tmp_path / "own" / "x.html"
    assert templates.path_of("y.html") == tmp_path / "packaged" / "y.html"
    assert templates.find_layer("x.html", 1) == 2
    assert templates.find_source(tmp_path / "packaged" / "x.html") == b"packaged"
    assert templates.find_source(tmp_path / "elsewhere.html") is None
