// A change is said from the client's side: what was given and is not called for any more is done.
#include "since/words.h"
#include "write/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const change_heads[CHANGE_KINDS] = {
    [CHANGE_DONE] = "Done",
    [CHANGE_NEW] = "New",
    [CHANGE_MORE] = "More pressing",
    [CHANGE_LESS] = "Less pressing",
    [CHANGE_FADED] = "Hardly called for any more",
    [CHANGE_WITHHELD] = "Withheld",
    [CHANGE_OPEN] = "Not known any more",
    [CHANGE_FOREIGN] = "Not in this pack",
};

/// The title as the pack has it, unless parts of it are filled in; NULL if there is none.
static const char *plain_title(const advise_pack *pack, const char *id)
{
    for (size_t i = 0; i < advise_pack_recommendation_count(pack); i++) {
        const char *title = advise_pack_recommendation_title(pack, i);
        if (strcmp(advise_pack_recommendation_id(pack, i), id) == 0)
            return strstr(title, "{{") == NULL ? title : NULL;
    }
    return NULL;
}

char *change_title(const advise_pack *pack, const change *c)
{
    const char *plain = c->title[0] == '\0' ? plain_title(pack, c->recommendation) : NULL;
    const char *title = c->title[0] != '\0' ? c->title : plain != NULL ? plain : c->recommendation;
    const bool is_named = c->item[0] == '\0' || strstr(title, c->item) != NULL;
    return must_format("%s%s%s%s", title, is_named ? "" : " (", is_named ? "" : c->item, is_named ? "" : ")");
}

char *change_detail(const change *c)
{
    const long was = lround(c->was);
    const long now = lround(c->now);
    if (c->kind == CHANGE_WITHHELD && c->by[0] != '\0')
        return must_format("since '%s' excludes it", c->by);
    if (c->has_was && c->has_now)
        return was == now ? must_format("%.1f → %.1f of 100", c->was, c->now)
                          : must_format("%ld → %ld of 100", was, now);
    return c->has_now ? must_format("%ld of 100", now) : must_format("%s", "");
}

char *client_label(const client_change *c)
{
    return c->name[0] != '\0' ? must_format("%s", c->name) : must_format("Profile %zu", c->number);
}

char *client_sentence(const client_change *c)
{
    static const char *const sentences[CLIENT_STATES] = {
        [CLIENT_SAME] = "",
        [CLIENT_MOVED] = "",
        [CLIENT_NEW] = "There was no result last time.",
        [CLIENT_LEFT] = "There is no profile any more.",
        [CLIENT_REFUSED] = "The profile cannot be read: ",
        [CLIENT_READABLE] = "The profile could not be read last time.",
        [CLIENT_REPEATED] = "Another client before has this name: nothing was compared.",
        [CLIENT_NAMELESS] = "It has no name to be found by.",
    };
    return must_format("%s%s", sentences[c->state], c->state == CLIENT_REFUSED ? c->problem : "");
}

char *fact_sentence(const fact_change *f)
{
    return must_format("%s: %s → %s", f->fact, f->was != NULL ? f->was : "not known",
                       f->now != NULL ? f->now : "not known");
}

char *since_totals_sentence(const since_totals *t)
{
    static const char *const words[CLIENT_STATES] = {
        [CLIENT_SAME] = "as before",
        [CLIENT_MOVED] = "moved",
        [CLIENT_NEW] = "new",
        [CLIENT_LEFT] = "no longer here",
        [CLIENT_REFUSED] = "not readable",
        [CLIENT_READABLE] = "readable now",
        [CLIENT_REPEATED] = "with the name of another",
        [CLIENT_NAMELESS] = "without a name",
    };
    static const client_state order[] = {CLIENT_MOVED, CLIENT_SAME,    CLIENT_NEW,      CLIENT_READABLE,
                                         CLIENT_LEFT,  CLIENT_REFUSED, CLIENT_REPEATED, CLIENT_NAMELESS};
    char *text = NULL;
    size_t length = 0;
    FILE *out = must_open_text(&text, &length);
    for (size_t i = 0; i < CLIENT_STATES; i++) {
        if (t->clients[order[i]] > 0 || i < 2)
            (void)fprintf(out, "%s%zu %s", i > 0 ? ", " : "", t->clients[order[i]], words[order[i]]);
    }
    must_close_text(out, &text);
    return text;
}

char *since_title(const since_output *o)
{
    const char *slash = strrchr(o->last, '/');
    const char *name =
        slash != NULL && slash[1] != '\0' ? slash + 1 : o->last; // a path would be wider than a telephone
    return o->last_date != NULL ? must_format("What changed since %s (%s)", o->last_date, name)
                                : must_format("What changed since %s", name);
}
