"""Vocabularies: each word with English value, Chinese label and other spellings."""

from __future__ import annotations

import enum
import functools
from typing import Any, Self

from pydantic_core import PydanticCustomError, core_schema


class Term(enum.Enum):
    """Base of the vocabularies: ``NAME = ("english", "中文", *other spellings)``."""

    label: str
    spellings: tuple[str, ...]

    def __new__(cls, word: str, label: str, *others: str) -> Self:
        member = object.__new__(cls)
        member._value_ = word
        member.label = label
        member.spellings = (word, label, *others)
        return member

    @classmethod
    @functools.cache
    def _by_spelling(cls) -> dict[str, Self]:
        """Every accepted word -> the member; the English words go before all others."""
        words = {member.value: member for member in reversed(cls)}
        for member in cls:
            for word in member.spellings:
                words.setdefault(word, member)
        return words

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls._by_spelling().get(value) if isinstance(value, str) else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Tells pydantic to look a word up, which is faster than asking the enumeration."""
        words = cls._by_spelling()

        def check(value: Any) -> Any:
            member = words.get(value) if isinstance(value, str) else value
            if isinstance(member, cls):
                return member
            raise PydanticCustomError("enum", "no such word")

        return core_schema.no_info_plain_validator_function(check)


class State(Term):
    """状态: what has become of a record."""

    DRAFT = ("draft", "草稿")
    PUBLISHED = ("published", "发布")
    WITHDRAWN = ("withdrawn", "撤回")

    @property
    def in_use(self) -> bool:
        """Whether a record of the state is a draft or published."""
        return self is not State.WITHDRAWN


class Scope(Term):
    """公开范围, after 党务公开条例(试行); only 社会 reaches the site."""

    PUBLIC = ("public", "社会", "向社会公开", "全社会")
    PARTY = ("party", "党内", "全党")
    UNIT = ("unit", "本单位", "本地区本部门本单位")
    CERTAIN = ("certain", "特定对象")
    CLOSED = ("closed", "不公开")


class Mechanism(Term):
    """四项机制 (seed 000): under which heading of the home page a rule or procedure stands."""

    DIVISION = ("division", "分工")
    DECISION = ("decision", "决策")
    EXECUTION = ("execution", "执行")
    SUPERVISION = ("supervision", "监督")


class Force(Term):
    """效力 of a rule."""

    IN_FORCE = ("in-force", "现行", "现行有效", "有效")
    REPEALED = ("repealed", "废止", "失效")
    FUTURE = ("future", "尚未施行")


class Voting(Term):
    """表决方式 (seed 001: 口头、举手、无记名投票或记名投票)."""

    ORAL = ("oral", "口头", "口头表决")
    HANDS = ("hands", "举手", "举手表决")
    SECRET = ("secret", "无记名", "无记名投票", "无记名表决", "票决")
    NAMED = ("named", "记名", "记名投票", "记名表决")


class MajorityBase(Term):
    """Of whom a majority is counted (党政领导干部选拔任用工作条例)."""

    ENTITLED = ("entitled", "应到会", "应到会成员")
    PRESENT = ("present", "实到会", "到会")


class Speaking(Term):
    """发言: when the head may speak in a collective discussion (S0-25, S3-09)."""

    LAST = ("last", "末位", "末位发言", "末位表态")
    NOT_FIRST = ("not-first", "不首先", "不首先发言", "不首先表态")


class BodyType(Term):
    """What kind of body, as far as the checks and the home page ask."""

    CONGRESS = ("congress", "党代会", "党代表大会")
    PLENUM = ("plenum", "全会", "全委会", "全体会议")
    STANDING = ("standing", "常委会")
    COMMITTEE = ("committee", "党委", "党委会", "党工委")
    GROUP = ("group", "党组")
    BRANCH = ("branch", "党支部", "党总支", "村党组织")
    MEETING = ("meeting", "会议", "联席会议", "村民会议", "村民代表会议", "村民小组会议")
    DISCIPLINE = ("discipline", "纪委")
    GOVERNMENT = ("government", "政府")
    DEPARTMENT = ("department", "部门", "工作部门")
    OFFICE = ("office", "内设机构", "办", "线")
    VILLAGE = ("village", "村", "社区", "村级组织")
    OTHER = ("other", "其他")


class Position(Term):
    """职位: the seats of a standing committee that the seeds name (seed 001, S1-02 to S1-05)."""

    SECRETARY = ("secretary", "书记")
    CHIEF = ("chief-executive", "行政首长", "县长", "市长", "区长", "镇长", "乡长")
    DEPUTY = ("deputy-secretary", "专职副书记")
    DISCIPLINE = ("discipline", "纪委书记")
    ORGANISATION = ("organisation", "组织部长", "组织委员")
    PUBLICITY = ("publicity", "宣传部长", "宣传委员")
    POLITICAL_LEGAL = ("political-legal", "政法委书记", "政法委员")
    OFFICE_CHIEF = ("secretary-general", "秘书长", "办公室主任")
    UNITED_FRONT = ("united-front", "统战部长", "统战委员")
    EXECUTIVE_DEPUTY = ("executive-deputy", "常务副职", "常务副县长", "常务副市长", "常务副镇长")
    OTHER = ("other", "其他常委", "其他委员")


class Running(Term):
    """运行: towards applicants, or inside the body (seed 004 二, S4-02)."""

    EXTERNAL = ("external", "外部", "外部运行")
    INTERNAL = ("internal", "内部", "内部运行")


class ChartLayout(Term):
    """绘图: who lays out a flowchart."""

    BUILT_IN = ("built-in", "内置")
    DOT = ("dot", "dot", "Graphviz")


class OtherEdition(Term):
    """版本: what the site is made in beside simplified characters."""

    TRADITIONAL = ("traditional", "繁体", "繁體", "繁体中文", "繁體中文", "zh-hant")
    ENGLISH = ("english", "英文", "英语", "en")


class RiskDomain(Term):
    """人、财、物 (seed 004 二.1); its first stage says 人权、财权、事权, hence 事."""

    PEOPLE = ("people", "人", "人权")
    MONEY = ("money", "财", "财权")
    GOODS = ("goods", "物", "物权")
    MATTERS = ("matters", "事", "事权")


class RiskLevel(Term):
    """风险等级: 高 中 低, also written 一级 二级 三级 in real registers."""

    HIGH = ("high", "高", "一级")
    MEDIUM = ("medium", "中", "二级")
    LOW = ("low", "低", "三级")


class FoundBy(Term):
    """风险点查找渠道, the four of seed 004 三.1."""

    ORGANISATION = ("organisation", "组织排查")
    SELF = ("self", "自查", "班子成员自查")
    DISCIPLINE = ("discipline", "纪委协查", "镇纪委协查", "协查")
    CASES = ("cases", "案例分析")


class Oversight(Term):
    """监督形式, the four of seed 004 二.3 (S4-09)."""

    TAKING_PART = ("taking-part", "参与式", "参与式监督")
    ON_RECORD = ("on-record", "轨迹化", "轨迹化监督")
    ALONGSIDE = ("alongside", "同步化", "同步化监督")
    PUBLIC = ("public", "社会化", "社会化监督")


class Sensitive(Term):
    """What hardly ever may be published, and is known by its looks (X-03, X-04)."""

    IDENTITY = ("identity-card", "身份证号")
    MOBILE = ("mobile", "手机号")
    BANK_CARD = ("bank-card", "银行卡号")
    ADDRESS = ("home-address", "住址")
    CLASSIFIED = ("classified", "密级标志")
    INTERNAL = ("internal", "内部标志")
    BALLOTS = ("ballots", "得票")


class PaperSize(Term):
    """尺寸 of a sheet on a wall."""

    A4 = ("a4", "A4")
    A3 = ("a3", "A3")
    A2 = ("a2", "A2")
    A1 = ("a1", "A1")


class TotalTimeLabel(Term):
    """合计: what the sum of the limits of a procedure is called, on every surface alike."""

    LONGEST = ("longest_time", "各步最长合计")
    #: where a step that takes time has no limit: nobody knows the whole
    WRITTEN = ("written_time", "写明时限的各步合计")


class SheetStatus(Term):
    """Whether a printed sheet is in force today (S4-19)."""

    IN_FORCE = ("in-force", "现行")
    REPLACED = ("replaced", "已被取代")
    ENDED = ("ended", "已停用")


class SheetCondition(Term):
    """状况: how a sheet on a wall was found when somebody last looked."""

    INTACT = ("intact", "完好", "良好", "正常")
    DAMAGED = ("damaged", "破损", "污损", "褪色", "看不清")
    LOST = ("lost", "丢失", "遗失", "缺失", "不在了")


class ChannelType(Term):
    """渠道类型: how a citizen can complain or ask."""

    PHONE = ("phone", "电话")
    LETTER = ("letter", "信件", "信箱", "来信")
    VISIT = ("visit", "来访", "窗口")
    WEB = ("web", "网址", "网站")
    EMAIL = ("email", "电子邮件", "邮箱")
    WECHAT = ("wechat", "微信")


class Level(Term):
    """层级: of which level of government a unit is, and at which a power is exercised."""

    NATION = ("nation", "国家级", "国家")
    PROVINCE = ("province", "省级", "省")
    CITY = ("city", "市级", "市", "设区的市")
    COUNTY = ("county", "县级", "县", "区级", "区")
    TOWN = ("town", "乡级", "乡", "镇", "镇级", "街道", "乡镇", "乡镇级")
    VILLAGE = ("village", "村级", "村", "社区")


class EntrustmentForm(Term):
    """委托形式: how another comes to exercise a power."""

    ENTRUSTED = ("entrusted", "委托")
    GRANTED = ("granted", "赋权")
    AUTHORISED = ("authorised", "授权")
    HANDED_DOWN = ("handed-down", "下放")


class RemedyForm(Term):
    """救济途径: where one turns who does not agree with what was decided."""

    RECONSIDERATION = ("reconsideration", "行政复议", "复议")
    LITIGATION = ("litigation", "行政诉讼", "诉讼")
    APPEAL = ("appeal", "申诉")
    RECHECK = ("recheck", "复核")
    ARBITRATION = ("arbitration", "仲裁")
    COMPENSATION = ("compensation", "国家赔偿", "赔偿")


class ColumnType(Term):
    """What a column of a list's own holds; the word is the field of a cell that has it."""

    TEXT = ("text", "文字", "文本")
    NUMBER = ("number", "数字", "数量", "数")
    MONEY = ("money", "金额")
    DATE = ("date", "日期")
    URL = ("url", "网址", "链接")
    POWERS = ("powers", "权力事项", "事项")
    POSTS = ("posts", "岗位")
    BODIES = ("bodies", "机构", "单位")
    RULES = ("rules", "制度", "依据")
    PAGES = ("pages", "网页", "页面")
