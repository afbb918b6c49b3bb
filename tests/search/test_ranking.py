"""What the worker finds and in which order: one rule a test, over a few records of its own."""

from __future__ import annotations

import pytest
from indexes import OUTSIDE, Search


def person(
    en: str | None = None, hans: str | None = None, *claims: dict, summary: str = "A person.", **names: object
) -> dict:
    forms = {key: name for key, name in (("en", en), ("zh-Hans", hans)) if name} | names
    return {"names": forms, "summary": {"en": summary}, "claims": [claim | {"outside": OUTSIDE} for claim in claims]}


def company(en: str, summary: str = "A company.", **names: object) -> dict:
    return {"names": {"en": en} | names, "kind": "company", "summary": {"en": summary}}


def event(en: str, hans: str, date: str, involves: tuple[str, ...] = ()) -> dict:
    dated = {"dated": date, "outside": OUTSIDE}
    return {"names": {"en": en, "zh-Hans": hans}, "kind": "launch", "claims": [dated], "involves": list(involves)}


WU = person("Tony Wu", "吴宇怀", also=["Yuhuai Wu", "吴玉怀"], weak=["Tony", "吴"])
ZHANG = person("Guodong Zhang", "张国栋")
LI = person("Hua Li", "李华")
MUSK = person("Elon Musk", "埃隆·马斯克")
BABUSCHKIN = person("Igor Babuschkin")
ZHAI = person("Simon Zhai")
FEW = {
    "people/tony-wu": WU,
    "people/guodong-zhang": ZHANG,
    "people/hua-li": LI,
    "people/elon-musk": MUSK,
    "people/igor-babuschkin": BABUSCHKIN,
    "people/simon-zhai": ZHAI,
    "organisations/xai": company("xAI"),
}


@pytest.fixture(scope="module")
def few(search_in) -> Search:
    return search_in(FEW)


# --- Ways of writing a name -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("吴宇怀", "tony-wu"),
        ("吳宇懷", "tony-wu"),
        ("呉宇懐", "tony-wu"),
        ("吴宇懷", "tony-wu"),
        ("吳玉懷", "tony-wu"),
        ("tony wu", "tony-wu"),
        ("WU, Tony", "tony-wu"),
        ("tonywu", "tony-wu"),
        ("wutony", "tony-wu"),
        ("T. Wu", "tony-wu"),
        ("Ｔｏｎｙ　Ｗｕ", "tony-wu"),
        ("“Tony-Wu”", "tony-wu"),
        ("Tony Wu’s", "tony-wu"),
        ("wu yu huai", "tony-wu"),
        ("wuyuhuai", "tony-wu"),
        ("yuhuai wu", "tony-wu"),
        ("wú yǔ huái", "tony-wu"),
        ("wu2 yu3 huai2", "tony-wu"),
        ("wu2yu3huai2", "tony-wu"),
        ("wu'yu'huai", "tony-wu"),
        ("wu'yu'h", "tony-wu"),
        ("wuyuh", "tony-wu"),
        ("wyh", "tony-wu"),
        ("w'y'h", "tony-wu"),
        ("zhanggd", "guodong-zhang"),
        ("Chang Kuo-tung", "guodong-zhang"),
        ("Kuo-tung Chang", "guodong-zhang"),
        ("Chang Kuotung", "guodong-zhang"),
        ("Wu Yü-huai", "tony-wu"),
        ("吴", "tony-wu"),
        ("張", "guodong-zhang"),
        ("翟", "simon-zhai"),
        ("国栋", "guodong-zhang"),
        ("宇懷", "tony-wu"),
        ("Tony 吴", "tony-wu"),
        ("吴Tony", "tony-wu"),
        ("张国dong", "guodong-zhang"),
        ("吴宇怀(Tony Wu)", "tony-wu"),
        ("埃隆马斯克", "elon-musk"),
        ("馬斯克", "elon-musk"),
        ("伊隆·馬斯克", "elon-musk"),
        ("masike", "elon-musk"),
        ("@elonmusk", "elon-musk"),
        ("Babushkin", "igor-babuschkin"),
        ("Igro Babushkin", "igor-babuschkin"),
        ("babuschk", "igor-babuschkin"),
        ("Tny Wu", "tony-wu"),
        ("吴雨怀", "tony-wu"),
        ("张国东", "guodong-zhang"),
        ("吴 宇 怀", "tony-wu"),
    ],
)
def test_a_name_is_found_however_it_is_written(few: Search, query: str, found: str) -> None:
    assert few(query)[:1] == [f"people/{found}"]


@pytest.mark.parametrize("edition", ["en", "zh-Hans", "zh-Hant"])
def test_every_edition_knows_the_names_of_all_scripts(search_in, edition: str) -> None:
    search = search_in(FEW, edition)
    assert [search(query)[0] for query in ("吳宇懷", "吴宇怀", "Tony Wu", "wyh")] == ["people/tony-wu"] * 4


@pytest.mark.parametrize(
    "query",
    [
        "asdfgh",
        "xyzzy",
        "香蕉牛奶",
        "banana smoothie",
        "998877",
        "!!!",
        "……",
        "😀",
        "的",
        "the of",
        " ",
        "kubernetes",
        "' OR 1=1 --",
        "__proto__",
        "constructor",
    ],
)
def test_nonsense_finds_nothing(few: Search, query: str) -> None:
    assert few(query) == []


# --- Order ------------------------------------------------------------------------------------------------------------


def test_a_name_comes_before_a_role_and_a_role_before_prose(search_in) -> None:
    search = search_in(
        {
            "people/ann-moon": person("Ann Moon"),
            "people/bob-hill": person("Bob Hill", None, {"role": {"en": "Head of the moon programme"}, "at": "acme"}),
            "people/cid-vale": person("Cid Vale", None, {"fact": {"en": "Once looked at the moon."}}),
            "organisations/acme": company("Acme"),
        }
    )
    assert search("moon") == ["people/ann-moon", "people/bob-hill", "people/cid-vale"]


def test_a_name_as_written_comes_before_one_that_sounds_like_it(search_in) -> None:
    search = search_in({"people/by-sound": person("Ada Lovelace", "李华"), "people/as-written": person("Lihua West")})
    assert search("lihua west") == ["people/as-written"]
    assert search("李华") == ["people/by-sound"]
    assert set(search("lihua")) == {"people/as-written", "people/by-sound"}


def test_a_name_as_written_comes_before_a_mistyped_one(search_in) -> None:
    search = search_in({"people/jon-marten": person("Jon Marten"), "people/jon-martin": person("Jon Martin")})
    assert search("jon martin")[0] == "people/jon-martin"
    assert search("jon marten")[0] == "people/jon-marten"


def test_a_whole_name_comes_before_one_that_begins_with_it(search_in) -> None:
    search = search_in(
        {f"organisations/{name.lower().replace(' ', '-')}": company(name) for name in ("Grok 3", "Grok", "Grok Voice")}
    )
    assert search("grok")[0] == "organisations/grok"
    assert search("grok3")[0] == "organisations/grok-3"


def test_a_part_of_a_name_comes_before_a_weak_form(search_in) -> None:
    search = search_in(
        {
            "people/max-a": person("Berg Stone", also=["Max Stone"]),
            "people/max-b": person("Ann Hill", weak=["Max Stone"]),
        }
    )
    assert search("max stone") == ["people/max-a", "people/max-b"]


def test_a_record_that_explains_more_of_the_query_comes_first(search_in) -> None:
    search = search_in(
        {
            "people/mike-l": person("Mike Lee", None, {"next": {"en": "Went to Acme"}, "to": "acme"}),
            "organisations/acme": company("Acme"),
            "people/joe-m": person("Joe May", None, {"employed": "acme"}),
        }
    )
    assert search("who went to Acme")[0] == "people/mike-l"
    assert search("acme")[0] == "organisations/acme"


def test_words_of_one_meaning_find_the_same(search_in) -> None:
    finance_chief = person("Mike Lee", None, {"role": {"en": "Chief financial officer"}, "at": "acme"})
    search = search_in({"people/mike-l": finance_chief, "organisations/acme": company("Acme")})
    for query in ("CFO", "chief financial officer", "首席财务官", "財務長", "finance chief"):
        assert search(query)[:1] == ["people/mike-l"]


def test_regional_words_meet(search_in) -> None:
    search = search_in({"organisations/memphis": company("Memphis", summary="A data centre.")})
    assert all(
        search(query) == ["organisations/memphis"] for query in ("数据中心", "資料中心", "data center", "datacenter")
    )


@pytest.mark.parametrize(
    "query",
    [
        "2月10日",
        "二月十日",
        "Feb 10",
        "10 February",
        "February 10, 2026",
        "10th Feb 2026",
        "2026-02-10",
        "2026/2/10",
        "2026年2月10日",
        "20260210",
    ],
)
def test_a_date_in_any_spelling_finds_what_happened_then(search_in, query: str) -> None:
    search = search_in(
        {
            "events/a": event("Opening", "开幕", "2026-02-10"),
            "events/b": event("Closing", "闭幕", "2026-02-11"),
            "events/c": event("Fair", "博览会", "2026-10-03"),
        }
    )
    assert search(query)[0] == "events/a"


def test_a_month_finds_its_days(search_in) -> None:
    search = search_in(
        {"events/a": event("Opening", "开幕", "2026-02-10"), "events/b": event("Closing", "闭幕", "2025-02-11")}
    )
    assert search("2026年2月") == ["events/a"]
    assert set(search("February")) == {"events/a", "events/b"}


def test_what_is_found_under_an_event_of_two_people_is_the_event(search_in) -> None:
    rift = event("Musk falls out with Wu", "马斯克与吴宇怀闹翻", "2025-06", involves=("elon-musk", "tony-wu"))
    search = search_in(FEW | {"events/rift": rift})
    assert search("马斯克 吴宇怀 闹翻")[0] == "events/rift"


def test_scores_differ_at_two_decimals(worker_over) -> None:
    found = worker_over({f"people/john-smith-{number}": person("John Smith") for number in range(60)}).search(
        "john smith"
    )
    scores = [f"{item['score']:.2f}" for item in found]
    assert len(scores) == len(set(scores)) > 10


# --- What a result holds ----------------------------------------------------------------------------------------------


def test_a_result_names_its_kind_the_matching_form_and_the_departure(worker_over) -> None:
    left = {"left": "xai", "date": "2026-02-09"}
    records = {
        "people/tony-wu": person("Tony Wu", "吴宇怀", left, also=["吴玉怀"]),
        "organisations/xai": company("xAI"),
    }
    english = worker_over(records).search("吴玉怀")[0]
    assert "吴玉怀" in english["title"].replace("<mark data-md-highlight>", "")
    assert "Person" in english["text"] and "9 February 2026" in english["text"]
    assert "2026 年 2 月 9 日" in worker_over(records, "zh-Hant").search("tony wu")[0]["text"]


def test_what_is_shown_is_escaped_before_it_is_marked(worker_over) -> None:
    worker = worker_over(
        {"people/x": person("Eve <img src=x onerror=alert(1)>", summary='<script>alert(1)</script> & "more"')}
    )
    for query in ("eve", "<img", "script"):
        for item in worker.search(query):
            shown = (item["title"] + item["text"]).replace("<mark data-md-highlight>", "").replace("</mark>", "")
            assert "<img" not in shown and "<script" not in shown


def test_terms_to_highlight_stand_as_the_record_writes_them(worker_over) -> None:
    wu = person("Tony Wu") | {"names": {"en": "Tony Wu", "zh-Hans": "吴宇怀", "zh-Hant": "吳宇懷"}}
    traditional = worker_over({"people/tony-wu": wu}, "zh-Hant")
    assert "吳宇懷" in traditional.search("吴宇怀")[0]["terms"]


def test_the_rest_of_a_name_is_suggested(worker_over) -> None:
    worker = worker_over(FEW)
    assert worker.ask({"type": 2, "data": "babusch"})["data"]["suggest"] == ["babuschkin"]


# --- Names of anyone --------------------------------------------------------------------------------------------------

ANYONE = {
    "people/tsz-ho-tsang": person("Tsz-ho Tsang", "曾子豪"),
    "people/zhenhua": person(None, "欧阳震华"),
    "people/bin-li": person("Bin Li", "李滨"),
    "people/boran": person(None, "何柏然"),
    "people/ouyang": person(None, "区志明"),
    "people/bu": person(None, "卜凡"),
    "people/chien": person("Hsü Ch'ien"),
    "people/chi": person("Chi Hsiao-t'ang"),
    "people/gayrat": person("Gʻayrat Oʻrinboyev"),
    "people/conor": person("Conor O’Reilly"),
    "people/kuzmin": person("Sergey Kuzmin", also=["Сергей Кузьмин"]),
    "people/raj": person("Raj Jegannathan", "拉杰·杰根纳坦"),
    "people/kazemi": person("Vahid Kazemi"),
    "people/jaiswal": person("Ayush Jaiswal"),
    "people/szegedy": person("Christian Szegedy"),
    "people/rafi": person("Muhamad Rafi s/o Abdul Rahimin"),
    "people/tony-wu": WU,
    "people/musk": person("Elon Musk", "埃隆·马斯克", weak=["马斯克"]),
    "people/nagy": person("Eszter Nagy"),
    "events/trip": event("Jegannathan leaves", "杰根纳坦离开", "2026-02-09", ("raj",)),
}


@pytest.fixture(scope="module")
def anyone(search_in) -> Search:
    return search_in(ANYONE)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("子豪", "tsz-ho-tsang"),
        ("zihao zeng", "tsz-ho-tsang"),
        ("zeng zihao", "tsz-ho-tsang"),
        ("曾", "tsz-ho-tsang"),
        ("震华", "zhenhua"),
        ("zhenhua ouyang", "zhenhua"),
        ("歐陽", "zhenhua"),
        ("libin", "bin-li"),
        ("li bin", "bin-li"),
        ("bin li", "bin-li"),
        ("he boran", "boran"),
        ("he bairan", "boran"),
        ("柏然", "boran"),
        ("ou zhiming", "ouyang"),
        ("bu fan", "bu"),
        ("Hsu Chien", "chien"),
        ("Hsü Ch'ien", "chien"),
        ("ch’ien", "chien"),
        ("Chi Hsiao-t‘ang", "chi"),
        ("hsiaotang", "chi"),
        ("O'rinboyev", "gayrat"),
        ("orinboyev", "gayrat"),
        ("Oʼrinboyev", "gayrat"),
        ("Gayrat Orinboyev", "gayrat"),
        ("oreilly", "conor"),
        ("O'Reilly", "conor"),
        ("O'Reilly's", "conor"),
        ("Кузьмин", "kuzmin"),
        ("Кузмин", "kuzmin"),
        ("Сергей", "kuzmin"),
        ("根纳坦", "raj"),
        ("Kasemy", "kazemi"),
        ("Jayswel", "jaiswal"),
        ("Szegeddi", "szegedy"),
        ("Rahimin", "rafi"),
        ("ㄨˊ ㄩˇ ㄏㄨㄞˊ", "tony-wu"),
        ("ㄨㄩㄏㄨㄞ", "tony-wu"),
        ("马斯克", "musk"),
        ("Wu's", "tony-wu"),
    ],
)
def test_a_name_of_anyone_is_found_by_any_of_its_parts(anyone: Search, query: str, found: str) -> None:
    assert anyone(query)[:1] == [f"people/{found}"]


def test_a_transcription_that_begins_like_a_surname_is_no_chinese_name(anyone: Search) -> None:
    assert anyone("斯克")[:1] != ["people/musk"] or anyone("马斯克")[:1] == ["people/musk"]
    assert anyone("ma sike")[:1] != ["people/tony-wu"]


def test_a_slip_more_is_forgiven_only_where_nothing_is_nearer(search_in) -> None:
    both = search_in({"people/one": person("Vahid Kazemi"), "people/two": person("Omid Kasemi")})
    assert both("kasemi")[:1] == ["people/two"]
    assert both("kasemy")[:1] == ["people/two"]


@pytest.mark.parametrize("text", ["tab\there", "line\nhere"])
def test_no_text_breaks_a_column(search_in, text: str) -> None:
    records = {"people/ada": person("Ada Lovelace"), "people/bo": person("Bo Nilsson", summary=text)}
    assert search_in(records)("nilsson")[:1] == ["people/bo"]
    assert search_in(records)("ada")[:1] == ["people/ada"]
