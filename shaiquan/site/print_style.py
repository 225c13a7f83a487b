"""The small style sheet that prints the site's name and the content's date on every sheet of paper.

It is a file of its own: pages that said the day would all be made anew on the next.
"""

from __future__ import annotations

import re

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.site.site_dates import AS_OF, say_as_of

ADDRESS = "/edition.css"
_STYLE = """@media print {{
  @page {{ @bottom-left {{ content: "{words}"; font-size: 8pt; color: #444; }} }}
}}
"""


def write_print_style(public: PublicCatalog) -> str:
    """The style sheet, with the day of which the content is."""
    words = f"{public.site.name}　{AS_OF}{say_as_of(public)}"
    return _STYLE.format(words=_escape(words))


def _escape(text: str) -> str:
    r"""A text within quotation marks of CSS.

    >>> print(_escape('甲"乙\\</style>'))
    甲\22 乙\5c \3c /style>
    """
    return re.sub(r'[\x00-\x1f\x7f"\\<]', lambda match: f"\\{ord(match[0]):x} ", text)
