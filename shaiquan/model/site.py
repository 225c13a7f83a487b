"""``site.yml``: the unit, its channels, parameters, type table, holidays, declared numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Annotated, ClassVar

from shaiquan.model.base import AreaRef, BodyRef, Date, Flag, Part, define_field
from shaiquan.model.common import ClockTime, Declared, WholeNumber
from shaiquan.model.entry_types import EntryType
from shaiquan.model.marks import parse_mark_key
from shaiquan.model.meeting_types import MeetingType, ShareField, TimeBoundField
from shaiquan.model.parsed_texts import ParsedText
from shaiquan.model.publish_targets import PublishTarget
from shaiquan.model.scalars import parse_path
from shaiquan.model.terms import ChartLayout, MajorityBase, OtherEdition, Position, Speaking, Voting

KeptPath = Annotated[str, ParsedText("bad-path", parse_path)]
MarkKey = Annotated[str, ParsedText("bad-mark-key", parse_mark_key)]

#: in 不通过 the vote itself, beside the gates
VOTE_KEY = "表决"


class ProcedureType(Part):
    """类型表 的一行: what a procedure of the type must have."""

    stages: tuple[str, ...] = define_field("阶段", "依次要有的阶段；流程集则是依次的各张图", ())
    gates: tuple[str, ...] = define_field("关口", "集体决定之前每条路都要经过的关口", ())
    conditional_gates: dict[str, tuple[str, ...]] = define_field(
        "条件关口", "属性: 有这种属性的流程还要经过的关口，例如 专业性强: [专家论证]", {}
    )
    failing: dict[str, tuple[str, ...]] = define_field(
        "不通过", "关口（或 表决）: 哪些答案算没有通过，例如 合法性审查: [不合法]", {}
    )
    required: tuple[str, ...] = define_field(
        "必备", "每张图里都要有一步做到的事，例如 纪要、纪委参与", ()
    )
    deciders: tuple[BodyRef, ...] = define_field(
        "议定机构", "由哪个机构集体决定；几个单位共用一种类型的，各写各的；不写的随权力事项", ()
    )
    voting: tuple[Voting, ...] = define_field(
        "表决", "可以用的表决方式，一种或几种；写了就一定要表决", ()
    )
    speaking: Speaking | None = define_field("发言", "主要负责人 末位 发言，或者 不首先 发言", None)
    quorum: ShareField | None = define_field("法定人数", "例如 三分之二、半数以上、全体", None)
    majority: MajorityBase | None = define_field("多数基数", "应到会 或 实到会", None)
    signatures: tuple[str, ...] = define_field("签批", "集体决定之前依次签批的角色，提出的在先", ())
    deadlines: dict[str, tuple[TimeBoundField, ...]] = define_field(
        "期限", "阶段、关口或步骤: 至少或至多多久，例如 合法性审查: 至少7个工作日", {}
    )

    def list_gates(self, attributes: Iterable[str]) -> tuple[str, ...]:
        """The gates of the type, and those of some attributes, each once."""
        conditional = (self.conditional_gates.get(name, ()) for name in attributes)
        return tuple(dict.fromkeys((*self.gates, *itertools.chain.from_iterable(conditional))))


class Parameters(Part):
    """参数, for the whole site or for one unit; what a unit leaves out is the site's."""

    not_direct: tuple[AreaRef, ...] | None = define_field(
        "不直接分管", "正职不得直接分管的领域", None
    )
    positions: tuple[Position, ...] | None = define_field("应设职位", "班子里应当有的职位", None)
    duty_kinds: tuple[str, ...] | None = define_field(
        "职责类别", "每个成员分类职责要有的几类", None
    )
    most_steps: WholeNumber | None = define_field(
        "单图步骤上限", "一张流程图最多几步（没写时 40）", None
    )
    longest_act: WholeNumber | None = define_field(
        "步骤字数上限", "一步最多几个字（没写时 40）", None
    )
    most_approvals: WholeNumber | None = define_field(
        "审批层次上限", "一张流程图走到底，最多几级签批和集体决定", None
    )
    most_posters: WholeNumber | None = define_field(
        "上墙张数上限", "同时张贴的流程图最多几张", None
    )
    check_months: WholeNumber | None = define_field(
        "张贴核查月数", "贴着的图隔几个月要到现场看一次（没写时 12）", None
    )
    figure_months: WholeNumber | None = define_field(
        "统计过期月数", "最新的统计数过了几个月算旧（没写时 24）", None
    )
    disclosure_limit: TimeBoundField | None = define_field(
        "公开期限", "形成以后多久公开，例如 至多10个工作日（没写时 至多20个工作日）", None
    )


class Holidays(Part):
    """节假日 of one year: 放假 and 上班 (make-up) days, shown on ``/about/``."""

    off: tuple[Date, ...] = define_field("放假", "放假的日子", ())
    work: tuple[Date, ...] = define_field("上班", "调休上班的日子", ())


class PageChoice(Part):
    """版面 of a kind: what its lists and pages show."""

    columns: tuple[str, ...] = define_field(
        "列", "表格里有哪几列，依次写，例如 [名称, 决定主体, 承办主体]", ()
    )
    hidden: tuple[str, ...] = define_field(
        "不显示", "网页上不摆出来的列、项目和部分，例如 [风险点]；数据里照样有", ()
    )


class Footer(Part):
    """页脚: what the footer of a government site names (政府网站发展指引)."""

    host: str = define_field("主办单位", "主办单位", "")
    operator: str = define_field("承办单位", "承办单位", "")
    icp: str = define_field("备案号", "ICP 备案号", "")
    police: str = define_field("公安备案号", "公安机关备案号", "")
    office: str = define_field(
        "党政机关标识", "党政机关网站标识查验页的网址，https://bszs.conac.cn/ 开头", ""
    )
    address: str = define_field("地址", "地址", "")
    postcode: str = define_field("邮编", "邮政编码", "")
    phone: str = define_field("电话", "电话", "")


class DataLicence(Part):
    """数据许可: what others may do with the open data."""

    shorthand: ClassVar[str] = "name"

    name: str = define_field("名称", "例如 CC-BY-4.0、CC0-1.0，或者自己的许可叫什么")
    url: str = define_field("网址", "许可的全文在哪里；CC-BY-4.0 这样通用的不用写", "")

    @property
    def title(self) -> str:
        """What people call it."""
        return _LICENCES[self.name][0] if self.name in _LICENCES else self.name

    @property
    def address(self) -> str:
        """Where it stands; empty where nobody knows."""
        return self.url or (_LICENCES[self.name][1] if self.name in _LICENCES else "")


#: name -> title and address of licences that are the same everywhere
_LICENCES = {
    "CC-BY-4.0": (
        "知识共享 署名 4.0（CC BY 4.0）：注明出处就可以使用",
        "https://creativecommons.org/licenses/by/4.0/legalcode.zh-hans",
    ),
    "CC-BY-SA-4.0": (
        "知识共享 署名—相同方式共享 4.0（CC BY-SA 4.0）",
        "https://creativecommons.org/licenses/by-sa/4.0/legalcode.zh-hans",
    ),
    "CC0-1.0": (
        "CC0 1.0：放弃权利，任何人可以随意使用",
        "https://creativecommons.org/publicdomain/zero/1.0/legalcode.zh-hans",
    ),
}


class Site(Part):
    """``site.yml`` without 渠道 and 默认, which the reader takes out before."""

    name: str = define_field("名称", "网站名称")
    unit: str = define_field("单位", "主管这个网站的单位")
    about: str = define_field("简介", "首页的一两句话", "")
    example: Flag = define_field("示例", "是：全部内容是虚构的示例", False)
    as_of: Date | None = define_field(
        "截至", "示例或者存档的网站停在哪一天；一般不写，按生成那天算", None
    )
    url: str = define_field("网址", "正式网址，例如 https://example.gov.cn/qlgk/", "")
    qr: Flag = define_field("二维码", "挂图和明白卡上印不印二维码（没写时印）", True)
    layout: ChartLayout | None = define_field(
        "绘图", "写 dot 全部流程图由 Graphviz 排图，不分泳道（没写时由本程序分泳道排图）", None
    )
    mark_key: MarkKey = define_field(
        "标记密钥", "随意打的 16 个以上字母和数字，不会公布；定了就不要改", ""
    )
    code: str = define_field("标识码", "政府网站标识码，10 位数字，或者 bm 加 8 位数字", "")
    clock: ClockTime = define_field(
        "发布时刻", "新内容每天几点上网，例如 9:00，写进网页的发布时间（没写时 0:00）", "00:00"
    )
    headers: Flag = define_field(
        "响应头", "是：生成 _headers，静态托管平台照它发安全和缓存的响应头", False
    )
    theme: str = define_field("外观", "程序带的一种外观，例如 红头（没写就是朴素的那一种）", "")
    page_choices: dict[str, PageChoice] = define_field(
        "版面", "种类: 列、不显示，例如 权力事项: {列: [名称, 决定主体]}", {}
    )
    editions: tuple[OtherEdition, ...] = define_field(
        "版本", "网站另外做成：繁体；英文（导航和标签用英文，内容不译）", ()
    )
    traditional: dict[str, str] = define_field(
        "繁体用字", "繁体版里单独规定的词，简体: 繁体，例如 复核: 覆核", {}
    )
    footer: Footer = define_field("页脚", "主办单位、备案号、地址等", Footer())
    declared: dict[str, Declared] = define_field("声明", "名目: 数目，例如 权力事项: 52", {})
    types: dict[str, ProcedureType] = define_field("类型表", "流程类型: 怎样议定", {})
    meeting_types: dict[str, MeetingType] = define_field(
        "会议类型", "会议类型: 哪个机构的会议，怎样通知、开会、表决和形成纪要", {}
    )
    entry_types: dict[str, EntryType] = define_field(
        "记事类型", "记事类型: 必填什么、由谁做、数量之间的关系、多久办结", {}
    )
    parameters: Parameters = define_field("参数", "全站参数", Parameters())
    unit_parameters: dict[str, Parameters] = define_field("单位参数", "单位: 参数", {})
    holidays: dict[str, Holidays] = define_field("节假日", "年份: 放假和上班", {})
    licence: DataLicence | None = define_field(
        "数据许可", "别人可以怎样使用开放数据，例如 CC-BY-4.0；自己的许可写 名称 和 网址", None
    )
    synonyms: dict[str, tuple[str, ...]] = define_field(
        "同义词", "词: 搜这个词的时候也找哪些词，例如 一把手: [主要负责人, 正职]", {}
    )
    kept: tuple[KeptPath, ...] = define_field(
        "保留文件", "您放进网站文件夹、生成时不要动的文件和文件夹，例如 CNAME", ()
    )
    trusted_assets: tuple[str, ...] = define_field(
        "放行文件",
        "assets 里信得过的文件：带脚本的、引用别处的、查不了的，例如 ditu/index.html",
        (),
    )
    reviewers: tuple[str, ...] = define_field(
        "审查人", "谁可以做公开前的审查；写了就只认这些人或岗位，离任的也留着", ()
    )
    forms: tuple[str, ...] = define_field(
        "公开方式", "程序不认识、本单位确实有的公开方式，例如 村村通大喇叭", ()
    )
    review_years: WholeNumber | None = define_field(
        "审查有效期", "公开审查过了几年，提示再看一遍（没写时 5；写 0 不提示）", None
    )
    history_since: Date | None = define_field(
        "变更记录从",
        "从哪一天起公布公开的内容改了什么（内容在 git 里，或者用 save 存过版本）；不写不公布",
        None,
    )
    publish: dict[str, PublishTarget] = define_field(
        "发布", "名字: 发布到哪里，例如 正式: {方式: 文件夹, 地址: /srv/www/quanli}", {}
    )
    severities: dict[str, str] = define_field("严重程度", "问题代码: 错误、提醒、提示、不报", {})

    @property
    def has_qr(self) -> bool:
        """Whether sheets carry a QR code: it needs an address to lead to."""
        return bool(self.url and self.qr)
