"""One site is written in one script, simplified or traditional (S3-38)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import INFO, PUBLISHED, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.record_texts import RecordText
from shaiquan.problems import Bilingual, CauseTexts

#: characters that official texts have most often, as each script writes them
_SIMPLIFIED = (
    "会条开决办责称权议县关单员项机规务职应组号审时书记专级实对报设编领纪镇织资标监评"
    "论见骤请简门风险处类进题选数调过则长许导财结证经国况确讨录运额计构负现参场动检业"
    "举问预岗执碍协荐认写档测图话联备间电变听违区补统产诺环断乡围阶划满强属节两网响谈"
    "试声传济给励续费来层奖罚学适转诉担严达该询态终届识购细归"
)
_TRADITIONAL = (
    "會條開決辦責稱權議縣關單員項機規務職應組號審時書記專級實對報設編領紀鎮織資標監評"
    "論見驟請簡門風險處類進題選數調過則長許導財結證經國況確討錄運額計構負現參場動檢業"
    "舉問預崗執礙協薦認寫檔測圖話聯備間電變聽違區補統產諾環斷鄉圍階劃滿強屬節兩網響談"
    "試聲傳濟給勵續費來層獎罰學適轉訴擔嚴達該詢態終屆識購細歸"
)
_ONLY_SIMPLIFIED, _ONLY_TRADITIONAL = (
    re.compile(f"[{_SIMPLIFIED}]"),
    re.compile(f"[{_TRADITIONAL}]"),
)
_SCRIPTS = (Bilingual("简体", "simplified"), Bilingual("繁体", "traditional"))
#: so many different ones of the other script; fewer may be a name
_FEWEST = 4


@check(
    "script-mixed",
    INFO,
    "S3-38",
    subject=RecordText,
    states=PUBLISHED,
    zh="“{name}”是{other}字写的（{signs}），网站是{own}字的",
    en="'{name}' is written in {other} characters ({signs}), the site in {own} ones",
    mend="全站用一种字：换成{own}字",
    mend_en="use one script in the whole site",
    example="名称: 幹部任免事項（网站名称是简体字）",
    many=CauseTexts(
        "{number} 条记录是{other}字写的，网站是{own}字的：{names}",
        "{number} records are written in {other} characters, the site in {own} ones: {names}",
        by=(),
    ),
)
def find_mixed_scripts(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    site = catalog.site
    is_traditional = _ONLY_TRADITIONAL.search(f"{site.name}{site.unit}{site.about}")
    foreign = _ONLY_SIMPLIFIED if is_traditional else _ONLY_TRADITIONAL
    signs = "".join(dict.fromkeys(foreign.findall(text.text)))
    if len(signs) >= _FEWEST:
        own, other = reversed(_SCRIPTS) if is_traditional else _SCRIPTS
        words = {"own": own, "other": other, "signs": signs[:_FEWEST]}
        yield entry.location("name"), {"name": entry.record.name, **words}
