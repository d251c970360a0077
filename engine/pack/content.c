#include "pack/content.h"

#include "pack/listing.h"

/// FNV-1a over a text and a NUL behind it.
static void hash_text(uint64_t *hash, slice text)
{
    const uint64_t prime = UINT64_C(0x100000001b3);
    for (size_t i = 0; i < text.len; i++)
        *hash = (*hash ^ (unsigned char)text.ptr[i]) * prime;
    *hash *= prime;
}

static void hash_field(uint64_t *hash, const listed_field *f)
{
    hash_text(hash, f->key);
    hash_text(hash, f->value.text);
    for (size_t i = 0; i < f->value.item_count; i++)
        hash_text(hash, slice_of(f->value.items[i]));
}

uint64_t pack_content(arena *a, const pack *p)
{
    if (p->records == NULL) // it is compiled
        return p->content;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    const listing *l = listing_make(a, p);
    for (size_t i = 0; i < l->thing_count; i++) {
        const listed_thing *t = &l->things[i];
        hash_text(&hash, slice_of(t->kind));
        hash_text(&hash, t->id);
        hash_text(&hash, t->disabled ? SLICE("disabled") : SLICE(""));
        for (size_t k = 0; k < t->field_count; k++)
            hash_field(&hash, &t->fields[k]);
    }
    return hash;
}

typedef struct content_job {
    arena *arena;
    const pack *pack;
    uint64_t content;
} content_job;

static void find_content(void *argument)
{
    content_job *job = argument;
    job->content = pack_content(job->arena, job->pack);
}

bool pack_content_alone(const pack *p, uint64_t *content)
{
    content_job job = {.arena = arena_new(arena_allocator_borrow(p->arena), 0), .pack = p};
    const bool done = job.arena != NULL && arena_run(job.arena, find_content, &job) == ARENA_DONE;
    *content = job.content;
    arena_free(job.arena);
    return done;
}
