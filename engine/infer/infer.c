// One inference from end to end: derived facts, evidence, ranking, questions. Also the names of what it is about.
#include "infer/infer.h"

#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/question.h"
#include "infer/rank.h"
#include "infer/run.h"
#include "infer/weigh.h"

/// A text is its own name, and not copied.
static slice name_of(arena *a, feel_value v)
{
    return v.kind == FEEL_STRING ? feel_text(v) : feel_to_string(a, v);
}

slice infer_item_name_of(arena *a, const record_type *type, feel_value item)
{
    const bool has_key = type != NULL && type->key >= 0 && item.kind == FEEL_CONTEXT;
    return has_key ? pack_record_name(a, type, item) : name_of(a, item);
}

slice infer_item_name(arena *a, const pack *p, const rule *which, size_t variable, feel_value item)
{
    if (feel_is_null(item))
        return (slice){"", 0};
    return infer_item_name_of(a, pack_record_type(p, which->variables[variable].type), item);
}

inference *infer_run(run *r)
{
    inference *out = ARENA_NEW(r->arena, inference);
    call_log *calls = ARENA_NEW(r->arena, call_log);
    call_log_start(calls, r->arena, r->pack, r->machine);
    *out =
        (inference){.pack = r->pack, .profile = r->person, .values = r->values, .unrecorded = r->unrecorded};
    chain_facts(r);
    advice *advices = gather_evidence(r, &out->advice_count);
    r->machine->watch = NULL;
    if (r->machine->exhausted) // it answers null to everything
        return NULL;
    const ranked_advice ranked = rank_advice(r->arena, r->pack, advices, out->advice_count);
    out->given_count = ranked.given_count;
    out->entry_count = ranked.entry_count;
    out->by_ranking = ranked.by_ranking;
    out->advices = advices;
    out->derivations = r->derivations.items;
    out->derivation_count = r->derivations.count;
    out->field_derivations = r->field_derivations.items;
    out->field_derivation_count = r->field_derivations.count;
    out->undetermined = r->undetermined.items;
    out->undetermined_count = r->undetermined.count;
    out->provisional = r->provisional.items;
    out->provisional_count = r->provisional.count;
    out->open_priorities = r->open_priorities.items;
    out->open_priority_count = r->open_priorities.count;
    out->calls = calls->items;
    out->call_count = calls->count;
    out->warnings = r->warnings.items;
    out->warning_count = r->warnings.count;
    return out;
}

const inference *infer_and_ask(run *r, size_t places, diag_list *diags, place where)
{
    inference *out = infer_run(r);
    if (out == NULL && diags != NULL)
        feel_report_exhausted(diags, where, r->person->file);
    if (out != NULL)
        out->questions = ask_questions(r, &out->question_count);
    if (out != NULL && places > 0)
        weigh_unknowns(r, out, places);
    if (out != NULL) {
        out->warnings = r->warnings.items;
        out->warning_count = r->warnings.count;
    }
    return out;
}

const inference *infer(arena *a, const pack *p, const profile *person, feel_clock clock, size_t places,
                       diag_list *diags, place where)
{
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->clock = clock;
    run r = run_start(m, p, person, false);
    return infer_and_ask(&r, places, diags, where);
}
