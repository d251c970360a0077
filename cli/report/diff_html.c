// A comparison of two packs as one page.
#include "report/diff.h"
#include "write/counts.h"
#include "write/page.h"

#include <string.h>

/// @param colour  class of its part of the bar; "" for none
static void card(const page *p, const char *colour, size_t count, size_t of, const char *words)
{
    page_format(p, "<div class=\"card %s\"><b>%zu</b><span>%s", colour, count, words);
    if (of > 0)
        page_format(p, " (%.1f&nbsp;%%)", percent(count, of));
    page_put(p, "</span></div>\n");
}

/// One stripe for all evaluated profiles.
static void totals_bar(const page *p, const advise_diff_totals *t)
{
    const struct {
        size_t count;
        const char *class;
    } parts[] = {{t->changed, "l"},
                 {t->moved, "m"},
                 {t->rescored, "g"},
                 {t->reworded, "w"},
                 {t->evaluated - t->changed - t->moved - t->rescored - t->reworded, "s"}};
    double x = 0;
    page_drawing_begin(p, 1000, 16, NULL);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        double width = 10 * percent(parts[i].count, t->evaluated);
        if (width > 0)
            page_rectangle(p, parts[i].class, x, 0, width, 16);
        x += width;
    }
    page_drawing_end(p);
    page_put(p, "\n");
}

/// Losses to the left of a middle line, gains to the right; the longest side of the table fills its half.
static void balance_bar(const page *p, size_t lost, size_t gained, size_t most)
{
    double left = most > 0 ? 100 * (double)lost / (double)most : 0;
    double right = most > 0 ? 100 * (double)gained / (double)most : 0;
    page_put(p, "<td class=\"bar\">");
    page_drawing_begin(p, 200, 16, NULL);
    if (lost > 0)
        page_rectangle(p, "l", 100 - left, 3, left, 10);
    if (gained > 0)
        page_rectangle(p, "g", 100, 3, right, 10);
    page_put(p, "<line x1=\"100\" y1=\"0\" x2=\"100\" y2=\"16\"/>");
    page_drawing_end(p);
    page_put(p, "</td>");
}

static void count_cell(const page *p, const char *class, size_t count)
{
    if (count > 0)
        page_format(p, "<td class=\"n %s\">%zu</td>", class, count);
    else
        page_put(p, "<td class=\"n dim\">0</td>");
}

static void rank(const page *p, size_t number)
{
    if (number > 0)
        page_format(p, "rank %zu", number);
    else
        page_put(p, "not given");
}

static void examples(const page *p, const diff_report *r, advise_diff_table table, size_t row, size_t count)
{
    if (count == 0)
        return;
    page_format(p, "<details><summary>%zu example%s</summary><ol>", count, plural(count));
    for (size_t i = 0; i < count; i++) {
        advise_diff_example e = advise_diff_get_example(r->diff, table, row, i);
        page_put(p, "<li><code>");
        page_text(p, e.record.file);
        page_format(p, ":%zu</code> ", e.record.line);
        if (e.id[0] != '\0') {
            page_text(p, e.id);
            page_put(p, ", ");
        }
        page_format(p, "%s: ", diff_change_word(e.change));
        rank(p, e.old_rank);
        page_put(p, " &rarr; ");
        rank(p, e.new_rank);
        page_put(p, "</li>");
    }
    page_put(p, "</ol></details>");
}

static void table_end(const page *p, size_t shown, size_t count)
{
    page_table_end(p);
    page_more(p, count - shown, "");
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void recommendation(const page *p, const diff_report *r, size_t index, size_t most)
{
    advise_diff_recommendation row = advise_diff_get_recommendation(r->diff, index);
    page_put(p, "<tr><th scope=\"row\">");
    page_element(p, "code", row.id);
    page_put(p, "<br><span class=\"dim light\">");
    page_text(p, row.title);
    page_put(p, "</span>");
    examples(p, r, ADVISE_DIFF_RECOMMENDATIONS, index, row.example_count);
    page_put(p, "</th>");
    count_cell(p, "loss", row.lost);
    balance_bar(p, row.lost, row.gained, most);
    count_cell(p, "gain", row.gained);
    count_cell(p, "", row.given_by_old);
    count_cell(p, "", row.given_by_new);
    count_cell(p, "", row.up);
    count_cell(p, "", row.down);
    if (row.up + row.down > 0)
        page_format(p, "<td class=\"n\">%+.1f</td>", row.mean_places);
    else
        count_cell(p, "", 0);
    count_cell(p, "", row.rescored);
    count_cell(p, "", row.reworded);
    page_row_end(p);
}

static void recommendations(const page *p, const diff_report *r)
{
    static const page_column columns[] = {{"Recommendation", NULL},
                                          {"Lost", "n"},
                                          {"Lost | gained", "bar"},
                                          {"Gained", "n"},
                                          {"Given before", "n"},
                                          {"Given now", "n"},
                                          {"Up", "n"},
                                          {"Down", "n"},
                                          {"Mean move", "n"},
                                          {"Rescored", "n"},
                                          {"Reworded", "n"},
                                          {0}};
    size_t count = advise_diff_recommendation_count(r->diff);
    size_t shown = diff_rows(r, count);
    size_t most = 0;
    for (size_t i = 0; i < shown; i++) {
        advise_diff_recommendation row = advise_diff_get_recommendation(r->diff, i);
        most = larger(most, larger(row.gained, row.lost));
    }
    if (count == 0)
        return;
    page_put(p, "<h2>By recommendation</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < shown; i++)
        recommendation(p, r, i, most);
    table_end(p, shown, count);
}

/// The first characters of a text that may be long.
static void short_code(const page *p, const char *text)
{
    enum { MOST = 160 };
    char part[4 * MOST + 1];
    size_t length = screen_bytes(text, MOST);
    memcpy(part, text, length);
    part[length] = '\0';
    if (length == 0)
        page_put(p, "<i>nothing</i>");
    else
        page_element(p, "code", part);
    if (text[length] != '\0')
        page_put(p, "…");
}

static void cause(const page *p, const diff_report *r, size_t index, size_t most)
{
    advise_diff_cause row = advise_diff_get_cause(r->diff, index);
    page_format(p, "<tr><th scope=\"row\"><span class=\"dim\">%s</span> ", diff_cause_words(row.kind));
    page_element(p, "code", row.name);
    if (row.what[0] != '\0') {
        page_put(p, "<br><span class=\"light\">");
        page_text(p, row.what);
        page_put(p, ": ");
        short_code(p, row.was);
        page_put(p, " &rarr; ");
        short_code(p, row.now);
        page_put(p, "</span>");
    }
    examples(p, r, ADVISE_DIFF_CAUSES, index, row.example_count);
    page_put(p, "</th>");
    count_cell(p, "loss", row.lost);
    balance_bar(p, row.lost, row.gained, most);
    count_cell(p, "gain", row.gained);
    count_cell(p, "", row.rescored);
    count_cell(p, "", row.reworded);
    count_cell(p, "", row.records);
    page_row_end(p);
}

static void causes(const page *p, const diff_report *r)
{
    static const page_column columns[] = {
        {"Cause", NULL},   {"Lost", "n"},     {"Lost | gained", "bar"}, {"Gained", "n"},
        {"Rescored", "n"}, {"Reworded", "n"}, {"Profiles", "n"},        {0}};
    size_t count = advise_diff_cause_count(r->diff);
    size_t shown = diff_rows(r, count);
    size_t most = 0;
    for (size_t i = 0; i < shown; i++) {
        advise_diff_cause row = advise_diff_get_cause(r->diff, i);
        most = larger(most, larger(row.gained, row.lost));
    }
    if (count == 0)
        return;
    page_put(p, "<h2>By cause</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < shown; i++)
        cause(p, r, i, most);
    table_end(p, shown, count);
}

static void group(const page *p, const diff_report *r, size_t index)
{
    advise_diff_group row = advise_diff_get_group(r->diff, index);
    page_put(p, "<tr><th scope=\"row\">");
    if (row.is_unknown || row.is_other)
        page_element(p, "i", row.is_unknown ? "not known" : "all other values");
    else
        page_text(p, row.value);
    examples(p, r, ADVISE_DIFF_GROUPS, index, row.example_count);
    page_put(p, "</th>");
    count_cell(p, "", row.records);
    count_cell(p, "", row.changed);
    page_format(p, "<td class=\"n\">%.1f&nbsp;%%</td>", percent(row.changed, row.records));
    page_bar(p, "l", (double)row.changed, (double)row.records);
    count_cell(p, "", row.moved);
    count_cell(p, "gain", row.gained);
    count_cell(p, "loss", row.lost);
    page_row_end(p);
}

static void groups(const page *p, const diff_report *r)
{
    static const page_column columns[] = {{"Value", NULL}, {"Profiles", "n"},     {"Changed", "n"},
                                          {"Share", "n"},  {"0 to 100 %", "bar"}, {"Other order", "n"},
                                          {"Gained", "n"}, {"Lost", "n"},         {0}};
    size_t count = advise_diff_group_count(r->diff);
    size_t shown = diff_rows(r, count);
    if (r->by == NULL || count == 0)
        return;
    page_put(p, "<h2>By ");
    page_text(p, r->by);
    page_put(p, "</h2>\n");
    page_table_begin(p, columns);
    for (size_t i = 0; i < shown; i++)
        group(p, r, i);
    table_end(p, shown, count);
}

static void pack_line(const page *p, const char *which, const char *name, const advise_pack *pack)
{
    page_format(p, "<p><span class=\"dim\">%s:</span> ", which);
    page_text(p, advise_pack_title(pack));
    page_put(p, " ");
    page_text(p, advise_pack_version(pack));
    page_put(p, " ");
    page_element(p, "code", name);
    page_put(p, "</p>\n");
}

static void heading(const page *p, const diff_report *r, const advise_diff_totals *t)
{
    pack_line(p, "Old", r->before_name, r->before);
    pack_line(p, "New", r->after_name, r->after);
    page_put(p, "<p class=\"dim\">As of ");
    page_text(p, r->old_date);
    if (strcmp(r->old_date, r->date) != 0) {
        page_text(p, " and ");
        page_text(p, r->date);
    }
    page_format(p, ". %zu profiles, %zu evaluated, %zu refused", t->records, t->evaluated, t->refused);
    if (t->refused_by_old + t->refused_by_new > 0)
        page_format(p, " (%zu by the old pack only, %zu by the new pack only)", t->refused_by_old,
                    t->refused_by_new);
    page_put(p, ".</p>\n");
    if (r->exceeded) {
        page_put(p, "<p class=\"alert\" role=\"alert\">More profiles gain or lose advice than the limit of ");
        page_text(p, r->max_changed);
        page_put(p, " allows.</p>\n");
    }
}

static void write(const screen *s, const diff_report *r)
{
    const page p = {.out = s->out};
    advise_diff_totals t = advise_diff_get_totals(r->diff);
    page_begin(&p, "Whose advice changes");
    heading(&p, r, &t);
    page_put(&p, "<div class=\"cards\">\n");
    card(&p, "l", t.changed, t.evaluated, "gain or lose advice");
    card(&p, "m", t.moved, t.evaluated, "same advice, other order");
    card(&p, "g", t.rescored, t.evaluated, "same advice, scored differently");
    card(&p, "w", t.reworded, t.evaluated, "same advice, in other words");
    card(&p, "s", t.evaluated - t.changed - t.moved - t.rescored - t.reworded, t.evaluated,
         "see no difference");
    card(&p, "", t.gained, 0, "pieces of advice gained");
    card(&p, "", t.lost, 0, "pieces of advice lost");
    page_put(&p, "</div>\n");
    totals_bar(&p, &t);
    recommendations(&p, r);
    causes(&p, r);
    groups(&p, r);
    page_end(&p);
}

const diff_format diff_as_html = {.write = write};
