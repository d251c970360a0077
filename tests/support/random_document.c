// Makes YAML documents at random. What stands behind a key is chosen from a table, with all that separates it from the key.
#include "random_document.h"

#include <stdbool.h>
#include <string.h>

typedef struct values {
    const char *key;
    const char *usual[10]; ///< right
    const char *odd[26];   ///< right in an unusual way, or wrong
} values;

static const values block_values[] = {
    {"n0",
     {" 0", " 1", " 2", " 2.5", " -1", " null", " 2 # two"},
     {" '2'",    " \"3\"",   " +1",        " .5",   " 1.",
      " 1e0",    " ~",       "",           " 01",   " 0x1",
      "\n  2",   " 1_000",   " !!int 3",   " &n 4", " [1]",
      " |\n  5", " >-\n  2", " \"\\x32\"", " 1 2",  " 'null'",
      " -",      " 2,",      " .inf",      " 1, 2", " 1000000000000000000000.1",
      " {}"}},
    {"n1", {" 0", " 1", " 2.50", " -0", " 3", " 123456789012345"}, {" ", " 1e1", " x", " 1234567890123456"}},
    {"s0",
     {" a", " b", " 'c'", " \"a\"", " a # comment"},
     {" d", " \"\\x61\"", " |-\n  a", " >\n  a", " null", " 'null'", "\n  b", " *n", " 'a''b'", " a\"",
      " 'a\"'", " !!str a", " !own a", " ["}},
    {"s1",
     {" a", " zz", " 'it''s'", " two words", " \"q\\\"q\"", " \xC3\xA9", " ''"},
     {" \"tab\\there\"",
      " a b\n  c d",
      " |\n  one\n  two",
      " |+\n  kept\n\n",
      " >-\n  fold\n  ed",
      " \"\\u00e9\"",
      " \"\\L\\_\\N\"",
      " \"\\0\"",
      " 'zz\"'",
      " true",
      " 12",
      " a: b",
      " @x",
      " `x",
      " 'open",
      " \"a\n    b\"",
      " x\\y",
      "\t zz",
      " \"\\ud800\"",
      " \x01",
      " \xFF",
      " \xE2\x80\xA8 x",
      " %x",
      " |2\n   zz",
      " #"}},
    {"b0", {" true", " false"}, {" 'true'", " yes", " True", " null", " ~", "", " 1", " [true]", " truex"}},
    {"b1", {" true", " false", " \"false\""}, {" |\n  true", " |-\n  true"}},
    {"l0",
     {" []", " [x]", " [x, y]", " ['x', \"q\"]", "\n- x\n- y", "\n  - z\n  - 'q'"},
     {" [~, null, 'null']",
      " [x, ]",
      "\n  -\n  - z",
      " [x, [y]]",
      " x",
      " [x",
      " [, x]",
      " [a: b]",
      " [x,\n  y]",
      "\n- - x",
      "\n- x: y",
      "\n-\n- z",
      " [\"\\x78\", 1, true]",
      "\n- x\n - y",
      " [x]]",
      "\n  - |\n    x\n  - >-\n    y",
      " null",
      " &l [x]",
      "\n- x # one\n# two\n- y",
      "\n  - x\n- y",
      " [? x]"}},
    {"items",
     {" []", "\n  - title: A\n    size: 1", "\n- {title: A, size: 2, kind: k}\n- {title: B}",
      " [{title: A}, {size: 3}, {kind: k, title: C}]", " [{\"title\":\"A\",\"size\":1}]",
      "\n- title: A\n  kind: m\n- size: 2"},
     {" [{}, ~]",
      "\n  - title: A\n  - title: A",
      "\n  - {title: A, title: B}",
      "\n  - nope: 1",
      "\n  -\n  - size: '3'",
      " [{title}]",
      " [{title: , size: 1}]",
      " null",
      "\n- ? title\n  : A",
      "\n  - [1]",
      " {title: A}",
      " [title: A]",
      "\n  - size: 1, 2",
      " [{title\": 1}]",
      "\n  - title:\n    size:",
      "\n  - 'title': A",
      " [{title: A, }]",
      " [{'title\"': A}]",
      "\n  title: A",
      " [{title: - A}]"}},
    {"day", {" 2026-02-01", " '2025-12-31'"}, {" 2025-13-31", " soon", " 2026-02-01T00:00:00", " 20260201"}},
    {"d0", {" null", ""}, {" true", " false"}},
    {"d1", {" null", " ~"}, {" p"}},
};

static const values flow_values[] = {
    {"n0", {"1", "2.5", "-1", "null"}, {"'2'", "", "~", "[1]", "1 2"}},
    {"s0", {"a", "'b'", "\"c\""}, {"d", "\n  a", "a\""}},
    {"s1", {"zz", "two words", "\"q\\\"q\""}, {"'", "*x", "&x y", "{", "a\n  b"}},
    {"b0", {"true", "false"}, {"yes", "- true"}},
    {"l0", {"[]", "[x, y]", "[\"q\"]"}, {"[x, ]", "[,]", "[[x]]", "[x\n  , y]", "- x"}},
    {"items", {"[]", "[{title: A, size: 1}]"}, {"[{title: A, title: B}]", "{}", "[{size: 1}, {}, ~]"}},
};

static bool chance(random_source *r, unsigned in)
{
    return random_below(r, in) == 0;
}

static const char *one_of(random_source *r, const char *const *texts, size_t most)
{
    size_t count = 0;
    while (count < most && texts[count] != NULL)
        count++;
    return texts[random_below(r, count)];
}
static const char *value_of(random_source *r, const values *v, bool odd)
{
    return odd ? one_of(r, v->odd, sizeof v->odd / sizeof *v->odd)
               : one_of(r, v->usual, sizeof v->usual / sizeof *v->usual);
}

static void add_block_key(buffer *b, random_source *r, const char *key, bool odd)
{
    switch (odd ? random_below(r, 12) : random_below(r, 3)) {
    case 0: buffer_add(b, "'%s':", key); break;
    case 1: buffer_add(b, "\"%s\":", key); break;
    case 3: buffer_add(b, "? %s\n:", key); break;
    case 4: buffer_add(b, "? %s\n", key); break;
    case 5: buffer_add(b, "\"\\x%02x%s\":", (unsigned)key[0], key + 1); break;
    case 6: buffer_add(b, "'%s\"':", key); break;
    case 7: buffer_add(b, "%s :", key); break;
    case 8: buffer_add(b, "&k %s:", key); break;
    default: buffer_add(b, "%s:", key); break;
    }
}

static void add_block(buffer *b, random_source *r, bool odd)
{
    enum { COUNT = sizeof block_values / sizeof *block_values };
    const size_t start = chance(r, 4) ? (size_t)random_below(r, COUNT) : 0;
    const size_t unusual = odd ? (size_t)random_below(r, COUNT) : COUNT;
    for (size_t i = 0; i < COUNT; i++) {
        const size_t at = (start + i) % COUNT;
        const values *v = &block_values[at];
        if (at != unusual && random_below(r, 4) == 0)
            continue;
        if (chance(r, 12))
            buffer_add(b, "%s", ONE_OF(r, "# a comment\n", "\n", "    # n0: 3\n", "  \n"));
        add_block_key(b, r, v->key, odd && chance(r, 12));
        buffer_add(b, "%s\n", value_of(r, v, at == unusual || (odd && chance(r, 20))));
    }
    if (odd && chance(r, 5))
        buffer_add(b, "%s\n",
                   ONE_OF(r, "zz: 1", "not_known: [n0, l0]", "not_known:\n- zz", "<<: {n0: 1}",
                          "n0: 1\nn0: 2", "x", "- x", "  n1: 1", "[]", "}", "\tb1: true"));
}

static void add_flow(buffer *b, random_source *r, bool odd)
{
    enum { COUNT = sizeof flow_values / sizeof *flow_values };
    buffer_add(b, "{");
    for (size_t i = 0; i < COUNT; i++) {
        const values *v = &flow_values[i];
        if (random_below(r, 4) == 0)
            continue;
        if (b->text[b->length - 1] != '{')
            buffer_add(b, "%s", ONE_OF(r, ", ", ",", "\n  , ", ", # more\n  "));
        buffer_add(b, odd && chance(r, 8) ? "\"%s\":%s" : "%s: %s", v->key,
                   value_of(r, v, odd && chance(r, 4)));
    }
    buffer_add(b, "%s}\n", odd ? ONE_OF(r, ", ", " ", "", ", n1", ", ? n1", ", ? n1 : 2") : "");
}

/// Changes a byte.
static void damage(buffer *b, random_source *r)
{
    static const char bytes[] = "}{\",:[]#&*!|>'%@`-?\t\n\r \x01\xFF\xC3";
    b->text[random_below(r, b->length)] = bytes[random_below(r, sizeof bytes)]; // one of them is a NUL
}

/// Ends lines in another way.
static void end_lines(buffer *b, const char *end)
{
    static buffer copy;
    copy = *b;
    b->length = 0;
    for (size_t i = 0; i < copy.length; i++) {
        if (copy.text[i] == '\n')
            buffer_add(b, "%s", end);
        else
            b->text[b->length++] = copy.text[i];
    }
}

void random_document(buffer *b, random_source *r, document_place where, unsigned plain)
{
    const bool odd = random_below(r, 10) >= plain;
    b->length = 0;
    if (where == DOCUMENT_ALONE && odd && chance(r, 3))
        buffer_add(
            b, "%s",
            ONE_OF(r, "", "\xEF\xBB\xBF", "# alone\n", "%YAML 1.1\n---\n", "%TAG ! x\n---\n", "\n---\n"));
    else
        buffer_add(
            b, "%s",
            odd ? ONE_OF(r, "---\n", "--- # comment\n", "---\t\n", "--- \n", "---\n\n# comment\n", "--- ")
                : "---\n");
    if (odd && chance(r, 20))
        buffer_add(b, "%s\n", ONE_OF(r, "x", "[]", "- n0: 1", "", "null", "# nothing", "|\n x", "{}"));
    else if (chance(r, 8))
        add_flow(b, r, odd);
    else
        add_block(b, r, odd);
    if (chance(r, 6))
        buffer_add(b, "%s", ONE_OF(r, "# the end\n", "\n\n", "  # the end\n"));
    if (odd && chance(r, 10))
        buffer_add(b, "%s", ONE_OF(r, "...\n", "... # x\n", "... x\n", "...\n...\n", "  x\n"));
    if (odd && chance(r, 3))
        damage(b, r);
    if (chance(r, 8))
        end_lines(b, "\r\n");
    if (odd && where == DOCUMENT_ALONE && chance(r, 10))
        end_lines(b, "\r");
    if (where == DOCUMENT_ALONE && chance(r, 10))
        b->length -= b->text[b->length - 1] == '\n';
}
