// What the interpreter gives for each lane, once for lanes that read the same texts: the same memo, or the same two titles.
#include "columns/lane_state.h"

#include "feel/machine.h"

enum { SLOTS = 64 };

/// A lane whose value is that of others that read the same texts. One with other texts takes its slot over, so that looking costs little.
typedef struct sharing {
    bool is_used;
    uint32_t lane;
    uint64_t mark; ///< of its texts: a number that they mostly have for themselves
    size_t steps;  ///< that its value cost: each lane pays them, so that no budget depends on other profiles
} sharing;

static const feel_context *record_of(const block *b, const term *t, const lane_set *s, size_t lane,
                                     size_t side)
{
    return b->lanes->lists[t->over[side]].records[s->side[side] != NULL ? s->side[side][lane] : lane];
}

/// Puts the records of a lane where the expression of a term finds them.
static void bind(const block *b, const term *t, const lane_set *s, size_t lane, feel_value *loop)
{
    for (size_t i = 0; i < term_depth(t); i++)
        loop[t->places[i]] = (feel_value){.kind = FEEL_CONTEXT, .as.context = record_of(b, t, s, lane, i)};
}

/// Mixes in the length and both ends of a text, which may be long.
static uint64_t mix_text(uint64_t mark, slice text)
{
    const uint64_t multiplier = 0x9E3779B97F4A7C15u;
    uint64_t ends[2] = {0};
    const size_t size = text.len < sizeof ends[0] ? text.len : sizeof ends[0];
    if (size > 0) {
        memcpy(&ends[0], text.ptr, size);
        memcpy(&ends[1], text.ptr + text.len - size, size);
    }
    mark = ((mark ^ text.len) * multiplier ^ ends[0]) * multiplier;
    return (mark ^ mark >> 32 ^ ends[1]) * multiplier;
}

/// False if it reads anything but texts, or more than is kept.
static bool read_texts(const block *b, const term *t, const lane_set *s, size_t lane, slice *texts)
{
    for (size_t i = 0; i < t->read_count; i++) {
        const feel_value v = record_of(b, t, s, lane, t->reads[i].side)->entries[t->reads[i].field].value;
        if (v.kind != FEEL_STRING)
            return false;
        texts[i] = feel_text(v);
    }
    return t->read_count > 0;
}

static bool reads_same(const block *b, const term *t, const lane_set *s, size_t lane, const slice *texts)
{
    slice others[TERM_MOST_READS];
    bool same = read_texts(b, t, s, lane, others);
    for (size_t i = 0; same && i < t->read_count; i++)
        same = slice_equal(others[i], texts[i]);
    return same;
}

static void copy_lane(const lane_values *v, size_t from, size_t to)
{
    lane_set_bit(v->yes, to, bit_set_has(v->yes, from));
    lane_set_bit(v->no, to, bit_set_has(v->no, from));
    if (v->texts != NULL)
        v->texts[to] = v->texts[from];
}

/// Evaluates the term for a lane. False if lanes do not hold its value, or it was not found for want of steps.
static bool evaluate(block *b, const term *t, const lane_set *s, size_t lane, const lane_values *out)
{
    const block_row *r = &b->rows[s->row[lane]];
    const size_t facts = b->plan->pack->scope.count;
    feel_machine *m = &r->by_row->machine;
    bind(b, t, s, lane, r->values + facts);
    const feel_value v = term_evaluate(t, m, r->values, facts + b->plan->pack->most_variables);
    const bool fits = lane_put(b, t->type, out, lane, v);
    if (!fits)
        b->odd |= (uint64_t)1 << s->row[lane];
    return fits && !m->exhausted;
}

static void fill_lane(block *b, const term *t, const lane_set *s, size_t lane, const lane_values *out,
                      sharing *slots)
{
    feel_machine *m = &b->rows[s->row[lane]].by_row->machine;
    slice texts[TERM_MOST_READS];
    const bool shares = read_texts(b, t, s, lane, texts);
    uint64_t mark = 0;
    for (size_t i = 0; shares && i < t->read_count; i++)
        mark = mix_text(mark, texts[i]);
    sharing *slot = &slots[mark >> 32 & (SLOTS - 1)];
    if (shares && slot->is_used && slot->mark == mark && reads_same(b, t, s, slot->lane, texts)) {
        copy_lane(out, slot->lane, lane);
        (void)feel_spend(m, slot->steps);
        return;
    }
    const int64_t before = m->steps_left;
    if (evaluate(b, t, s, lane, out) && shares)
        *slot = (sharing){true, (uint32_t)lane, mark, (size_t)(before - m->steps_left)};
}

void lane_fill_evaluated(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const uint64_t *gate = op->is_gated ? b->lanes->values[op->inputs[0]].no : NULL;
    sharing slots[SLOTS] = {{0}};
    out->yes = lane_words(b, s);
    out->no = lane_words(b, s);
    if (op->term->type == TERM_TEXT)
        out->texts = ARENA_ARRAY(b->arena, (size_t)s->word_count * 64, uint32_t);
    for (size_t i = 0; i < s->count; i++) {
        if (gate == NULL || !bit_set_has(gate, i))
            fill_lane(b, op->term, s, i, out, slots);
    }
}
