// Texts of a block as numbers, so that comparing two is comparing numbers. A hash table, open, never more than half full.
#include "columns/lane_state.h"

static uint64_t hash_of(slice text)
{
    uint64_t hash = text.len * 0x9E3779B97F4A7C15u;
    const char *at = text.ptr;
    size_t left = text.len;
    for (; left >= sizeof(uint64_t); left -= sizeof(uint64_t), at += sizeof(uint64_t)) {
        uint64_t eight;
        memcpy(&eight, at, sizeof eight);
        hash = (hash ^ eight) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < left; i++)
        rest = rest << 8 | (unsigned char)at[i];
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

static lane_text *slot_for(const lane_state *l, uint64_t hash, slice text)
{
    size_t at = hash & (l->text_slots - 1);
    while (l->texts[at].number != 0 && !(l->texts[at].hash == hash && slice_equal(l->texts[at].text, text)))
        at = (at + 1) & (l->text_slots - 1);
    return &l->texts[at];
}

static void grow(block *b)
{
    lane_state *l = b->lanes;
    const lane_text *before = l->texts;
    const size_t count = l->text_slots;
    l->text_slots = count * 2;
    l->texts = ARENA_ARRAY(b->arena, l->text_slots, lane_text);
    for (size_t i = 0; i < count; i++) {
        if (before[i].number != 0)
            *slot_for(l, before[i].hash, before[i].text) = before[i];
    }
}

uint32_t lane_number_of(block *b, slice text)
{
    lane_state *l = b->lanes;
    const uint64_t hash = hash_of(text);
    lane_text *slot = slot_for(l, hash, text);
    if (slot->number != 0)
        return slot->number;
    if ((l->text_count + 1) * 2 > l->text_slots) {
        grow(b);
        slot = slot_for(l, hash, text);
    }
    *slot = (lane_text){hash, text, (uint32_t)++l->text_count};
    return slot->number;
}

void lane_texts_begin(block *b)
{
    const lane_plan *p = b->plan->lanes;
    lane_state *l = b->lanes;
    l->text_slots = 256;
    while (l->text_slots < 4 * p->text_count)
        l->text_slots *= 2;
    l->texts = ARENA_ARRAY(b->arena, l->text_slots, lane_text);
    for (size_t i = 0; i < p->text_count; i++)
        (void)lane_number_of(b, p->texts[i]);
}
