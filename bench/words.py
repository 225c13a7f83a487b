"""Plausible office Chinese put together from parts; the same seed gives the same texts."""

from __future__ import annotations

import random

#: category -> (what its powers are about, what is done with it)
CATEGORIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "重大决策": (
        ("五年发展规划", "年度工作要点", "国土空间规划", "公共服务价格", "民生实事项目",
         "机构设置方案", "改革试点方案", "产业扶持政策", "生态保护措施", "文化设施布局",
         "学校布局调整", "交通组织方案"),
        ("的审定", "的调整", "的论证", "的发布"),
    ),
    "干部人事": (
        ("中层干部任免", "后备干部推荐", "事业单位招聘", "年度考核等次", "评先评优名额",
         "挂职锻炼人选", "村级班子人选", "专业技术职称", "人才引进计划", "岗位设置方案",
         "离任交接安排", "辅助人员聘用"),
        ("的讨论决定", "的资格审查", "的备案", "的公示"),
    ),
    "党的建设": (
        ("党员发展计划", "基层党组织换届", "党费使用安排", "意识形态工作", "党风廉政责任",
         "理论学习安排", "党务公开目录", "统战工作安排", "群团组织换届", "党建示范点",
         "驻村工作队选派", "党内表彰人选"),
        ("的确定", "的审核", "的检查", "的通报"),
    ),
    "项目和资金": (
        ("年度财政预算", "大额资金支出", "高标准农田建设", "农村公路养护", "集体资产处置",
         "专项债券项目", "政府采购计划", "工程变更签证", "乡村振兴衔接资金", "土地出让方案",
         "困难补助资金", "公租房分配"),
        ("的审批", "的分配", "的验收", "的绩效评价"),
    ),
    "行政审批": (
        ("临时用地", "农村宅基地", "户外广告设置", "林木采伐", "食品小作坊登记",
         "公共场所卫生许可", "民办学校设立", "取水许可", "道路占用挖掘", "社会团体登记",
         "医疗机构执业", "烟花爆竹经营"),
        ("的受理审查", "的许可", "的延续", "的注销"),
    ),
    "监督检查": (
        ("安全生产", "食品安全", "工程质量", "环境保护", "扶贫资金使用",
         "公务接待", "公车使用", "重点工作落实", "信访事项办理", "村级财务",
         "招标投标", "行政执法案卷"),
        ("的监督检查", "的专项督查", "的问题处理", "的整改核查"),
    ),
    "应急处置": (
        ("防汛抗旱", "森林防火", "突发公共卫生", "道路交通事故", "地质灾害",
         "群体性事件", "网络舆情", "危险化学品泄漏", "低温雨雪灾害", "动物疫情",
         "饮用水污染", "大型活动安全"),
        ("的预案审定", "的响应启动", "的物资调拨", "的善后处理"),
    ),
}  # fmt: skip
#: the leading bodies: name, short name, type; what each category is decided by
BODIES = (
    ("中共示例县委员会", "县委", "党委"),
    ("中共示例县委常务委员会", "常委会", "常委会"),
    ("示例县人民政府", "县政府", "政府"),
    ("中共示例县纪律检查委员会", "县纪委", "纪委"),
    ("中共示例县委组织部", "组织部", "部门"),
    ("示例县应急指挥部", "应急指挥部", "其他"),
)
DECIDERS = ("常委会", "常委会", "组织部", "县政府", "县政府", "县纪委", "应急指挥部")
#: the leaders: post, its body; two areas each, in the order of the categories
LEADERS = (
    ("县委书记", "县委"),
    ("组织部部长", "组织部"),
    ("县委专职副书记", "县委"),
    ("常务副县长", "县政府"),
    ("分管副县长", "县政府"),
    ("纪委书记", "县纪委"),
    ("应急指挥长", "应急指挥部"),
)
AREAS = (
    "发展改革", "法治建设", "干部队伍", "编制管理", "基层党建", "宣传统战", "财政金融",
    "工程建设", "政务服务", "市场监管", "执纪执法", "督查考核", "安全应急", "社会稳定",
)  # fmt: skip
DEPARTMENTS = (
    "发展改革局", "教育局", "科技局", "工业信息化局", "民族宗教局", "公安局", "民政局",
    "司法局", "财政局", "人力资源局", "自然资源局", "生态环境局", "住房建设局", "交通运输局",
    "水务局", "农业农村局", "商务局", "文化旅游局", "卫生健康局", "退役军人局", "应急管理局",
    "审计局", "市场监管局", "林业局", "统计局", "医疗保障局", "信访局", "行政审批局",
    "综合执法局", "档案馆", "融媒体中心", "乡村振兴局", "体育中心", "投资促进局",
)  # fmt: skip
OFFICES = ("党政办", "党建办", "经发办", "规建办", "社事办", "平安办", "财政所", "执法队")
#: name, short name and mechanism of the rules of our own; the first is the core rule
OWN_RULES = (
    ("中共示例县委员会工作规则", "县委工作规则", "决策"),
    ("示例县重大事项集体决策办法", "集体决策办法", "决策"),
    ("示例县权力清单管理办法", "权力清单办法", "分工"),
    ("示例县财政资金审批管理办法", "资金审批办法", "执行"),
    ("示例县干部选拔任用实施细则", "选拔任用细则", "决策"),
    ("示例县权力运行监督问责办法", "监督问责办法", "监督"),
)
OUTSIDE_RULES = (
    ("示例省行政程序规定", "行政程序规定"),
    ("示例省政务公开条例", "政务公开条例"),
    ("示例省行政许可实施条例", "许可实施条例"),
    ("示例省预算管理条例", "预算管理条例"),
    ("示例省公共资源交易条例", "资源交易条例"),
    ("示例省工程建设管理条例", "工程管理条例"),
    ("示例省突发事件应对条例", "事件应对条例"),
    ("示例省安全生产监督条例", "安全监督条例"),
    ("示例省机关事务管理办法", "机关事务办法"),
    ("示例省乡村治理促进条例", "乡村治理条例"),
    ("示例省党务公开实施细则", "党务公开细则"),
    ("示例省行政监督检查办法", "监督检查办法"),
)

_FIRST = "东西南北上下大小青白清平安永新长石金龙凤"
_SECOND = "山河湖溪桥塘岭湾泉坪江岗沟塔桂松竹梅"
_KINDS = ("镇", "乡", "街道")

_WHEN = (
    "收到材料后", "提交会议前", "每季度末", "决定作出后", "公示期满后", "预算批复后",
    "情况发生变化时", "办理过程中", "年度考核前", "群众提出异议的",
)  # fmt: skip
_WHO = (
    "承办部门", "经办人员", "分管领导", "项目单位", "主管部门", "审核人员", "窗口人员",
    "班子成员", "牵头单位", "联审小组",
)  # fmt: skip
_MUST = ("应当", "必须", "按规定", "一律", "应及时")
_DO = (
    "逐项核对申报材料是否完整真实", "书面征求有关单位的意见", "把办理结果录入权力运行台账",
    "向社会公示不少于五个工作日", "说明采纳或者不采纳的理由", "会同财政部门复核资金来源",
    "报请会议集体研究后再办理", "留存全过程的文字和音像记录", "按档案管理的要求立卷归档",
    "接受同级纪检监察机关的监督", "到现场核实情况并制作笔录", "把进展情况通报给申请人",
    "对照清单核查权限和依据", "组织专家或者第三方进行论证",
)  # fmt: skip
_NOT = (
    "不得以传阅会签代替集体讨论", "不得自行扩大适用的范围", "不得增设条件或者重复要材料",
    "不得由一人办理全部环节", "不得超过承诺的办理时限", "不得事后补签意见",
    "不得隐瞒利害关系", "不得拆分项目规避审批", "不得擅自改变集体作出的决定",
)  # fmt: skip
_RISKS = (
    "走过场", "把关不严", "超越权限", "暗箱操作", "拖延不办", "优亲厚友", "记录不实", "选择性公开",
)  # fmt: skip
_MATTERS = (
    "材料审核", "现场核查", "意见征求", "集体讨论", "结果公示", "资金拨付", "人选确定", "验收评价",
)  # fmt: skip
_ACTS = (
    ("提出书面申请", "提出工作动议", "报送申请材料", "提交立项建议"),
    ("登记并受理", "接收材料并编号", "受理并分办", "登记并出具回执"),
    ("核对申请材料", "审核主体资格", "查对权限和依据", "初步审查材料"),
    ("材料是否齐全", "是否符合受理条件", "手续是否完备", "依据是否充分"),
    ("现场核查情况", "组织实地调查", "评估风险和影响", "测算资金和成本"),
    ("征求有关单位意见", "组织专家论证", "听取群众代表意见", "进行合法性审查"),
    ("集体讨论是否同意", "会议表决是否通过", "审批意见是否同意", "方案是否可行"),
    ("向社会公示结果", "在公示栏公布", "公开征询异议", "发布办理公告"),
    ("印发决定并送达", "制发批复文件", "下达执行通知", "签订责任书并交办"),
    ("归档备查", "办结归档", "录入台账并归档", "结果反馈并归档"),
)
#: question -> the answer that leads on, the answer that leads back
_ANSWERS = {
    "材料是否齐全": ("齐全", "不齐全，补正"),
    "是否符合受理条件": ("符合", "不符合，退回"),
    "手续是否完备": ("完备", "不完备，补办"),
    "依据是否充分": ("充分", "不充分，补充"),
    "集体讨论是否同意": ("同意", "不同意，重新研究"),
    "会议表决是否通过": ("通过", "未通过，修改后再议"),
    "审批意见是否同意": ("同意", "不同意，退回"),
    "方案是否可行": ("可行", "不可行，调整方案"),
}
PAPERS = ("受理通知书", "审查意见书", "核查笔录", "会议纪要", "公示公告", "批复文件", "专家意见")
REASONS = (
    "每件都按个案研究，不设固定流程", "随上级部署办理，程序由上级规定",
    "属于日常管理，一次办结", "与同类事项合并办理，不另设流程",
)  # fmt: skip


def numeral(number: int) -> str:
    """A number below 100 as articles write it.

    >>> numeral(4), numeral(10), numeral(24)
    ('四', '十', '二十四')
    """
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def town_name(number: int) -> str:
    """The name of a town: more than a thousand different ones, then with a number."""
    number, first = divmod(number, len(_FIRST))
    number, second = divmod(number, len(_SECOND))
    batch, kind = divmod(number, len(_KINDS))
    name = _FIRST[first] + _SECOND[second] + _KINDS[kind]
    return name if not batch else f"{name}第{batch + 1}片区"


def department_name(number: int) -> str:
    """The name of a department, then of an office of a town."""
    if number < len(DEPARTMENTS):
        return DEPARTMENTS[number]
    town, office = divmod(number - len(DEPARTMENTS), len(OFFICES))
    return town_name(town) + OFFICES[office]


def answers_to(question: str) -> tuple[str, str]:
    """The answers that lead on and back."""
    return _ANSWERS[question]


class TextGenerator:
    """Random texts; the same key gives the same texts on any machine."""

    def __init__(self, *key: object) -> None:
        self.random = random.Random("/".join(map(str, key)))  # noqa: S311 - no secret

    def pick(self, words: tuple[str, ...]) -> str:
        return self.random.choice(words)

    def rule(self) -> str:
        """What somebody must do, without a full stop."""
        return self.pick(_WHO) + self.pick(_MUST) + self.pick(_DO)

    def sentence(self) -> str:
        return f"{self.pick(_WHEN)}，{self.rule()}，{self.pick(_NOT)}。"

    def clause(self) -> str:
        return f"{self.pick(_DO)}，{self.pick(_NOT)}。"

    def risk(self) -> str:
        return self.pick(_MATTERS) + self.pick(_RISKS)

    def control(self) -> str:
        return self.pick(_DO)

    def misdeed(self) -> str:
        return f"违反规定，{self.pick(_MATTERS)}{self.pick(_RISKS)}的"

    def acts(self) -> list[str]:
        """The ten acts of a procedure; the fourth and the seventh are questions."""
        return [self.pick(words) for words in _ACTS]

    def markdown(self) -> str:
        """About 300 characters: a heading, two paragraphs, a heading, three items."""
        paragraphs = ["".join(self.sentence() for _ in range(3)) for _ in range(2)]
        items = "\n".join(f"- {self.clause()}" for _ in range(3))
        return f"## 行使要求\n\n{paragraphs[0]}\n\n{paragraphs[1]}\n\n## 注意事项\n\n{items}\n"


#: a word in a name -> the sort of trade that a platform must be named for
TRADES = {"政府采购": "政府采购", "土地出让": "土地出让", "招标投标": "招投标"}
PLATFORM = "示例县公共资源交易中心"


def trade_of(name: str) -> dict[str, object]:
    """What 交易 of a power or a procedure with this name says; nothing where none is needed."""
    kinds = [kind for word, kind in TRADES.items() if word in name]
    return {"种类": kinds[0], "平台": PLATFORM} if kinds else {}
