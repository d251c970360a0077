// Sets of slots in the order of their costs, each reached through cores. That none is missed: let S be a cheapest set that meets the goal,
// and I a part of S that was reached. No values of I alone meet the goal, else I would be cheaper. So S has a slot of the core of I, and I
// with that slot is reached too.
#include "conversation/change_likeness.h"

/// A set of slots, as it waits for its turn.
typedef struct change_node {
    uint64_t cost;
    size_t count;
    const size_t *members; ///< indexes of the searched slots, ascending
} change_node;

/// Slots of which at least one must change, and that hold for a set since the core has none of its slots.
typedef struct change_core {
    bool *slots; ///< by searched slot
} change_core;

typedef struct exploration {
    change_searcher search;
    struct {
        change_node *items; ///< those that wait, a heap: no item is before its parent
        size_t count, capacity;
    } waiting;
    struct {
        change_node *items; ///< all that ever waited, as a hash table
        size_t count, capacity;
    } met;
    struct {
        change_core *items;
        size_t count, capacity;
    } cores;
    struct {
        change_set *items;
        size_t count, capacity;
    } sets;
    uint64_t cost; ///< of the sets found
} exploration;

static size_t slot_count(const exploration *x)
{
    return x->search.slots.searched.count;
}

// --- evaluations ---

bool change_may_try(change_searcher *s)
{
    const change_limit *l = s->limit;
    s->tried++;
    s->stopped = s->stopped || (l->tries > 0 && s->tried > l->tries) ||
                 (l->should_stop != NULL && l->should_stop(l->state));
    return !s->stopped;
}

static reach reach_with(change_searcher *s, const profile_change *changes, size_t count)
{
    const inference *of = prospect_find(s->scratch, &s->scope, s->of->profile, changes, count);
    return of != NULL ? reach_of(s->scratch, of, s->goal, s->scope.recommendations)
                      : (reach){.verdict = REACH_OPEN};
}

reach change_reach(change_searcher *s, const size_t *members, const size_t *cells, size_t count)
{
    if (!change_may_try(s))
        return (reach){.verdict = REACH_OPEN};
    arena_reset(s->scratch);
    profile_change *changes = ARENA_ARRAY(s->scratch, count, profile_change);
    for (size_t i = 0; i < count; i++) {
        const change_slot *slot = &s->slots.searched.items[members[i]];
        const bool any = cells == NULL || cells[i] == CHANGE_ANY;
        changes[i] = (profile_change){slot->at, any ? feel_null() : slot->cells.items[cells[i]].sample};
    }
    return reach_with(s, changes, count);
}

/// What becomes of the goal if all that may be changed has any value, free texts included.
static reach reach_of_all(change_searcher *s)
{
    const change_slot_list *lists[] = {&s->slots.searched, &s->slots.unsearched};
    profile_change *changes = ARENA_ARRAY(s->run->arena, lists[0]->count + lists[1]->count, profile_change);
    size_t count = 0;
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < lists[l]->count; i++)
            changes[count++] = (profile_change){lists[l]->items[i].at, feel_null()};
    }
    (void)change_may_try(s);
    arena_reset(s->scratch);
    return reach_with(s, changes, count);
}

// --- the order of sets ---

static int compare_nodes(const change_node *a, const change_node *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = 0; i < a->count; i++) {
        if (a->members[i] != b->members[i])
            return a->members[i] < b->members[i] ? -1 : 1;
    }
    return 0;
}

static void swap_nodes(change_node *a, change_node *b)
{
    const change_node kept = *a;
    *a = *b;
    *b = kept;
}

static void push(exploration *x, change_node n)
{
    ARENA_PUSH(x->search.run->arena, &x->waiting, items, count, capacity, n);
    change_node *items = x->waiting.items;
    for (size_t i = x->waiting.count - 1; i > 0 && compare_nodes(&items[i], &items[(i - 1) / 2]) < 0;
         i = (i - 1) / 2)
        swap_nodes(&items[i], &items[(i - 1) / 2]);
}

static change_node pop(exploration *x)
{
    change_node *items = x->waiting.items;
    const change_node first = items[0];
    const size_t count = --x->waiting.count;
    items[0] = items[count];
    size_t at = 0;
    for (;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < count; child++)
            least = compare_nodes(&items[child], &items[least]) < 0 ? child : least;
        if (least == at)
            return first;
        swap_nodes(&items[at], &items[least]);
        at = least;
    }
}

static size_t hash_of(const change_node *n)
{
    uint64_t hash = 1469598103934665603U;
    for (size_t i = 0; i < n->count; i++)
        hash = (hash ^ n->members[i]) * 1099511628211U;
    return (size_t)(hash >> 8);
}

/// Puts a set into a hash table that has room; false if it is there.
static bool put(change_node *table, size_t capacity, const change_node *n)
{
    size_t at = hash_of(n) % capacity;
    while (table[at].members != NULL && compare_nodes(&table[at], n) != 0)
        at = (at + 1) % capacity;
    if (table[at].members != NULL)
        return false;
    table[at] = *n;
    return true;
}

/// True if the set is met for the first time.
static bool meet(exploration *x, const change_node *n)
{
    if (2 * (x->met.count + 1) > x->met.capacity) {
        const size_t capacity = 2 * x->met.capacity + 64;
        change_node *table = ARENA_ARRAY(x->search.run->arena, capacity, change_node);
        for (size_t i = 0; i < x->met.capacity; i++) {
            if (x->met.items[i].members != NULL)
                (void)put(table, capacity, &x->met.items[i]);
        }
        x->met.items = table;
        x->met.capacity = capacity;
    }
    const bool is_new = put(x->met.items, x->met.capacity, n);
    x->met.count += is_new;
    return is_new;
}

/// The set with one slot more.
static change_node with_slot(exploration *x, const change_node *n, size_t slot)
{
    size_t *members = ARENA_ARRAY(x->search.run->arena, n->count + 1, size_t);
    size_t at = 0;
    for (; at < n->count && n->members[at] < slot; at++)
        members[at] = n->members[at];
    members[at] = slot;
    for (; at < n->count; at++)
        members[at + 1] = n->members[at];
    return (change_node){n->cost + x->search.slots.searched.items[slot].cost, n->count + 1, members};
}

static bool is_too_dear(const exploration *x, uint64_t cost)
{
    return x->sets.count > 0 && cost > x->cost;
}

// --- cores ---

static bool has_member(const change_node *n, size_t slot)
{
    bool found = false;
    for (size_t i = 0; i < n->count && !found; i++)
        found = n->members[i] == slot;
    return found;
}

static const change_core *known_core(const exploration *x, const change_node *n)
{
    const change_core *cores = x->cores.items;
    const change_core *found = NULL;
    for (size_t i = 0; cores != NULL && i < x->cores.count && found == NULL; i++) {
        bool hit = false;
        for (size_t k = 0; k < n->count && !hit; k++)
            hit = cores[i].slots[n->members[k]];
        found = hit ? NULL : &cores[i];
    }
    return found;
}

/// What is refused while a core is looked for: a set with cells, and slots that may have any value without helping.
typedef struct refusal {
    exploration *of;
    const change_node *node;
    const size_t *cells; ///< of the node's members; NULL: any
    bool *core;          ///< by searched slot: those that may help
    bool *idle;          ///< those that do not
    size_t *members, *all_cells;
} refusal;

static bool is_refused(const refusal *r)
{
    exploration *x = r->of;
    size_t count = 0;
    for (size_t i = 0, at = 0; i < slot_count(x); i++) {
        const bool is_member = at < r->node->count && r->node->members[at] == i;
        if (is_member || r->idle[i]) {
            r->all_cells[count] = is_member && r->cells != NULL ? r->cells[at] : CHANGE_ANY;
            r->members[count++] = i;
        }
        at += is_member;
    }
    return change_reach(&x->search, r->members, r->all_cells, count).verdict != REACH_OPEN;
}

/// Makes as many slots of a stretch idle as the refusal stands; the others are of the core. As deep as the logarithm of their number.
static void idle_stretch(refusal *r, size_t from, size_t to)
{
    bool any = false;
    for (size_t i = from; i < to; i++) {
        r->idle[i] = !r->core[i] && !has_member(r->node, i);
        any = any || r->idle[i];
    }
    if (!any || r->of->search.stopped || is_refused(r))
        return;
    for (size_t i = from; i < to; i++)
        r->idle[i] = false;
    if (to - from == 1) {
        r->core[from] = true;
        return;
    }
    const size_t middle = from + (to - from) / 2;
    idle_stretch(r, from, middle);
    idle_stretch(r, middle, to);
}

static refusal refusal_of(exploration *x, const change_node *n, const size_t *cells, bool *core)
{
    arena *a = x->search.run->arena;
    return (refusal){.of = x,
                     .node = n,
                     .cells = cells,
                     .core = core,
                     .idle = ARENA_ARRAY(a, slot_count(x), bool),
                     .members = ARENA_ARRAY(a, slot_count(x), size_t),
                     .all_cells = ARENA_ARRAY(a, slot_count(x), size_t)};
}

/// Adds to a core what may help a refused set, or one combination of its values.
static void add_helpers(refusal *r)
{
    if (slot_count(r->of) > r->node->count)
        idle_stretch(r, 0, slot_count(r->of));
}

// --- exploring ---

static void extend(exploration *x, const change_node *n, const change_core *core)
{
    for (size_t i = 0; i < slot_count(x); i++) {
        if (!core->slots[i] || has_member(n, i))
            continue;
        const change_node next = with_slot(x, n, i);
        if (!is_too_dear(x, next.cost) && meet(x, &next))
            push(x, next);
    }
}

/// True if the combination is refused whatever the slots are that are not of the core: then it adds nothing to it.
static bool is_known(void *state, const size_t *cells)
{
    refusal *r = state;
    r->cells = cells;
    for (size_t i = 0; i < slot_count(r->of); i++)
        r->idle[i] = !r->core[i] && !has_member(r->node, i);
    return is_refused(r) && !r->of->search.stopped;
}

static void note_refused(void *state, const size_t *cells)
{
    refusal *r = state;
    r->cells = cells;
    memset(r->idle, 0, slot_count(r->of) * sizeof *r->idle);
    add_helpers(r);
}

static void add_sets(exploration *x, const change_node *n, const change_combinations *found)
{
    const change_set *sets;
    size_t count;
    const change_combinations all = change_with_alike(&x->search, n->members, n->count, found);
    change_join(&x->search, n->members, n->count, &all, &sets, &count);
    for (size_t i = 0; i < count; i++)
        ARENA_PUSH(x->search.run->arena, &x->sets, items, count, capacity, sets[i]);
    x->cost = n->cost;
}

static bool knows_nothing(void *state, const size_t *cells)
{
    (void)state;
    (void)cells;
    return false;
}

static void forget(void *state, const size_t *cells)
{
    (void)state;
    (void)cells;
}

/// True if no set with one slot more is cheap enough.
static bool is_last(const exploration *x, const change_node *n)
{
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < slot_count(x); i++)
        least =
            x->search.slots.searched.items[i].cost < least ? x->search.slots.searched.items[i].cost : least;
    return x->sets.count > 0 && n->cost + least > x->cost;
}

/// Tries the values of a set. If none meets the goal, what may help is the core; of a set that cannot be extended nobody asks for it.
static void try_set(exploration *x, const change_node *n, bool *core)
{
    refusal r = refusal_of(x, n, NULL, core);
    const bool last = is_last(x, n);
    const change_watcher watcher = {last ? knows_nothing : is_known, last ? forget : note_refused, &r};
    const change_combinations found = change_try_values(&x->search, n->members, n->count, &watcher);
    if (found.count > 0)
        add_sets(x, n, &found);
}

static void explore(exploration *x, const change_node *n)
{
    const size_t sets_before = x->sets.count;
    const change_core *known = known_core(x, n);
    if (known != NULL) {
        extend(x, n, known);
        return;
    }
    const change_core core = {ARENA_ARRAY(x->search.run->arena, slot_count(x), bool)};
    const bool may_do =
        n->count > 0 && change_reach(&x->search, n->members, NULL, n->count).verdict == REACH_OPEN;
    if (may_do) {
        try_set(x, n, core.slots);
    } else if (!is_last(x, n)) {
        refusal r = refusal_of(x, n, NULL, core.slots);
        add_helpers(&r);
        ARENA_PUSH(x->search.run->arena, &x->cores, items, count, capacity, core);
    }
    if (x->sets.count == sets_before && !x->search.stopped)
        extend(x, n, &core);
}

static void explore_all(exploration *x)
{
    const change_node none = {.members = ARENA_ARRAY(x->search.run->arena, 1, size_t)};
    push(x, none);
    while (x->waiting.count > 0 && !x->search.stopped) {
        const change_node n = pop(x);
        if (is_too_dear(x, n.cost))
            return;
        explore(x, &n);
    }
}

// --- verifying ---

/// Combinations that are verified of one set, and of all sets together; of each set at least one is.
enum { MOST_VERIFIED = 16, MOST_VERIFIED_IN_ALL = 256 };

/// Goes to the next combination of the cells of a set; false behind the last.
static bool next_combination(const exploration *x, const change_set *set, size_t *cells)
{
    for (size_t i = set->count; i-- > 0;) {
        const size_t count = x->search.slots.searched.items[set->parts[i].slot].cells.count;
        do
            cells[i]++;
        while (cells[i] < count && !set->parts[i].cells[cells[i]]);
        if (cells[i] < count)
            return true;
        cells[i] = 0;
        while (!set->parts[i].cells[cells[i]])
            cells[i]++;
    }
    return false;
}

/// Runs the engine on a combination.
static bool is_verified(exploration *x, const change_set *set, const size_t *cells)
{
    change_searcher *s = &x->search;
    arena_reset(s->scratch);
    profile_change *changes = ARENA_ARRAY(s->scratch, set->count, profile_change);
    for (size_t i = 0; i < set->count; i++) {
        const change_slot *slot = &s->slots.searched.items[set->parts[i].slot];
        changes[i] = (profile_change){slot->at, slot->cells.items[cells[i]].sample};
    }
    const profile variant = profile_variant(s->scratch, s->of->pack, s->of->profile, changes, set->count);
    const inference *of = infer(s->scratch, s->of->pack, &variant, s->scope.clock, 0, NULL, (place){0});
    s->tried++;
    return of != NULL && goal_is_met_by(s->goal, of);
}

static bool verify(exploration *x, const change_set *set)
{
    size_t *cells = ARENA_ARRAY(x->search.run->arena, set->count, size_t);
    bool good = true;
    bool more = true;
    for (size_t i = 0; i < set->count; i++) {
        while (!set->parts[i].cells[cells[i]])
            cells[i]++;
    }
    const size_t share = MOST_VERIFIED_IN_ALL / x->sets.count + 1;
    for (size_t i = 0; i < MOST_VERIFIED && i < share && good && more; i++) {
        good = is_verified(x, set, cells);
        more = next_combination(x, set, cells);
    }
    return good;
}

static void verify_all(exploration *x)
{
    size_t kept = 0;
    for (size_t i = 0; i < x->sets.count; i++) {
        const change_set set = x->sets.items[i];
        if (verify(x, &set))
            x->sets.items[kept++] = set;
    }
    x->sets.count = kept;
}

// --- the whole search ---

static exploration begin(run *r, const inference *of, const goal *g, const change_limit *limit)
{
    feel_machine *m = ARENA_NEW(r->arena, feel_machine);
    feel_machine_init(m, r->arena);
    m->open_unknowns = true;
    condition_scope *in = ARENA_NEW(r->arena, condition_scope);
    *in = (condition_scope){&r->pack->scope, r->values, m};
    relevance *bears = ARENA_NEW(r->arena, relevance);
    *bears = relevance_of(in, r->pack, g->recommendation, g->top > 0);
    return (exploration){
        .search = {.run = r,
                   .of = of,
                   .goal = g,
                   .limit = limit,
                   .scope = {r->pack, bears->recommendations, bears->variables, r->machine->clock},
                   .slots = change_slots_find(r, of, in, bears, g),
                   .supposer = supposer_new(r, of),
                   .scratch = arena_new_child(r->arena)}};
}

static change_outcome outcome_of(const exploration *x, const reach *all)
{
    return x->sets.count > 0            ? CHANGE_FOUND
           : all->verdict != REACH_OPEN ? CHANGE_IMPOSSIBLE
           : x->search.stopped          ? CHANGE_CUT_OFF
                                        : CHANGE_NOT_FOUND;
}

change_result change_search(run *r, const inference *of, const goal *g, const change_limit *limit)
{
    if (goal_is_met_by(g, of))
        return (change_result){.outcome = CHANGE_NEEDLESS};
    exploration x = begin(r, of, g, limit);
    const reach all = reach_of_all(&x.search);
    if (all.verdict == REACH_OPEN)
        explore_all(&x);
    verify_all(&x);
    return (change_result){.outcome = outcome_of(&x, &all),
                           .slots = x.search.slots.searched.items,
                           .slot_count = x.search.slots.searched.count,
                           .unsearched = x.search.slots.unsearched.items,
                           .unsearched_count = x.search.slots.unsearched.count,
                           .sets = x.sets.items,
                           .set_count = x.sets.count,
                           .cost = x.cost,
                           .is_cut_off = x.search.stopped,
                           .why = all,
                           .tried = x.search.tried};
}
