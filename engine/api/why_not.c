// Why something is not advised, through the public API: all texts are made at once, so that walking the answers cannot fail.
#include "api/internal.h"
#include "base/text.h"
#include "conversation/change.h"
#include "conversation/obstacle.h"
#include "conversation/value_words.h"

typedef struct kept_change {
    advise_profile_change change;
    advise_new_value *values;
} kept_change;

typedef struct kept_set {
    kept_change *changes;
    size_t count;
} kept_set;

typedef struct kept_answer {
    advise_why_not_answer answer;
    advise_obstacle *obstacles;
    kept_set *sets;
    const char **sampled, **unsearched;
} kept_answer;

struct advise_why_not {
    kept_answer *answers;
    size_t count;
};

typedef struct why_not_job {
    const advise_report *report;
    const advise_target *target;
    const advise_why_not_options *options;
    arena *arena;
    run run;
    condition_scope in;
    size_t answer; ///< the one that is being made
    bool found;    ///< what was asked about
    advise_why_not *out;
} why_not_job;

static const char *kept(arena *a, slice text)
{
    return text_of(arena_copy(a, text));
}

static const char *literal(arena *a, feel_value v)
{
    return kept(a, feel_to_literal(a, v));
}

static const inference *inference_of(const why_not_job *job)
{
    return job->report->result;
}

// --- slots in words ---

static slice name_of_record(arena *a, const why_not_job *job, profile_slot at)
{
    const profile *person = inference_of(job)->profile;
    const feel_context *record = profile_slot_record(person, at);
    const feel_value item = {.kind = FEEL_CONTEXT, .as.context = record};
    return pack_record_name(a, record != NULL ? profile_slot_type(job->run.pack, person, at) : NULL, item);
}

/// The number of a record among those of its fact, from 1: for those without a name.
static size_t place_in_list(const profile *person, profile_slot at)
{
    const feel_value v = person->values[at.fact];
    size_t place_in = 0;
    while (v.kind == FEEL_LIST && place_in < v.as.list->count &&
           !(v.as.list->items[place_in].kind == FEEL_CONTEXT &&
             v.as.list->items[place_in].as.context->record == at.record))
        place_in++;
    return place_in + 1;
}

/// `size of "Lund IP"`.
static slice words_of_slot(const why_not_job *job, const fact *declared, profile_slot at)
{
    arena *a = job->arena;
    const slice item = name_of_record(a, job, at);
    if (at.record == 0)
        return declared->name;
    if (item.len > 0)
        return arena_format(a, "%.*s of \"%.*s\"", SLICE_ARG(declared->name), SLICE_ARG(item));
    return arena_format(a, "%.*s of item %zu of %.*s", SLICE_ARG(declared->name),
                        place_in_list(inference_of(job)->profile, at),
                        SLICE_ARG(job->run.pack->facts[at.fact].name));
}

static place place_of_slot(const profile *person, profile_slot at)
{
    return at.record > 0 ? profile_field_place(person, at.record, at.field) : person->places[at.fact];
}

// --- obstacles ---

static const advise_obstacle_kind obstacle_kinds[] = {
    [OBSTACLE_RULE] = ADVISE_OBSTACLE_RULE, [OBSTACLE_NO_ITEM] = ADVISE_OBSTACLE_NO_ITEM,
    [OBSTACLE_PART] = ADVISE_OBSTACLE_PART, [OBSTACLE_ANY] = ADVISE_OBSTACLE_ANY,
    [OBSTACLE_ALL] = ADVISE_OBSTACLE_ALL,   [OBSTACLE_DERIVED] = ADVISE_OBSTACLE_DERIVED,
    [OBSTACLE_FACT] = ADVISE_OBSTACLE_FACT};

static void put_place(arena *a, place where, advise_obstacle *out)
{
    if (where.source == NULL)
        return;
    const diagnostic_place at = place_resolve(where);
    out->file = kept(a, at.file);
    out->line = at.line;
    out->column = at.column;
}

static void put_fact(const why_not_job *job, const obstacle *from, advise_obstacle *out)
{
    arena *a = job->arena;
    const profile *person = inference_of(job)->profile;
    const fact *declared = profile_slot_declared(job->run.pack, person, from->at);
    out->words = kept(a, value_words(a, declared, from->value));
    out->ask = text_of(declared->ask);
    out->is_fixed = declared->fixed && !from->is_unknown;
    if (from->at.record > 0) {
        out->fact = text_of(job->run.pack->facts[from->at.fact].name);
        out->item = kept(a, name_of_record(a, job, from->at));
    }
    if (!from->is_unknown)
        put_place(a, place_of_slot(person, from->at), out);
}

static advise_obstacle obstacle_of(const why_not_job *job, const obstacle *from)
{
    arena *a = job->arena;
    advise_obstacle out = {.kind = obstacle_kinds[from->kind],
                           .depth = from->depth,
                           .is_unknown = from->is_unknown,
                           .missing = from->missing,
                           .name = kept(a, from->name),
                           .text = kept(a, text_on_one_line(a, from->text)),
                           .fact = "",
                           .item = "",
                           .left = kept(a, text_on_one_line(a, from->left)),
                           .value = literal(a, from->value),
                           .words = "",
                           .ask = "",
                           .file = ""};
    if (from->kind == OBSTACLE_FACT)
        put_fact(job, from, &out);
    else if (from->kind == OBSTACLE_RULE)
        put_place(a, job->run.pack->rules[from->rule].where, &out);
    else if (from->kind == OBSTACLE_DERIVED)
        out.words = kept(
            a, value_words(a, &job->run.pack->facts[pack_find_fact(job->run.pack, from->name)], from->value));
    return out;
}

static void put_obstacles(const why_not_job *job, const goal *g, kept_answer *to)
{
    const obstacle_list found = obstacles_find(&job->in, inference_of(job), g);
    to->answer.obstacle_count = found.count;
    to->obstacles = ARENA_ARRAY(job->arena, found.count, advise_obstacle);
    for (size_t i = 0; i < found.count; i++)
        to->obstacles[i] = obstacle_of(job, &found.items[i]);
}

// --- changes ---

static advise_new_value value_of(arena *a, const value_cell *from)
{
    const bool is_range = from->kind == VALUE_RANGE;
    return (advise_new_value){.value = literal(a, from->sample),
                              .low = is_range && !feel_is_null(from->low) ? literal(a, from->low) : "",
                              .high = is_range && !feel_is_null(from->high) ? literal(a, from->high) : "",
                              .is_range = is_range,
                              .is_other = from->kind == VALUE_OTHER,
                              .added = from->kind == VALUE_WITH ? literal(a, from->item) : "",
                              .removed = from->kind == VALUE_WITHOUT ? literal(a, from->item) : ""};
}

static kept_change change_of(const why_not_job *job, const change_slot *slot, const bool *chosen)
{
    arena *a = job->arena;
    const slice name = words_of_slot(job, slot->declared, slot->at);
    const bool is_field = slot->at.record > 0;
    kept_change out = {
        .change = {.fact = text_of(job->run.pack->facts[slot->at.fact].name),
                   .field = is_field ? text_of(slot->declared->name) : "",
                   .item = is_field ? kept(a, name_of_record(a, job, slot->at)) : "",
                   .text = kept(
                       a, value_words_of_change(a, name, slot->declared, slot->now, &slot->cells, chosen)),
                   .now = literal(a, slot->now),
                   .to = kept(a, value_words_of_cells(a, slot->declared, &slot->cells, chosen)),
                   .cost = (double)slot->cost / CHANGE_COST_UNIT},
        .values = ARENA_ARRAY(a, slot->cells.count, advise_new_value)};
    for (size_t i = 0; i < slot->cells.count; i++) {
        if (chosen[i])
            out.values[out.change.value_count++] = value_of(a, &slot->cells.items[i]);
    }
    return out;
}

static void put_sets(const why_not_job *job, const change_result *from, kept_answer *to)
{
    bool *used = ARENA_ARRAY(job->arena, from->slot_count, bool);
    to->sets = ARENA_ARRAY(job->arena, from->set_count, kept_set);
    to->answer.set_count = from->set_count;
    for (size_t i = 0; i < from->set_count; i++) {
        const change_set *set = &from->sets[i];
        to->sets[i] = (kept_set){ARENA_ARRAY(job->arena, set->count, kept_change), set->count};
        for (size_t k = 0; k < set->count; k++) {
            const change_part *part = &set->parts[k];
            to->sets[i].changes[k] = change_of(job, &from->slots[part->slot], part->cells);
            used[part->slot] = true;
        }
    }
    to->sampled = ARENA_ARRAY(job->arena, from->slot_count, const char *);
    for (size_t i = 0; i < from->slot_count; i++) {
        const change_slot *slot = &from->slots[i];
        if (slot->cells.is_sampled && (used[i] || from->set_count == 0))
            to->sampled[to->answer.sampled_count++] =
                kept(job->arena, words_of_slot(job, slot->declared, slot->at));
    }
}

static void put_unsearched(const why_not_job *job, const change_result *from, kept_answer *to)
{
    to->unsearched = ARENA_ARRAY(job->arena, from->unsearched_count, const char *);
    to->answer.unsearched_count = from->unsearched_count;
    for (size_t i = 0; i < from->unsearched_count; i++)
        to->unsearched[i] =
            kept(job->arena, words_of_slot(job, from->unsearched[i].declared, from->unsearched[i].at));
}

static void put_outcome(const why_not_job *job, const change_result *from, advise_why_not_answer *to)
{
    static const advise_change_outcome outcomes[] = {[CHANGE_NEEDLESS] = ADVISE_CHANGE_NEEDLESS,
                                                     [CHANGE_FOUND] = ADVISE_CHANGE_FOUND,
                                                     [CHANGE_IMPOSSIBLE] = ADVISE_CHANGE_IMPOSSIBLE,
                                                     [CHANGE_NOT_FOUND] = ADVISE_CHANGE_NOT_FOUND,
                                                     [CHANGE_CUT_OFF] = ADVISE_CHANGE_CUT_OFF};
    static const advise_impossible reasons[] = {[REACH_OPEN] = ADVISE_IMPOSSIBLE_NOTHING,
                                                [REACH_NOTHING] = ADVISE_IMPOSSIBLE_NOTHING,
                                                [REACH_TOO_WEAK] = ADVISE_IMPOSSIBLE_TOO_WEAK,
                                                [REACH_EXCLUDED] = ADVISE_IMPOSSIBLE_EXCLUDED,
                                                [REACH_CROWDED] = ADVISE_IMPOSSIBLE_CROWDED};
    const pack *p = job->run.pack;
    to->outcome = outcomes[from->outcome];
    to->impossible = reasons[from->why.verdict];
    to->highest = from->why.highest;
    to->excluded_by = from->why.verdict == REACH_EXCLUDED ? text_of(p->recommendations[from->why.by].id) : "";
    to->above = from->why.crowd;
    to->is_cut_off = from->is_cut_off;
    to->cost = (double)from->cost / CHANGE_COST_UNIT;
    to->tried = from->tried;
}

// --- answers ---

/// True if the expression is the name of the item: `firm.name`, or the variable itself.
static bool names_item(const pack *p, const recommendation *about, const feel_expression *e)
{
    const slice text = feel_expression_text(e);
    bool names = slice_equal(text, about->about);
    for (size_t i = 0; i < p->type_count && !names; i++) {
        const record_type *type = &p->types[i];
        const slice key = type->key >= 0 ? type->fields[type->key].name : (slice){"", 0};
        names = type->type == about->about_type && text.len == about->about.len + 1 + key.len &&
                slice_equal(slice_part(text, 0, about->about.len), about->about) &&
                slice_equal(slice_part(text, about->about.len + 1, key.len), key);
    }
    return names;
}

/// A title as a rule has parsed it; NULL if none has.
static const template_text *title_in_rules(const pack *p, size_t target)
{
    const template_text *found = NULL;
    for (size_t i = 0; i < p->rule_count && found == NULL; i++) {
        const rule *r = &p->rules[i];
        found = r->kind == RULE_RECOMMENDS && r->target == target && r->title.count > 0 ? &r->title : NULL;
    }
    return found;
}

/// The title for an item, as far as it names nothing else; "" otherwise.
static slice title_of(const why_not_job *job, const goal *g)
{
    const recommendation *about = &job->run.pack->recommendations[g->recommendation];
    const template_text *title = title_in_rules(job->run.pack, g->recommendation);
    text_builder out = {.arena = job->arena};
    for (size_t i = 0; title != NULL && i < title->count; i++) {
        const template_piece *piece = &title->pieces[i];
        if (piece->expression == NULL)
            text_add(&out, piece->literal);
        else if (g->kind == GOAL_ITEM && names_item(job->run.pack, about, piece->expression))
            text_add(&out, g->item.name);
        else
            return (slice){"", 0};
    }
    return text_result(&out);
}

static bool should_stop(void *state)
{
    const why_not_job *job = state;
    const advise_why_not_options *o = job->options;
    return o != NULL && o->should_stop != NULL && o->should_stop(o->state, job->answer, job->out->count);
}

static void answer_goal(why_not_job *job, const goal *g)
{
    const inference *of = inference_of(job);
    const advice *found = goal_find_advice(g, of);
    kept_answer *to = &job->out->answers[job->answer];
    const change_limit limit = {
        .tries = job->options != NULL ? job->options->tries : 0, .should_stop = should_stop, .state = job};
    to->answer = (advise_why_not_answer){.item = g->kind == GOAL_ITEM ? kept(job->arena, g->item.name) : "",
                                         .is_unnamed = g->kind == GOAL_UNNAMED,
                                         .title = found != NULL ? kept(job->arena, found->title)
                                                                : kept(job->arena, title_of(job, g)),
                                         .has_advice = found != NULL,
                                         .advice = found != NULL ? (size_t)(found - of->advices) : 0};
    put_obstacles(job, g, to);
    const change_result result = change_search(&job->run, of, g, &limit);
    put_outcome(job, &result, &to->answer);
    put_sets(job, &result, to);
    put_unsearched(job, &result, to);
    job->answer++;
}

static void answer_items(why_not_job *job, goal g)
{
    const slice asked = slice_of(job->target->item);
    bool open = false;
    const goal_item *items = goal_items(&job->in, inference_of(job), g.recommendation, &g.known_count, &open);
    g.known = items;
    job->out->answers = ARENA_ARRAY(job->arena, g.known_count + 1, kept_answer);
    for (size_t i = 0; i < g.known_count; i++)
        job->out->count += asked.len == 0 || slice_equal(items[i].name, asked);
    job->out->count += asked.len == 0 && open;
    job->found = asked.len == 0 || job->out->count > 0;
    for (size_t i = 0; i < g.known_count; i++) {
        goal one = g;
        one.kind = GOAL_ITEM;
        one.item = items[i];
        if (asked.len == 0 || slice_equal(items[i].name, asked))
            answer_goal(job, &one);
    }
    g.kind = GOAL_UNNAMED;
    if (asked.len == 0 && open)
        answer_goal(job, &g);
}

static void answer(void *argument)
{
    why_not_job *job = argument;
    const inference *of = inference_of(job);
    const ptrdiff_t at = pack_find_recommendation(of->pack, slice_of(job->target->recommendation));
    feel_machine *machines = ARENA_ARRAY(job->arena, 2, feel_machine);
    for (size_t i = 0; i < 2; i++) {
        feel_machine_init(&machines[i], job->arena);
        machines[i].clock = job->report->session->clock;
    }
    job->run = run_start(&machines[0], of->pack, of->profile, false);
    machines[1].open_unknowns = true;
    job->in = (condition_scope){&of->pack->scope, job->run.values, &machines[1]};
    job->out = ARENA_NEW(job->arena, advise_why_not);
    if (at < 0)
        return;
    const goal g = {
        .pack = of->pack, .recommendation = (size_t)at, .top = job->options != NULL ? job->options->top : 0};
    if (of->pack->recommendations[at].about.len > 0) {
        answer_items(job, g);
    } else if (job->target->item[0] == '\0') {
        job->found = true;
        job->out->count = 1;
        job->out->answers = ARENA_ARRAY(job->arena, 1, kept_answer);
        answer_goal(job, &g);
    }
}

advise_status advise_report_why_not(const advise_report *r, const advise_target *target,
                                    const advise_why_not_options *options, const advise_why_not **out)
{
    if (out != NULL)
        *out = NULL;
    if (r == NULL || target == NULL || target->recommendation == NULL || target->item == NULL || out == NULL)
        return ADVISE_BAD_USE;
    why_not_job job = {.report = r, .target = target, .options = options, .arena = r->session->arena};
    if (arena_run(job.arena, answer, &job) != ARENA_DONE)
        return ADVISE_NO_MEMORY;
    *out = job.found ? job.out : NULL;
    return job.found ? ADVISE_OK : ADVISE_BAD_USE;
}

size_t advise_why_not_count(const advise_why_not *w)
{
    return w->count;
}

advise_why_not_answer advise_why_not_get(const advise_why_not *w, size_t index)
{
    return w->answers[index].answer;
}

advise_obstacle advise_why_not_obstacle(const advise_why_not *w, size_t index, size_t which)
{
    return w->answers[index].obstacles[which];
}

size_t advise_why_not_set(const advise_why_not *w, size_t index, size_t set)
{
    return w->answers[index].sets[set].count;
}

advise_profile_change advise_why_not_change(const advise_why_not *w, size_t index, size_t set, size_t change)
{
    return w->answers[index].sets[set].changes[change].change;
}

advise_new_value advise_why_not_value(const advise_why_not *w, size_t index, size_t set, size_t change,
                                      size_t value)
{
    return w->answers[index].sets[set].changes[change].values[value];
}

const char *advise_why_not_sampled(const advise_why_not *w, size_t index, size_t which)
{
    return w->answers[index].sampled[which];
}

const char *advise_why_not_unsearched(const advise_why_not *w, size_t index, size_t which)
{
    return w->answers[index].unsearched[which];
}
