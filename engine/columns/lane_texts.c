// Texts of a block as numbers, so that comparing two is comparing numbers. A hash table, open, never more than half full.
#include "columns/lane_state.h"

static uint64_t eight_at(const char *at)
{
    uint64_t out;
    memcpy(&out, at, sizeof out);
    return out;
}

/// Fewer than eight bytes.
static uint64_t few_at(const char *at, size_t length)
{
    uint32_t four[2];
    if (length >= sizeof *four) { // the last four may be among the first ones
        memcpy(&four[0], at, sizeof *four);
        memcpy(&four[1], at + length - sizeof *four, sizeof *four);
        return four[0] | (uint64_t)four[1] << 32;
    }
    const unsigned char *bytes = (const unsigned char *)at;
    return length == 0 ? 0 : bytes[0] | (uint64_t)bytes[length / 2] << 8 | (uint64_t)bytes[length - 1] << 16;
}

static inline uint64_t hash_of(slice text)
{
    const uint64_t multiplier = 0x9E3779B97F4A7C15u;
    uint64_t hash = text.len * multiplier;
    const char *at = text.ptr;
    size_t left = text.len;
    for (; left > sizeof(uint64_t); left -= sizeof(uint64_t), at += sizeof(uint64_t)) {
        hash = (hash ^ eight_at(at)) * multiplier;
        hash ^= hash >> 32;
    }
    const uint64_t rest =
        text.len >= sizeof(uint64_t) ? eight_at(at + left - sizeof(uint64_t)) : few_at(at, left);
    hash = (hash ^ rest) * multiplier;
    return hash ^ hash >> 32;
}

/// True if a text is the one of a slot that has its hash.
static inline bool is_same(const lane_text *slot, slice text)
{
    if (slot->text.len != text.len)
        return false;
    if (text.len <= sizeof(uint64_t))
        return true; // each step of the hash of so few bytes can be undone
    const size_t last = text.len - sizeof(uint64_t);
    bool same = eight_at(slot->text.ptr + last) == eight_at(text.ptr + last);
    for (size_t i = 0; same && i < last; i += sizeof(uint64_t))
        same = eight_at(slot->text.ptr + i) == eight_at(text.ptr + i);
    return same;
}

static inline lane_text *slot_for(const lane_texts *t, uint64_t hash, slice text)
{
    size_t at = hash & (t->slot_count - 1);
    while (t->slots[at].number != 0 && !(t->slots[at].hash == hash && is_same(&t->slots[at], text)))
        at = (at + 1) & (t->slot_count - 1);
    return &t->slots[at];
}

__attribute__((noinline)) static void grow(arena *a, lane_texts *t)
{
    const lane_text *before = t->slots;
    const size_t count = t->slot_count;
    t->slot_count = count * 2;
    t->slots = ARENA_ARRAY(a, t->slot_count, lane_text);
    for (size_t i = 0; i < count; i++) {
        if (before[i].number != 0)
            *slot_for(t, before[i].hash, before[i].text) = before[i];
    }
}

static inline uint32_t number_of(arena *a, lane_texts *t, slice text)
{
    const uint64_t hash = hash_of(text);
    lane_text *slot = slot_for(t, hash, text);
    if (slot->number != 0)
        return slot->number;
    if ((t->count + 1) * 2 > t->slot_count) {
        grow(a, t);
        slot = slot_for(t, hash, text);
    }
    *slot = (lane_text){hash, text, (uint32_t)++t->count};
    return slot->number;
}

uint32_t lane_number_of(block *b, slice text)
{
    return number_of(b->arena, &b->lanes->texts, text);
}

void lane_texts_make_room(block *b)
{
    const lane_plan *p = b->plan->lanes;
    lane_texts *t = ARENA_NEW(b->room, lane_texts);
    t->slot_count = 256;
    while (t->slot_count < 4 * p->text_count)
        t->slot_count *= 2;
    t->slots = ARENA_ARRAY(b->room, t->slot_count, lane_text);
    for (size_t i = 0; i < p->text_count; i++)
        (void)number_of(b->room, t, p->texts[i]);
    b->text_room = t;
}

void lane_texts_begin(block *b)
{
    lane_texts *t = &b->lanes->texts;
    *t = *b->text_room;
    t->slots = arena_uncleared(b->arena, t->slot_count * sizeof *t->slots);
    memcpy(t->slots, b->text_room->slots, t->slot_count * sizeof *t->slots);
}
