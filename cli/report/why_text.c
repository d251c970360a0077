// Proofs for a person at a terminal: each line below what it is a reason for. Without a recommendation, all that is given with its strongest
// evidence and what of the profile that rests on.
#include "report/entry.h"
#include "report/phrase.h"
#include "report/target.h"
#include "report/why.h"

#include <string.h>

enum { STEP = 2, MOST_LEAVES = 4 };

/// Lines do not move further right than a third of the screen.
static size_t shown_indent(const screen *s, size_t indent)
{
    return indent < s->width / 3 ? indent : s->width / 3;
}

static void print_text(const screen *s, size_t indent, const why_line *line)
{
    char first[128];
    char text[WHY_LINE + WHY_LINE / 4 + 1];
    const ink sign = line->sign == '+' ? INK_GREEN : line->sign == '-' ? INK_RED : INK_DIM;
    const char mark = line->sign != ' ' ? line->sign : line->is_aside ? ' ' : '.';
    const size_t at = shown_indent(s, indent);
    (void)snprintf(first, sizeof first, "%*s%s", (int)at, "",
                   mark == ' '   ? ""
                   : mark == '+' ? "+ "
                   : mark == '-' ? "- "
                                 : "* ");
    (void)snprintf(text, sizeof text, "%s%s%s", line->text, line->origin[0] != '\0' ? " " : "", line->origin);
    screen_wrap(s, first, sign, at + (mark == ' ' ? 0 : 2), text, line->is_aside ? INK_DIM : INK_PLAIN);
}

static void print_below(const screen *s, size_t indent, const advise_proof *p, const why_line *above)
{
    const size_t count = advise_proof_get(p, above->below).child_count;
    for (size_t i = 0; i < count; i++) {
        const size_t child = advise_proof_child(p, above->below, i);
        if (why_is_told(p, above, child))
            continue;
        const why_line line = why_tell(p, child);
        print_text(s, indent, &line);
        if (line.has_below)
            print_below(s, indent + STEP, p, &line);
    }
}

static void print_tree(const screen *s, const why_report *r, size_t which)
{
    char text[WHY_LINE];
    const advise_proof *p = r->proofs[which];
    const why_line head = why_tell(p, 0);
    screen_wrap(s, "", INK_PLAIN, 0, head.text, INK_BOLD);
    why_standing(r, r->advices[which], text, sizeof text);
    screen_wrap(s, "", INK_PLAIN, 0, text, INK_PLAIN);
    print_below(s, 2, p, &head);
}

// --- the summary ---

/// True if the same leaf stands before it in the tree.
static bool is_repeated(const advise_proof *p, size_t from, size_t node)
{
    const advise_proof_node n = advise_proof_get(p, node);
    bool found = false;
    for (size_t i = from; i < node && !found; i++) {
        const advise_proof_node other = advise_proof_get(p, i);
        found = other.kind == n.kind && strcmp(other.name, n.name) == 0 && strcmp(other.item, n.item) == 0;
    }
    return found;
}

/// The strongest evidence, which comes first, with the first of its leaves.
static void print_decisive(const screen *s, size_t indent, const advise_proof *p)
{
    const size_t top = advise_proof_child(p, 0, 0);
    why_line line = why_tell(p, top);
    size_t leaves = 0;
    line.origin[0] = '\0'; // the whole proof names the rule
    print_text(s, indent, &line);
    for (size_t i = top + 1; i < advise_proof_count(p) && advise_proof_get(p, i).depth > 1; i++) {
        if (!why_is_leaf(advise_proof_get(p, i).kind) || is_repeated(p, top, i) || leaves++ >= MOST_LEAVES)
            continue;
        const why_line leaf = why_tell(p, i);
        print_text(s, indent + STEP, &leaf);
    }
    if (leaves > MOST_LEAVES)
        (void)fprintf(s->out, "%*sand %zu more\n", (int)shown_indent(s, indent + STEP) + 2, "",
                      leaves - MOST_LEAVES);
}

static void print_entry(const screen *s, const why_report *r, size_t which, size_t *indent)
{
    char first[32];
    char title[WHY_LINE];
    const advise_advice a = advise_report_advice(r->report, r->advices[which]);
    const bool is_head = entry_is_head(&a);
    *indent = 4;
    if (is_head)
        (void)snprintf(first, sizeof first, "\n%2zu. ", a.rank);
    else
        (void)snprintf(first, sizeof first, "    %s: ", a.part_of[0] != '\0' ? "with" : "or");
    if (is_head)
        (void)fputc('\n', s->out);
    (void)snprintf(title, sizeof title, "%s (%s)", a.title, a.recommendation);
    screen_wrap(s, is_head ? first + 1 : first, INK_CYAN, is_head ? 4 : 6, title, INK_BOLD);
    *indent = is_head ? 4 : 6;
}

static void print_summary(const screen *s, const why_report *r)
{
    char text[WHY_LINE];
    const char *person = advise_report_person(r->report);
    (void)snprintf(text, sizeof text, "Why %s is advised so", person[0] != '\0' ? person : r->profile);
    screen_wrap(s, "", INK_PLAIN, 0, text, INK_BOLD);
    for (size_t i = 0; i < r->count; i++) {
        size_t indent = 4;
        print_entry(s, r, i, &indent);
        print_decisive(s, indent, r->proofs[i]);
    }
    phrase w = PHRASE_EMPTY;
    phrase_add(&w, "For the whole proof of one, run: advise why ");
    target_add_word(&w, r->profile);
    phrase_add(&w, " REC[:ITEM]");
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, w.text, INK_DIM);
}

static void write(const screen *s, const why_report *r)
{
    char text[WHY_LINE];
    if (r->count == 0) {
        why_nothing(r, text, sizeof text);
        screen_wrap(s, "", INK_PLAIN, 0, text, INK_PLAIN);
        return;
    }
    if (r->target == NULL)
        print_summary(s, r);
    for (size_t i = 0; r->target != NULL && i < r->count; i++) {
        if (i > 0)
            (void)fputc('\n', s->out);
        print_tree(s, r, i);
    }
}

const why_format why_as_text = {.write = write};
