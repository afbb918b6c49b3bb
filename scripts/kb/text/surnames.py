"""Chinese surnames: which there are, and how they are read. Said once, for search, for the order of names, for ids.

The single ones are those of the Hundred Family Surnames and others that are usual today; the double ones all that are in use.
A reading stands here where the character is read otherwise in ordinary words.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kb.text.fold import is_han
from kb.text.variants import to_simplified

SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫"
    "经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙"
    "池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向"
    "古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福"
    "肖付区冼覃谌麦邝揭冼粟蒙仝苟尧占战展由盘窦辜洛矫矛来候操代邸底刀豆丛褟揣揣谈敬虎植朴初楼栗青兰买卯奉鹿晟战撒练"
    "种员秘令繁纳洗郇尉句过折祭黑召缪幺逢郄麹呙妫禚泷粘么"
)
DOUBLE = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 "
    "慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 "
    "轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 "
    "公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 单于 完颜 纳兰 叶赫 富察 爱新 陈林 范姜 张简 欧杨".split()
)
READINGS = {
    "贲": "ben1",
    "秘": "bi4",
    "卜": "bu3",
    "薄": "bo2",
    "柏": "bai3",
    "车": "che1",
    "谌": "chen2",
    "晟": "cheng2",
    "种": "chong2",
    "褚": "chu3",
    "都": "du1",
    "盖": "ge3",
    "葛": "ge3",
    "句": "gou1",
    "过": "guo1",
    "呙": "guo1",
    "妫": "gui1",
    "哈": "ha3",
    "黑": "he4",
    "华": "hua4",
    "纪": "ji3",
    "郏": "jia2",
    "阚": "kan4",
    "蒯": "kuai3",
    "令": "ling2",
    "缪": "miao4",
    "宓": "mi4",
    "牟": "mou4",
    "那": "na1",
    "能": "nai4",
    "乜": "nie4",
    "宁": "ning4",
    "粘": "nian2",
    "区": "ou1",
    "逄": "pang2",
    "繁": "po2",
    "朴": "piao2",
    "亓": "qi2",
    "覃": "qin2",
    "仇": "qiu2",
    "曲": "qu1",
    "瞿": "qu2",
    "璩": "qu2",
    "麹": "qu1",
    "任": "ren2",
    "芮": "rui4",
    "撒": "sa3",
    "单": "shan4",
    "召": "shao4",
    "厍": "she4",
    "折": "she2",
    "佘": "she2",
    "莘": "shen1",
    "盛": "sheng4",
    "殳": "shu1",
    "隗": "wei3",
    "尉": "wei4",
    "郗": "xi1",
    "冼": "xian3",
    "洗": "xian3",
    "相": "xiang4",
    "解": "xie4",
    "郇": "xun2",
    "燕": "yan1",
    "幺": "yao1",
    "么": "yao1",
    "应": "ying1",
    "员": "yun4",
    "乐": "yue4",
    "曾": "zeng1",
    "查": "zha1",
    "翟": "zhai2",
    "祭": "zhai4",
    "占": "zhan1",
    "仉": "zhang3",
    "訾": "zi1",
    "禚": "zhuo2",
    "单于": "chan2 yu2",
    "澹台": "tan2 tai2",
    "尉迟": "yu4 chi2",
    "万俟": "mo4 qi2",
    "长孙": "zhang3 sun1",
    "令狐": "ling2 hu2",
    "亓官": "qi2 guan1",
    "宰父": "zai3 fu3",
    "乐正": "yue4 zheng4",
    "仲长": "zhong4 chang2",
    "鲜于": "xian1 yu2",
    "子车": "zi3 ju1",
    "拓跋": "tuo4 ba2",
    "夹谷": "jia2 gu3",
    "谷梁": "gu3 liang2",
    "南宫": "nan2 gong1",
}
"""How surnames are read whose characters are read otherwise in ordinary words: pinyin with the number of the tone."""


@lru_cache(maxsize=65536)
def surname_length(name: str) -> int:
    """How many characters of a name are its Chinese surname; 0 where it is no Chinese name: two to four Han characters.

    A name of two characters that together are a double surname (司马) is read as that surname alone.
    """
    han = to_simplified(unicodedata.normalize("NFKC", name))
    if not 2 <= len(han) <= 4 or not all(map(is_han, han)):
        return 0
    if han[:2] in DOUBLE:
        return 2
    return 1 if han[0] in SINGLE and len(han) < 4 else 0


def surname_reading(name: str) -> tuple[str, ...]:
    """The pinyin of a Chinese name's surname with tones, where it is read in a way of its own; empty otherwise."""
    han = to_simplified(unicodedata.normalize("NFKC", name))
    return tuple(READINGS.get(han[: surname_length(name)], "").split())
