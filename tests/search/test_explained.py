"""Every rule of the engine, by what it finds in an invented world and how that counts: the expected explanations are
compared one by one; ``pytest --accept-golden`` accepts what is found now, for a person to look at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

EXPECTED = Path(__file__).with_name("explained.json")
MOST = 4
LAMP = {"en": "A lamp was lit with whale oil by [[mara-quill]].", "zh": "[[mara-quill]]用鲸油点灯。"}
RECORDS = {
    "people/mara-quill": {
        "names": {
            "en": "Mara Quill",
            "zh-Hans": "马拉·奎尔",
            "also": ["奎尔女士"],
            "weak": ["背锅侠", "the lamplighter"],
        },
        "summary": {"en": "She led the wicks and the rockets.", "zh": "她负责灯芯。"},
    },
    "people/weiming-tan": {
        "names": {"en": "Weiming Tan", "zh-Hans": "谭卫明"},
        "summary": {"en": "A chemist.", "zh": "化学家。"},
    },
    "people/lin-ouyang": {"names": {"en": "Lin Ouyang", "zh-Hans": "欧阳琳"}, "summary": LAMP},
    "people/zhang-wei": {
        "names": {"en": "Wei Zhang", "zh-Hans": "张炜"},
        "summary": {"en": "Worked with [[weiming-tan]].", "zh": "与[[weiming-tan]]共事。"},
    },
    "people/david-chang": {
        "names": {"en": "David K. Chang"},
        "summary": {"en": "He kept the books of Acme.", "zh": "他管账。"},
    },
    "people/jegannathan": {
        "names": {"en": "Raj Jegannathan", "zh-Hans": "拉杰·杰根纳坦"},
        "summary": {"en": "Vice president.", "zh": "副总裁。"},
    },
    "organisations/acme": {"names": {"en": "The Acme Rocket Works", "zh-Hans": "顶点火箭"}, "kind": "company"},
    "organisations/lamp-lab": {"names": {"en": "Lamp Lab", "zh-Hans": "灯 Lab"}, "kind": "company"},
    "events/lamp-meeting": {"names": {"en": "The lamp meeting of Quill", "zh-Hans": "奎尔的灯会"}, "kind": "meeting"},
}
NAMES = [
    "Mara Quill", "马拉·奎尔", "Weiming Tan", "谭卫明", "譚衛明", "Lin Ouyang", "欧阳琳", "Wei Zhang", "David K. Chang",
    "Raj Jegannathan", "杰根纳坦", "The Acme Rocket Works", "顶点火箭", "The lamp meeting of Quill",
]  # fmt: skip
OTHERS = [
    "背锅侠", "the lamplighter", "lamplighters", "奎尔女士", "奎", "谭", "欧阳", "阳琳", "卫明", "tanweiming", "tan2wei4ming2", "tan wei ming", "twm",
    "wmtan", "tanwm", "t'an wei-ming", "ouyanglin", "ou yang lin", "oyl", "au yeung lin", "zhangwei", "chang wei", "cheung wai", "zw", "zhang",
    "王", "张", "章炜", "张伟", "谭卫民", "tan卫明", "谭weiming", "炜张", "weimign tan", "weimingtan chemist", "ㄊㄢˊ", "ㄊㄢ", "ㄊㄢ ㄨㄟ", "arw", "acme",
    "acme rocket", "rockets", "rocket acme quill", "lamp", "lamps oil", "whale oil", "who led the wicks", "who is the chemist", "of the", "the",
    "vice president", "副总裁", "化学家", "她负责", "灯芯", "灯会", "灯lab", "mara tan", "mara quill weiming tan", "quill lamp", "mara chemist xyzzyq",
    "xyzzyq", "xyzzyq plover", "lamplihgter", "chemsit", "presidnet", "mar", "qu", "m", "wei", "david chang", "chang david", "dchang", "dkc", "david c",
    "nathan", "根纳坦", "纳坦", "jegan", "raj jegannatan", "rja jegannathan", "people", "timeline", "about", "人物", "时间线", "2031", "march", "who", "谁", "kuier", "mala", "mala kuier", "jiegennatan", "lajie",
]  # fmt: skip


def queries() -> Iterator[str]:
    """The names as they are written, begun, turned round, joined, and with every slip of a finger; and the others."""
    for name in NAMES:
        yield from (
            name,
            name[:2],
            name[: len(name) // 2],
            name[:-1],
            name.replace(" ", ""),
            " ".join(reversed(name.split())),
        )
        for at in range(0, len(name) - 1, 3):
            yield name[:at] + name[at + 1 :]
            yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]
            yield name[:at] + "x" + name[at + 1 :]
    yield from OTHERS


@pytest.mark.parametrize("edition", ["en", "zh-Hans"])
def test_what_is_found_and_how_it_counts_is_as_it_was(
    worker_over, edition: str, request: pytest.FixtureRequest
) -> None:
    worker = worker_over(RECORDS, edition)
    now = {
        query: [
            [
                row["location"],
                round(row["score"], 3),
                *([part["text"], part["how"], round(part["weight"], 3), part["form"]] for part in row["given"]),
            ]
            for row in worker.explain(query, most=MOST)
        ]
        for query in dict.fromkeys(queries())
    }
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    if request.config.getoption("--accept-golden"):
        EXPECTED.write_text(written(expected | {edition: now}), encoding="utf-8")
    else:
        assert list(now) == list(expected[edition]), "queries came or went: run pytest --accept-golden"
        for query, rows in now.items():
            assert rows == expected[edition][query], (
                f"{query!r} is found otherwise: look at it, then run pytest --accept-golden"
            )


def written(editions: dict[str, dict[str, list]]) -> str:
    """As JSON, a query a line."""

    def line(key: str, value: object) -> str:
        return f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"

    parts = (
        f'"{edition}": {{\n' + ",\n".join(line(*pair) for pair in own.items()) + "\n}"
        for edition, own in editions.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"
