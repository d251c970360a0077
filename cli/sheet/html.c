// The sheet as a page. Reasons carry a small bar each, and the numbers stand in a table behind them.
#include "report/entry.h"
#include "report/reasons.h"
#include "sheet/content.h"
#include "sheet/counselor.h"
#include "sheet/person.h"
#include "sheet/sheet.h"
#include "write/page.h"

#include <math.h>
#include <stdlib.h>

enum { NOTE_LINES = 8 };

// --- the list ---

static void reason(const page *p, const advise_evidence *e)
{
    const bool against = e->certainty < 0;
    page_format(p, "<li class=\"%s\">", against ? "against" : "for");
    page_drawing_begin(p, 100, 16, NULL);
    page_rectangle(p, "track", 0, 4, 100, 8);
    page_rectangle(p, against ? "l" : "g", 0, 4, 100 * fabs(e->certainty), 8);
    page_drawing_end(p);
    page_put(p, "<span>");
    page_put(p, against ? "<b>Against it:</b> " : "");
    page_text(p, e->because);
    page_put(p, "</span></li>\n");
}

static void reasons(const page *p, const advise_report *r, size_t index)
{
    if (!sheet_has_reasons(r, index))
        return;
    reason_list all = reasons_of(r, index);
    page_put(p, "<ul class=\"reasons\">\n");
    for (size_t i = 0; i < all.count; i++) {
        const advise_evidence e = advise_report_evidence(r, index, all.items[i]);
        reason(p, &e);
    }
    page_put(p, "</ul>\n");
    reasons_free(&all);
}

/// The numbers that the bars show, for those who cannot see them or want to know.
static void numbers(const page *p, const advise_report *r, size_t index)
{
    static const page_column columns[] = {{"Reason", NULL}, {"Certainty", "n"}, {"Rule", NULL}, {0}};
    const advise_advice a = advise_report_advice(r, index);
    page_put(p, "<details><summary>What each reason adds</summary>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < a.evidence_count; i++) {
        const advise_evidence e = advise_report_evidence(r, index, i);
        page_row(p, e.because);
        page_format(p, "<td class=\"n\">%.2f</td><td>", e.certainty);
        page_element(p, "code", e.rule);
        page_put(p, "</td>");
        page_row_end(p);
    }
    page_row(p, "Together");
    page_format(p, "<td class=\"n\">%.2f</td><td>times %.4g of importance: %.1f</td>", a.certainty,
                a.priority, a.score);
    page_row_end(p);
    page_table_end(p);
    page_put(p, "</details>\n");
}

static void measures(const page *p, const advise_report *r, size_t index)
{
    char text[MEASURES_LINE];
    report_measures(text, r, index);
    page_put(p, "<div class=\"measures\">");
    page_drawing_begin(p, 100, 16, NULL);
    page_rectangle(p, "track", 0, 3, 100, 10);
    page_rectangle(p, NULL, 0, 3, fabs(report_leading_score(r, index)), 10);
    page_drawing_end(p);
    page_element(p, "span", text);
    page_put(p, "</div>\n");
}

/// A part or an alternative, below the head of its entry.
static void below(const page *p, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    page_put(p, "<div class=\"below\">\n<h4>");
    page_put(p, a.part_of[0] != '\0' ? "<span class=\"dim\">with it:</span> "
                                     : "<span class=\"dim\">or instead:</span> ");
    page_text(p, a.title);
    page_put(p, "</h4>\n");
    reasons(p, r, index);
    page_put(p, "</div>\n");
}

static void head(const page *p, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    if (a.rank > 0)
        page_format(p, "<article>\n<h3><span class=\"dim\">%zu.</span> ", a.rank);
    else
        page_put(p, "<article>\n<h3><span class=\"dim\">Not advised:</span> ");
    page_text(p, a.title);
    page_put(p, "</h3>\n");
    measures(p, r, index);
    if (a.summary[0] != '\0')
        page_element(p, "p", a.summary);
    reasons(p, r, index);
}

static void list(const page *p, const report_options *o, const advise_report *r)
{
    size_t open = advise_report_count(r); // the head whose article is not closed
    for (size_t i = 0; i < advise_report_count(r); i++) {
        const advise_advice a = advise_report_advice(r, i);
        if (!report_shows(o, r, i))
            continue;
        if (!entry_is_head(&a)) {
            below(p, r, i);
            continue;
        }
        if (open < i) {
            numbers(p, r, open);
            page_put(p, "</article>\n");
        }
        head(p, r, i);
        open = i;
    }
    if (open < advise_report_count(r)) {
        numbers(p, r, open);
        page_put(p, "</article>\n");
    } else {
        page_note(p, "Nothing in this profile calls for advice yet.");
    }
}

// --- the plan ---

static void steps(const page *p, const report_options *o, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    for (size_t i = 0; i < a.next_step_count; i++) {
        page_format(p,
                    "<li><input type=\"checkbox\" id=\"step-%zu-%zu-%zu\"><label for=\"step-%zu-%zu-%zu\">",
                    o->number, index, i, o->number, index, i);
        page_text(p, advise_report_next_step(r, index, i));
        page_format(p, " <span class=\"dim\">(%zu)</span></label></li>\n", a.rank);
    }
}

static void plan(const page *p, const report_options *o, const advise_report *r)
{
    if (!sheet_has_steps(o, r))
        return;
    page_put(p, "<h2>Your plan</h2>\n");
    page_note(p, "The number behind a step says which piece of advice it belongs to.");
    for (size_t h = 0; h < SHEET_HORIZONS; h++) {
        if (!sheet_has_plan(o, r, h))
            continue;
        page_put(p, "<section class=\"plan\">\n");
        page_element(p, "h3", sheet_horizons[h]);
        page_put(p, "\n<ul>\n");
        for (size_t i = 0; i < advise_report_given_count(r); i++) {
            if (sheet_plans(o, r, i, h))
                steps(p, o, r, i);
        }
        page_put(p, "</ul>\n</section>\n");
    }
}

// --- what is open, and where it is from ---

/// Writes a text that it frees as an element.
static void element_of(const page *p, const char *name, char *text)
{
    page_element(p, name, text);
    page_put(p, "\n");
    free(text);
}

static void questions(const page *p, const advise_report *r)
{
    const advise_standing standing = advise_report_standing(r);
    if (advise_report_question_count(r) == 0)
        return;
    page_put(p, "<h2>What could still change this</h2>\n");
    element_of(p, "p", standing_sentence(&standing));
    if (standing_question_count(r) == 0)
        return;
    page_put(p, "<ul>\n");
    for (size_t i = 0; i < standing_question_count(r); i++) {
        const advise_question q = advise_report_question(r, i);
        element_of(p, "li", standing_question(&q, false));
    }
    page_put(p, "</ul>\n");
}

static void sources(const page *p, const report_options *o, const advise_report *r)
{
    sheet_source of_title = SHEET_FIRST;
    bool any = false;
    while (sheet_next_source(o, r, &of_title, NULL)) {
        const char *title = advise_report_source(r, of_title.advice, of_title.evidence, of_title.at).title;
        sheet_source s = SHEET_FIRST;
        page_put(p, any ? "" : "<h2>Where this is from</h2>\n");
        any = true;
        page_element(p, "h3", title);
        page_put(p, "\n");
        while (sheet_next_source(o, r, &s, title)) {
            page_element(p, "p", advise_report_source(r, s.advice, s.evidence, s.at).point);
            page_put(p, "\n");
        }
    }
}

// --- the office ---

static void office_head(const page *p, const advise_office *office)
{
    if (office->name[0] == '\0' && office->logo_length == 0)
        return;
    page_put(p, "<p class=\"office\">");
    if (office->logo_length > 0)
        page_picture(p, office->logo_type, office->logo, office->logo_length,
                     office->name[0] != '\0' ? "" : "Logo");
    page_put(p, " ");
    page_element(p, "b", office->name);
    page_put(p, "</p>\n");
}

static void office_closing(const page *p, const advise_office *office)
{
    if (office->closing[0] == '\0')
        return;
    page_put(p, "<p class=\"closing\">");
    page_text(p, office->closing);
    page_put(p, "</p>\n");
}

void sheet_write_person(const page *p, const report_options *o, const advise_pack *pack,
                        const advise_report *r)
{
    const advise_office office = advise_pack_office(pack);
    office_head(p, &office);
    element_of(p, "h1", sheet_title(o, r));
    char *subtitle = sheet_subtitle(pack, r);
    page_note(p, subtitle);
    free(subtitle);
    page_put(p, "<h2>What to do, in this order</h2>\n");
    page_note(p, sheet_key);
    list(p, o, r);
    if (advise_report_given_count(r) > 0)
        plan(p, o, r);
    questions(p, r);
    sources(p, o, r);
    page_put(p, "<h2>Notes</h2>\n<div class=\"lines\">");
    for (int i = 0; i < NOTE_LINES; i++)
        page_put(p, "<div></div>");
    page_put(p, "</div>\n");
    office_closing(p, &office);
    if (o->counselor)
        counselor_as_html(p, pack, r);
}

static void write(const screen *s, const report_options *o, const advise_pack *pack, const advise_report *r)
{
    const page p = {.out = s->out};
    char *title = sheet_title(o, r);
    page_open(&p, title, advise_pack_office(pack).logo_length > 0);
    free(title);
    sheet_write_person(&p, o, pack, r);
    page_end(&p);
}

const report_format sheet_as_html = {.write = write};
