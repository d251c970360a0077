#!/usr/bin/env python3
"""Changes one place of the C sources after the other, and tells whether a test notices.

usage: mutate_code.py [--room 'ROOM...'] [--count N] [--seed N] [--tests room|near|all] [--at 'FILE:LINE...']

Tries so many changes of each room. Works in a copy below build/mutate/, which is built once: of a function that is changed it has the original and,
beside it, each changed one (weave.py), and a variable of the environment says which one runs. A test first runs once as things are, and that tells
which changes it reaches. Of each change the tests of the room that reach it run first, then the sessions of tests/golden, then all
others, the quickest first, up to the first that fails. What stands outside functions, or does not compile beside the others, is tried alone. The
same seed tries the same changes; --at tries only those of them that stand there. What equivalent.txt beside this script lists is passed over:
nothing that anybody can see depends on it.
"""

import argparse
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

import weave

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = ROOT / "build" / "mutate" / "tree"
EQUIVALENT = pathlib.Path(__file__).with_name("equivalent.txt")
REACHED = ROOT / "build" / "mutate" / "reached"
LONGEST = 600  # seconds of a test as things are, whatever else the machine does
SLOW = 5  # seconds of the processor; a test that takes longer runs after all others
SLOWER, SLACK = 8, 5  # a change may make a loop endless: a process gets so many times its test's usual seconds, and so many more
LATER, PATIENCE = 20, 60  # a change may make threads wait for each other: so many times the usual seconds of the clock, and so many more
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
        self.number = 0  # by which it is chosen; 0: it stands alone
        self.text = source[:start] + to + source[end:]
        self.line = source.count("\n", 0, start) + 1
        self.start, self.end, self.to = start, end, to
        self.within = weave.function_at(source, start)
        last = source.count("\n", 0, end) + 1
        self.before = " ".join(" ".join(source.split("\n")[self.line - 1 : last]).split())
        self.after = " ".join(" ".join(self.text.split("\n")[self.line - 1 : self.line + to.count("\n")]).split())

    def key(self):
        """As in equivalent.txt, but for the reason. Equal lines of one function are told apart by what is changed in them."""
        return self.file, self.within, self.before, self.after

    def __str__(self):
        return f"{self.file}:{self.line}: {self.kind} in {self.within or 'no function'}\n    - {self.before}\n    + {self.after}"


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
    """A paragraph each: the file and the function, "- " and the line, "+ " and the changed line, "why: " and the reason."""
    known = set()
    for paragraph in EQUIVALENT.read_text().split("\n\n"):
        lines = [line for line in paragraph.strip().split("\n") if not line.startswith("#")]
        if lines == [] or lines == [""]:
            continue
        if len(lines) < 4 or lines[1][:2] != "- " or lines[2][:2] != "+ " or lines[3][:5] != "why: ":
            sys.exit(f"mutate-code: {EQUIVALENT.name}: not understood:\n{paragraph}")
        file, _, within = lines[0].partition(" ")
        known.add((file, within, lines[1][2:], lines[2][2:]))
    return known


# ---- the copy ----------------------------------------------------------------------------------------------------


def copy_tree():
    """Copies what git knows; what has not changed keeps its time, so that little is built again."""
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
    wanted = set(names)
    for file in list(COPY.rglob("*.[ch]")) + list(COPY.glob("tests/*/test_*.sh")):
        name = str(file.relative_to(COPY))
        if not name.startswith("build/") and name not in wanted:
            file.unlink()


def object_of(file):
    return f"build/obj/{pathlib.Path(file).with_suffix('.o')}"


def weave_in(mutants):
    """Writes each file with all its changes beside the originals. Returns those that could be; the others are tried alone."""
    weave.add_switch(COPY)
    own = {file: [m for m in mutants if m.file == file] for file in sorted({m.file for m in mutants})}
    kept = {file: weave.woven(ROOT, COPY, file, changes) for file, changes in own.items()}
    if not build([object_of(file) for file in kept]):
        for file, changes in kept.items():
            if not build([object_of(file)]):
                kept[file] = [m for m in changes if weave.woven(ROOT, COPY, file, [m]) and build([object_of(file)])]
                weave.woven(ROOT, COPY, file, kept[file])
    return [m for changes in kept.values() for m in changes]


def limit(seconds):
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def build(targets):
    """True if the copy compiles. What the outer make was told, such as ROOM, is not for this one."""
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ROOM")}
    environment.setdefault("CFLAGS", FLAGS)
    return subprocess.run(["make", "-k", "-j2", *targets], cwd=COPY, env=environment, capture_output=True).returncode == 0


GOLDEN = "build/tests/golden/test_golden"
PROGRAM = ["build/advise"]  # not its pages, helpers and shared library: what the sessions see of these is seen again by the tests after them


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fault(test, seconds, clock_seconds=LONGEST, **more):
    """What is wrong with a test, which is a program, a script or a session: "", "failed" or "slow". None of its processes gets more seconds of
    the processor, and all together not more of the clock."""
    words = [GOLDEN, test] if test.startswith("tests/golden/") else ["sh", test] if test.endswith(".sh") else [test]
    environment = dict(os.environ, ADVISE_BUILD=str(COPY / "build"), TEST_SEED="1", LC_ALL="C", TZ="UTC", CMOCKA_MESSAGE_OUTPUT="TAP", **more)
    command = ["timeout", "-k", "5", str(clock_seconds), *words]
    done = subprocess.run(command, cwd=COPY, env=environment, preexec_fn=lambda: limit(seconds), stdin=subprocess.DEVNULL, capture_output=True)
    if done.returncode in (124, 137, 128 + signal.SIGXCPU, -signal.SIGXCPU):
        return "slow"
    return "failed" if done.returncode != 0 or b"not ok " in done.stdout else ""


def folders_of(room):
    """Where the room's own tests are. Those of the command's rooms run the whole command."""
    return [f"tests/{name}/" for name in (room, "cli" if (ROOT / "cli" / room).is_dir() else "") if name and room]


class Tests:
    """All tests that pass as things are, each with its usual seconds of the processor and of the clock, and the changes that it reaches."""

    def __init__(self, near, others, reach):
        self.seconds, self.clock_seconds, self.reached = {}, {}, {}
        self.others = others  # run for the first time when a change survives those that are near
        self.measure(near, LONGEST if reach == "all" else PATIENCE)

    def measure(self, tests, longest):
        for test in tests:
            REACHED.write_text("")
            start, began = processor_seconds(), time.monotonic()
            why = fault(test, longest, longest, MUTANTS_REACHED=str(REACHED))
            if why:
                print(f"passed over, since it {'is ' * (why == 'slow')}{why} as things are: {test}", flush=True)
                continue
            self.seconds[test], self.clock_seconds[test] = processor_seconds() - start, time.monotonic() - began
            self.reached[test] = set(map(int, REACHED.read_text().split()))

    def notice(self, test, number):
        clock_seconds = min(LONGEST, int(LATER * self.clock_seconds[test] + PATIENCE))
        why = fault(test, int(SLOWER * self.seconds[test] + SLACK), clock_seconds, MUTANT=str(number))
        return why and test.removeprefix("build/") + (" (timed out)" if why == "slow" else "")

    def quickest(self, number):
        """The tests that reach a change, the quickest first. Of a change that stands alone (number 0) all tests run."""
        return [t for t in sorted(self.seconds, key=self.seconds.get) if number == 0 or number in self.reached[t]]

    def stages(self, room, reach, number):
        """What runs one after the other: the room's own tests, the sessions, all others."""
        quick = [t for t in self.quickest(number) if self.seconds[t] < SLOW]
        own = [t for t in quick if any(folder in t for folder in folders_of(room))]
        yield own
        golden = [t for t in quick if t.startswith("tests/golden/")]
        yield golden if reach != "room" else []
        if reach == "all":
            self.measure(self.others, LONGEST)
            self.others = []
            yield [t for t in self.quickest(number) if t not in own and t not in golden]


def tests_within(rooms, reach):
    """The names of the tests that are near, and of all others that the run may need."""
    programs = [f"build/{f.relative_to(COPY).with_suffix('')}" for f in sorted(COPY.glob("tests/*/test_*.c"))]
    scripts = [str(f.relative_to(COPY)) for f in sorted(COPY.glob("tests/*/test_*.sh"))]
    sessions = [str(f.relative_to(COPY)) for f in sorted(COPY.glob("tests/golden/**/*.txt"))] if reach != "room" else []
    every = [t for t in programs + scripts if "/install/" not in t and "/torture/" not in t and t != GOLDEN]
    own = [t for t in every if any(folder in t for room in rooms for folder in folders_of(room))]
    return own + sessions, [t for t in every if t not in own] if reach == "all" else []


def noticed_by(tests, stages, number):
    """The test that fails first; "" if none does."""
    for names in stages:
        for name in names:
            by = tests.notice(name, number)
            if by:
                return by
    return ""


# ---- the run -----------------------------------------------------------------------------------------------------

HOW = ("noticed", "survived", "does not compile", "equivalent")


def targets_of(tests):
    """What must be built for these; the helpers and the shared library only if scripts run, which may look at them."""
    programs = [t for t in tests if t.startswith("build/")]
    return [*programs, GOLDEN, "all" if any(t.endswith(".sh") for t in tests) else "build/advise"]


def try_alone(m, tests, room, reach):
    """Of a change that could not be woven in. None if it does not compile."""
    (COPY / m.file).write_text(m.text)
    by = None
    if build(targets_of([*tests.seconds, *tests.others])):
        by = noticed_by(tests, tests.stages(room, reach, 0), 0)
    shutil.copy(ROOT / m.file, COPY / m.file)
    return by


def try_one(m, room, tests, reach, known):
    """How the change ended, and the test that noticed it."""
    if m.key() in known:
        return "equivalent", ""
    by = noticed_by(tests, tests.stages(room, reach, m.number), m.number) if m.number > 0 else try_alone(m, tests, room, reach)
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
    parser.add_argument("--at", default="")
    o = parser.parse_args()
    rooms = o.room.split() or [""]
    samples = {room: list(sample(room, o.count, o.seed)) for room in rooms}
    if o.at:
        samples = {room: [m for m in mutants if f"{m.file}:{m.line}" in o.at.split()] for room, mutants in samples.items()}
    known = equivalents()
    copy_tree()
    judged = [m for mutants in samples.values() for m in mutants if m.key() not in known]
    for number, m in enumerate(judged, 1):
        m.weave = number
    for m in weave_in(judged):
        m.number = m.weave
    near, others = tests_within(rooms, o.tests)
    if not build(targets_of(near + others)):
        sys.exit("mutate-code: the sources do not compile as they are")
    tests = Tests(near, others, o.tests)
    lines = []
    # Mutants that could not be woven in come last, since the copy is built again for each of them.
    for room, mutants in samples.items():
        counts = dict.fromkeys(HOW, 0)
        for m in sorted(mutants, key=lambda m: m.number == 0):
            how, by = try_one(m, room, tests, o.tests, known)
            counts[how] += 1
            print(f"{how}{': ' + by if by else ''}: {m}", flush=True)
        lines.append(summary(room, o.seed, counts))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
