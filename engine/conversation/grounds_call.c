#include "conversation/grounds_call.h"

#include "base/text.h"
#include "pack/template.h"

/// An argument as people know it: a record by its key.
static slice argument_text(const grounds *g, const feel_type *type, feel_value v)
{
    const slice name = pack_record_name(g->arena, pack_record_type(g->support->of->pack, type), v);
    return name.len > 0 ? name : feel_to_literal(g->arena, v);
}

/// "share(900)", or with names if there are several arguments: "rate(amount: 200, region: "south")".
static slice call_text(const grounds *g, const table_call_note *call)
{
    const feel_signature *of = &call->table->called->signature;
    text_builder out = {.arena = g->arena};
    text_add_format(&out, "%.*s(", SLICE_ARG(of->name));
    for (size_t i = 0; i < of->parameter_count; i++) {
        if (of->parameter_count > 1)
            text_add_format(&out, "%s%.*s: ", i > 0 ? ", " : "", SLICE_ARG(of->parameters[i].name));
        text_add(&out, argument_text(g, of->parameters[i].type, call->arguments[i]));
    }
    text_add_byte(&out, ')');
    return text_result(&out);
}

/// The ids of the rows that count; of the table if there are none.
static slice name_of(const grounds *g, const table_call_note *call)
{
    const pack *p = g->support->of->pack;
    text_builder out = {.arena = g->arena};
    for (size_t i = 0; i < call->row_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "",
                        SLICE_ARG(p->rules[call->table->first_rule + call->rows[i]].id));
    return call->row_count > 0 ? text_result(&out) : call->table->id;
}

/// The reason of the only row that counts, filled in with the arguments.
static slice reason_of(grounds *g, const table_call_note *call)
{
    const rule *row = &g->support->of->pack->rules[call->table->first_rule + call->rows[0]];
    feel_value *parameters = g->full.values + g->full.pack->scope.count;
    memcpy(parameters, call->arguments, row->variable_count * sizeof *parameters);
    return template_fill(g->full.machine, &row->because, g->full.values,
                         g->full.pack->scope.count + row->variable_count);
}

void grounds_add_calls(grounds *g, const call_log *calls)
{
    const size_t depth = g->depth;
    const pack *p = g->support->of->pack;
    for (size_t i = 0; i < calls->count; i++) {
        const table_call_note *call = &calls->items[i];
        const bool by_row = call->row_count > 0;
        g->depth = depth + call->depth - 1;
        (void)grounds_add(
            g, (proof_node){.kind = PROOF_CALL,
                            .name = name_of(g, call),
                            .left = call_text(g, call),
                            .text = call->row_count == 1 ? reason_of(g, call) : (slice){"", 0},
                            .value = feel_to_literal(g->arena, call->value),
                            .by_default = call->decided && !by_row,
                            .where = by_row ? p->rules[call->table->first_rule + call->rows[0]].where
                                            : call->table->where});
    }
    g->depth = depth;
}
