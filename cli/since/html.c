// What changed as a page.
#include "since/words.h"
#include "write/page.h"

#include <stdlib.h>

static void begin(const since_output *o)
{
    const page p = {.out = o->screen.out};
    char *title = since_title(o);
    page_begin_searchable(&p, title);
    page_put(&p, "<p class=\"dim\">");
    page_text(&p, advise_pack_title(o->pack));
    page_put(&p, " ");
    page_text(&p, advise_pack_version(o->pack));
    page_put(&p, ", as of ");
    page_text(&p, o->date);
    page_put(&p, "</p>\n");
    free(title);
}

static void add_change(const page *p, const since_output *o, const change *c)
{
    static const char *const classes[CHANGE_KINDS] = {[CHANGE_DONE] = "gain", [CHANGE_MORE] = "loss"};
    char *title = change_title(o->pack, c);
    char *detail = change_detail(c);
    page_format(p, "<li><span class=\"%s\">%s:</span> ", classes[c->kind] != NULL ? classes[c->kind] : "dim",
                change_heads[c->kind]);
    page_text(p, title);
    if (detail[0] != '\0') {
        page_put(p, " <span class=\"dim\">");
        page_text(p, detail);
        page_put(p, "</span>");
    }
    page_put(p, "</li>\n");
    free(title);
    free(detail);
}

static void client(const since_output *o, const client_change *c)
{
    const page p = {.out = o->screen.out};
    char *label = client_label(c);
    char *sentence = client_sentence(c);
    page_client_begin(&p, c->name, label, false);
    if (sentence[0] != '\0')
        page_note(&p, sentence);
    const bool any = c->count + c->fact_count > 0;
    page_put(&p, any ? "<ul>\n" : "");
    for (size_t i = 0; i < c->count; i++)
        add_change(&p, o, &c->changes[i]);
    for (size_t i = 0; i < c->fact_count; i++) {
        char *fact = fact_sentence(&c->facts[i]);
        page_put(&p, "<li><span class=\"dim\">Said:</span> ");
        page_text(&p, fact);
        page_put(&p, "</li>\n");
        free(fact);
    }
    page_put(&p, any ? "</ul>\n" : "");
    page_client_end(&p);
    free(label);
    free(sentence);
}

static void end(const since_output *o, const since_totals *t)
{
    const page p = {.out = o->screen.out};
    char *totals = since_totals_sentence(t);
    page_note(&p, totals);
    page_end_searchable(&p);
    free(totals);
}

const since_format since_as_html = {.begin = begin, .client = client, .end = end};
