#include "summary/privacy.h"

#include "summary/order.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

size_t summary_shown_size(size_t count, size_t least)
{
    return least > 1 ? count - count % least : count;
}

bool summary_shows_parts(size_t of, size_t least)
{
    return least <= 1 || of >= 2 * least;
}

size_t summary_shown(size_t count, size_t of, size_t least)
{
    if (least <= 1)
        return count;
    const size_t most = summary_shows_parts(of, least) ? summary_shown_size(of, least) - least : 0;
    const size_t shown = summary_shown_size(count, least);
    return shown < most ? shown : most;
}

/// The largest number that is shown so, as far as a reader can tell.
static size_t largest(size_t count, size_t of, size_t least)
{
    const size_t most = summary_shown(of, of, least);
    const size_t shown = summary_shown(count, of, least);
    return (shown < most ? shown : summary_shown_size(of, least)) + least - 1;
}

/// Whether a number that is withheld must be so large, by a sum in which the others may be larger by `room`, that it is as good as told.
static bool is_told(size_t count, size_t room, size_t least)
{
    return count > 0 && count < least && count > room && count - room >= (least + 1) / 2;
}

bool summary_shows_tenths(const summary_row *row, size_t least)
{
    size_t room = 0;
    bool told = least > 1 && row->times != row->profiles; // one person may stand in several, or often in one
    for (size_t i = 0; i < SUMMARY_TENTHS && least > 1; i++)
        room += least - 1 - row->tenths[i] % least;
    for (size_t i = 0; i < SUMMARY_TENTHS && !told && least > 1; i++)
        told = is_told(row->tenths[i], room - (least - 1 - row->tenths[i] % least), least);
    return !told;
}

/// The groups, and what is known of one recommendation in them.
typedef struct cells {
    const summary_group *const *groups;
    size_t count, least;
} cells;

static size_t count_in(const summary_group *g, const char *name)
{
    const summary_row *row = summary_find(&g->recommendations, name);
    return row != NULL ? row->profiles : 0;
}

/// Whether a number of the recommendation could be told from the sum over all groups.
static bool is_row_told(const cells *c, const char *name, size_t all)
{
    size_t room = 0;
    size_t in_groups = 0;
    bool told = false;
    for (size_t i = 0; i < c->count; i++) {
        const size_t count = count_in(c->groups[i], name);
        room += largest(count, c->groups[i]->evaluated, c->least) - count;
        in_groups += count;
    }
    for (size_t i = 0; i < c->count && !told; i++) {
        const size_t count = count_in(c->groups[i], name);
        told = is_told(count, room - (largest(count, c->groups[i]->evaluated, c->least) - count), c->least);
    }
    return told ||
           (all > in_groups && is_told(all - in_groups, room, c->least)); // in the groups that are not shown
}

size_t summary_hide_rows(summary *s, const summary_group *const *groups, size_t count, size_t least)
{
    const summary_row **rows = summary_rows(&s->recommendations, SUMMARY_BY_NAME);
    const cells c = {groups, count, least};
    size_t hidden = 0;
    for (size_t i = 0; rows != NULL && least > 1 && i < s->recommendations.count; i++) {
        summary_row *row = summary_find(&s->recommendations, rows[i]->name);
        row->hidden_in_groups = is_row_told(&c, row->name, row->profiles);
        hidden += row->hidden_in_groups;
    }
    free(rows);
    return hidden;
}
