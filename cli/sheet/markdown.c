// The sheet as Markdown, for mail: it reads well as it is written, too.
#include "write/markdown.h"

#include "report/entry.h"
#include "report/reasons.h"
#include "sheet/content.h"
#include "sheet/counselor.h"
#include "sheet/sheet.h"
#include "write/memory.h"

#include <stdlib.h>

/// Writes a line: what it begins with, then text.
static void line(FILE *out, const char *begin, const char *text)
{
    (void)fputs(begin, out);
    markdown_text(out, text);
    (void)fputc('\n', out);
}

/// The same of a text that it frees.
static void line_of(FILE *out, const char *begin, char *text)
{
    line(out, begin, text);
    free(text);
}

// --- the list ---

static void reasons(FILE *out, const advise_report *r, size_t index, const char *indent)
{
    reason_list all = reasons_of(r, index);
    for (size_t i = 0; i < all.count; i++) {
        const advise_evidence e = advise_report_evidence(r, index, all.items[i]);
        (void)fputs(indent, out);
        line(out, e.certainty < 0 ? "- against it: " : "- ", e.because);
    }
    reasons_free(&all);
}

/// A part or an alternative, below the head of its entry.
static void below(FILE *out, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    (void)fputs(a.part_of[0] != '\0' ? "- with it: **" : "- or instead: **", out);
    markdown_text(out, a.title);
    (void)fputs("**\n", out);
    reasons(out, r, index, "  ");
}

static void head(FILE *out, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    char measures[MEASURES_LINE];
    report_measures(measures, r, index);
    if (a.rank > 0)
        (void)fprintf(out, "\n### %zu. ", a.rank);
    else
        (void)fputs("\n### Not advised: ", out);
    line(out, "", a.title);
    (void)fprintf(out, "\n*%s*\n\n", measures);
    if (a.summary[0] != '\0')
        line(out, "", a.summary);
    if (a.summary[0] != '\0' && sheet_has_reasons(r, index))
        (void)fputc('\n', out);
    reasons(out, r, index, "");
}

static void list(FILE *out, const report_options *o, const advise_report *r)
{
    bool any = false;
    for (size_t i = 0; i < advise_report_count(r); i++) {
        const advise_advice a = advise_report_advice(r, i);
        if (!report_shows(o, r, i))
            continue;
        any = true;
        if (!entry_is_head(&a))
            below(out, r, i);
        else
            head(out, r, i);
    }
    if (!any)
        line(out, "\n", "Nothing in this profile calls for advice yet.");
}

// --- the plan ---

static void steps(FILE *out, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    for (size_t i = 0; i < a.next_step_count; i++) {
        (void)fputs("- [ ] ", out);
        markdown_text(out, advise_report_next_step(r, index, i));
        (void)fprintf(out, " (%zu)\n", a.rank);
    }
}

static void plan(FILE *out, const report_options *o, const advise_report *r)
{
    if (!sheet_has_steps(o, r))
        return;
    (void)fputs("\n## Your plan\n\nThe number behind a step says which piece of advice it belongs to.\n",
                out);
    for (size_t h = 0; h < SHEET_HORIZONS; h++) {
        if (!sheet_has_plan(o, r, h))
            continue;
        (void)fprintf(out, "\n### %s\n\n", sheet_horizons[h]);
        for (size_t i = 0; i < advise_report_given_count(r); i++) {
            if (sheet_plans(o, r, i, h))
                steps(out, r, i);
        }
    }
}

// --- what is open, and where it is from ---

static void questions(FILE *out, const advise_report *r)
{
    const advise_standing standing = advise_report_standing(r);
    if (advise_report_question_count(r) == 0)
        return;
    (void)fputs("\n## What could still change this\n\n", out);
    line_of(out, "", standing_sentence(&standing));
    for (size_t i = 0; i < standing_question_count(r); i++) {
        const advise_question q = advise_report_question(r, i);
        line_of(out, i == 0 ? "\n- " : "- ", standing_question(&q, false));
    }
}

static void sources(FILE *out, const report_options *o, const advise_report *r)
{
    sheet_source of_title = SHEET_FIRST;
    bool any = false;
    while (sheet_next_source(o, r, &of_title, NULL)) {
        const char *title = advise_report_source(r, of_title.advice, of_title.evidence, of_title.at).title;
        sheet_source s = SHEET_FIRST;
        (void)fputs(any ? "" : "\n## Where this is from\n", out);
        any = true;
        line(out, "\n### ", title);
        (void)fputc('\n', out);
        while (sheet_next_source(o, r, &s, title))
            line(out, "- ", advise_report_source(r, s.advice, s.evidence, s.at).point);
    }
}

static void write(const screen *s, const report_options *o, const advise_pack *pack, const advise_report *r)
{
    const advise_office office = advise_pack_office(pack);
    if (office.name[0] != '\0')
        line_of(s->out, "", must_format("%s", office.name));
    line_of(s->out, office.name[0] != '\0' ? "\n# " : "# ", sheet_title(o, r));
    line_of(s->out, "\n", sheet_subtitle(pack, r));
    (void)fprintf(s->out, "\n## What to do, in this order\n\n%s\n", sheet_key);
    list(s->out, o, r);
    if (advise_report_given_count(r) > 0)
        plan(s->out, o, r);
    questions(s->out, r);
    sources(s->out, o, r);
    if (office.closing[0] != '\0')
        line(s->out, "\n---\n\n", office.closing);
    if (o->counselor)
        counselor_as_markdown(s->out, pack, r);
}

const report_format sheet_as_markdown = {.write = write, .between = "\n---\n\n"};
