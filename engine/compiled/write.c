// Copies the structs of a pack into sections. What a pointer leads to is placed once and copied later, so that circles end; a text is placed
// once whoever has it.
#include "compiled/write.h"

#include "base/names.h"
#include "base/text.h"
#include "compiled/image.h"
#include "pack/content.h"

/// Elements that have their place in a section, but are not copied yet.
typedef struct placed {
    section to;
    size_t first, count;
    const char *items;
} placed;

typedef struct section_builder {
    char *items; ///< bytes
    size_t count, capacity;
} section_builder;

typedef struct writer {
    arena *arena;
    const pack *pack;
    const builtin_rows *builtins;
    size_t builtin_count;
    section_builder sections[SECTION_COUNT]; ///< counts are bytes
    size_t counts[SECTION_COUNT];            ///< of elements
    name_index places;                       ///< section and pointer: the index of the element
    name_index texts;                        ///< a text: where it stands in SECTION_TEXT
    name_index files;                        ///< the name of a file: its number
    struct {
        placed *items;
        size_t count, capacity;
    } queue;
} writer;

// --- placing ---

static void *room_for(writer *w, section to, size_t size)
{
    section_builder *s = &w->sections[to];
    if (s->capacity - s->count < size) {
        const size_t capacity = 2 * s->capacity + size + 64;
        s->items = arena_grow(w->arena, s->items, s->capacity, capacity);
        s->capacity = capacity;
    }
    s->count += size;
    return s->items + s->count - size;
}

/// The key of an address in a section, for the index of what is placed.
static slice key_of(writer *w, section to, const void *item)
{
    struct {
        uintptr_t address, section;
    } key = {(uintptr_t)item, (uintptr_t)to};
    return arena_copy(w->arena, (slice){(const char *)&key, sizeof key});
}

/// Elements of which a pointer leads to the first: each of them can be found by its own address.
/// @param size  of an element where it stands now
static size_t place_items(writer *w, section to, const void *items, size_t count, size_t size)
{
    const size_t first = w->counts[to];
    if (count == 0)
        return first;
    const name_entry *known = name_find(&w->places, key_of(w, to, items));
    if (known != NULL)
        return known->index;
    for (size_t i = 0; i < count; i++)
        (void)name_add(w->arena, &w->places, key_of(w, to, (const char *)items + i * size), first + i,
                       (place){0}, NULL);
    w->counts[to] += count;
    (void)room_for(w, to, count * section_form(to)->size);
    const placed later = {to, first, count, items};
    ARENA_PUSH(w->arena, &w->queue, items, count, capacity, later);
    return first;
}

static uint64_t place_text(writer *w, slice text)
{
    if (text.ptr == NULL)
        return 0;
    const name_entry *known = name_find(&w->texts, (slice){text.ptr, text.len});
    if (known != NULL)
        return known->index + 1;
    const size_t at = w->sections[SECTION_TEXT].count;
    char *room = room_for(w, SECTION_TEXT, text.len + 1);
    if (text.len > 0)
        memcpy(room, text.ptr, text.len);
    room[text.len] = '\0';
    (void)name_add(w->arena, &w->texts, text, at, (place){0}, NULL);
    w->counts[SECTION_TEXT] = at + text.len + 1;
    return at + 1;
}

static uint64_t place_bytes(writer *w, slice bytes)
{
    const size_t at = w->sections[SECTION_BYTES].count;
    if (bytes.ptr == NULL)
        return 0;
    char *room = room_for(w, SECTION_BYTES, bytes.len);
    if (bytes.len > 0)
        memcpy(room, bytes.ptr, bytes.len);
    w->counts[SECTION_BYTES] = at + bytes.len;
    return at + 1;
}

// --- what is no struct of the pack as it stands ---

static uint64_t place_regex(writer *w, const feel_regex *r)
{
    pattern *made = ARENA_NEW(w->arena, pattern);
    if (r == NULL)
        return 0;
    feel_regex_written(r, &made->text, &made->flags);
    return place_items(w, SECTION_PATTERN, made, 1, sizeof *made) + 1;
}

static uint64_t index_of_builtin(const writer *w, const builtin *rows)
{
    size_t index = 0;
    while (rows != NULL && index < w->builtin_count && w->builtins[index].rows != rows)
        index++;
    return rows == NULL ? 0 : index + 1;
}

static uint64_t place_type(writer *w, const feel_type *type)
{
    for (size_t i = 0; i < static_type_count(); i++) {
        if (static_type(i) == type)
            return STATIC_TYPE + i;
    }
    return place_items(w, SECTION_TYPE, type, 1, sizeof *type) + 1;
}

/// The file that a byte of a text stands in, and where.
static place file_place(const source_text *text, size_t offset)
{
    while (text->outer != NULL) {
        const source_text *outer = text->outer_at != NULL ? text->outer_at(text, offset) : text->outer;
        offset = text->to_outer(text, offset);
        text = outer;
    }
    return (place){text, offset, 1};
}

/// Finds the runs of a text: each byte, and the end, is asked for once.
static origin *origin_of(writer *w, const source_text *text)
{
    origin *made = ARENA_NEW(w->arena, origin);
    struct {
        origin_run *items;
        size_t count, capacity;
    } runs = {0};
    *made = (origin){.text = *text};
    for (size_t i = 0; text->outer != NULL && i <= text->text.len; i++) {
        const place at = file_place(text, i);
        origin_run *last = runs.count > 0 ? &runs.items[runs.count - 1] : NULL;
        const bool same = last != NULL && last->outer == at.source;
        const size_t length = last != NULL ? i - last->from : 0;
        if (same && length == 1) // the second byte says how the run goes on
            last->moves = at.offset == last->at + 1;
        if (same && at.offset == (last->moves ? last->at + length : last->at))
            continue;
        const origin_run run = {i, at.source, at.offset, false};
        ARENA_PUSH(w->arena, &runs, items, count, capacity, run);
    }
    made->runs = runs.items;
    made->run_count = runs.count;
    if (runs.count > 0)
        made->text.outer = runs.items[0].outer;
    return made;
}

// --- copying ---

static void copy_struct(writer *w, const form *f, const char *from, char *to, const void *element);

static void put(char *to, uint64_t number)
{
    memcpy(to, &number, sizeof number);
}

static void copy_value(writer *w, const feel_value *v, char *to)
{
    feel_value out;
    memset(&out, 0, sizeof out);
    out.kind = v->kind;
    out.small = v->small;
    out.length = v->length;
    uint64_t at = 0;
    switch ((feel_kind)v->kind) {
    case FEEL_NULL:
    case FEEL_ABSENT: break;
    case FEEL_BOOLEAN: at = v->as.boolean; break;
    case FEEL_MONTHS_DURATION: memcpy(&at, &v->as.integer, sizeof at); break;
    case FEEL_NUMBER:
        if (v->small)
            memcpy(&at, &v->as.integer, sizeof at);
        else
            at = place_items(w, SECTION_DECIMAL, v->as.decimal, 1, sizeof(decimal)) + 1;
        break;
    case FEEL_STRING: at = place_text(w, feel_text(*v)); break;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
        at = place_items(w, SECTION_TEMPORAL, v->as.temporal, 1, sizeof(feel_temporal)) + 1;
        break;
    case FEEL_DAYS_DURATION:
        at = place_items(w, SECTION_DURATION, v->as.duration, 1, sizeof(feel_duration)) + 1;
        break;
    case FEEL_LIST: at = place_items(w, SECTION_LIST, v->as.list, 1, sizeof(feel_list)) + 1; break;
    case FEEL_CONTEXT:
        at = place_items(w, SECTION_CONTEXT, v->as.context, 1, sizeof(feel_context)) + 1;
        break;
    case FEEL_RANGE: at = place_items(w, SECTION_RANGE, v->as.range, 1, sizeof(feel_range)) + 1; break;
    case FEEL_FUNCTION:
        at = place_items(w, SECTION_FUNCTION, v->as.function, 1, sizeof(feel_function)) + 1;
        break;
    }
    memcpy(to + offsetof(feel_value, kind), &out.kind, sizeof out.kind);
    memcpy(to + offsetof(feel_value, small), &out.small, sizeof out.small);
    memcpy(to + offsetof(feel_value, length), &out.length, sizeof out.length);
    put(to + offsetof(feel_value, as), at);
}

static void copy_slice(char *to, uint64_t at, size_t length)
{
    put(to + offsetof(slice, ptr), at);
    put(to + offsetof(slice, len), length);
}

static void copy_file(writer *w, slice name, char *to)
{
    const name_entry *known = name_find(&w->files, name);
    copy_slice(to, known != NULL ? known->index + 1 : 0, 0);
}

static size_t count_of(const writer *w, const part *p, const char *from, const void *element)
{
    size_t count = 0;
    uint32_t few = 0;
    if (p->counter != NULL)
        return p->counter(w->pack, element);
    if (p->count_size == sizeof few) {
        memcpy(&few, from - p->offset + p->count_offset, sizeof few);
        return few;
    }
    memcpy(&count, from - p->offset + p->count_offset, sizeof count);
    return count;
}

static void copy_pointer(writer *w, const part *p, const char *from, char *to, const void *element)
{
    const void *target;
    memcpy(&target, from, sizeof target);
    uint64_t at = 0;
    if (target != NULL && p->to == SECTION_TYPE)
        at = place_type(w, target);
    else if (target != NULL && p->kind == PART_ONE)
        at = place_items(w, p->to, target, 1, section_form(p->to)->size) + 1;
    else if (target != NULL)
        at = place_items(w, p->to, target, count_of(w, p, from, element), section_form(p->to)->size) + 1;
    put(to, at);
}

static void copy_part(writer *w, const part *p, const char *from, char *to, const void *element)
{
    slice text;
    const char *words;
    const void *pointer;
    switch (p->kind) {
    case PART_PLAIN:
    case PART_BOOL:
    case PART_CHOICE: memcpy(to, from, p->size); break;
    case PART_LEFT: break;
    case PART_TEXT:
        memcpy(&text, from, sizeof text);
        copy_slice(to, place_text(w, text), text.len);
        break;
    case PART_WORDS:
        memcpy(&words, from, sizeof words);
        put(to, place_text(w, slice_of(words)));
        break;
    case PART_BYTES:
        memcpy(&text, from, sizeof text);
        copy_slice(to, place_bytes(w, text), text.len);
        break;
    case PART_FILE:
        memcpy(&text, from, sizeof text);
        copy_file(w, text, to);
        break;
    case PART_VALUE: copy_value(w, (const feel_value *)(const void *)from, to); break;
    case PART_INNER: copy_struct(w, p->inner, from, to, element); break;
    case PART_VARIANT: {
        const node *n = (const node *)element;
        copy_struct(w, node_variants[n->kind], (const char *)n, to - p->offset, element);
        break;
    }
    case PART_ONE:
    case PART_MANY: copy_pointer(w, p, from, to, element); break;
    case PART_BUILTIN:
        memcpy(&pointer, from, sizeof pointer);
        put(to, index_of_builtin(w, pointer));
        break;
    case PART_REGEX:
        memcpy(&pointer, from, sizeof pointer);
        put(to, place_regex(w, pointer));
        break;
    }
}

/// @param element  the element of a section that the struct is, or is in
static void copy_struct(writer *w, const form *f, const char *from, char *to, const void *element)
{
    for (size_t i = 0; i < f->part_count; i++)
        copy_part(w, &f->parts[i], from + f->parts[i].offset, to + f->parts[i].offset, element);
}

/// Copies what was placed; that may place more. The section may move meanwhile, so an element is made apart.
static void copy_placed(writer *w, const placed *one)
{
    const form *f = section_form(one->to);
    char *made = arena_alloc(w->arena, f->size);
    for (size_t i = 0; i < one->count; i++) {
        const char *from = one->items + i * f->size;
        if (one->to == SECTION_ORIGIN) // a source_text stands there; they are placed one by one
            from = (const char *)origin_of(w, (const source_text *)(const void *)one->items);
        memset(made, 0, f->size);
        copy_struct(w, f, from, made, from);
        memcpy(w->sections[one->to].items + (one->first + i) * f->size, made, f->size);
    }
}

// --- the file ---

static compiled_head *head_of(writer *w, const diag_list *problems)
{
    const pack *p = w->pack;
    compiled_head *head = ARENA_NEW(w->arena, compiled_head);
    compiled_input *inputs = ARENA_ARRAY(w->arena, p->input_count, compiled_input);
    for (size_t i = 0; i < p->input_count; i++) {
        const pack_input *from = &p->inputs[i];
        const slice file = arena_format(w->arena, "%.*s/%.*s", SLICE_ARG(p->levels[from->level].folder),
                                        SLICE_ARG(from->name));
        inputs[i] = (compiled_input){from->level, from->name, from->text.len,
                                     compiled_checksum(from->text.ptr, from->text.len, 0)};
        (void)name_add(w->arena, &w->files, file, i, (place){0}, NULL);
    }
    *head = (compiled_head){.inputs = inputs, .input_count = p->input_count, .pack = p};
    if (problems != NULL) {
        head->problems = problems->items;
        head->problem_count = problems->count;
    }
    return head;
}

static slice put_together(writer *w, slice program)
{
    compiled_header header;
    memset(&header, 0, sizeof header); // with what lies between its fields
    memcpy(header.magic, COMPILED_MAGIC, sizeof header.magic);
    memcpy(header.program, program.ptr, program.len < COMPILED_PROGRAM ? program.len : COMPILED_PROGRAM - 1);
    header.order = COMPILED_ORDER;
    header.format = COMPILED_FORMAT;
    header.fingerprint = forms_fingerprint(w->builtins, w->builtin_count);
    text_builder out = {.arena = w->arena};
    uint64_t at = sizeof header;
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        at += (COMPILED_ALIGNMENT - at % COMPILED_ALIGNMENT) % COMPILED_ALIGNMENT;
        header.spans[i] = (section_span){at, w->counts[i]};
        at += w->sections[i].count;
    }
    header.size = at;
    text_add(&out, (slice){(const char *)&header, sizeof header});
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        while (out.length < header.spans[i].at)
            text_add_byte(&out, '\0');
        text_add(&out, (slice){w->sections[i].items, w->sections[i].count});
    }
    const slice made = text_result(&out);
    const size_t start = offsetof(compiled_header, size);
    header.checksum = compiled_checksum(made.ptr + start, made.len - start, 0);
    char *bytes = arena_alloc(w->arena, made.len);
    memcpy(bytes, made.ptr, made.len);
    memcpy(bytes, &header, sizeof header);
    return (slice){bytes, made.len};
}

slice compiled_write(arena *a, const pack *p, const diag_list *problems, slice program)
{
    writer *w = ARENA_NEW(a, writer);
    pack *whole = ARENA_NEW(a, pack);
    *whole = *p;
    whole->content = pack_content(a, p);
    w->arena = a;
    w->pack = whole;
    w->builtins = builtin_list(a, &w->builtin_count);
    (void)place_items(w, SECTION_HEAD, head_of(w, problems), 1, sizeof(compiled_head));
    for (size_t i = 0; i < w->queue.count; i++) {
        const placed one = w->queue.items[i];
        copy_placed(w, &one);
    }
    return put_together(w, program);
}
