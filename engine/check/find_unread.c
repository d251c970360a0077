// Facts, constants, functions and fields that nothing reads: neither a rule, nor a check, nor a text, nor the program itself.
#include "check/find.h"

#include "base/names.h"

/// What is read: by position in the pack's scope.
/// A constant or function that is read passes on what it reads itself. As deep as they are nested, since each is passed once.
static void mark(const pack *p, bool *read, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] >= p->scope.count || read[reads[i]])
            continue;
        read[reads[i]] = true;
        if (reads[i] >= p->fact_count)
            mark(p, read, p->constants[reads[i] - p->fact_count].body);
    }
}

static void mark_text(const pack *p, bool *read, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        mark(p, read, text->pieces[i].expression);
}

static void mark_rule(const pack *p, bool *read, const rule *r)
{
    mark(p, read, r->iterations);
    mark(p, read, r->when);
    mark(p, read, r->certainty);
    mark(p, read, r->priority);
    mark(p, read, r->value);
    mark_text(p, read, &r->because);
    mark_text(p, read, &r->title);
    size_t steps = r->kind == RULE_RECOMMENDS ? p->recommendations[r->target].next_step_count : 0;
    for (size_t i = 0; i < steps; i++)
        mark_text(p, read, &r->next_steps[i]);
}

static void mark_table(const pack *p, bool *read, const pack_table *t)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        mark(p, read, t->form.inputs[i].expression);
        mark(p, read, t->form.inputs[i].values);
    }
    for (size_t i = 0; i < t->form.row_count * t->form.input_count; i++)
        mark(p, read, t->form.cells[i]);
    mark(p, read, t->default_value);
}

// --- fields ---

/// Adds all names in an expression, also those in texts: a field may be asked for by its name as a text.
static void add_words_in(analysis *an, name_index *words, slice text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && (text.ptr[end] == '_' || (text.ptr[end] >= '0' && text.ptr[end] <= '9') ||
                                  (text.ptr[end] >= 'a' && text.ptr[end] <= 'z') ||
                                  (text.ptr[end] >= 'A' && text.ptr[end] <= 'Z')))
            end++;
        if (end > at)
            (void)name_add(an->scratch, words, slice_part(text, at, end - at), 0, (place){0}, NULL);
        at = end + (end == at);
    }
}

static void add_words(analysis *an, name_index *words, const feel_expression *e)
{
    add_words_in(an, words, e != NULL ? feel_expression_text(e) : (slice){NULL, 0});
}

static void add_words_of(analysis *an, name_index *words, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        add_words(an, words, text->pieces[i].expression);
}

static void add_words_of_rule(analysis *an, name_index *words, const rule *r)
{
    const size_t steps =
        r->kind == RULE_RECOMMENDS ? an->pack->recommendations[r->target].next_step_count : 0;
    add_words(an, words, r->iterations);
    add_words(an, words, r->when);
    add_words(an, words, r->certainty);
    add_words(an, words, r->priority);
    add_words(an, words, r->value);
    add_words_of(an, words, &r->because);
    add_words_of(an, words, &r->title);
    for (size_t i = 0; i < steps; i++)
        add_words_of(an, words, &r->next_steps[i]);
}

/// Every name that stands in an expression of the pack.
static void add_all_words(analysis *an, name_index *words)
{
    const pack *p = an->pack;
    for (size_t i = 0; i < p->rule_count; i++)
        add_words_of_rule(an, words, &p->rules[i]);
    for (size_t i = 0; i < p->table_count; i++) {
        const feel_table *form = &p->tables[i].form;
        for (size_t k = 0; k < form->input_count; k++)
            add_words(an, words, form->inputs[k].expression);
        for (size_t k = 0; k < form->row_count * form->input_count; k++)
            add_words(an, words, form->cells[k]);
        add_words(an, words, p->tables[i].default_value);
    }
    for (size_t i = 0; i < p->recommendation_count; i++)
        add_words_of(an, words, &p->recommendations[i].summary);
    for (size_t i = 0; i < p->constant_count; i++)
        add_words(an, words, p->constants[i].body);
    for (size_t i = 0; i < p->profile_check_count; i++) {
        add_words(an, words, p->profile_checks[i].when);
        add_words_of(an, words, &p->profile_checks[i].because);
    }
}

/// A field is read if its name stands anywhere, so that none is blamed that may be read. The key names records in reports.
static void report_fields(analysis *an)
{
    const pack *p = an->pack;
    name_index words = {0};
    add_all_words(an, &words);
    for (size_t t = 0; t < p->type_count; t++) {
        const record_type *type = &p->types[t];
        for (size_t i = 0; pack_is_own(p, type->level) && i < type->field_count; i++) {
            const fact *f = &type->fields[i];
            const ptrdiff_t derived = f->derived ? pack_find_derived_field(p, type, f->name) : -1;
            const bool idle = derived >= 0 && p->derived_fields[derived].rule_count == 0; // reported already
            if ((ptrdiff_t)i == type->key || idle || name_find(&words, f->name) != NULL)
                continue;
            find_report(an, type->fields[i].where, "unread-field", "type", type->name,
                        "nothing reads the field '%.*s' of '%.*s'", SLICE_ARG(type->fields[i].name),
                        SLICE_ARG(type->name));
            diag_hint(an->diags, f->derived ? "deriving it has no effect" : "stating it has no effect");
        }
    }
}

// --- constants and functions ---

static void add_words_of_node(analysis *an, name_index *words, const yaml_node *n)
{
    const size_t items = n->kind == YAML_MAPPING ? 2 * n->count : n->count;
    if (n->kind == YAML_SCALAR)
        add_words_in(an, words, n->text);
    for (size_t i = 0; n->kind != YAML_SCALAR && i < items; i++) // as deep as LIMIT_NESTING at most
        add_words_of_node(an, words, n->items[i]);
}

static void add_words_of_tables(analysis *an, name_index *words)
{
    const record_list *tables = &an->pack->records->active[RECORD_TABLE];
    for (size_t i = 0; i < tables->count; i++)
        add_words_of_node(an, words, tables->items[i].node);
}

/// @param words  what stands in tables: the values of an output may be those of a constant
static void report_constants(analysis *an, const bool *read, const name_index *words)
{
    const pack *p = an->pack;
    for (size_t i = 0; i < p->constant_count; i++) {
        const pack_constant *c = &p->constants[i];
        const char *what = c->is_table ? "table" : c->is_function ? "function" : "constant";
        const char *code = c->is_table      ? "unread-table"
                           : c->is_function ? "unread-function"
                                            : "unread-constant";
        const bool is_in_table = !c->is_table && name_find(words, c->name) != NULL;
        if (read[p->fact_count + i] || !pack_is_own(p, c->level) || is_in_table)
            continue;
        find_report(an, c->where, code, c->is_table ? "rule" : what, c->name, "nothing uses the %s '%.*s'",
                    what, SLICE_ARG(c->name));
        if (c->is_table)
            diag_hint(an->diags, "call it in an expression: %.*s(…)", SLICE_ARG(c->name));
    }
}

void find_unread(analysis *an)
{
    const pack *p = an->pack;
    bool *read = ARENA_ARRAY(an->scratch, p->scope.count, bool);
    for (size_t i = 0; i < p->rule_count; i++)
        mark_rule(p, read, &p->rules[i]);
    for (size_t i = 0; i < p->table_count; i++)
        mark_table(p, read, &p->tables[i]);
    for (size_t i = 0; i < p->recommendation_count; i++)
        mark_text(p, read, &p->recommendations[i].summary);
    for (size_t i = 0; i < p->profile_check_count; i++) {
        mark(p, read, p->profile_checks[i].when);
        mark_text(p, read, &p->profile_checks[i].because);
    }
    for (size_t i = 0; i < p->fact_count; i++) {
        const fact *f = &p->facts[i];
        bool idle = f->derived && p->concluding_counts[i] == 0; // reported when the pack is loaded
        bool inherited = !pack_is_own(p, f->level);
        if (read[i] || idle || inherited || slice_is(f->name, "name")) // reports are headed by the name
            continue;
        find_report(an, f->where, "unread-fact", "fact", f->name, "nothing reads the fact '%.*s'",
                    SLICE_ARG(f->name));
        diag_hint(an->diags, f->derived ? "deriving it has no effect" : "stating it has no effect");
    }
    name_index words = {0};
    add_words_of_tables(an, &words);
    report_constants(an, read, &words);
    report_fields(an);
    analysis_reset(an);
}
