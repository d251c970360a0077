// Counting what was found of a record, row by row.
#include "compare/diff_count.h"

static void make_recommendations(diff_count *s)
{
    const pack_part_list *parts = &s->packs->recommendations;
    s->recommendations = ARENA_ARRAY(s->arena, parts->count, diff_recommendation);
    for (size_t i = 0; i < parts->count; i++) {
        const pack_part *p = &parts->items[i];
        const recommendation *from = p->after >= 0 ? &s->packs->after->recommendations[p->after]
                                                   : &s->packs->before->recommendations[p->before];
        s->recommendations[i].id = p->id;
        s->recommendations[i].title = arena_copy(s->arena, from->title.text);
    }
}

void diff_count_begin(diff_count *s)
{
    s->out = ARENA_NEW(s->arena, diff);
    make_recommendations(s);
    diff_make_causes(s);
    if (s->options->by != NULL)
        diff_make_groups(s);
}

static void count_causes(diff_count *s, const diff_finding *of, const diff_change *change)
{
    for (size_t i = 0; i < change->cause_count; i++) {
        diff_cause *cause = &s->causes[change->causes[i]];
        cause->gained += change->kind == DIFF_GAINED;
        cause->lost += change->kind == DIFF_LOST;
        cause->rescored += change->kind == DIFF_MOVED || change->kind == DIFF_RESCORED;
        cause->reworded += change->kind == DIFF_REWORDED;
        cause->records += cause->counted != of->record->number;
        cause->counted = of->record->number;
        diff_add_example(s, &cause->examples, of, change);
    }
}

/// What is given by one pack only.
static void count_given(diff_count *s, diff_group *group, const diff_finding *of, const diff_change *change)
{
    diff_recommendation *row = &s->recommendations[change->recommendation];
    const bool gained = change->kind == DIFF_GAINED;
    row->gained += gained;
    row->lost += !gained;
    row->withheld += change->withheld;
    row->records += row->examples.last_number != of->record->number;
    s->out->totals.gained += gained;
    s->out->totals.lost += !gained;
    if (group != NULL) {
        group->gained += gained;
        group->lost += !gained;
    }
}

/// What is given by both, at another rank or with another score.
static void count_ranks(diff_count *s, const diff_change *change)
{
    diff_recommendation *row = &s->recommendations[change->recommendation];
    const bool moved = change->kind == DIFF_MOVED;
    row->up += change->rank_after < change->rank_before;
    row->down += change->rank_after > change->rank_before;
    row->places += (int64_t)change->rank_before - (int64_t)change->rank_after;
    row->rescored += change->rescored;
    s->out->totals.moves += moved;
    s->out->totals.rescores += change->rescored;
}

static void count_change(diff_count *s, diff_group *group, const diff_finding *of, const diff_change *change)
{
    diff_recommendation *row = &s->recommendations[change->recommendation];
    switch (change->kind) {
    case DIFF_GAINED:
    case DIFF_LOST: count_given(s, group, of, change); break;
    case DIFF_MOVED:
    case DIFF_RESCORED: count_ranks(s, change); break;
    case DIFF_REWORDED:
        row->reworded++;
        s->out->totals.rewords++;
        break;
    }
    diff_add_example(s, &row->examples, of, change);
    if (group != NULL)
        diff_add_example(s, &group->examples, of, change);
    count_causes(s, of, change);
}

/// What is the weightiest of a record's changes counts for it.
static void count_record(diff_totals *totals, diff_group *group, const diff_finding *of)
{
    bool changed = false;
    bool moved = false;
    bool rescored = false;
    for (size_t i = 0; i < of->change_count; i++) {
        const diff_change *c = &of->changes[i];
        changed = changed || c->kind == DIFF_GAINED || c->kind == DIFF_LOST;
        moved = moved || c->kind == DIFF_MOVED;
        rescored = rescored || c->rescored;
    }
    totals->evaluated++;
    totals->changed += changed;
    totals->moved += !changed && moved;
    totals->rescored += !changed && !moved && rescored;
    totals->reworded += !changed && !moved && !rescored && of->change_count > 0;
    if (group != NULL) {
        group->records++;
        group->changed += changed;
        group->moved += !changed && moved;
    }
}

void diff_count_add(diff_count *s, const diff_finding *of)
{
    diff_totals *totals = &s->out->totals;
    totals->records++;
    if (of->refused_before || of->refused_after) {
        totals->refused++;
        totals->refused_before += !of->refused_after;
        totals->refused_after += !of->refused_before;
        if (s->options->refused != NULL)
            s->options->refused(s->options->state, of->record, of->refused_before, of->refused_after,
                                of->problems);
        return;
    }
    diff_group *group = s->options->by != NULL ? diff_group_for(s, of->group) : NULL;
    for (size_t i = 0; i < of->given_before_count; i++)
        s->recommendations[of->given_before[i]].given_before++;
    for (size_t i = 0; i < of->given_after_count; i++)
        s->recommendations[of->given_after[i]].given_after++;
    for (size_t i = 0; i < of->change_count; i++)
        count_change(s, group, of, &of->changes[i]);
    count_record(totals, group, of);
}
