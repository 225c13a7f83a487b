"""Fuzzing that follows what the program does with an input (edge: a process of its own).

By hand: ``python -X utf8 -m tests.fuzz.guided yaml --runs 100000 --seed 7``. Ends with 0, or with
the traceback and the input at the first finding. Inputs begin as the files of the test sites, and
grow towards code that no input reached before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["shaiquan"]):
    from shaiquan.kinds.registry import KINDS
    from tests.conftest import ROOT, SMALL
    from tests.fuzz.targets import PLACES, TEXT_TARGETS, FuzzedSite, Target, split_place

#: of the seeds of one target every so many are enough where all are tried at once
_STRIDE = 5
#: longer ones find little that shorter ones do not
_MOST_BYTES = 2000
WARM = ROOT / "tests" / "sites" / "warm"
RECORDS, ALL = "records", "all"
TARGETS = (*TEXT_TARGETS, RECORDS)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("target", choices=(*TARGETS, ALL))
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        target = _find_target(options.target, Path(folder))
        settings = _write_settings(Path(folder), options.target, options.runs, options.seed)
        atheris.Setup([sys.argv[0], *settings], lambda data: target(data.decode("utf-8", "ignore")))
        atheris.Fuzz()


def _write_settings(folder: Path, target: str, runs: int, seed: int) -> list[str]:
    """The options of the fuzzer; what its inputs begin as, and the words that it may insert."""
    seeds, words = folder / "seeds", folder / "words"
    seeds.mkdir()
    for number, text in enumerate(_list_seeds(target)):
        (seeds / str(number)).write_bytes(text.encode()[:_MOST_BYTES])
    words.write_text("".join(f'"{_escape(word)}"\n' for word in _list_words()), "ascii")
    return [
        f"-atheris_runs={runs}",
        f"-seed={seed}",
        f"-dict={words}",
        f"-max_len={_MOST_BYTES}",
        f"-artifact_prefix={folder}/",
        "-timeout=60",
        str(seeds),
    ]


def _find_target(name: str, folder: Path) -> Target:
    site = FuzzedSite(folder)
    targets: dict[str, Target] = {
        **TEXT_TARGETS,
        RECORDS: lambda text: site.try_file(*split_place(text)),
    }
    if name != ALL:
        return targets[name]

    def try_any(text: str) -> None:
        """The first sign of a text says by chance for which target the others are."""
        targets[TARGETS[ord(text[:1] or "0") % len(TARGETS)]](text[1:])

    return try_any


def _list_seeds(target: str) -> Iterator[str]:
    if target == ALL:
        for number, each in enumerate(TARGETS, len(TARGETS)):
            yield from (chr(number) + text for text in [*_list_seeds(each)][::_STRIDE])
        return
    if target == "layout":
        yield from (path.read_text("utf-8") for path in sorted((ROOT / "layouts").glob("*.html")))
        return
    for path in sorted(p for site in (SMALL, WARM) for p in site.rglob("*.*")):
        text = path.read_text("utf-8")
        if target in (RECORDS, "yaml"):
            inside = f"{path.parent.name}/x{path.suffix}"
            place = PLACES.index(inside) if inside in PLACES else 0
            yield f"{chr(len(PLACES) + place)}\n{text}"
        elif target in ("values", "references"):
            yield from (line.partition(": ")[2] for line in text.splitlines())
        else:
            yield text


def _list_words() -> Iterator[str]:
    for kind in KINDS:
        yield kind.label
        yield from (label for _, label in kind.model.field_labels())
    yield from (
        "第",
        "条",
        "之",
        "《",
        "》",
        "个工作日",
        "万元",
        "以上",
        "不满",
        "会前",
        "\u3000",
        "：",
        "{{ 数量.",
        "\ufeff",
    )


def _escape(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
