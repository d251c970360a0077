// What the tests reach of a pack.
#include "report/suite.h"

#include <string.h>

/// Counts of one file or of all.
typedef struct tally {
    size_t rules, fired;
    size_t conditions, held_back; ///< rules with a condition, and those of them that held back
    size_t sides, decided;        ///< two for each part: it decided while it was true, and while it was false
} tally;

static void count_rule(tally *t, const advise_tests *tests, size_t rule)
{
    advise_rule_coverage c = advise_tests_rule(tests, rule);
    t->rules++;
    t->fired += c.fired > 0;
    t->conditions += c.may_hold_back;
    t->held_back += c.may_hold_back && c.held_back > 0;
    for (size_t i = 0; i < c.part_count; i++) {
        advise_part_coverage part = advise_tests_part(tests, rule, i);
        t->sides += 2;
        t->decided += part.decided_true > 0;
        t->decided += part.decided_false > 0;
    }
}

static void add(tally *to, const tally *from)
{
    to->rules += from->rules;
    to->fired += from->fired;
    to->conditions += from->conditions;
    to->held_back += from->held_back;
    to->sides += from->sides;
    to->decided += from->decided;
}

static void column(FILE *out, size_t part, size_t of)
{
    (void)fprintf(out, "  %5zu/%-5zu %5.1f%%", part, of, suites_percent(part, of));
}

/// Writes a name, and the spaces up to the columns.
static void row_name(const screen *s, const char *name, size_t width)
{
    screen_safe(s->out, name);
    for (size_t i = screen_columns(name); i < width; i++)
        (void)fputc(' ', s->out);
}

static size_t name_width(const suites *r)
{
    size_t width = sizeof "derived facts concluded" - 1;
    for (size_t i = 0; i < r->count; i++) {
        for (size_t n = 0; n < advise_tests_rule_count(r->items[i].tests); n++) {
            size_t columns = screen_columns(advise_tests_rule(r->items[i].tests, n).file);
            width = columns > width ? columns : width;
        }
    }
    return width;
}

static void row(const screen *s, const char *name, size_t width, const tally *t)
{
    row_name(s, name, width);
    column(s->out, t->fired, t->rules);
    column(s->out, t->held_back, t->conditions);
    column(s->out, t->decided, t->sides);
    (void)fputc('\n', s->out);
}

static void files_text(const screen *s, const advise_tests *t, size_t width, tally *total)
{
    size_t count = advise_tests_rule_count(t);
    for (size_t i = 0; i < count;) { // the rules of a file stand together
        tally of_file = {0};
        const char *file = advise_tests_rule(t, i).file;
        while (i < count && strcmp(advise_tests_rule(t, i).file, file) == 0)
            count_rule(&of_file, t, i++);
        row(s, file, width, &of_file);
        add(total, &of_file);
    }
}

static void kinds_text(const screen *s, const suites *r, size_t width)
{
    static const char *const kinds[][2] = {{"recommendation", "recommendations given"},
                                           {"derived fact", "derived facts concluded"},
                                           {"derived field", "derived fields concluded"},
                                           {"source", "sources cited"}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t all = 0;
        size_t reached = 0;
        for (size_t i = 0; i < r->count; i++) {
            for (size_t n = 0; n < advise_tests_item_count(r->items[i].tests); n++) {
                advise_item_coverage c = advise_tests_item(r->items[i].tests, n);
                bool counts = strcmp(c.kind, kinds[k][0]) == 0;
                all += counts;
                reached += counts && c.times > 0;
            }
        }
        if (all == 0)
            continue;
        row_name(s, kinds[k][1], width);
        column(s->out, reached, all);
        (void)fputc('\n', s->out);
    }
}

/// Begins a line of what is missing; the first has a heading.
static void missing(const screen *s, const char *file, size_t line, const char **heading)
{
    (void)fputs(*heading, s->out);
    *heading = "";
    (void)fputs("  ", s->out);
    screen_place(s->out, file, line, 0);
}

static void rule_gaps(const screen *s, const advise_tests *t, size_t rule, const char **heading)
{
    advise_rule_coverage c = advise_tests_rule(t, rule);
    if (c.fired == 0) {
        missing(s, c.file, c.line, heading);
        (void)fprintf(s->out, "rule %s never fires\n", c.rule);
    }
    if (c.may_hold_back && c.held_back == 0) {
        missing(s, c.file, c.line, heading);
        (void)fprintf(s->out, "rule %s never holds back\n", c.rule);
    }
    for (size_t i = 0; c.fired > 0 && c.held_back > 0 && i < c.part_count; i++) {
        advise_part_coverage part = advise_tests_part(t, rule, i);
        if (part.decided_true > 0 && part.decided_false > 0)
            continue;
        missing(s, part.file, part.line, heading);
        (void)fprintf(s->out, "rule %s: ", c.rule);
        screen_safe(s->out, part.text);
        (void)fprintf(s->out, " never decides while it is %s\n",
                      part.decided_true > 0    ? "false"
                      : part.decided_false > 0 ? "true"
                                               : "true, nor while it is false");
    }
}

static void gaps_text(const screen *s, const advise_tests *t, const char **heading)
{
    for (size_t i = 0; i < advise_tests_rule_count(t); i++)
        rule_gaps(s, t, i, heading);
    for (size_t i = 0; i < advise_tests_item_count(t); i++) {
        advise_item_coverage c = advise_tests_item(t, i);
        if (c.times > 0)
            continue;
        missing(s, c.file, c.line, heading);
        (void)fprintf(s->out, "%s %s is never %s\n", c.kind, c.id,
                      c.kind[0] == 'r'   ? "given"
                      : c.kind[0] == 'd' ? "concluded"
                                         : "cited");
    }
}

void coverage_text(const screen *s, const suites *r)
{
    tally total = {0};
    size_t width = name_width(r);
    (void)fputc('\n', s->out);
    row_name(s, "", width);
    (void)fprintf(s->out, "  %-18s  %-18s  %s\n", "rules fired", "rules held back", "parts decided");
    for (size_t i = 0; i < r->count; i++)
        files_text(s, r->items[i].tests, width, &total);
    row(s, "all", width, &total);
    kinds_text(s, r, width);
    const char *heading = "\nNot covered:\n";
    for (size_t i = 0; i < r->count; i++)
        gaps_text(s, r->items[i].tests, &heading);
}

double suites_rule_coverage(const suites *r)
{
    tally total = {0};
    for (size_t i = 0; i < r->count; i++) {
        for (size_t n = 0; n < advise_tests_rule_count(r->items[i].tests); n++)
            count_rule(&total, r->items[i].tests, n);
    }
    return suites_percent(total.fired, total.rules);
}

// --- lcov ---

static void rule_lcov(FILE *out, const advise_tests *t, size_t rule, size_t *branches, size_t *hit)
{
    advise_rule_coverage c = advise_tests_rule(t, rule);
    (void)fprintf(out, "DA:%zu,%zu\n", c.line, c.fired);
    for (size_t i = 0; i < c.part_count; i++) {
        advise_part_coverage part = advise_tests_part(t, rule, i);
        size_t sides[] = {part.decided_true, part.decided_false};
        for (size_t side = 0; side < 2;
             side++) { // at the rule's line, since lcov wants a DA record for each line
            if (part.evaluated > 0)
                (void)fprintf(out, "BRDA:%zu,%zu,%zu,%zu\n", c.line, i, side, sides[side]);
            else
                (void)fprintf(out, "BRDA:%zu,%zu,%zu,-\n", c.line, i, side);
            *branches += 1;
            *hit += sides[side] > 0;
        }
    }
}

void coverage_lcov(FILE *out, const suites *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        size_t count = advise_tests_rule_count(t);
        for (size_t at = 0; at < count;) {
            const char *file = advise_tests_rule(t, at).file;
            size_t lines = 0;
            size_t lines_hit = 0;
            size_t branches = 0;
            size_t branches_hit = 0;
            (void)fprintf(out, "TN:\nSF:%s\n", file);
            for (; at < count && strcmp(advise_tests_rule(t, at).file, file) == 0; at++) {
                rule_lcov(out, t, at, &branches, &branches_hit);
                lines++;
                lines_hit += advise_tests_rule(t, at).fired > 0;
            }
            (void)fprintf(out, "BRF:%zu\nBRH:%zu\nLF:%zu\nLH:%zu\nend_of_record\n", branches, branches_hit,
                          lines, lines_hit);
        }
    }
}
