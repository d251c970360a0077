// A function sees its parameters, the constants, the functions and the called tables, but no facts. What a call reads besides its arguments
// is found once for all that can be called, so that whoever reads an expression need not look behind calls.
#include "pack/callable.h"

#include "base/text.h"

void constant_define(const constant_work *w, size_t index, const char *what)
{
    loader *l = w->l;
    const pack_constant *c = &w->constants[index];
    if (name_find(&l->facts, c->name) != NULL)
        diag_error(l->diags, c->where, "duplicate-id", "the %s '%.*s' has the name of a fact", what,
                   SLICE_ARG(c->name));
    else if (feel_is_builtin(c->name))
        diag_error(l->diags, c->where, "duplicate-id", "the %s '%.*s' has the name of a built-in function",
                   what, SLICE_ARG(c->name));
    loader_define(l, &l->constants, c->name, index, c->where, what);
}

static const feel_type *read_type(const constant_work *w, const yaml_node *record, const char *key)
{
    const source_text *source = loader_source(w->l, record, key);
    return source != NULL ? feel_parse_type(w->l->arena, source, &w->l->pack->scope, w->l->diags) : NULL;
}

void callable_start(const constant_work *w, size_t index, const callable_record *from)
{
    loader *l = w->l;
    const yaml_node *list = yaml_get(from->node, "parameters");
    feel_field *parameters = ARENA_ARRAY(l->arena, from->parameter_count, feel_field);
    pack_constant *out = &w->constants[index];
    *out = (pack_constant){.name = yaml_get(from->node, from->name_key)->text,
                           .is_function = true,
                           .where = loader_place(from->node, from->name_key),
                           .level = from->level};
    name_index names = {0};
    for (size_t i = 0; i < from->parameter_count; i++) {
        place where = loader_place(list->items[i], "name");
        parameters[i] =
            (feel_field){slice_of(from->parameters[i].name), read_type(w, list->items[i], "type")};
        if (!vocabulary_is_fact_name(parameters[i].name))
            vocabulary_report_fact_name(l, where, parameters[i].name, "parameter");
        else
            loader_define(l, &names, parameters[i].name, i, where, "parameter");
    }
    out->signature = (feel_signature){
        .name = out->name, .parameters = parameters, .parameter_count = from->parameter_count};
    if (!vocabulary_is_fact_name(out->name))
        vocabulary_report_fact_name(l, out->where, out->name, from->what);
    else
        constant_define(w, index, from->what);
}

static void declare_function(const constant_work *w, size_t index, const pack_record *record)
{
    loader *l = w->l;
    const yaml_function *from = record->data;
    pack_constant *out = &w->constants[index];
    callable_start(w, index,
                   &(callable_record){record->node, "name", "function", from->parameters,
                                      from->parameters_count, record->level});
    out->text = slice_of(from->body);
    out->description = slice_of(from->description);
    out->signature.result = read_type(w, record->node, "result");
    out->type = feel_function_type(l->arena, &out->signature);
    w->variables[l->pack->fact_count + index] = (feel_variable){.name = out->name, .type = out->type};
}

void callable_declare(const constant_work *w)
{
    const loader *l = w->l;
    const record_list *functions = &l->records[RECORD_FUNCTION];
    const record_list *tables = &l->records[RECORD_TABLE];
    size_t index = 0;
    for (size_t i = 0; i < functions->count; i++)
        declare_function(w, index++, &functions->items[i]);
    for (size_t i = 0; i < tables->count; i++) {
        if (yaml_get(tables->items[i].node, "parameters") != NULL)
            called_table_declare(w, index++, &tables->items[i]);
    }
}

static void check_parameters(const constant_work *w, const pack_constant *function, const yaml_node *record)
{
    loader *l = w->l;
    for (size_t i = 0; i < function->signature.parameter_count; i++) {
        slice name = function->signature.parameters[i].name;
        if (name_find(&l->constants, name) != NULL)
            diag_error(l->diags, loader_place(yaml_get(record, "parameters")->items[i], "name"),
                       "shadowed-name", "the parameter '%.*s' has the name of a constant or function",
                       SLICE_ARG(name));
    }
}

static void link_body(const constant_work *w, size_t index, const yaml_node *record)
{
    loader *l = w->l;
    const pack *p = l->pack;
    pack_constant *out = &w->constants[index];
    feel_variable *variable = &w->variables[p->fact_count + index];
    out->body =
        feel_parse_function(l->arena, loader_source(l, record, "body"), &out->signature, &p->scope, l->diags);
    if (out->body == NULL)
        return;
    out->reads = feel_expression_reads(out->body, &out->read_count);
    if (out->read_count > 0 && out->reads[0] < p->fact_count) {
        diag_error(l->diags, loader_place(record, "body"), "function-reads-fact",
                   "a function does not see the fact '%.*s'", SLICE_ARG(p->facts[out->reads[0]].name));
        diag_hint(l->diags, "make it a parameter, and pass the fact where the function is called");
    }
    out->value = feel_function_value(l->arena, out->body);
    out->type = feel_expression_type(out->body);
    w->values[p->fact_count + index] = out->value;
    *variable = (feel_variable){.name = out->name, .type = out->type, .constant = &out->value};
}

// --- what calls read ---

bool callable_reads_dated(const constant_work *w, const feel_expression *e)
{
    const size_t facts = w->l->pack->fact_count;
    size_t count;
    const size_t *reads = feel_expression_reads(e, &count);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = reads[i] >= facts && w->constants[reads[i] - facts].reads_dated;
    return found;
}

/// Looks behind a callable, through others: marks all variables that are read on the way.
static void mark_reads(const constant_work *w, const size_t *reads, size_t count, bool *seen)
{
    const size_t facts = w->l->pack->fact_count;
    for (size_t i = 0; i < count; i++) {
        const size_t at = reads[i] - facts;
        if (seen[reads[i]])
            continue;
        seen[reads[i]] = true;
        if (reads[i] >= facts && at < w->function_count) // as deep as there are callables at most
            mark_reads(w, w->constants[at].reads, w->constants[at].read_count, seen);
    }
}

/// Gives a callable the facts that its calls read, and takes back that its value never changes if something behind it does.
static void keep_reads(const constant_work *w, size_t index, bool *seen)
{
    const size_t facts = w->l->pack->fact_count;
    const size_t total = w->l->pack->scope.count;
    pack_constant *c = &w->constants[index];
    feel_variable *variable = &w->variables[facts + index];
    size_t *list = ARENA_ARRAY(w->l->arena, facts, size_t);
    memset(seen, 0, total * sizeof *seen);
    mark_reads(w, c->reads, c->read_count, seen);
    for (size_t i = 0; i < facts; i++) {
        if (seen[i])
            list[variable->read_count++] = i;
    }
    for (size_t i = facts; i < total; i++)
        c->reads_dated = c->reads_dated || (seen[i] && w->constants[i - facts].reads_dated);
    variable->reads = list;
    if (c->reads_dated || variable->read_count > 0)
        variable->constant = NULL;
}

/// True for a constant that is unknown so far since it has another value on each day.
static bool is_valued_by_date(const constant_work *w, size_t index)
{
    return index >= w->function_count && w->constants[index].reads_dated;
}

ptrdiff_t callable_needs(const constant_work *w, const feel_expression *e, bool *is_broken)
{
    const size_t facts = w->l->pack->fact_count;
    bool *seen = ARENA_ARRAY(w->l->arena, w->l->pack->scope.count, bool);
    size_t count;
    const size_t *reads = feel_expression_reads(e, &count);
    mark_reads(w, reads, count, seen);
    ptrdiff_t found = -1;
    for (size_t i = w->l->pack->constant_count; i-- > 0;) {
        const bool lacks = seen[facts + i] && feel_is_null(w->constants[i].value) && !is_valued_by_date(w, i);
        *is_broken = *is_broken || (lacks && w->constants[i].is_table);
        found = lacks && i >= w->function_count ? (ptrdiff_t)i : found;
    }
    return found;
}

// --- circles ---

/// A walk along what calls what.
typedef struct call_walk {
    const constant_work *work;
    unsigned char *marks; ///< by callable: 1 while it is open, 2 when it is done
    size_t *path;
    size_t count;
    bool reported;
} call_walk;

/// A circle of functions alone is a recursion, which may end; one through a table is an error.
static void check_circle(call_walk *w, size_t first)
{
    const pack_constant *constants = w->work->constants;
    size_t start = w->count - 1;
    size_t at = SIZE_MAX;
    while (w->path[start] != first)
        start--;
    for (size_t i = w->count; i-- > start;)
        at = constants[w->path[i]].is_table ? i : at;
    if (at == SIZE_MAX || w->reported)
        return;
    text_builder circle = {.arena = w->work->l->arena};
    const size_t length = w->count - start;
    for (size_t i = 0; i < length; i++) // begins with the first table on the way
        text_add_format(&circle, "%.*s needs ",
                        SLICE_ARG(constants[w->path[start + (at - start + i) % length]].name));
    const pack_constant *table = &constants[w->path[at]];
    text_add(&circle, table->name);
    w->reported = true;
    diag_error(w->work->l->diags, table->where, "circle", "table '%.*s' reaches itself: %.*s",
               SLICE_ARG(table->name), SLICE_ARG(text_result(&circle)));
}

/// As deep as there are callables at most.
static void walk_calls(call_walk *w, size_t index)
{
    const constant_work *work = w->work;
    const pack_constant *c = &work->constants[index];
    const size_t facts = work->l->pack->fact_count;
    w->marks[index] = 1;
    w->path[w->count++] = index;
    for (size_t i = 0; i < c->read_count; i++) {
        const size_t at = c->reads[i] - facts;
        if (c->reads[i] < facts || at >= work->function_count)
            continue;
        if (w->marks[at] == 1)
            check_circle(w, at);
        else if (w->marks[at] == 0)
            walk_calls(w, at);
    }
    w->count--;
    w->marks[index] = 2;
}

static void find_circles(const constant_work *w)
{
    call_walk walk = {.work = w,
                      .marks = ARENA_ARRAY(w->l->arena, w->function_count, unsigned char),
                      .path = ARENA_ARRAY(w->l->arena, w->function_count, size_t)};
    for (size_t i = 0; i < w->function_count; i++) {
        walk.reported = false;
        if (walk.marks[i] == 0)
            walk_calls(&walk, i);
    }
}

void callable_link(const constant_work *w)
{
    const loader *l = w->l;
    const record_list *functions = &l->records[RECORD_FUNCTION];
    const record_list *tables = &l->records[RECORD_TABLE];
    bool *seen = ARENA_ARRAY(l->arena, l->pack->scope.count, bool);
    size_t index = 0;
    for (size_t i = 0; i < functions->count; i++, index++) {
        check_parameters(w, &w->constants[index], functions->items[i].node);
        link_body(w, index, functions->items[i].node);
    }
    for (size_t i = 0; i < tables->count; i++) {
        if (yaml_get(tables->items[i].node, "parameters") == NULL)
            continue;
        check_parameters(w, &w->constants[index], tables->items[i].node);
        called_table_link(w, index++, &tables->items[i]);
    }
    find_circles(w);
    for (size_t i = 0; i < w->function_count; i++)
        keep_reads(w, i, seen);
}
