// Proofs through the public API: all texts are made at once, so that walking a proof cannot fail.
#include "conversation/proof.h"
#include "api/internal.h"

struct advise_proof {
    advise_proof_node *nodes;
    size_t count;
};

typedef struct proof_job {
    const advise_report *report;
    size_t advice;
    advise_proof *out;
} proof_job;

static advise_proof_kind kind_of(proof_kind kind)
{
    static const advise_proof_kind kinds[] = {
        [PROOF_ADVICE] = ADVISE_PROOF_ADVICE, [PROOF_EVIDENCE] = ADVISE_PROOF_EVIDENCE,
        [PROOF_SOURCE] = ADVISE_PROOF_SOURCE, [PROOF_BINDING] = ADVISE_PROOF_BINDING,
        [PROOF_PART] = ADVISE_PROOF_PART,     [PROOF_ROW] = ADVISE_PROOF_ROW,
        [PROOF_CELL] = ADVISE_PROOF_CELL,     [PROOF_CERTAINTY] = ADVISE_PROOF_CERTAINTY,
        [PROOF_VALUE] = ADVISE_PROOF_VALUE,   [PROOF_DERIVED] = ADVISE_PROOF_DERIVED,
        [PROOF_RULE] = ADVISE_PROOF_RULE,     [PROOF_NO_RULE] = ADVISE_PROOF_NO_RULE,
        [PROOF_CALL] = ADVISE_PROOF_CALL,     [PROOF_CONSTANT] = ADVISE_PROOF_CONSTANT,
        [PROOF_FACT] = ADVISE_PROOF_FACT,     [PROOF_FIELD] = ADVISE_PROOF_FIELD,
        [PROOF_LIST] = ADVISE_PROOF_LIST,     [PROOF_NOT_STATED] = ADVISE_PROOF_NOT_STATED};
    return kinds[kind];
}

static const char *kept(arena *a, slice text)
{
    return text_of(arena_copy(a, text));
}

static advise_proof_node node_of(arena *a, const proof_node *n)
{
    advise_proof_node out = {.kind = kind_of(n->kind),
                             .depth = n->depth,
                             .name = kept(a, n->name),
                             .fact = kept(a, n->fact),
                             .item = kept(a, n->item),
                             .text = kept(a, n->text),
                             .value = kept(a, n->value),
                             .left = kept(a, n->left),
                             .left_value = kept(a, n->is),
                             .unit = kept(a, n->unit),
                             .certainty = n->certainty,
                             .by_default = n->by_default,
                             .is_repeated = n->is_repeated,
                             .file = ""};
    if (n->where.source != NULL) {
        const diagnostic_place at = place_resolve(n->where);
        out.file = kept(a, at.file);
        out.line = at.line;
        out.column = at.column;
    }
    return out;
}

/// How many nodes stand directly below one.
static size_t count_children(const proof *p, size_t node)
{
    size_t count = 0;
    for (size_t i = node + 1; i < p->count && p->nodes[i].depth > p->nodes[node].depth; i++)
        count += p->nodes[i].depth == p->nodes[node].depth + 1;
    return count;
}

static void prove(void *argument)
{
    proof_job *job = argument;
    const advise_session *s = job->report->session;
    const proof *p = proof_new(s->arena, job->report->result, s->clock, job->advice);
    job->out = ARENA_NEW(s->arena, advise_proof);
    job->out->nodes = ARENA_ARRAY(s->arena, p->count, advise_proof_node);
    job->out->count = p->count;
    for (size_t i = 0; i < p->count; i++) {
        job->out->nodes[i] = node_of(s->arena, &p->nodes[i]);
        job->out->nodes[i].child_count = count_children(p, i);
    }
}

advise_status advise_report_prove(const advise_report *r, size_t index, const advise_proof **out)
{
    proof_job job = {.report = r, .advice = index};
    if (r == NULL || out == NULL || index >= r->result->advice_count)
        return ADVISE_BAD_USE;
    const bool done = arena_run(r->session->arena, prove, &job) == ARENA_DONE;
    *out = done ? job.out : NULL;
    return done ? ADVISE_OK : ADVISE_NO_MEMORY;
}

size_t advise_proof_count(const advise_proof *p)
{
    return p->count;
}

advise_proof_node advise_proof_get(const advise_proof *p, size_t node)
{
    return p->nodes[node];
}

size_t advise_proof_child(const advise_proof *p, size_t node, size_t child)
{
    size_t at = node + 1;
    for (size_t left = child; left > 0 || p->nodes[at].depth != p->nodes[node].depth + 1; at++)
        left -= p->nodes[at].depth == p->nodes[node].depth + 1;
    return at;
}
