#include "import/name_value.h"

#include "base/limits.h"
#include "import/file_date.h"

typedef struct gatherer {
    arena *arena;
    const import_description *description;
    const import_name *name;
    const document_node *first;
    struct {
        feel_value *items;
        size_t count, capacity;
    } values;
} gatherer;

static feel_value read_text(const gatherer *g, slice text)
{
    if (text.len == 0 || text.len > LIMIT_STRING)
        return feel_null();
    if (g->name->reading == IMPORT_TEXT)
        return feel_string(text);
    const file_date d = file_date_of(g->arena, text, g->description->month_first);
    const bool is_said = g->name->reading == IMPORT_DATE    ? d.day > 0
                         : g->name->reading == IMPORT_MONTH ? d.month > 0
                                                            : true;
    return !is_said                           ? feel_null()
           : g->name->reading == IMPORT_MONTH ? file_date_first_day(g->arena, (file_date){d.year, d.month, 0})
                                              : file_date_first_day(g->arena, d);
}

/// A record of what stands below a thing.
static feel_value read_record(const gatherer *g, const document_node *n)
{
    const import_name *name = g->name;
    const document_node *unused;
    feel_entry *entries = ARENA_ARRAY(g->arena, name->part_count, feel_entry);
    for (size_t i = 0; i < name->part_count; i++)
        entries[i] = (feel_entry){name->parts[i].name,
                                  import_name_value(g->arena, g->description, &name->parts[i], n, &unused)};
    return feel_context_of(g->arena, entries, name->part_count);
}

static bool gather(void *state, const document_node *n)
{
    gatherer *g = state;
    const feel_value v = g->name->part_count > 0 ? read_record(g, n) : read_text(g, n->text);
    if (feel_is_null(v))
        return true;
    if (g->first == NULL)
        g->first = n;
    ARENA_PUSH(g->arena, &g->values, items, count, capacity, v);
    return true;
}

// Recursion ends with records, whose parts have none.
feel_value import_name_value(arena *a, const import_description *d, const import_name *name,
                             const document_node *thing, const document_node **first)
{
    gatherer g = {.arena = a, .description = d, .name = name};
    const document_visitor to = {&g, gather};
    const bool is_absolute = name->path.len > 0 && name->path.ptr[0] == '/';
    while (is_absolute && thing->parent != NULL)
        thing = thing->parent;
    document_walk(thing, is_absolute ? slice_part(name->path, 1, name->path.len) : name->path, &to);
    *first = g.first;
    return name->all             ? feel_list_of(a, g.values.items, g.values.count)
           : g.values.count == 1 ? g.values.items[0]
                                 : feel_null();
}
