"""Puts changed functions beside the originals, so that sources are compiled once for all changes, and a variable of the environment says which
one runs."""

import re

# Sources have a function's name and parameters before a line with "{" alone.
FUNCTION = re.compile(r"^(?P<type>[a-z][\w \t*]*?[ *])(?P<name>\w+)\((?P<parameters>[^{};]*)\)\n(?P<body>\{\n.*?^\}\n)", flags=re.M | re.S)

SWITCH_H = """#ifndef MUTANT_SWITCH_H
#define MUTANT_SWITCH_H
int mutant_is(int number);
#endif
"""

# MUTANT names the change that runs; to the file MUTANTS_REACHED those are added that a program comes by.
SWITCH_C = """#include "base/mutant_switch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int chosen = -1;
static int reached = -1;
static unsigned char seen[65536];

int mutant_is(int number)
{
    if (chosen < 0) {
        const char *name = getenv("MUTANT");
        const char *path = getenv("MUTANTS_REACHED");
        reached = path != NULL ? open(path, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
        chosen = name != NULL ? atoi(name) : 0;
        if (reached >= 0)
            reached = fcntl(reached, F_DUPFD_CLOEXEC, 900);
    }
    if (reached >= 0 && !seen[number]) {
        char text[16];
        seen[number] = 1;
        int length = snprintf(text, sizeof text, "%d\\n", number);
        (void)!write(reached, text, (size_t)length);
    }
    return chosen == number;
}
"""


def function_at(source, offset):
    """The name of the function in which a byte stands; "" outside."""
    return next((m.group("name") for m in FUNCTION.finditer(source) if m.start("body") <= offset < m.end()), "")


def parameter_names(parameters):
    """The names in a list of parameters; None if they cannot be passed on."""
    names, depth, part = [], 0, ""
    if parameters.strip() == "void":
        return []
    for c in parameters + ",":
        depth += (c in "([") - (c in ")]")
        if c != "," or depth > 0:
            part += c
            continue
        pointer = re.search(r"\(\*(?:const )?(\w+)(?:\[\w*\])?\)", part)
        name = pointer or re.search(r"(\w+)(?:\[[^]]*\])*\s*$", part)
        if "..." in part or name is None:
            return None
        names.append(name.group(1))
        part = ""
    return names


def beside(function, source, mutants):
    """The changed functions, and the original that gives way to them; None if it cannot."""
    kind, name, parameters = (function.group(n) for n in ("type", "name", "parameters"))
    names = parameter_names(parameters)
    plain = re.sub(r"\b(static|inline)\b ?", "", kind)
    if names is None:
        return None
    out, ways = f"{kind}{name}({parameters});\n", ""
    for m in mutants:
        body = source[function.start("body") : m.start] + m.to + source[m.end : function.end()]
        out += f"static {plain}{name}_mutant_{m.weave}({parameters})\n{body}"
        call = f"{name}_mutant_{m.weave}({', '.join(names)});"
        ways += f"    if (mutant_is({m.weave})) " + (f"{{ {call} return; }}\n" if plain.strip() == "void" else f"return {call}\n")
    body = function.group("body")
    return out + f"{kind}{name}({parameters})\n{{\n{ways}{body[2:]}"


def add_switch(copy):
    for name, text in (("mutant_switch.h", SWITCH_H), ("mutant_switch.c", SWITCH_C)):
        path = copy / "engine" / "base" / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


def woven(root, copy, file, mutants):
    """Writes a file of the copy with these changes woven in. Returns those that are; each has its number in `weave`."""
    source = (root / file).read_text()
    out, last, kept = '#include "base/mutant_switch.h"\n', 0, []
    for function in FUNCTION.finditer(source):
        own = [m for m in mutants if function.start("body") <= m.start and m.end <= function.end()]
        text = beside(function, source, own) if own else None
        if text is not None:
            out += source[last : function.start()] + text
            last = function.end()
            kept += own
    text = out + source[last:]
    if not (copy / file).exists() or (copy / file).read_text() != text:
        (copy / file).write_text(text)
    return kept
