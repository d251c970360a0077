// A comparison of two packs as one page: no scripts, nothing fetched, bars as inline SVG; for screens in light and dark and for paper.
#include "report/diff.h"
#include "write/markup.h"

#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--text:#1d2330;--dim:#5b6475;--page:#fff;--card:#f4f6f9;--line:#d8dde6;"
    "--gain:#1f7a4d;--loss:#b3372f;--move:#8a6d1d;--same:#c3cad6}\n"
    "@media(prefers-color-scheme:dark){:root{--text:#e4e8f0;--dim:#a0a9ba;--page:#14171d;--card:#1e232c;"
    "--line:#343b48;--gain:#5cc48d;--loss:#f0837a;--move:#d9b95c;--same:#48505f}}\n"
    "*{box-sizing:border-box}body{margin:0 auto;max-width:68rem;padding:1.5rem 1rem "
    "4rem;background:var(--page);"
    "color:var(--text);font:16px/1.5 system-ui,sans-serif}\n"
    "h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.25rem 0 .5rem}p{margin:.25rem 0}"
    ".dim{color:var(--dim)}.alert{border-left:.3rem solid var(--loss);background:var(--card);padding:.6rem "
    "1rem;margin:1rem 0}\n"
    ".cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;margin:1.25rem "
    "0 "
    ".75rem}.card{background:var(--card);border-radius:.5rem;padding:.75rem 1rem}.card b{display:block;"
    "font-size:1.6rem;line-height:1.2}.card.l{border-top:.3rem solid var(--loss)}.card.m{border-top:.3rem "
    "solid var(--move)}.card.g{border-top:.3rem solid var(--gain)}.card.s{border-top:.3rem solid "
    "var(--same)}.card span{color:var(--dim);font-size:.9rem}\n"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{padding:.45rem "
    ".6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}thead "
    "th{color:var(--dim);font-weight:600;font-size:.85rem;white-space:nowrap}tbody th{font-weight:600}"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td.bar{width:9rem;min-width:"
    "7rem}\n"
    "code{font:0.9em "
    "ui-monospace,monospace;overflow-wrap:anywhere}.gain{color:var(--gain)}.loss{color:var(--loss)}"
    "svg{display:block;width:100%;height:1rem;margin-top:.25rem}svg .g{fill:var(--gain)}svg "
    ".l{fill:var(--loss)}svg "
    ".m{fill:var(--move)}svg .s{fill:var(--same)}svg .z{stroke:var(--dim)}\n"
    "details{margin-top:.25rem;font-weight:400;font-size:.9rem}summary{cursor:pointer;color:var(--dim)}"
    "details "
    "ol{margin:.25rem 0 0;padding-left:1.2rem}\n"
    "@media print{:root{--text:#000;--dim:#444;--page:#fff;--card:#f2f2f2;--line:#bbb;--gain:#1f7a4d;--loss:"
    "#b3372f;--move:#8a6d1d;--same:#ccc}body{max-width:none;padding:0;font-size:11px}tr,.card{break-inside:"
    "avoid}"
    "thead{display:table-header-group}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

static void element(FILE *out, const char *name, const char *text)
{
    (void)fprintf(out, "<%s>", name);
    markup_text(out, text);
    (void)fprintf(out, "</%s>", name);
}

/// @param colour  class of its part of the bar; "" for none
static void card(FILE *out, const char *colour, size_t count, size_t of, const char *words)
{
    (void)fprintf(out, "<div class=\"card %s\"><b>%zu</b><span>%s", colour, count, words);
    if (of > 0)
        (void)fprintf(out, " (%.1f&nbsp;%%)", diff_percent(count, of));
    (void)fputs("</span></div>\n", out);
}

/// One stripe for all evaluated profiles.
static void totals_bar(FILE *out, const advise_diff_totals *t)
{
    const struct {
        size_t count;
        const char *class;
    } parts[] = {{t->changed, "l"},
                 {t->moved, "m"},
                 {t->rescored, "g"},
                 {t->evaluated - t->changed - t->moved - t->rescored, "s"}};
    double x = 0;
    (void)fputs("<svg viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double width = 10 * diff_percent(parts[i].count, t->evaluated);
        if (width > 0)
            (void)fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"16\"/>",
                          parts[i].class, x, width);
        x += width;
    }
    (void)fputs("</svg>\n", out);
}

/// Losses to the left of a middle line, gains to the right; the longest side of the table fills its half.
static void balance_bar(FILE *out, size_t lost, size_t gained, size_t most)
{
    double left = most > 0 ? 100 * (double)lost / (double)most : 0;
    double right = most > 0 ? 100 * (double)gained / (double)most : 0;
    (void)fputs(
        "<td class=\"bar\"><svg viewBox=\"0 0 200 16\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        out);
    if (lost > 0)
        (void)fprintf(out, "<rect class=\"l\" x=\"%.1f\" y=\"3\" width=\"%.1f\" height=\"10\"/>", 100 - left,
                      left);
    if (gained > 0)
        (void)fprintf(out, "<rect class=\"g\" x=\"100\" y=\"3\" width=\"%.1f\" height=\"10\"/>", right);
    (void)fputs("<line class=\"z\" x1=\"100\" y1=\"0\" x2=\"100\" y2=\"16\"/></svg></td>", out);
}

static void count_cell(FILE *out, const char *class, size_t count)
{
    if (count > 0)
        (void)fprintf(out, "<td class=\"n %s\">%zu</td>", class, count);
    else
        (void)fputs("<td class=\"n dim\">0</td>", out);
}

static void rank(FILE *out, size_t number)
{
    if (number > 0)
        (void)fprintf(out, "rank %zu", number);
    else
        (void)fputs("not given", out);
}

static void examples(FILE *out, const diff_report *r, advise_diff_table table, size_t row, size_t count)
{
    if (count == 0)
        return;
    (void)fprintf(out, "<details><summary>%zu example%s</summary><ol>", count, count == 1 ? "" : "s");
    for (size_t i = 0; i < count; i++) {
        advise_diff_example e = advise_diff_get_example(r->diff, table, row, i);
        (void)fputs("<li><code>", out);
        markup_text(out, e.record.file);
        (void)fprintf(out, ":%zu</code> ", e.record.line);
        if (e.id[0] != '\0') {
            markup_text(out, e.id);
            (void)fputs(", ", out);
        }
        (void)fprintf(out, "%s: ", diff_change_word(e.change));
        rank(out, e.old_rank);
        (void)fputs(" &rarr; ", out);
        rank(out, e.new_rank);
        (void)fputs("</li>", out);
    }
    (void)fputs("</ol></details>", out);
}

static void table_begin(FILE *out, const char *title, const char *by, const char *heads)
{
    (void)fputs("<h2>", out);
    markup_text(out, title);
    markup_text(out, by);
    (void)fprintf(out, "</h2>\n<div class=\"scroll\"><table><thead><tr>%s</tr></thead><tbody>\n", heads);
}

static void table_end(FILE *out, size_t shown, size_t count)
{
    (void)fputs("</tbody></table></div>\n", out);
    if (shown < count)
        (void)fprintf(out, "<p class=\"dim\">and %zu more</p>\n", count - shown);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void recommendations(FILE *out, const diff_report *r)
{
    size_t count = advise_diff_recommendation_count(r->diff);
    size_t shown = diff_rows(r, count);
    size_t most = 0;
    for (size_t i = 0; i < shown; i++) {
        advise_diff_recommendation row = advise_diff_get_recommendation(r->diff, i);
        most = larger(most, larger(row.gained, row.lost));
    }
    if (count == 0)
        return;
    table_begin(out, "By recommendation", "",
                "<th scope=\"col\">Recommendation</th><th scope=\"col\" class=\"n\">Lost</th><th "
                "scope=\"col\"><span aria-hidden=\"true\">Lost | gained</span></th><th scope=\"col\" "
                "class=\"n\">Gained</th><th scope=\"col\" class=\"n\">Given before</th><th scope=\"col\" "
                "class=\"n\">Given now</th><th scope=\"col\" class=\"n\">Up</th><th scope=\"col\" "
                "class=\"n\">Down</th><th scope=\"col\" class=\"n\">Mean move</th><th scope=\"col\" "
                "class=\"n\">Rescored</th>");
    for (size_t i = 0; i < shown; i++) {
        advise_diff_recommendation row = advise_diff_get_recommendation(r->diff, i);
        (void)fputs("<tr><th scope=\"row\"><code>", out);
        markup_text(out, row.id);
        (void)fputs("</code><br><span class=\"dim\" style=\"font-weight:400\">", out);
        markup_text(out, row.title);
        (void)fputs("</span>", out);
        examples(out, r, ADVISE_DIFF_RECOMMENDATIONS, i, row.example_count);
        (void)fputs("</th>", out);
        count_cell(out, "loss", row.lost);
        balance_bar(out, row.lost, row.gained, most);
        count_cell(out, "gain", row.gained);
        count_cell(out, "", row.given_by_old);
        count_cell(out, "", row.given_by_new);
        count_cell(out, "", row.up);
        count_cell(out, "", row.down);
        if (row.up + row.down > 0)
            (void)fprintf(out, "<td class=\"n\">%+.1f</td>", row.mean_places);
        else
            (void)fputs("<td class=\"n dim\">0</td>", out);
        count_cell(out, "", row.rescored);
        (void)fputs("</tr>\n", out);
    }
    table_end(out, shown, count);
}

/// The first characters of a text that may be long.
static void short_code(FILE *out, const char *text)
{
    enum { MOST = 160 };
    char part[4 * MOST + 1];
    size_t length = diff_cut(text, MOST);
    memcpy(part, text, length);
    part[length] = '\0';
    if (length == 0)
        (void)fputs("<i>nothing</i>", out);
    else
        element(out, "code", part);
    if (text[length] != '\0')
        (void)fputs("…", out);
}

static void causes(FILE *out, const diff_report *r)
{
    size_t count = advise_diff_cause_count(r->diff);
    size_t shown = diff_rows(r, count);
    size_t most = 0;
    for (size_t i = 0; i < shown; i++) {
        advise_diff_cause row = advise_diff_get_cause(r->diff, i);
        most = larger(most, larger(row.gained, row.lost));
    }
    if (count == 0)
        return;
    table_begin(out, "By cause", "",
                "<th scope=\"col\">Cause</th><th scope=\"col\" class=\"n\">Lost</th><th scope=\"col\"><span "
                "aria-hidden=\"true\">Lost | gained</span></th><th scope=\"col\" class=\"n\">Gained</th><th "
                "scope=\"col\" class=\"n\">Rescored</th><th scope=\"col\" class=\"n\">Profiles</th>");
    for (size_t i = 0; i < shown; i++) {
        advise_diff_cause row = advise_diff_get_cause(r->diff, i);
        (void)fprintf(out, "<tr><th scope=\"row\"><span class=\"dim\">%s</span> ",
                      diff_cause_words(row.kind));
        element(out, "code", row.name);
        if (row.what[0] != '\0') {
            (void)fputs("<br><span style=\"font-weight:400\">", out);
            markup_text(out, row.what);
            (void)fputs(": ", out);
            short_code(out, row.was);
            (void)fputs(" &rarr; ", out);
            short_code(out, row.now);
            (void)fputs("</span>", out);
        }
        examples(out, r, ADVISE_DIFF_CAUSES, i, row.example_count);
        (void)fputs("</th>", out);
        count_cell(out, "loss", row.lost);
        balance_bar(out, row.lost, row.gained, most);
        count_cell(out, "gain", row.gained);
        count_cell(out, "", row.rescored);
        count_cell(out, "", row.records);
        (void)fputs("</tr>\n", out);
    }
    table_end(out, shown, count);
}

static void groups(FILE *out, const diff_report *r)
{
    size_t count = advise_diff_group_count(r->diff);
    size_t shown = diff_rows(r, count);
    if (r->by == NULL || count == 0)
        return;
    table_begin(
        out, "By ", r->by,
        "<th scope=\"col\">Value</th><th scope=\"col\" class=\"n\">Profiles</th><th scope=\"col\" "
        "class=\"n\">Changed</th><th scope=\"col\" class=\"n\">Share</th><th scope=\"col\"><span "
        "aria-hidden=\"true\">0 to 100 %</span></th><th scope=\"col\" class=\"n\">Other order</th><th "
        "scope=\"col\" class=\"n\">Gained</th><th scope=\"col\" class=\"n\">Lost</th>");
    for (size_t i = 0; i < shown; i++) {
        advise_diff_group row = advise_diff_get_group(r->diff, i);
        double share = diff_percent(row.changed, row.records);
        (void)fputs("<tr><th scope=\"row\">", out);
        if (row.is_unknown || row.is_other)
            (void)fprintf(out, "<i>%s</i>", row.is_unknown ? "not known" : "all other values");
        else
            markup_text(out, row.value);
        examples(out, r, ADVISE_DIFF_GROUPS, i, row.example_count);
        (void)fputs("</th>", out);
        count_cell(out, "", row.records);
        count_cell(out, "", row.changed);
        (void)fprintf(out,
                      "<td class=\"n\">%.1f&nbsp;%%</td><td class=\"bar\"><svg viewBox=\"0 0 100 16\" "
                      "preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"s\" x=\"0\" y=\"3\" "
                      "width=\"100\" height=\"10\"/><rect class=\"l\" x=\"0\" y=\"3\" width=\"%.1f\" "
                      "height=\"10\"/></svg></td>",
                      share, share);
        count_cell(out, "", row.moved);
        count_cell(out, "gain", row.gained);
        count_cell(out, "loss", row.lost);
        (void)fputs("</tr>\n", out);
    }
    table_end(out, shown, count);
}

static void pack_line(FILE *out, const char *which, const char *name, const advise_pack *pack)
{
    (void)fprintf(out, "<p><span class=\"dim\">%s:</span> ", which);
    markup_text(out, advise_pack_title(pack));
    (void)fputc(' ', out);
    markup_text(out, advise_pack_version(pack));
    (void)fputc(' ', out);
    element(out, "code", name);
    (void)fputs("</p>\n", out);
}

static void write(const screen *s, const diff_report *r)
{
    FILE *out = s->out;
    advise_diff_totals t = advise_diff_get_totals(r->diff);
    (void)fputs(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\"><title>Whose advice changes</title>\n<style>\n",
        out);
    (void)fputs(style, out);
    (void)fputs("</style></head><body><main>\n<h1>Whose advice changes</h1>\n", out);
    pack_line(out, "Old", r->before_name, r->before);
    pack_line(out, "New", r->after_name, r->after);
    (void)fputs("<p class=\"dim\">As of ", out);
    markup_text(out, r->date);
    (void)fprintf(out, ". %zu profiles, %zu evaluated, %zu refused", t.records, t.evaluated, t.refused);
    if (t.refused_by_old + t.refused_by_new > 0)
        (void)fprintf(out, " (%zu by the old pack only, %zu by the new pack only)", t.refused_by_old,
                      t.refused_by_new);
    (void)fputs(".</p>\n", out);
    if (r->exceeded) {
        (void)fputs("<p class=\"alert\" role=\"alert\">More profiles gain or lose advice than the limit of ",
                    out);
        markup_text(out, r->max_changed);
        (void)fputs(" allows.</p>\n", out);
    }
    (void)fputs("<div class=\"cards\">\n", out);
    card(out, "l", t.changed, t.evaluated, "gain or lose advice");
    card(out, "m", t.moved, t.evaluated, "same advice, other order");
    card(out, "g", t.rescored, t.evaluated, "same advice, scored otherwise");
    card(out, "s", t.evaluated - t.changed - t.moved - t.rescored, t.evaluated, "see no difference");
    card(out, "", t.gained, 0, "pieces of advice gained");
    card(out, "", t.lost, 0, "pieces of advice lost");
    (void)fputs("</div>\n", out);
    totals_bar(out, &t);
    recommendations(out, r);
    causes(out, r);
    groups(out, r);
    (void)fputs("</main></body></html>\n", out);
}

const diff_format diff_as_html = {.write = write};
