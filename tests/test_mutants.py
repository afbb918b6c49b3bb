"""Whatever is typed into a record, the check ends with lines for the editor: ten thousand mutants, each the same in
every run."""

from __future__ import annotations

import os
import random
import re
import time
from pathlib import Path, PurePosixPath

import pytest

from kb.checks.open_data import check_files
from kb.corpus.evidence import Lock
from kb.loading import read_folder
from kb.loading.folder import LOCK_NAME

SOUND = Path(__file__).parent / "broken" / "sound"
MUTANTS = int(os.environ.get("KB_MUTANTS", "10000"))
"""How many; every night more of them."""
PARTS = 10

LINE = re.compile(r"data/[^:]+:[1-9]\d*:[1-9]\d*: .+; .+")
SIGNS = [
    *"{}[]:,-\"'\t\n #&*!|>%@`~?=/.\\0a",
    *"：，。、；“”「」【】－—　\u00a0\u2011\u200b\u202e\u2028\ufeff\u0430\u0301\ud7ff\U0001f3ee",
    *("\n  ", "\n- ", "---\n", "<<<<<<< a\n", "[[", "]]", "null", "2026-02-30", "- ", "\r", "\x1b[2J", "\0"),
]


def mutant(chance: random.Random, text: str) -> bytes:
    """The text with a few signs put in, pieces lost, doubled or moved, or some of its bytes changed."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice([0, 1, 1, 2, 8, 40]))
        piece = text[start:end]
        match chance.randrange(5):
            case 0:
                text = text[:start] + chance.choice(SIGNS) + text[start:]
            case 1:
                text = text[:start] + chance.choice(SIGNS) + text[end:]
            case 2:
                text = text[:start] + text[end:]
            case 3:
                text = text[:start] + piece + text[start:]
            case _:
                rest = text[:start] + text[end:]
                there = chance.randrange(len(rest) + 1)
                text = rest[:there] + piece + rest[there:]
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    if content and chance.random() < 0.1:
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_any_mutant_of_any_record_gives_lines_for_the_editor(part):
    sound = dict(read_folder(SOUND))
    lock = Lock.read((SOUND / LOCK_NAME).read_text(encoding="utf-8"))
    records = [path for path in sound if path.suffix == ".yaml"]
    chance = random.Random(part)
    for _ in range(MUTANTS // PARTS):
        path: PurePosixPath = chance.choice(records)
        content = mutant(chance, sound[path].decode())
        begun = time.monotonic()
        try:
            problems = check_files({**sound, path: content}.items(), lock, shown_as="data").problems
        except Exception as error:
            pytest.fail(f"{path} {content!r}: {error!r}")
        assert time.monotonic() - begun < 10, content
        for problem in problems:
            assert LINE.fullmatch(str(problem)), (content, str(problem))
            assert str(problem).replace("\u3000", " ").isprintable(), (content, str(problem))
            own = problem.file == f"data/{path}"
            assert not own or problem.line <= content.count(b"\n") + content.count(b"\r") + 2, (content, str(problem))
