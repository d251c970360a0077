// The counselor's part of a page. It begins a sheet of paper of its own, so that it need not be handed out.
#include "sheet/counselor.h"

#include <stdlib.h>

/// Writes a text that it frees as an element.
static void element_of(const page *p, const char *name, char *text)
{
    page_element(p, name, text);
    page_put(p, "\n");
    free(text);
}

/// What is below an obstacle stands in a list within its own item.
static void obstacles(const page *p, const near_miss *m)
{
    size_t level = 0; // lists that are open
    for (size_t i = m->rule; i < m->end; i++) {
        const advise_obstacle o = advise_why_not_obstacle(m->why_not, m->answer, i);
        char *text = obstacle_text(&o);
        if (o.depth + 1 > level) {
            page_put(p, "<ul>\n");
            level++;
        } else {
            for (page_put(p, "</li>\n"); level > o.depth + 1; level--)
                page_put(p, "</ul></li>\n");
        }
        page_put(p, "<li>");
        page_text(p, text);
        free(text);
    }
    for (; level > 0; level--)
        page_put(p, "</li></ul>\n");
}

static void ways(const page *p, const near_miss *m)
{
    char *text = near_miss_way(m, 0);
    if (text == NULL)
        return;
    page_put(p, "<p>It would be given by:</p>\n<ul>\n");
    for (size_t i = 0; text != NULL; text = near_miss_way(m, ++i))
        element_of(p, "li", text);
    page_put(p, "</ul>\n");
}

static void misses(const page *p, const advise_pack *pack, const advise_report *r)
{
    near_miss found[NEAR_MISSES];
    const size_t count = near_misses_find(pack, r, found);
    page_put(p, "<h3>What was nearly advised</h3>\n");
    if (count == 0)
        page_note(p, "Nothing.");
    for (size_t i = 0; i < count; i++) {
        page_put(p, "<div class=\"near\">\n"); // on one sheet of paper
        element_of(p, "h4", near_miss_title(&found[i]));
        element_of(p, "p", near_miss_status(r, &found[i]));
        obstacles(p, &found[i]);
        ways(p, &found[i]);
        page_put(p, "</div>\n");
    }
}

static void undetermined(const page *p, const advise_report *r)
{
    waiting at = {0};
    const char *name = waiting_next(r, &at);
    page_put(p, "<h3>What waits for what</h3>\n");
    if (name == NULL) {
        page_note(p, "No rule waits for an answer.");
        return;
    }
    page_put(p, "<ul>\n");
    for (; name != NULL; name = waiting_next(r, &at)) {
        page_put(p, "<li>");
        page_element(p, "b", name);
        page_put(p, ": ");
        element_of(p, "span", waiting_rules(r, name));
        page_put(p, "</li>\n");
    }
    page_put(p, "</ul>\n");
}

static void warnings(const page *p, const advise_report *r)
{
    if (advise_report_warning_count(r) == 0)
        return;
    page_put(p, "<h3>Warnings</h3>\n<ul>\n");
    for (size_t i = 0; i < advise_report_warning_count(r); i++)
        element_of(p, "li", warning_text(r, i));
    page_put(p, "</ul>\n");
}

static void notes(const page *p, const advise_report *r)
{
    if (advise_report_note_count(r) == 0)
        return;
    page_put(p, "<h3>Notes of the profile</h3>\n<ul class=\"remarks\">\n");
    for (size_t i = 0; i < advise_report_note_count(r); i++)
        element_of(p, "li", note_text(r, i));
    page_put(p, "</ul>\n");
}

void counselor_as_html(const page *p, const advise_pack *pack, const advise_report *r)
{
    page_put(p, "<section class=\"counselor\">\n<h2>For the counselor</h2>\n");
    misses(p, pack, r);
    undetermined(p, r);
    warnings(p, r);
    notes(p, r);
    page_put(p, "</section>\n");
}
