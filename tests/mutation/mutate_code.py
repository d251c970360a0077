#!/usr/bin/env python3
"""Changes one place of the C sources after the other, and tells whether a test notices.

usage: mutate_code.py [--room 'ROOM...'] [--count N] [--seed N] [--tests room|near|all]

Tries so many changes of each room. Works in a copy below build/mutate/. Of each change the tests of the room run first, then the sessions of
tests/golden one by one, then all others, the quickest first, up to the first that fails; the copy is compiled and linked only as far as the
next tests need it. The same seed tries the same changes. What equivalent.txt beside this script lists is passed over: nothing that anybody
can see depends on it. How long each test usually takes is measured once for each state of the sources.
"""

import argparse
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = ROOT / "build" / "mutate" / "tree"
EQUIVALENT = pathlib.Path(__file__).with_name("equivalent.txt")
USUAL = ROOT / "build" / "mutate" / "usual.json"
LONGEST = 600  # seconds of a test, whatever else the machine does
SLOW = 5  # seconds of the processor; a test that takes longer runs after all others
SLOWER, SLACK = 8, 5  # a change may make a loop endless: a process gets so many times its test's usual seconds, and so many more
FLAGS = "-O1"  # without -g: linking is most of the work
MOST_MEMORY = 8 << 30  # or take all memory

# ---- the places --------------------------------------------------------------------------------------------------


def without_texts(source):
    """The source with comments, texts, characters and directives as blanks, so that each place keeps its offset."""
    token = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:\\\n|[^\n])*'
    return re.sub(token, lambda m: re.sub(r"[^\n]", " ", m.group()), source, flags=re.S | re.M)


def is_balanced(text):
    depth = 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        if depth < 0:
            return False
    return depth == 0


TURNED = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
STATEMENT = re.compile(r"(?<=[;{})]\n)([ \t]+)((?:\(void\))?[a-z_]\w*(?:(?:->|\.)\w+|\[[^][]*\])*(?:\(| [-+*|&]?= |\+\+|--)[^;{}]*;)(?= *\n)")
REPORT = re.compile(r"^(diag_|feel_warn|complain|report)")
CHECK = re.compile(r"\bif (\((?:[^;{}])*?\))(?=\s*(?:\{|\n))")
CALL = re.compile(r"\b[a-z_]\w*\((?P<first>[\w.>&*\-\[\]]+), (?P<second>[\w.>&*\-\[\]]+)(?=[,)])")


def places(path):
    """All changes of a file: kind, start, end, replacement."""
    source = path.read_text()
    code = without_texts(source)
    for m in re.finditer(r" (<=|>=|==|!=|<|>) ", code):
        for other in TURNED[m.group(1)]:
            yield "comparison", m.start(1), m.end(1), other
    for m in re.finditer(r"(?<=[ )])(&&|\|\|)(?=[ \n])", code):
        yield "connective", m.start(), m.end(), "||" if m.group() == "&&" else "&&"
    for m in STATEMENT.finditer(code):
        text = m.group(2)
        if is_balanced(text) and not text.startswith(("return", "goto", "if", "for", "while", "switch")):
            yield "report" if REPORT.match(text) else "statement", m.start(2), m.end(2), "(void)0;"
    for m in CHECK.finditer(code):
        if is_balanced(m.group(1)):
            yield "check", m.start(1), m.end(1), "(0 && %s)" % source[m.start(1) : m.end(1)]
    for m in re.finditer(r"(?<=\()!(?=\w)", code):
        yield "negation", m.start(), m.end(), ""
    for m in re.finditer(r"\breturn (true|false);", code):
        yield "answer", m.start(1), m.end(1), "false" if m.group(1) == "true" else "true"
    for m in re.finditer(r"(?<![\w.\[])(\d{1,6})(?![\w.\]])", code):
        for change in (1, -1):
            if int(m.group()) + change >= 0:
                yield "constant", m.start(), m.end(), str(int(m.group()) + change)
    for m in CALL.finditer(code):
        if m.group("first") != m.group("second"):
            yield "arguments", m.start("first"), m.end("second"), f'{m.group("second")}, {m.group("first")}'


class Mutant:
    def __init__(self, file, kind, start, end, to):
        source = (ROOT / file).read_text()
        self.file, self.kind = file, kind
        self.text = source[:start] + to + source[end:]
        self.line = source.count("\n", 0, start) + 1
        last = source.count("\n", 0, end) + 1
        self.before = " ".join(" ".join(source.split("\n")[self.line - 1 : last]).split())
        self.after = " ".join(" ".join(self.text.split("\n")[self.line - 1 : self.line + to.count("\n")]).split())

    def __str__(self):
        return f"{self.file}:{self.line}: {self.kind}\n    - {self.before}\n    + {self.after}"


def sample(room, count, seed):
    """Changes of a room, or of all. Every kind is as likely as every other, whatever the number of its places."""
    sides = [ROOT / side / room for side in ("engine", "cli")]
    files = sorted(f for side in sides for f in (side.rglob("*.c") if side.is_dir() else []))
    if not files:
        sys.exit(f"mutate-code: there is no room '{room}' in engine/ or cli/")
    kinds = {}
    for file in files:
        for kind, start, end, to in places(file):
            kinds.setdefault(kind, []).append((str(file.relative_to(ROOT)), kind, start, end, to))
    chance = random.Random(seed)
    for found in kinds.values():
        chance.shuffle(found)
    while count > 0 and kinds:
        kind = chance.choice(sorted(kinds))
        yield Mutant(*kinds[kind].pop())
        if not kinds[kind]:
            del kinds[kind]
        count -= 1


def equivalents():
    """A paragraph each: the file, "- " and the line, "+ " and the changed line, "why: " and the reason."""
    known = set()
    for paragraph in EQUIVALENT.read_text().split("\n\n"):
        lines = [line for line in paragraph.strip().split("\n") if not line.startswith("#")]
        if lines == [] or lines == [""]:
            continue
        if len(lines) < 4 or lines[1][:2] != "- " or lines[2][:2] != "+ " or lines[3][:5] != "why: ":
            sys.exit(f"mutate-code: {EQUIVALENT.name}: not understood:\n{paragraph}")
        known.add((lines[0], lines[1][2:], lines[2][2:]))
    return known


# ---- the copy ----------------------------------------------------------------------------------------------------


def copy_tree():
    """Copies what git knows; what has not changed keeps its time, so that little is built again. True if nothing has."""
    same = True
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    names = [n for n in listed.stdout.decode().split("\0") if n and (ROOT / n).exists()]
    for name in names:
        source, target = ROOT / name, COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.unlink(missing_ok=True)
            target.symlink_to(os.readlink(source))
        elif not target.exists() or source.read_bytes() != target.read_bytes():
            shutil.copy(source, target)
            same = False
    wanted = set(names)
    for file in list(COPY.rglob("*.[ch]")) + list(COPY.glob("tests/*/test_*.sh")):
        name = str(file.relative_to(COPY))
        if not name.startswith("build/") and name not in wanted:
            file.unlink()
            same = False
    return same


def limit(seconds):
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def build(targets):
    """True if the copy compiles. What the outer make was told, such as ROOM, is not for this one."""
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ROOM")}
    environment.setdefault("CFLAGS", FLAGS)
    return subprocess.run(["make", "-j2", *targets], cwd=COPY, env=environment, capture_output=True).returncode == 0


GOLDEN = "build/tests/golden/test_golden"


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fault(test, seconds):
    """What is wrong with a test, which is a program, a script or a session: "", "failed" or "slow". None of its processes gets more seconds."""
    words = [GOLDEN, test] if test.startswith("tests/golden/") else ["sh", test] if test.endswith(".sh") else [test]
    environment = dict(os.environ, ADVISE_BUILD=str(COPY / "build"), TEST_SEED="1", LC_ALL="C", TZ="UTC", CMOCKA_MESSAGE_OUTPUT="TAP")
    command = ["timeout", "-k", "5", str(LONGEST), *words]
    done = subprocess.run(command, cwd=COPY, env=environment, preexec_fn=lambda: limit(seconds), stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode in (124, 137, 128 + signal.SIGXCPU, -signal.SIGXCPU):
        return "slow"
    return "failed" if done.returncode != 0 or b"not ok " in done.stdout else ""


class Tests:
    """All tests that pass as things are, each with its usual seconds of the processor."""

    def __init__(self, known):
        self.seconds = known

    def measure(self, tests):
        for test in tests:
            start = processor_seconds()
            why = test not in self.seconds and fault(test, LONGEST)
            if not why:
                self.seconds.setdefault(test, processor_seconds() - start)
            else:
                print(f"passed over, since it {'is ' * (why == 'slow')}{why} as things are: {test}", flush=True)

    def notice(self, test):
        why = fault(test, int(SLOWER * self.seconds[test] + SLACK))
        return why and test.removeprefix("build/") + (" (timed out)" if why == "slow" else "")

    def stages(self, room, reach):
        """What is built and run one after the other: the room's own, the sessions, all others."""
        quickest = sorted(self.seconds, key=self.seconds.get)
        quick = [t for t in quickest if self.seconds[t] < SLOW]
        own = [t for t in quick if f"tests/{room}/" in t]
        golden = [t for t in quick if t.startswith("tests/golden/")]
        rest = [t for t in quickest if t not in own and t not in golden]
        # Scripts and sessions need the program; to link all other test programs is put off until these have passed.
        own_targets = [t for t in own if t.startswith("build/")] + (["all"] if any(t.endswith(".sh") for t in own) else [])
        every = [(own_targets or ["all"], own), (["all", GOLDEN], golden), (["all", "tests"], rest)]
        return every[: {"room": 1, "near": 2, "all": 3}[reach]]


def tests_within(rooms, reach):
    """The names of all tests that the run may need."""
    programs = [f"build/{f.relative_to(COPY).with_suffix('')}" for f in sorted(COPY.glob("tests/*/test_*.c"))]
    scripts = [str(f.relative_to(COPY)) for f in sorted(COPY.glob("tests/*/test_*.sh"))]
    sessions = [str(f.relative_to(COPY)) for f in sorted(COPY.glob("tests/golden/**/*.txt"))]
    every = [t for t in programs + scripts if "/install/" not in t and "/torture/" not in t and t != GOLDEN]
    own = [t for t in every if any(f"tests/{room}/" in t for room in rooms if room)]
    return {"room": own, "near": own + sessions, "all": every + sessions}[reach]


def noticed_by(tests, stages):
    """The test that fails first; "" if none does, None if it does not compile."""
    for targets, names in stages:
        if not build(targets):
            return None
        for name in names:
            by = tests.notice(name)
            if by:
                return by
    return ""


# ---- the run -----------------------------------------------------------------------------------------------------

HOW = ("noticed", "survived", "does not compile", "equivalent")


def try_one(m, tests, stages, known):
    """How the change ended, and the test that noticed it."""
    if (m.file, m.before, m.after) in known:
        return "equivalent", ""
    (COPY / m.file).write_text(m.text)
    by = noticed_by(tests, stages)
    shutil.copy(ROOT / m.file, COPY / m.file)
    return ("does not compile" if by is None else "noticed" if by else "survived"), by


def summary(room, seed, counts):
    told = counts["noticed"] + counts["survived"]
    return (
        f"{sum(counts.values())} changes in {room or 'all rooms'}, seed {seed}: {counts['noticed']} noticed, {counts['survived']} survived, "
        f"{counts['equivalent']} held to be equivalent, {counts['does not compile']} do not compile"
        + (f"; noticed {100 * counts['noticed'] // told} %" if told else "")
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--room", default="")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", choices=("room", "near", "all"), default="all")
    o = parser.parse_args()
    rooms = o.room.split() or [""]
    samples = {room: list(sample(room, o.count, o.seed)) for room in rooms}
    known = equivalents()
    same = copy_tree() and USUAL.exists()
    if not build(["all", "tests"]):
        sys.exit("mutate-code: the sources do not compile as they are")
    tests = Tests(json.loads(USUAL.read_text()) if same else {})
    tests.measure(tests_within(rooms, o.tests))
    USUAL.write_text(json.dumps(tests.seconds))
    lines = []
    for room, mutants in samples.items():
        counts = dict.fromkeys(HOW, 0)
        for m in mutants:
            how, by = try_one(m, tests, tests.stages(room, o.tests), known)
            counts[how] += 1
            print(f"{how}{': ' + by if by else ''}: {m}", flush=True)
        lines.append(summary(room, o.seed, counts))
    print("\n".join(lines))


main()
