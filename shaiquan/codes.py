"""The codes of problems that occur while content is read, resolved and published.

The codes of the content rules stand beside their checks (``shaiquan.checks``); the list in
the docs is made from both. Messages are written for a clerk: what is wrong, then what to do.
"""

from __future__ import annotations

from shaiquan.problems import CauseTexts, Code, Severity

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# a table: each text on a line of its own
# fmt: off
BAD_ENCODING = Code(
    "bad-encoding", E,
    "文件不是 UTF-8 编码，读不了",
    "the file is not UTF-8",
    "用记事本打开，选“另存为”，编码选 UTF-8，再保存",
    "save the file again as UTF-8",
    example="以 GBK 保存的 .yml 文件",
)
UNREADABLE = Code(
    "unreadable", E,
    "文件打不开：{why}",
    "the file cannot be read: {why}",
    "检查文件的权限，或者关掉正占用它的程序",
    "check its permissions",
    example="（没有读取权限的文件）",
)
BOM = Code(
    "bom", INFO,
    "文件开头有看不见的 BOM 标记，读取时已略过",
    "the file begins with a byte order mark, which was skipped",
    "另存时编码选“UTF-8”而不是“带有 BOM 的 UTF-8”",
    "save as UTF-8 without a BOM",
    example="用旧版记事本保存的文件",
)
EMPTY_FILE = Code(
    "empty-file", E,
    "文件是空的",
    "the file is empty",
    "写入内容，或者删掉这个文件",
    "write a record into it, or delete it",
    example="（零字节的文件，或者只有注释的文件）",
)
NOT_A_FILE = Code(
    "not-a-file", E,
    "这里应当是文件，却是一个文件夹",
    "a folder stands where a file is expected",
    "把文件夹改名，去掉末尾的 {suffix}",
    "rename the folder: drop the ending {suffix}",
    example="content/powers/a.yml/（文件夹）",
)
STRAY_FILE = Code(
    "stray-file", W,
    "不认识这个文件，没有读取",
    "this file is not known here and was not read",
    "供人下载的表格、附件放进 files 文件夹；"
    "记录写在 .yml 或 .md 文件里，放进这些文件夹之一：{folders}",
    "forms to download go into files; records live in .yml or .md files in one of: {folders}",
    example="content/powers/说明.doc",
)
FOLDER_NAME = Code(
    "folder-name", W,
    "文件夹“{folder}”里的没有读取：这个文件夹叫“{meant}”，都是小写",
    "nothing in the folder '{folder}' was read: it is called '{meant}'",
    "把文件夹“{folder}”改名为“{meant}”",
    "rename the folder to '{meant}'",
    example="content/Files/申请表.docx",
    many=CauseTexts(
        "文件夹“{folder}”里有 {number} 个文件没有读取：这个文件夹叫“{meant}”，都是小写",
        "{number} files in the folder '{folder}' were not read: it is called '{meant}'",
        by=("folder",),
    ),
)
LEAVES_FOLDER = Code(
    "leaves-folder", E,
    "快捷方式（链接）指向 {folder} 文件夹之外",
    "a link leaves the folder {folder}",
    "把文件本身放进 {folder} 文件夹，不要放链接",
    "put the file itself into the folder {folder}",
    example="content/powers/x.yml -> ../../别处/x.yml",
)
NOT_REGULAR = Code(
    "not-regular", E,
    "这里应当是普通的文件，却是{what}",
    "an ordinary file is expected here, not {what}",
    "把它移走；要用的文件，把文件本身放在这里",
    "take it away; put a file itself here if it is needed",
    example="assets/办法.docx（断了的快捷方式、管道、设备）",
)
BAD_FILE_NAME = Code(
    "bad-file-name", E,
    "文件名不能用：{why}",
    "the file needs another name: {why}",
    "改一个名字",
    "rename it",
    example="assets/办法\\2026.docx",
)
NO_SITE = Code(
    "no-site", E,
    "找不到 {file}",
    "{file} is missing",
    "在 content 文件夹里放一个 site.yml，写上名称和单位；可照示例抄写",
    "put a site.yml with the site's name and unit into the content folder",
    example="（content 里没有 site.yml）",
)
TAB = Code(
    "tab", E,
    "行首用了制表符（Tab），要用空格",
    "a tab is used for indentation",
    "删掉 Tab，改成空格，每层两个空格",
    "use spaces, two a level",
    example="名称: 干部任免\n\t类别: 人事",
)
YAML_SYNTAX = Code(
    "yaml-syntax", E,
    "这里的格式不对：{why}",
    "not valid YAML: {why}",
    "{mend}",
    "{mend}",
    example="名称: [党委会",
)
OVER_LIMIT = Code(
    "over-limit", E,
    "{what}超过了上限 {most}",
    "{what}: more than {most}",
    "{mend}",
    "{mend}",
    example="时限: 100000000个工作日",
)
FULLWIDTH_COLON = Code(
    "fullwidth-colon", E,
    "用了中文冒号“：”，应是英文冒号加一个空格",
    "a full-width colon is used where ': ' is expected",
    "换成英文冒号，后面空一格",
    "write ': ' (an ASCII colon and a space)",
    example="名称：干部任免",
)
MISSING_BLANK = Code(
    "missing-blank", E,
    "“{sign}”后面没有空格",
    "no blank after '{sign}'",
    "在“{sign}”后面空一格（英文空格）",
    "write a blank after it",
    example="名称:干部任免",
)
FULLWIDTH_INDENT = Code(
    "fullwidth-indent", E,
    "行首用了全角空格",
    "full-width blanks are used for indentation",
    "删掉行首的空格，改用英文空格，每层两个",
    "use ordinary blanks, two a level",
    example="公开:\n　　范围: 社会",
)
FULLWIDTH_BRACKET = Code(
    "fullwidth-bracket", E,
    "用了中文括号“{sign}”",
    "the full-width bracket '{sign}' is used",
    "换成英文括号，各项之间用英文逗号",
    "use the ASCII brackets, and ASCII commas between the items",
    example="承办: 【办公室】",
)
FULLWIDTH_COMMA = Code(
    "fullwidth-comma", E,
    "各项之间用了中文逗号“，”",
    "a full-width comma stands between the fields",
    "换成英文逗号，后面空一格",
    "write an ASCII comma and a blank",
    example="公开: {范围: 社会，依据: 党务公开条例}",
)
WRONG_DASH = Code(
    "wrong-dash", E,
    "行首的“{sign}”不是列表的“-”",
    "'{sign}' is not the '-' of a list",
    "换成英文减号“-”，后面空一格",
    "write an ASCII '-' and a blank",
    example="步骤:\n  － 步骤: 民主推荐",
)
UNCLOSED_QUOTE = Code(
    "unclosed-quote", E,
    "英文引号没有配对",
    "an ASCII quote is not closed",
    "两边都用英文引号，或者都不写；中文引号不算",
    "use ASCII quotes on both sides, or none",
    example="名称: \"干部任免”",
)
MERGE_CONFLICT = Code(
    "merge-conflict", E,
    "两个人改了同一处，合并时留下了两个版本，还没有选定",
    "two people changed the same lines, and both versions are still here",
    "留下要的一边，删去 <<<<<<<、=======、>>>>>>> 三行；审查登记（reviews.yml）里的，几行全部删去，"
    "再审查一次",
    "keep the side that is meant, delete the three lines of marks; in the reviews delete all of it",
    example="<<<<<<< HEAD\n名称: 干部任免\n=======\n名称: 干部选拔任用\n>>>>>>> 张三",
)
TEXT_CUT = Code(
    "text-cut", W,
    "空格和“#”后面的字不会公布：{lost}",
    "what follows a blank and '#' is not read: {lost}",
    "要公布的，给整个值加上英文引号，或者删去“#”；是备注的，“#”后面空一格",
    "quote the whole value, or drop the '#'; for a comment write a blank after the '#'",
    example="步骤: 公示 #公开栏",
)
LOST_BRACKET = Code(
    "lost-bracket", W,
    "“]”前面没有“[”，整行当作一项",
    "a list ends here that does not begin",
    "是几项的，在前面补上“[”；不是的，删去“]”",
    "add the '[' of the list, or drop the ']'",
    example="依据: 《议事规则》第二条, 《议事规则》第三条]",
)
SPLIT_SENTENCE = Code(
    "split-sentence", W,
    "英文逗号把这句话拆成了两项：{before} / {after}",
    "an ASCII comma makes two items of this sentence: {before} / {after}",
    "是一句话的，换成中文逗号，数字里的删去；是两项的，逗号后面空一格",
    "write a full-width comma in a sentence, none in a number, or a blank after it between items",
    example="权限: [听取工作汇报,并及时对其请示的事项作出决定]",
)
YAML_FEATURE = Code(
    "yaml-feature", E,
    "这里不能用{what}",
    "YAML {what} are not supported",
    "把内容直接写出来；许多记录共有的值写在 默认: 里",
    "write the value out; shared values go under 默认:",
    example="名称: &a 干部任免",
)
FRONT_MATTER = Code(
    "front-matter", E,
    "Markdown 文件开头缺少两行 --- 之间的说明（编号、名称等）",
    "the Markdown file has no front matter between two lines of ---",
    "第一行写 ---，接着写 编号: 和 名称: 等，再写一行 ---，然后是正文",
    "begin with ---, the fields, ---, then the text",
    example="# 议事规则\n第一条 ……",
)
DUPLICATE_KEY = Code(
    "duplicate-key", E,
    "“{key}”写了两次，第一次在第 {first} 行",
    "'{key}' is given twice, first on line {first}",
    "只留一处",
    "keep one of them",
    example="名称: 干部任免\n名称: 人事任免",
)
UNKNOWN_KEY = Code(
    "unknown-key", E,
    "{where}没有“{key}”这一项{suggestion}",
    "{where} has no field '{key}'{suggestion}",
    "{own}可以写的有：{known}",
    "{own}known fields: {known}",
    example="名称: 干部任免\n依据法规: 《党委议事规则》第四条",
)
WRONG_FOLDER = Code(
    "wrong-folder", E,
    "“{kind}”不写在 {folder} 文件夹里",
    "{kind} does not belong in the folder {folder}",
    "把这一段移到 {place}",
    "move it to {place_en}",
    example="岗位:\n  - {编号: gw-sj, 名称: 书记, 机构: 镇党委}   # 写在 powers 文件夹里",
)
WRONG_TYPE = Code(
    "wrong-type", E,
    "“{field}”应当是{expected}，这里却是{found}",
    "'{field}' should be {expected}, but is {found}",
    "{mend}",
    "{mend}",
    example="名称: [干部任免]",
)
MISSING_FIELD = Code(
    "missing-field", E,
    "{where}缺少“{field}”",
    "{where} lacks '{field}'",
    "补写一行 {field}: ……",
    "add a line {field}: …",
    example="编号: dw-01",
)
BAD_VALUE = Code(
    "bad-value", E,
    "“{field}”的值“{value}”不对：{why}",
    "'{value}' is not a good value for '{field}': {why}",
    "{mend}",
    "{mend}",
    example="状态: 公布了",
)
BAD_DATE = Code(
    "bad-date", E,
    "“{value}”不是正确的日期",
    "'{value}' is not a date",
    "写成 2026-05-07 或 二〇二六年五月七日；只知道年份就写 2026年",
    "write 2026-05-07 or 二〇二六年五月七日",
    source="S4-34",
    example="施行日期: 2026-02-30",
)
BAD_LIMIT = Code(
    "bad-limit", E,
    "“{value}”不是正确的时限",
    "'{value}' is not a time limit",
    "写成 3个工作日、10日、半年、2小时、3至5个工作日、不少于7日，或者 当场、会前2日、每季度",
    "write 3个工作日, 10日, 半年, 2小时, 3至5个工作日, 不少于7日, or 当场, 会前2日, 每季度",
    example="时限: 三天左右",
)
VAGUE_LIMIT = Code(
    "vague-limit", E,
    "“{value}”不是时限：没有说多久",
    "'{value}' is not a time limit: it does not say how long",
    "法律、制度里有天数的写天数；没有的，删去这一行，这几个字写进步骤的 说明、流程的 正文",
    "write the days that the law or a rule gives; else drop the line or move it to 说明 or 正文",
    source="行政许可法第四十二条",
    example="时限: 及时",
)
LIMIT_WITH_EXTENSION = Code(
    "limit-with-extension", E,
    "“{value}”里有两个时间：多久办完，和可以延长多久",
    "'{value}' is two times: the limit, and by how much it may be extended",
    "时限 只写多久办完，另写一行 延长: 10日",
    "keep the limit alone, and write 延长: 10日 on a line of its own",
    source="行政许可法第四十二条",
    example="时限: 20日，可延长10日",
)
LIMIT_NOT_COUNTED = Code(
    "limit-not-counted", E,
    "“{value}”不是时限：它说的是哪些时间不算",
    "'{value}' is not a time limit: it says which time does not count",
    "另写一行 不计入: 是；要多久，照样写在 时限 里，不知道的不写",
    "write 不计入: 是 on a line of its own, and the time, where it is known, as 时限",
    source="行政许可法第四十五条",
    example="时限: 另计",
)
BAD_AMOUNT = Code(
    "bad-amount", E,
    "“{value}”不是正确的金额范围",
    "'{value}' is not a band of money",
    "写明数和以上、以下：不满5万元、5万元以上不满50万元、月低保标准3倍以下；没有数的写词：小额",
    "say how much, and above or below: 不满5万元, 月低保标准3倍以下; or a word such as 小额",
    example="金额: 五万左右",
)
BARE_AMOUNT = Code(
    "bare-amount", E,
    "“{value}”没有说是以上还是以下",
    "'{value}' does not say whether it means above or below",
    "写成 {value}以上、{value}以下 或者 不满{value}",
    "write {value}以上, {value}以下 or 不满{value}",
    example="金额: 5亿元",
)
BAD_SHARE = Code(
    "bad-share", E,
    "“{value}”不是正确的法定人数",
    "'{value}' is not a share of a body",
    "写成 三分之二、半数以上、过半数、2/3、60% 或 全体",
    "write 三分之二, 半数以上, 过半数, 2/3, 60% or 全体",
    source="S1-17, S2-14",
    example="法定人数: 三分之零",
)
BAD_FREQUENCY = Code(
    "bad-frequency", E,
    "“{value}”不是正确的频次",
    "'{value}' does not say how often",
    "写成 每月2至3次、每季度1次、每年至少1次",
    "write 每月2至3次, 每季度1次 or 每年至少1次",
    source="S1-08, S1-21",
    example="频次: 经常",
)
BAD_PERIOD = Code(
    "bad-period", E,
    "“{value}”看不出是哪一段时间",
    "'{value}' names no period",
    "写成 2026年、2026年上半年、2026年第1季度、2026年5月 或 截至 2026-11-24",
    "write 2026年, 2026年上半年, 2026年第1季度, 2026年5月 or 截至 2026-11-24",
    source="S3-25",
    example="期间: 去年",
)
BAD_QUANTITY = Code(
    "bad-quantity", E,
    "“{value}”不是一个数",
    "'{value}' is no figure",
    "只写数，例如 89.03、400余、3.5万；单位写在 计量单位",
    "write the figure alone, 89.03, 400余 or 3.5万, and the unit in 计量单位",
    source="S3-25",
    example="数值: 很多",
)
BAD_SCORE = Code(
    "bad-score", E,
    "“{value}”不是正确的分数",
    "'{value}' is not a score",
    "写 0 或者大于 0 的数，最多四位小数，例如 91.5",
    "write a number that is not negative, with at most four digits after the point",
    source="S4-15, S2-26",
    example="得分: 良好",
)
BAD_SITE_PATH = Code(
    "bad-site-path", E,
    "“{value}”不是本站的网页",
    "'{value}' is no page of this site",
    "写浏览器里网站名称后面的那一段，例如 /powers/xq-01/ 或 /matrix/",
    "write what a browser shows after the name of the site, /powers/xq-01/ or /matrix/",
    source="S0-01",
    example="栏目: [{名称: 在哪里看, 类型: 网页}]\n条目: [{内容: 权力清单, 在哪里看: 首页}]",
)
BAD_RELATION = Code(
    "bad-relation", E,
    "“{value}”看不出是数量之间的什么关系",
    "'{value}' is no relation between numbers",
    "写成 整改到位 ≤ 问题，或者 问题 = 立行立改 + 限期整改",
    "write 整改到位 ≤ 问题, or 问题 = 立行立改 + 限期整改",
    source="S3-30, S3-31",
    example="关系: [问题要整改]",
)
BAD_SERIAL_NUMBER = Code(
    "bad-serial-number", E,
    "“{value}”看不出是哪一年的第几号",
    "'{value}' names no year and number",
    "写成 示例纪〔2026〕12号 或 2026-12",
    "write 〔2026〕12号 or 2026-12",
    source="S4-12",
    example="号: 第十二期",
)
BAD_TIME_BOUND = Code(
    "bad-time-bound", E,
    "“{value}”不是正确的期限",
    "'{value}' is not a bound of a time limit",
    "写成 至少7个工作日、至少会前2日、至多3个工作日",
    "write 至少7个工作日, 至少会前2日 or 至多3个工作日",
    source="S0-22, S1-12, S1-18",
    example="期限: {合法性审查: 7个工作日}（没有写至少还是至多）",
)
BAD_DUE_LIMIT = Code(
    "bad-due-limit", E,
    "“{value}”看不出最晚是哪一天",
    "'{value}' does not tell the last day",
    "写成 至多15个工作日，或者写日子：7月底前、次月5日前、12月20日前、次年1月31日前；"
    "上、下半年不同的，写 7月底前、次年1月底前",
    "write 至多15个工作日, or a day: 7月底前, 次月5日前, 12月20日前, 次年1月31日前",
    source="S0-32, S1-35",
    example="期限: 季度末",
)
BAD_ID = Code(
    "bad-id", E,
    "编号“{value}”不能用作网址",
    "the id '{value}' cannot be part of an address",
    "编号只用英文字母、数字和 - _，以字母或数字开头，例如 dw-01",
    "use ASCII letters, digits, - and _, beginning with a letter or digit",
    example="编号: 党委01",
)
BAD_MARK = Code(
    "bad-mark", E,
    "“{value}”不是图上的标记",
    "'{value}' is not the mark of a sheet",
    "照图右下角的标记写，八个字母和数字，例如 K7QF-3M2P",
    "copy the eight signs from the sheet, for example K7QF-3M2P",
    source="S4-19",
    example="标记: 第三版",
)
BAD_CLOCK = Code(
    "bad-clock", E,
    "“{value}”不是几点几分",
    "'{value}' is not a time of the day",
    "写成 9:00 或 17:30 这样，24 小时制",
    "write it as 9:00 or 17:30",
    example="发布时刻: 早上九点",
)
BAD_FILE_PATH = Code(
    "bad-file-path", E,
    "“{value}”不是 files 文件夹里一个文件的名字",
    "'{value}' is no name of a file below files",
    "写文件名，带上后面的 .docx、.pdf 等，例如 申请表.docx、社会救助/申请表.docx",
    "write the name with its ending, such as 申请表.docx",
    example="表格: 申请表（没有写 .docx）",
)
FILE_FORMAT = Code(
    "file-format", W,
    "这个文件不能供人下载，没有公布：格式不收，里面有宏，或者内容和文件名对不上",
    "not handed out: its format is not taken, it has macros, or it is not what its name says",
    "另存为 docx、xlsx、pdf、ofd、wps、et、jpg、png 或 zip，不带宏",
    "save it as docx, xlsx, pdf, ofd, wps, et, jpg, png or zip, without macros",
    example="files/申请表.docm；files/申请表.pdf（其实是程序）",
)
FILE_CHANGED = Code(
    "file-changed", E,
    "正在生成的时候，这个文件换了内容或者移走了",
    "this file was changed or taken away during the build",
    "再运行一次",
    "run it again",
    example="files/申请表.docx（生成的时候有人保存了它）",
)
UNUSED_FILE = Code(
    "unused-file", INFO,
    "没有哪条记录用到这个文件，网站上没有它",
    "no record names this file, so the site does not have it",
    "在权力事项的 材料 里写 表格: 这个文件名，或者在正文里写 [申请表](files/申请表.docx)；"
    "用不着的删去",
    "name it in 材料 or link to it; delete it if it is of no use",
    example="files/申请表.docx（没有一条记录提到它）",
)
BAD_MARK_KEY = Code(
    "bad-mark-key", E,
    "标记密钥太短，容易被猜中",
    "the key of marks is too short",
    "随意打 16 个以上的字母和数字，例如 k3Vq8mZ1xT7rR4pW9；定了就不要改",
    "type 16 letters and digits or more at random, and never change them",
    source="X-03",
    example="标记密钥: 123456",
)
BAD_REVIEW = Code(
    "bad-review", E,
    "审查登记里“{id}”这一行写坏了",
    "the line '{id}' of the reviews is damaged",
    "删去这一行，再运行 python build.py review --by 审查人 {id}；合并时冲突的，也这样做",
    "delete it, then run python build.py review --by NAME {id}",
    source="X-03",
    example="dw-01: 2026-10-12 张三（没有字段）",
)
REVIEW_WITHOUT_RECORD = Code(
    "review-without-record", W,
    "审查登记里的“{id}”没有这条记录",
    "the reviews name '{id}', which is no record",
    "编号改过或者记录删了的，运行 python build.py review --by 审查人，就会换成现在的编号",
    "run python build.py review --by NAME, which drops the line",
    source="X-03",
    example="dw-99: 2026-10-12 张三 名称=k3f4q2aa（没有 dw-99）",
    many=CauseTexts(
        "审查登记里有 {number} 条没有记录：{names}",
        "{number} lines of the reviews are of no record: {names}",
        by=(),
    ),
)
UNKNOWN_REVIEWER = Code(
    "unknown-reviewer", W,
    "“{by}”不在 site.yml 的 审查人 里{suggestion}",
    "'{by}' is not among the 审查人 of site.yml{suggestion}",
    "可以审查的有：{known}；是他审查的，在 审查人 里补上（离任的也留着）",
    "reviewers are {known}; add the name there if that person may review",
    source="X-03",
    example="审查人: [张三]（登记里写 李四）",
)
REVIEW_AHEAD = Code(
    "review-ahead", W,
    "“{name}”的公开审查写的是{date}，还没有到，不算审查过，不会公布",
    "the review of '{name}' is of {date}, which is still to come: it is not published",
    "改正日期；审查以后再写",
    "correct the date, or write it once it is reviewed",
    source="S2-09, X-03",
    example="审查: {人: 办公室, 日期: 2099-01-05}",
    many=CauseTexts(
        "{number} 条记录的公开审查写的是{date}等以后的日期，还没有到，都不会公布：{names}",
        "the reviews of {number} records are still to come, so none of them is published: {names}",
    ),
)
REVIEW_OLD = Code(
    "review-old", INFO,
    "“{name}”上次公开审查是{date}，过了 {years} 年",
    "'{name}' was last reviewed on {date}, more than {years} years ago",
    "再看一遍还准不准、能不能公开，然后更新 审查 的日期；几年一看，可在 site.yml 写 审查有效期:",
    "look at it again and renew 审查; the number of years is 审查有效期 in site.yml",
    source="X-03, 政府信息公开条例第十八条",
    example="审查: {人: 办公室, 日期: 2011-01-05}",
    many=CauseTexts(
        "{number} 条记录上次公开审查是{date}前后，过了 {years} 年：{names}",
        "{number} records were last reviewed more than {years} years ago: {names}",
    ),
)
#: a warning, for a site that is built to be looked at; what publishes a site must be strict
#: about it, as ``--strict`` is (``Options.strict``)
CHANGED_AFTER_REVIEW = Code(
    "changed-after-review", W,
    "“{name}”在{by}审查（{at}）以后改过：{fields}",
    "'{name}' was changed after the review by {by} ({at}): {fields}",
    "请审查人看过改动（python build.py review {id}），再运行 "
    "python build.py review --by 审查人 {id}",
    "review it again: python build.py review --by NAME {id}",
    source="X-03, 政府信息公开条例第十七条",
    example="（reviews.yml 里登记过的记录，公开的内容后来改了）",
)
EVENT_AFTER_REVIEW = Code(
    "event-after-review", W,
    "“{name}”的公开审查是{date}，“{field}”却写着{event}的事：是审查以后写的",
    "'{name}' was reviewed on {date}, but its '{field}' tells of {event}: that came later",
    "请审查人看过，再运行 python build.py review --by 审查人 {id}；"
    "不登记的，改 审查 的日期",
    "review it again: python build.py review --by NAME {id}; or renew the date of 审查",
    source="X-03, 政府信息公开条例第十七条",
    example="审查: {人: 办公室, 日期: 2026-01-05}\n纪要: {号: 3, 日期: 2026-03-02}",
    many=CauseTexts(
        "{number} 条记录的公开审查是{date}，里面却写着以后的事，是审查以后写的：{names}",
        "{number} records were reviewed on {date}, but tell of what came later: {names}",
        "请审查人看过，再运行 python build.py review --by 审查人",
        "review them again: python build.py review --by NAME",
    ),
)
FORCE_AGAINST_DATES = Code(
    "force-against-dates", W,
    "《{rule}》的效力写的是“{typed}”，可是{why}，公布时写作“{force}”",
    "the 效力 of '{rule}' says '{typed}', but {why}; it is published as '{force}'",
    "删去 效力 这一行，程序按日期算；日期不对的，改正日期",
    "drop 效力, which follows from the dates; or correct the date",
    source="S0-02",
    example="效力: 现行\n废止日期: 2021-01-01",
)
BAD_STEP = Code(
    "bad-step", E,
    "这一步要写且只写“开始、步骤、判断、子流程、并行、结束”中的一个",
    "a step has just one of 开始, 步骤, 判断, 子流程, 并行, 结束",
    "例如  - 步骤: 民主推荐",
    "for example  - 步骤: 民主推荐",
    example="步骤:\n  - 主体: 党委会",
)
UNKNOWN_STEP = Code(
    "unknown-step", E,
    "{field}“{value}”不是这个流程里的步骤{suggestion}",
    "'{value}' is not a step of this procedure{suggestion}",
    "写成这个流程里某一步的名称或标识",
    "write the name or 标识 of a step of this procedure",
    source="X-10",
    example="分支: {通过: 任前公视, 未通过: 终止}",
)
AMBIGUOUS_STEP = Code(
    "ambiguous-step", E,
    "叫“{value}”的步骤不止一个，分不清是哪一个",
    "more than one step is called '{value}'",
    "给要指的那一步加一行 标识: 英文名，这里改写这个标识",
    "give the step meant a 标识 and write that",
    source="X-10",
    example="（两步都叫 归档，分支写 去归档）",
)
WAY_TO_SIDE_STEP = Code(
    "way-to-side-step", E,
    "“{value}”是旁路，只在“{main}”旁边同时进行，不能走过去",
    "'{value}' is a side step of '{main}'; no way can lead to it",
    "改去“{main}”，或者把它从旁路里拿出来，写成单独的一步",
    "lead to '{main}', or make it a step of its own",
    source="X-10",
    example="旁路: {步骤: 监督, 标识: jiandu}（另一步写 下一步: jiandu）",
)
WAY_INTO_BRANCH = Code(
    "way-into-branch", E,
    "“{value}”在并行的一条支路里，从外面直接走进去，别的支路就落下了",
    "'{value}' stands in a branch of a 并行: a way from outside leaves out the others",
    "给这个 并行 写 标识: 英文名，这里写这个标识，各支路一起走；只重做这一步的，在并行外面另写一步",
    "give the 并行 a 标识 and lead there, or write a step of its own outside",
    source="X-10",
    example="- 并行:\n    - - 步骤: 审核\n    - - 步骤: 核查\n"
    "- 判断: 是否合格\n  分支: {合格: 发证, 不合格: 审核}",
)
WAY_BETWEEN_BRANCHES = Code(
    "way-between-branches", E,
    "“{value}”在并行的另一条支路里，支路之间不能跳",
    "'{value}' stands in another branch of the 并行; branches do not lead to each other",
    "各支路各走各的；有先后的几步写在同一条支路里",
    "write steps that follow each other in one branch",
    source="X-10",
    example="- 并行:\n    - - 步骤: 审核\n        下一步: 核查\n    - - 步骤: 核查",
)
JOIN_BYPASSED = Code(
    "join-bypassed", E,
    "去“{value}”的路绕过了并行的汇合处，没有等其他支路办完",
    "the way to '{value}' goes round the join of the 并行, without waiting for the other branches",
    "要等其他支路的，写并行后面的那一步{next}；整个停办的，去一个 结束；重新来的，退回并行前面",
    "to wait, name the step next after the 并行 {next}; else lead to an 结束, or back before it",
    source="X-10",
    example="- 并行:\n    - - 判断: 审核\n        分支: {同意: 发证, 不同意: 不予许可}\n"
    "    - - 步骤: 核查\n- 步骤: 汇总\n- 步骤: 发证",
)
SAME_ANCHOR = Code(
    "same-anchor", E,
    "标识“{value}”在这个流程里用了两次",
    "the 标识 '{value}' is used twice in this procedure",
    "换一个标识",
    "choose another",
    source="X-10",
    example="（两步都写 标识: taolun）",
)
UNKNOWN_REFERENCE = Code(
    "unknown-reference", E,
    "找不到{field}“{value}”{suggestion}",
    "{field} '{value}' does not exist{suggestion}",
    "改成已有的{kinds}名称、简称或编号，或者先添加这条{kinds}",
    "use the name, short name or id of an existing {kinds}, or add the record",
    example="决定主体: 常委回",
    many=CauseTexts(
        "有 {number} 处写着{kinds}“{value}”，找不到它{suggestion}",
        "{number} places name the {kinds} '{value}', which does not exist{suggestion}",
        "改成已有的{kinds}名称、简称或编号，或者添加这条{kinds}",
        "name an existing {kinds} there, or add the record",
        by=("value",),
    ),
)
ADOPTS_NO_NAME = Code(
    "adopts-no-name", E,
    "沿用 只写一条参考{kind}的名称或编号",
    "沿用 takes the name or the id of one reference {kind}",
    "例如  沿用: ck-01",
    "for example  沿用: ck-01",
    source="S3-32",
    example="沿用: [参考流程一, 参考流程二]",
)
ADOPTS_OTHER_KIND = Code(
    "adopts-other-kind", E,
    "“{value}”是{other}，不是{kinds}，不能沿用",
    "'{value}' is a {other}, no {kinds}, and cannot be adopted",
    "沿用 写同一种类的记录：一条{kinds}的名称或编号",
    "name a record of the kind {kinds}",
    source="S3-32",
    example="{编号: jd1-lc, 沿用: 干部任免}（流程沿用了权力事项）",
)
ADOPTION_CHAIN = Code(
    "adoption-chain", E,
    "“{name}”自己也是沿用来的，不能再被沿用",
    "'{name}' adopts another record itself and cannot be adopted",
    "直接沿用最初的那一条：沿用: {last}",
    "adopt the first one: 沿用: {last}",
    source="S3-32",
    example="{编号: jd2-lc, 沿用: jd1-lc}（jd1-lc 沿用 ck-lc）",
)
ADOPTION_CIRCLE = Code(
    "adoption-circle", E,
    "沿用绕成了一圈：沿用“{name}”，最后又回到沿用它的，谁也没有写内容",
    "these records adopt one another in a circle, and none says anything: '{name}'",
    "把其中写着全部内容的那一条的 沿用: 删去",
    "delete 沿用 where everything is written",
    source="S3-32",
    example="{编号: a, 沿用: b} 和 {编号: b, 沿用: a}",
)
UNKNOWN_ADOPTED_NAME = Code(
    "unknown-adopted-name", E,
    "沿用的“{reference}”里，{where}是“{name}”，在本单位找不到它，或者不止一个",
    "{where} of the adopted '{reference}' is '{name}', which means no one record in this unit",
    "写上本单位对应的：替换: {{{name}: 名称或编号}}，或者先添加这条记录",
    "say which of this unit is meant: 替换: {{{name}: name or id}}, or add the record",
    source="S3-32",
    example="{编号: jd1-lc, 单位: 街道一, 沿用: ck-lc}（ck-lc 的主体“办公室”，街道一没有）",
    many=CauseTexts(
        "沿用的“{reference}”里的“{name}”，有 {number} 个单位找不到它，或者不止一个",
        "'{name}' of the adopted '{reference}' means no one record in {number} units",
        by=("reference", "name"),
    ),
)
ADOPTED_NAME_ELSEWHERE = Code(
    "adopted-name-elsewhere", W,
    "沿用的“{reference}”里，{where}是“{name}”，那是{owner}的，本单位没有对应的",
    "{where} of the adopted '{reference}' is '{name}' of {owner}: this unit has none such",
    "写上本单位对应的：替换: {{{name}: 名称或编号}}；"
    "说的就是{owner}的，写 替换: {{{name}: {name}}}",
    "say which of this unit is meant: 替换: {{{name}: name or id}}; if that one is meant: "
    "替换: {{{name}: {name}}}",
    source="S3-32",
    example="{编号: jd1-lc, 单位: 街道一, 沿用: ck-lc}（ck-lc 的主体“县委办”是县委的）",
    many=CauseTexts(
        "沿用的“{reference}”里的“{name}”是{owner}的，{number} 个单位没有对应的",
        "'{name}' of the adopted '{reference}' is of {owner}: {number} units have none such",
        by=("reference", "name"),
    ),
)
MISSPELT_REPLACEMENT = Code(
    "misspelt-replacement", W,
    "替换 里的“{name}”，沿用的记录没有提到{suggestion}",
    "the adopted record does not name '{name}', which 替换 replaces{suggestion}",
    "照参考记录里写的名称改正，或者删去这一项",
    "write the name as the reference has it, or delete it",
    source="S3-32",
    example="{编号: jd1-lc, 沿用: ck-lc, 替换: {党委回: 党工委}}",
)
UNKNOWN_LIMITED_STEP = Code(
    "unknown-limited-step", E,
    "各步时限 里的“{name}”不是这个流程的步骤{suggestion}",
    "'{name}' under 各步时限 is no step of this procedure{suggestion}",
    "照步骤里写的话改正，或者写步骤的 标识",
    "write what the step says, or its 标识",
    source="S3-32",
    example="{编号: jd1-lc, 沿用: ck-lc, 各步时限: {受里: 3个工作日}}",
)
AMBIGUOUS_LIMITED_STEP = Code(
    "ambiguous-limited-step", E,
    "各步时限 里的“{name}”，这个流程里不止一步",
    "several steps of this procedure are called '{name}', which 各步时限 names",
    "在参考流程里给步骤写上 标识，这里写 标识",
    "give the steps a 标识 in the reference, and write it here",
    source="S3-32",
    example="{编号: jd1-lc, 沿用: ck-lc, 各步时限: {审核: 3个工作日}}（有两步都写 审核）",
)
EXAMPLE_LEFT = Code(
    "example-left", INFO,
    "例子{names}还没有改，它提到的例子已经改掉或者删去了，这次先不看它",
    "the examples {names} name others that are gone by now, and are left out",
    "照着改成自己的；用不着的整条删去，整个文件都是例子的，可以整个删去",
    "change them to records of your own, or delete them",
    example="{编号: zr-01, 名称: 示例责任, 事项: [示例重大事项的决定], 状态: 草稿}",
)
AMBIGUOUS_REFERENCE = Code(
    "ambiguous-reference", E,
    "{field}“{value}”指的不止一个：{candidates}",
    "{field} '{value}' may be any of: {candidates}",
    "改写编号，例如 {first}",
    "write the id, for example {first}",
    example="主体: 办公室（两个机构都叫办公室）",
    many=CauseTexts(
        "“{value}”指的不止一个：{candidates}；有 {number} 处写着它",
        "'{value}' may be any of: {candidates}; {number} places name it",
        by=("value", "candidates"),
    ),
)
UNKNOWN_ARTICLE = Code(
    "unknown-article", E,
    "《{rule}》没有第{article}条",
    "'{rule}' has no article {article}",
    "核对条号；这部制度的条文从第{first}条到第{last}条",
    "check the number; the articles run from {first} to {last}",
    source="S0-02",
    example="依据: 《党委议事规则》第九十九条",
)
ARTICLE_CUT = Code(
    "article-cut", E,
    "“{value}”的条号没有写全",
    "'{value}' names an article without its whole number",
    "写到条，例如 《议事规则》第四条第二款；整部制度都是依据的，写到》为止",
    "write the article, such as 第四条第二款, or the rule alone",
    source="S0-02",
    example="依据: [《党委议事规则》第十二]",
)
DUPLICATE_ARTICLE = Code(
    "duplicate-article", E,
    "第{article}条写了两次",
    "article {article} stands twice",
    "改正条号，使每条只有一个号",
    "give each article one number",
    source="S0-02",
    example="第四条 ……\n\n第四条 ……",
)
GLUED_ARTICLE = Code(
    "glued-article", W,
    "“{words}”后面没有空格，没有当作一条",
    "'{words}' is not read as an article: no blank follows it",
    "是条文的，在条号后面空一格",
    "write a blank after the number of an article",
    source="S0-02",
    example="第四条党委会集体决定重大事项。",
)
DUPLICATE_ID = Code(
    "duplicate-id", E,
    "编号“{id}”已经用过，见 {other}第 {line} 行",
    "the id '{id}' is used already, see {other}, line {line}",
    "换一个没有用过的编号；多余的副本，删去这个文件。编号全站不能重复，不分大小写",
    "choose another id, or delete the file if it is a copy; case makes no difference to ids",
    example="两条记录都写 编号: dw-01",
    many=CauseTexts(
        "这里有 {number} 个编号已经用过，见 {original}：{names}",
        "{number} ids here are used already in {original}: {names}",
        "这个文件是 {original} 的副本的，删去；不是的，换没有用过的编号",
        "delete this file if it is a copy, or choose other ids",
        by=("copy", "original"),
    ),
)
DUPLICATE_NAME = Code(
    "duplicate-name", E,
    "简称“{name}”在这个单位里已经用过，见 {other}",
    "the short name '{name}' is used already in this unit, see {other}",
    "换一个简称，或者去掉它",
    "choose another short name",
    example="两个岗位都写 简称: 书记",
)
ADDRESS_COLLISION = Code(
    "address-collision", E,
    "网址 {address} 和{other}相同",
    "the address {address} collides with {other}",
    "换一个编号（步骤则换一个标识）",
    "choose another id (of a step: another 标识)",
    example="bodies 里写 编号: index",
)
UNKNOWN_COUNT = Code(
    "unknown-count", E,
    "没有“数量.{name}”这个数",
    "there is no count '{name}'",
    "可以写的有：{known}",
    "known counts: {known}",
    source="X-05",
    example="本站公布 {{ 数量.权利事项 }} 项",
)
UNKNOWN_CODE = Code(
    "unknown-code", E,
    "没有“{value}”这个问题代码{suggestion}",
    "there is no problem code '{value}'{suggestion}",
    "问题代码见 docs/problems.md",
    "the codes are listed in the docs",
    example="严重程度: {power-without-duties: 提示}",
)
NO_CONTENT = Code(
    "no-content", E,
    "找不到内容文件夹 {folder}",
    "there is no content folder {folder}",
    "在网站的文件夹里运行，或者检查 --content 后面写的文件夹；还没有网站的，运行 init 新文件夹",
    "run the command in the folder of the site, or check what is given to --content; a new site is "
    "made by init FOLDER",
    example="python build.py --content 没有这个文件夹",
)
TEMPLATE = Code(
    "template", E,
    "网页模板有错：{why}",
    "the page template fails: {why}",
    "改正模板这一行；没有动过模板的，请把这一行发给开发者",
    "mend this line of the template",
    example="{{ 没有这个变量 }}",
)
MISSING_GLYPH = Code(
    "missing-glyph", E,
    "图和书的字体里没有“{glyph}”（{point}）这个字",
    "the font of charts and booklets has no glyph for '{glyph}' ({point})",
    "换一个常用字，或者删去这个符号",
    "use another character",
    example="步骤: 民主推荐\U000f0000",
)
INVISIBLE_SIGN = Code(
    "invisible-sign", E,
    "“{before}”后面有看不见的字符（{point}）",
    "an invisible character ({point}) after '{before}'",
    "删去这几个字重新输入，不要从网页或别的文件复制",
    "type these words again instead of pasting them",
    source="S1-37",
    example="步骤: 民主\u200b推荐",
)
CHART_FAILED = Code(
    "chart-failed", E,
    "流程图“{name}”画不出来：{why}",
    "the chart '{name}' cannot be drawn: {why}",
    "核对这个流程的步骤；写了 绘图: dot 的，去掉这一行",
    "check the steps of this procedure; drop 绘图: dot if it is there",
    example="（排版引擎报错）",
)
BROKEN_LINK = Code(
    "broken-link", E,
    "找不到正文里的链接“{value}”",
    "the link '{value}' in the text leads nowhere",
    "写成“编号.md”、files 里的文件或以 https:// 开头的网址，例如 [议事规则](gz-01.md)",
    "link to an id such as gz-01.md, a file such as files/a.docx, or an https:// address",
    example="[见这里](没有这个.md)",
)
MISSING_FILE = Code(
    "missing-file", E,
    "files 文件夹里没有“{value}”{suggestion}",
    "there is no file '{value}' below files{suggestion}",
    "把文件放进 content 里的 files 文件夹；名字照文件写，"
    "正文里的链接写成 [申请表](files/申请表.docx)",
    "put the file into the folder files of the content and write its name as it is",
    example="[申请表](申请表.docx)（files 里没有这个文件）",
)
LINK_OUTSIDE = Code(
    "link-outside", E,
    "正文里的链接“{value}”指向 content 文件夹之外",
    "the link '{value}' leaves the content folder",
    "附件放进 content 里的 files 文件夹，写成 [附件](files/附件.docx)；"
    "记录用编号链接，例如 [议事规则](gz-01.md)",
    "put the file into content/files, or bring the text into content and link to its id",
    example="[附件](../../桌面/附件.docx)",
)
PICTURE = Code(
    "picture", E,
    "正文里还不能放图片“{value}”",
    "pictures are not taken in texts: '{value}'",
    "流程图由流程的步骤画出；其他内容请写成文字或表格",
    "charts are drawn from steps; write other matter as text or a table",
    example="![流程图](流程图.png)",
)
PRINT_FAILED = Code(
    "print-failed", E,
    "{output} 印不出来：{why}",
    "{output} could not be set: {why}",
    "检查 layouts/print 里的版式文件；没有改过的，请把这条信息告诉开发者",
    "look at the templates in layouts/print; if they are as delivered, report this message",
    example="（layouts/print 里的版式写错了）",
)
LEAK = Code(
    "leak", E,
    "不公开的内容“{text}”出现在 {output}；它写在 {origin}",
    "withheld text '{text}' appears in {output}; it stands in {origin}",
    "查看 {output} 用到的模板、assets 里的文件和别的记录，去掉这段文字；"
    "它要是可以公开，就在公开的记录里写明；这次没有生成网站",
    "find how the text got there: a template, an asset, another record; nothing was published",
    source="X-03",
    example="（发布前最后一次搜索全部文件时发现）",
)
UNSEARCHABLE = Code(
    "unsearchable", E,
    "不能确认 {output} 里没有不公开的内容：{why}",
    "cannot tell whether {output} says what is withheld: {why}",
    "把这个文件移出 assets 文件夹，放到单位网站别处，在正文里写它的网址；"
    "或者改用文本、图片、PDF、Word（docx）、Excel（xlsx）或 ZIP，不要密码；"
    "看过了、里面没有的，在 site.yml 的 放行文件 里写上它；这次没有生成网站",
    "take the file out of the assets, put it elsewhere and link to it; "
    "or use text, pictures, PDF, docx, xlsx or ZIP without a password; "
    "or look into it and list it in 放行文件 of site.yml; nothing was published",
    source="X-03",
    example="assets/办法.doc（另有内容不公开的时候才查）",
)
FOREIGN_FILES = Code(
    "foreign-files", E,
    "网站文件夹里有不是程序生成的东西：{names}",
    "the folder of the site has something in it that no build wrote: {names}",
    "要保留的，在 site.yml 里写 保留文件: [{listed}]；不要的，自己移走。网站没有改动",
    "list in site.yml what is to stay: 保留文件: [{listed}]; take the rest away yourself",
    example="site/CNAME（site.yml 没有写 保留文件: [CNAME]）",
)
FOREIGN_FOLDER = Code(
    "foreign-folder", E,
    "这个文件夹不是程序生成的网站，里面有别的东西：{names}",
    "this folder is no site that a build wrote, and has something in it: {names}",
    "换一个 --site；确实要放在这里的，先自己把里面的东西移走。这个文件夹没有改动",
    "choose another --site, or take away yourself what is in this one",
    example="--site /var/www/html（里面是别的网站）",
)
KEPT_NAME_TAKEN = Code(
    "kept-name-taken", E,
    "保留文件“{value}”和网站自己的文件同名",
    "the site itself has a file or folder called '{value}'",
    "从 保留文件: 里去掉它；网站自己的文件每次都会重新生成",
    "take it out of 保留文件: the site's own files are made anew each time",
    example="保留文件: [index.html]",
)
NO_HISTORY = Code(
    "no-history", INFO,
    "没有变更记录：{why}",
    "there is no history of changes: {why}",
    "运行 python build.py save 存一版，以后的改动就有记录；不想要变更记录的，删去 变更记录从:",
    "python build.py save keeps a version, and later changes are told; where none is wanted, "
    "delete 变更记录从",
    example="变更记录从: 2026-12-01（内容不在 git 里）",
)
ACTIVE_ASSET = Code(
    "active-asset", E,
    "这个文件不能原样放上网站：{what}",
    "this file cannot be published as it is: {what}",
    "删去这一处（脚本、事件、别处的内容），或者换成图片、PDF；确实要用、也信得过的，"
    "在 site.yml 里写 放行文件: [{name}]；这次没有生成网站",
    "remove this (script, event handlers, what is loaded from elsewhere) or use a picture; if you "
    "need it and trust it, list it in site.yml: 放行文件: [{name}]; nothing was published",
    example="assets/ditu.html（里面有 <script>）",
)
UNKNOWN_THEME = Code(
    "unknown-theme", E,
    "没有叫“{value}”的外观{suggestion}",
    "there is no theme '{value}'{suggestion}",
    "可以写：{known}；删去这一行就是朴素的",
    "known: {known}; drop the line for the plain look",
    example="外观: 红色",
)

READING_CODES = tuple(value for value in list(globals().values()) if isinstance(value, Code))

# -- sheets on walls: known once it is clear which sheet is in force on the day ---------------

POSTING_UNREGISTERED = Code(
    "posting-unregistered", E,
    "“{chart}”没有登记过标记 {mark} 的版本{suggestion}",
    "no edition of '{chart}' with the mark {mark} is registered{suggestion}",
    "{mend}",
    "{mend}",
    source="S4-19",
    example="{编号: zt-01, 流程: 重大事项流程图, 标记: K7QF-3M2P, 地点: 大厅, 从: 2026-05-07}",
)
SHEET_UNREGISTERED = Code(
    "sheet-unregistered", INFO,
    "{count} 张上墙的图还没有登记，请不要张贴：{charts}",
    "{count} sheets for walls are not registered and must not be posted: {charts}",
    "登记并且印：python build.py print --register",
    "register and print them: python build.py print --register",
    source="S4-19",
    example="上墙: 是（ledger 里没有图上现在的标记）",
)
POSTER_OUTDATED = Code(
    "poster-outdated", W,
    "{place}的“{chart}”已被取代：墙上是 {mark}，现行是 {current}",
    "the sheet of '{chart}' at {place} is replaced: {mark} hangs, {current} is in force",
    "运行 python build.py replace {procedure}：新图登记、印好，这一条补上 撤下日期，新的张贴写好；"
    "照它说的去换",
    "run python build.py replace {procedure}: it registers and prints the new sheet, ends this "
    "posting and writes the new one; then put it up",
    source="S4-19, C4",
    example="标记: K7QF-3M2P（登记以后，流程的时限改过）",
)
POSTER_TO_TAKE_DOWN = Code(
    "poster-to-take-down", W,
    "{place}的“{chart}”应当撤下：{why}",
    "the sheet of '{chart}' at {place} must come down: {why}",
    "撤下，运行 python build.py replace {procedure}，这一条就补上 撤下日期",
    "take it down and run python build.py replace {procedure}: the posting gets its 撤下日期",
    source="S4-31, C4",
    example="（流程已撤回，或者不再写 上墙: 是，墙上的图还没有撤下）",
)
POSTER_MISSING = Code(
    "poster-missing", INFO,
    "{charts}写了 上墙: 是，没有写张贴在哪里",
    "{charts}: marked 上墙, but hanging nowhere",
    "贴上以后，运行 python build.py post {procedure} --place 地点；不上墙的，去掉 上墙: 是",
    "when it hangs, run python build.py post {procedure} --place PLACE; or drop 上墙",
    source="S4-19, S4-20",
    example="上墙: 是（没有这个流程的张贴）",
)
TOO_MANY_POSTERS = Code(
    "too-many-posters", W,
    "{unit}张贴着 {count} 张流程图，超过 {most} 张",
    "{unit} has {count} sheets on its walls, more than {most}",
    "撤下次要的，只留最要紧的几张；确实需要的，改 参数 的 上墙张数上限",
    "take down what matters less, or change 上墙张数上限",
    source="S4-31",
    example="参数: {上墙张数上限: 4}（五条张贴都没有 撤下日期）",
)

SHEET_CUT = Code(
    "sheet-cut", INFO,
    "“{name}”印在一张 A3 上，最小的字（小字、分支上的字）只有 {single} 毫米高；"
    "已分成 {count} 张连图，最小的字高 {type} 毫米",
    "'{name}' on one A3 would have its smallest text {single} mm high; it is cut into {count} "
    "connected sheets with {type} mm",
    "{mend}",
    "{mend}",
    source="S4-08",
    example="（上墙的流程有二十多步、八个主体）",
)
SHEET_SMALL = Code(
    "sheet-small", W,
    "“{name}”的 A3 挂图最小的字（小字、分支上的字）只有 {type} 毫米高，不到 3 毫米，站远了看不清",
    "the smallest text on the A3 sheet of '{name}' is {type} mm high, less than 3 mm",
    "{mend}",
    "{mend}",
    source="S4-08",
    example="（上墙的流程有上百步，或者一步有几百个字）",
)

WALL_CODES = (
    POSTING_UNREGISTERED,
    SHEET_UNREGISTERED,
    POSTER_OUTDATED,
    POSTER_TO_TAKE_DOWN,
    POSTER_MISSING,
    TOO_MANY_POSTERS,
    SHEET_CUT,
    SHEET_SMALL,
)
