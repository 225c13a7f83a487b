"""Where a template failed, and why."""

from __future__ import annotations

import traceback
from collections import Counter
from pathlib import Path

import jinja2

from shaiquan.files.layouts import Templates
from shaiquan.problems import Bilingual

#: what wraps the functions that templates call: a wrong value is noticed there
_FUNCTIONS = Path(__file__).with_name("templates.py")
_PACKAGE = _FUNCTIONS.parent.parent


def find_failed_line(fault: Exception, templates: Templates) -> tuple[Path, int] | None:
    """The template and line that failed; None where no template is to blame."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return Path(fault.filename or templates.path_of("")), fault.lineno
    if isinstance(fault, RecursionError):
        return _find_repeated_line(fault, templates)
    if isinstance(fault, jinja2.TemplatesNotFound | jinja2.TemplateNotFound):
        return _find_last_line(fault, templates) or (templates.path_of(str(fault.name or "")), 1)
    # a name that nobody knows, or a wrong value, wherever that was noticed
    return _find_last_line(fault, templates, isinstance(fault, jinja2.TemplateRuntimeError))


def explain_fault(fault: Exception) -> str:
    """Why a template failed."""
    if isinstance(fault, RecursionError):
        return _ENDLESS
    return getattr(fault, "message", "") or str(fault)


_ENDLESS = Bilingual(
    "这一行又用到它自己所在的模板或者宏，没有尽头",
    "this line uses the template or macro in which it stands, without end",
)
#: a line that stands so often in a traceback uses itself
_ENDLESSLY = 20


def _find_repeated_line(fault: Exception, templates: Templates) -> tuple[Path, int] | None:
    """The first line of a template that uses itself without end."""
    frames = traceback.walk_tb(fault.__traceback__)
    lines = ((Path(frame.f_code.co_filename), number) for frame, number in frames)
    counts = Counter(line for line in lines if templates.find_source(line[0]) is not None)
    return next((line for line, number in counts.items() if number > _ENDLESSLY), None)


def _find_last_line(
    fault: Exception, templates: Templates, of_template: bool = False
) -> tuple[Path, int] | None:
    """The last frame of the traceback that is a line of a template; none if our own code comes
    after it, unless it is known that the fault is ``of_template``."""
    line = None
    trace = fault.__traceback__
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if templates.find_source(path) is not None:
            line = (path, trace.tb_lineno)
        elif not of_template and path != _FUNCTIONS and path.is_relative_to(_PACKAGE):
            line = None
        trace = trace.tb_next
    return line
