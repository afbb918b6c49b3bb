"""People who do not exist, many of them alike in name: records to measure with.

The same seed gives the same people. Surnames are drawn as often as they are common, so that, as in life, some names
are had by several. What is claimed of them is marked as known from outside the sources: it needs no quotes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kb.model.records import Person
from kb.text.romanise import syllables

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺顾龚邵万覃武钱戴莫孔"
)
GIVEN = (
    "宇国昊怜云恪怀栋天悯龙伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文辉力永健世广志义兴良海山仁波宁贵福生元全胜学祥才发新利清飞"
    "彬富顺信子中建嘉琼月寒若芷诗涵梓轩博雅思远哲瀚霖瑞景浩然泽楷晨曦"
)
FIRST = """
    James Mary John Anna Robert Elena Michael Priya David Sofia William Aisha Richard Olga Thomas Yuki Charles Fatima
    Daniel
    Ingrid Matthew Leila Anthony Nadia Mark Carmen Paul Greta Steven Amara Andrew Chloe Kenneth Dmitri George Tariq
    Joshua Pierre
    Kevin Lars Brian Ravi Edward Igor Ronald Mateo Jason Hiro Jeffrey Omar Ryan Viktor Jacob Emeka Gary Stefan Nicholas
    Jonas Eric
    Luca Stephen Arjun Larry Bogdan
""".split()  # noqa: SIM905 - a list of so many is read more easily so
LAST = """
    Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
    Thomas
    Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen
    King
    Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez
    Phillips
    Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz
    Morgan Cooper
    Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray
    Mendoza Ruiz
    Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Ivanov Petrov Sokolov Kuznetsov Popescu Ionescu
    Kowalski Nowak
    Novak Horvath Szabo Nagy Kovacs Babic Jovanovic Papadopoulos Yilmaz Haddad Khan Singh Sharma Gupta Iyer Nair Reddy
    Venkatesan
    Subramanian Tanaka Suzuki Takahashi Watanabe Okafor Adeyemi Mensah Diallo
""".split()  # noqa: SIM905 - a list of so many is read more easily so
ROLES = (
    ("Engineer", "工程师"),
    ("Research scientist", "研究科学家"),
    ("Head of data", "数据负责人"),
    ("Product manager", "产品经理"),
    ("Member of the technical staff", "技术人员"),
    ("Infrastructure lead", "基础设施负责人"),
    ("Safety researcher", "安全研究员"),
    ("Counsel", "法务"),
    ("Designer", "设计师"),
    ("Recruiter", "招聘专员"),
    ("Reinforcement learning researcher", "强化学习研究员"),
)
OUTSIDE = {"en": "Made up for measuring.", "zh": "为测量而虚构。"}


def people(count: int, seed: int = 1, at: str = "xai") -> Iterator[tuple[str, dict[str, Any]]]:
    """Ids, and records as they stand in a YAML file. All of them worked at one organisation; most have left it."""
    draw = random.Random(seed)
    met: Counter[str] = Counter()
    for _ in range(count):
        names = _chinese(draw) if draw.random() < 0.5 else _western(draw)
        plain = "-".join(names["en"].lower().split())
        met[plain] += 1
        yield (plain if met[plain] == 1 else f"{plain}-{met[plain]}"), _record(draw, names, at)


def records(count: int, seed: int = 1) -> Iterator[Person]:
    """The same people as records."""
    return (Person.model_validate({"id": identity, **record}) for identity, record in people(count, seed))


def _chinese(draw: random.Random) -> dict[str, Any]:
    surname = SURNAMES[min(int(draw.expovariate(1 / 18)), len(SURNAMES) - 1)]
    given = "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2, 2))))
    read = syllables(surname + given, of_person=True)
    return {"en": f"{''.join(read[1:]).capitalize()} {read[0].capitalize()}", "zh-Hans": surname + given}


def _western(draw: random.Random) -> dict[str, Any]:
    first, last = draw.choice(FIRST), LAST[min(int(draw.expovariate(1 / 45)), len(LAST) - 1)]
    middle = f" {draw.choice(FIRST)}" if draw.random() < 0.1 else ""
    return {"en": f"{first}{middle} {last}"}


def _record(draw: random.Random, names: dict[str, Any], at: str) -> dict[str, Any]:
    role, chinese = draw.choice(ROLES)
    date = f"{draw.choice((2024, 2025, 2026))}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    claims: list[dict[str, Any]] = [{"role": {"en": role, "zh": chinese}, "at": at, "outside": OUTSIDE}]
    if draw.random() < 0.8:
        claims.append({"left": at, "date": date, "outside": OUTSIDE})
    summary = {
        "en": f"{role} at [[{at}]], number {draw.randint(1, 999)} of a long list.",
        "zh": f"[[{at}]] 的{chinese}，名单上的第 {draw.randint(1, 999)} 位。",
    }
    return {"names": names, "summary": summary, "claims": claims}
