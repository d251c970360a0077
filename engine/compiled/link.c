// Makes pointers of the indexes in an image, in place. Each is looked at once, and nothing is followed, so it does not matter what a file says.
#include "compiled/image.h"

#include "base/utf8.h"

static uint64_t number_at(const char *at)
{
    uint64_t number;
    memcpy(&number, at, sizeof number);
    return number;
}

static void set_pointer(char *at, const void *pointer)
{
    memcpy(at, &pointer, sizeof pointer);
}

/// The elements that an index leads to; NULL if they do not lie in the section.
static char *items_at(const image *im, section to, uint64_t index, size_t count)
{
    const section_data *s = &im->sections[to];
    const bool good = index >= 1 && index - 1 <= s->count && count <= s->count - (size_t)(index - 1);
    return good ? s->first + (size_t)(index - 1) * s->size : NULL;
}

/// A text of so many bytes that ends with a NUL, in whole characters.
static const char *text_at(const image *im, uint64_t index, size_t length)
{
    const char *text = length < SIZE_MAX ? items_at(im, SECTION_TEXT, index, length + 1) : NULL;
    const bool good = text != NULL && text[length] == '\0' && ((unsigned char)*text & 0xC0) != 0x80;
    return good ? text : NULL;
}

static bool link_slice(const image *im, char *at, bool is_text)
{
    slice s = {NULL, 0};
    const uint64_t index = number_at(at + offsetof(slice, ptr));
    memcpy(&s.len, at + offsetof(slice, len), sizeof s.len);
    if (index == 0)
        return s.len == 0;
    s.ptr = is_text ? text_at(im, index, s.len) : items_at(im, SECTION_BYTES, index, s.len);
    memcpy(at, &s, sizeof s);
    return s.ptr != NULL;
}

static bool link_words(const image *im, char *at)
{
    const uint64_t index = number_at(at);
    const char *text =
        index != 0 ? items_at(im, SECTION_TEXT, index, 1) : NULL; // the section ends with a NUL
    set_pointer(at, text);
    return index == 0 || text != NULL;
}

static bool link_file(const image *im, char *at)
{
    slice s = {NULL, 0};
    const uint64_t index = number_at(at + offsetof(slice, ptr));
    const bool good = index <= im->head->input_count;
    if (good && index > 0)
        s = im->files[index - 1];
    memcpy(at, &s, sizeof s);
    return good;
}

// --- values ---

static section section_of_value(feel_kind kind)
{
    switch (kind) {
    case FEEL_NUMBER: return SECTION_DECIMAL;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME: return SECTION_TEMPORAL;
    case FEEL_DAYS_DURATION: return SECTION_DURATION;
    case FEEL_LIST: return SECTION_LIST;
    case FEEL_CONTEXT: return SECTION_CONTEXT;
    case FEEL_RANGE: return SECTION_RANGE;
    case FEEL_FUNCTION: return SECTION_FUNCTION;
    default: return SECTION_COUNT;
    }
}

static bool is_flag(const char *at)
{
    return (unsigned char)*at <= 1;
}

static bool link_value(const image *im, char *at)
{
    feel_value out = {.kind = FEEL_NULL};
    char *as = at + offsetof(feel_value, as);
    const uint64_t index = number_at(as);
    const uint8_t kind = (uint8_t)at[offsetof(feel_value, kind)];
    if (!is_flag(at + offsetof(feel_value, small)))
        return false;
    memcpy(&out, at, sizeof out);
    bool good = true;
    const section to = section_of_value((feel_kind)kind);
    if (kind == FEEL_BOOLEAN) {
        good = index <= 1;
        out.as.boolean = index == 1;
    } else if (kind == FEEL_NULL) {
        good = index == 0;
    } else if (kind == FEEL_STRING) {
        out.as.text = index != 0 ? text_at(im, index, out.length) : NULL;
        good = out.as.text != NULL || (index == 0 && out.length == 0);
    } else if (to != SECTION_COUNT && !(kind == FEEL_NUMBER && out.small)) {
        const void *target = items_at(im, to, index, 1);
        good = target != NULL && (to != SECTION_TEMPORAL || verify_temporal((feel_kind)kind, target));
        set_pointer(as, target);
        return good;
    } else if (kind == FEEL_MONTHS_DURATION) {
        good = out.as.integer <= FEEL_LONGEST_DURATION && out.as.integer >= -FEEL_LONGEST_DURATION;
    } else {
        good = kind == FEEL_NUMBER;
    }
    memcpy(at, &out, sizeof out);
    return good;
}

// --- pointers ---

static size_t count_of(const image *im, const part *p, const char *element)
{
    size_t count = 0;
    uint32_t few = 0;
    if (p->counter != NULL)
        return p->counter(im->pack, element);
    if (p->count_size == sizeof few) {
        memcpy(&few, element + p->count_offset, sizeof few);
        return few;
    }
    memcpy(&count, element + p->count_offset, sizeof count);
    return count;
}

static bool link_type(const image *im, char *at, uint64_t index)
{
    const void *type = index >= STATIC_TYPE && index - STATIC_TYPE < static_type_count()
                           ? (const void *)static_type((size_t)(index - STATIC_TYPE))
                           : items_at(im, SECTION_TYPE, index, 1);
    set_pointer(at, type);
    return type != NULL;
}

static bool link_pointer(const image *im, const part *p, char *at, const char *element)
{
    const uint64_t index = number_at(at);
    const bool is_one = p->kind == PART_ONE;
    const size_t count = is_one ? 1 : count_of(im, p, element);
    if (index == 0)
        return is_one ? !p->is_needed : count == 0 || p->may_lack;
    if (p->to == SECTION_TYPE)
        return link_type(im, at, index);
    const void *target = items_at(im, p->to, index, count);
    set_pointer(at, target);
    return target != NULL;
}

static bool link_builtin(const image *im, char *at)
{
    const uint64_t index = number_at(at);
    const bool good = index <= im->builtin_count;
    const builtin_rows none = {NULL, 0};
    const builtin_rows *rows = good && index > 0 ? &im->builtins[index - 1] : &none;
    set_pointer(at, rows->rows);
    size_t count; // the field behind it
    memcpy(&count, at + sizeof rows->rows, sizeof count);
    return good && count == rows->count;
}

static bool link_regex(const image *im, char *at)
{
    const uint64_t index = number_at(at);
    const bool good = index <= im->sections[SECTION_PATTERN].count;
    set_pointer(at, good && index > 0 ? im->regexes[index - 1] : NULL);
    return good;
}

// --- structs ---

/// What has to be looked at in an element: the parts of its form and of the structs in it, without plain numbers.
typedef struct part_list {
    part *items;
    size_t count, capacity;
} part_list;

static void add_parts(arena *a, const form *f, size_t base, part_list *list)
{
    for (size_t i = 0; i < f->part_count; i++) {
        part p = f->parts[i];
        p.offset += base;
        p.count_offset += base;
        if (p.kind == PART_INNER)
            add_parts(a, p.inner, p.offset, list);
        else if (p.kind != PART_PLAIN)
            ARENA_PUSH(a, list, items, count, capacity, p);
    }
}

static bool is_choice(const part *p, const char *at)
{
    unsigned wide = 0;
    if (p->size == 1)
        return (unsigned char)*at < p->limit;
    memcpy(&wide, at, sizeof wide);
    return wide < p->limit;
}

static bool link_part(const image *im, const part *p, char *element)
{
    char *at = element + p->offset;
    switch (p->kind) {
    case PART_PLAIN:
    case PART_INNER:   // its parts are looked at
    case PART_VARIANT: // likewise
        return true;
    case PART_LEFT: memset(at, 0, p->size); return true;
    case PART_BOOL: return is_flag(at);
    case PART_CHOICE: return is_choice(p, at);
    case PART_TEXT: return link_slice(im, at, true);
    case PART_WORDS: return link_words(im, at);
    case PART_BYTES: return link_slice(im, at, false);
    case PART_FILE: return link_file(im, at);
    case PART_VALUE: return link_value(im, at);
    case PART_ONE:
    case PART_MANY: return link_pointer(im, p, at, element);
    case PART_BUILTIN: return link_builtin(im, at);
    case PART_REGEX: return link_regex(im, at);
    }
    return false;
}

static bool link_parts(const image *im, const part_list *parts, char *element)
{
    bool good = true;
    for (size_t i = 0; i < parts->count && good; i++)
        good = link_part(im, &parts->items[i], element);
    return good;
}

// --- texts in files ---

static const origin_run *run_at(const source_text *inner, size_t offset)
{
    const origin *o = (const origin *)inner;
    size_t low = 0;
    size_t high = o->run_count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (o->runs[middle].from <= offset)
            low = middle;
        else
            high = middle;
    }
    return &o->runs[low];
}

static size_t to_outer(const source_text *inner, size_t offset)
{
    const origin_run *run = run_at(inner, offset);
    return run->moves ? run->at + (offset - run->from) : run->at;
}

static const source_text *outer_at(const source_text *inner, size_t offset)
{
    return run_at(inner, offset)->outer;
}

static void lead_to_files(const image *im)
{
    origin *origins = IMAGE_ITEMS(im, ORIGIN, origin);
    for (size_t i = 0; i < im->sections[SECTION_ORIGIN].count; i++) {
        if (origins[i].text.outer == NULL)
            continue;
        origins[i].text.to_outer = to_outer;
        origins[i].text.outer_at = outer_at;
    }
}

// --- tables that are called ---

static void lead_to_tables(const image *im)
{
    feel_called_table *called = IMAGE_ITEMS(im, CALLED, feel_called_table);
    const pack_table *tables = im->pack->tables;
    for (size_t i = 0; i < im->pack->table_count; i++) {
        if (tables[i].called != NULL)
            called[tables[i].called - called].form = &tables[i].form;
    }
}

// --- sections ---

static bool link_section(const image *im, section which)
{
    const section_data *s = &im->sections[which];
    part_list parts = {0};
    bool good = true;
    add_parts(im->arena, section_form(which), 0, &parts);
    for (size_t i = 0; i < s->count && good && parts.count > 0; i++)
        good = link_parts(im, &parts, s->first + i * s->size);
    return good;
}

/// What nodes hold by their kinds, once these are known to be such.
static bool link_variants(const image *im)
{
    const section_data *s = &im->sections[SECTION_NODE];
    part_list parts[NODE_TESTS + 1] = {0};
    bool good = true;
    for (size_t i = 0; i <= NODE_TESTS; i++)
        add_parts(im->arena, node_variants[i], 0, &parts[i]);
    for (size_t i = 0; i < s->count && good; i++) {
        char *element = s->first + i * s->size;
        good = link_parts(im, &parts[((const node *)(const void *)element)->kind], element);
    }
    return good;
}

/// All texts are UTF-8, so each is that begins and ends between characters.
static bool is_text_sound(const image *im)
{
    const section_data *s = &im->sections[SECTION_TEXT];
    return (s->count == 0 || s->first[s->count - 1] == '\0') && utf8_valid((slice){s->first, s->count}, NULL);
}

static bool make_regexes(image *im)
{
    const size_t count = im->sections[SECTION_PATTERN].count;
    const pattern *patterns = IMAGE_ITEMS(im, PATTERN, pattern);
    im->regexes = ARENA_ARRAY(im->arena, count, const feel_regex *);
    if (!link_section(im, SECTION_PATTERN))
        return false;
    for (size_t i = 0; i < count; i++)
        im->regexes[i] = feel_regex_later(im->arena, patterns[i].text, patterns[i].flags);
    return true;
}

bool image_link_head(image *im)
{
    static const section first[] = {SECTION_INPUT, SECTION_PACK, SECTION_LEVEL, SECTION_BASE, SECTION_HEAD};
    bool good = is_text_sound(im);
    im->pack = IMAGE_ITEMS(im, PACK, pack);
    im->head = IMAGE_ITEMS(im, HEAD, compiled_head);
    for (size_t i = 0; i < sizeof first / sizeof *first && good; i++)
        good = link_section(im, first[i]);
    return good;
}

bool image_link(image *im)
{
    bool good =
        make_regexes(im) && link_section(im, SECTION_PROBLEM_PLACE) && link_section(im, SECTION_PROBLEM);
    for (size_t i = SECTION_BASE + 1; i < SECTION_COUNT && good; i++)
        good = i == SECTION_PATTERN || link_section(im, (section)i);
    good = good && link_variants(im);
    if (good) {
        lead_to_files(im);
        lead_to_tables(im);
    }
    return good;
}
