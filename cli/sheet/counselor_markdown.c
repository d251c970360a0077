// The counselor's part of a sheet in Markdown.
#include "sheet/counselor.h"
#include "write/markdown.h"

#include <stdlib.h>

/// Writes a line: what it begins with, then a text that it frees.
static void line_of(FILE *out, const char *begin, char *text)
{
    (void)fputs(begin, out);
    markdown_text(out, text);
    (void)fputc('\n', out);
    free(text);
}

static void misses(FILE *out, const advise_pack *pack, const advise_report *r)
{
    near_miss found[NEAR_MISSES];
    const size_t count = near_misses_find(pack, r, found);
    (void)fputs("\n### What was nearly advised\n", out);
    if (count == 0)
        (void)fputs("\nNothing.\n", out);
    for (size_t i = 0; i < count; i++) {
        const near_miss *m = &found[i];
        line_of(out, "\n#### ", near_miss_title(m));
        line_of(out, "\n", near_miss_status(r, m));
        for (size_t k = m->rule; k < m->end; k++) {
            const advise_obstacle o = advise_why_not_obstacle(m->why_not, m->answer, k);
            (void)fprintf(out, "%s%*s", k == m->rule ? "\n" : "", (int)(2 * o.depth), "");
            line_of(out, "- ", obstacle_text(&o));
        }
        char *way = near_miss_way(m, 0);
        (void)fputs(way != NULL ? "\nIt would be given by:\n\n" : "", out);
        for (size_t k = 0; way != NULL; way = near_miss_way(m, ++k))
            line_of(out, "- ", way);
    }
}

static void undetermined(FILE *out, const advise_report *r)
{
    waiting at = {0};
    const char *name = waiting_next(r, &at);
    (void)fputs("\n### What waits for what\n\n", out);
    if (name == NULL)
        (void)fputs("No rule waits for an answer.\n", out);
    for (; name != NULL; name = waiting_next(r, &at)) {
        (void)fputs("- **", out);
        markdown_text(out, name);
        line_of(out, "**: ", waiting_rules(r, name));
    }
}

void counselor_as_markdown(FILE *out, const advise_pack *pack, const advise_report *r)
{
    (void)fputs("\n## For the counselor\n", out);
    misses(out, pack, r);
    undetermined(out, r);
    for (size_t i = 0; i < advise_report_warning_count(r); i++)
        line_of(out, i == 0 ? "\n### Warnings\n\n- " : "- ", warning_text(r, i));
    for (size_t i = 0; i < advise_report_note_count(r); i++)
        line_of(out, i == 0 ? "\n### Notes of the profile\n\n- " : "- ", note_text(r, i));
}
