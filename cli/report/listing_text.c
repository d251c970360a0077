// A pack as it is written, for a person: each field with the pack, file and line that it is from, what was changed, and why.
#include "report/listing.h"

#include "report/place.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

/// Prints `label`, then the texts one after the other, wrapped.
static void print_wrapped(const screen *s, const char *label, size_t indent, const char *const *texts,
                          size_t count, ink i)
{
    size_t size = 1;
    for (size_t t = 0; t < count; t++)
        size += strlen(texts[t]);
    char *all = must_have(malloc(size));
    size_t at = 0;
    for (size_t t = 0; t < count; t++) {
        size_t length = strlen(texts[t]);
        memcpy(all + at, texts[t], length);
        at += length;
    }
    all[at] = '\0';
    screen_wrap(s, label, INK_PLAIN, indent, all, i);
    free(all);
}

/// "[paralegal firms.yaml:14]": files are named within their pack's folder, which the heading gives.
static void place_text(char *out, size_t size, const char *pack, const char *file, size_t line)
{
    (void)snprintf(out, size, " [%s %s:%zu]", pack, place_file_name(file), line);
}

static void print_items(const screen *s, size_t indent, const advise_listed_value *v)
{
    char bullet[16];
    (void)snprintf(bullet, sizeof bullet, "%*s- ", (int)indent, "");
    for (size_t i = 0; i < v->item_count; i++)
        screen_wrap(s, bullet, INK_PLAIN, indent + 2, v->items[i], INK_PLAIN);
}

/// "    was: …", one line, or a list below it.
static void print_was(const screen *s, const char *word, const advise_listed_value *v)
{
    bool items = v->is_list && v->item_count > 0;
    const char *parts[] = {word, items ? ":" : ": ",
                           !v->is_there ? "not given"
                           : items      ? ""
                           : v->is_list ? "an empty list"
                                        : v->text};
    print_wrapped(s, "    ", 6, parts, 3, INK_PLAIN);
    print_items(s, 6, v);
}

/// "firm added '…'" or "firm removed '…'", with the reason.
static void print_edit(const screen *s, const advise_listed_change *c)
{
    const bool added = c->kind == ADVISE_OVERRIDE_ADDS;
    const char *edit[] = {c->pack, added ? " added '" : " removed '", added ? c->after.text : c->before.text,
                          "': ", c->reason};
    print_wrapped(s, "    ", 6, edit, 5, INK_YELLOW);
}

static void print_change(const screen *s, const advise_listed_change *c)
{
    const char *reason[] = {c->pack, " changed it: ", c->reason};
    if (c->kind == ADVISE_OVERRIDE_ADDS || c->kind == ADVISE_OVERRIDE_REMOVES) {
        print_edit(s, c);
        return;
    }
    print_was(s, "was", &c->before);
    print_wrapped(s, "    ", 6, reason, 3, INK_YELLOW);
}

/// The items of a field, each with its place if they are from several packs.
static void print_field_items(const screen *s, const advise_listing *l, size_t thing, size_t field,
                              const advise_field *f)
{
    bool mixed = false;
    for (size_t i = 0; i < f->value.item_count; i++)
        mixed = mixed || strcmp(advise_listing_item(l, thing, field, i).pack, f->pack) != 0;
    if (!mixed)
        print_items(s, 4, &f->value);
    for (size_t i = 0; mixed && i < f->value.item_count; i++) {
        const advise_listed_item item = advise_listing_item(l, thing, field, i);
        char where[600];
        place_text(where, sizeof where, item.pack, item.file, item.line);
        const char *texts[] = {item.text, where};
        print_wrapped(s, "    - ", 6, texts, 2, INK_PLAIN);
    }
}

static void print_field(const screen *s, const advise_listing *l, size_t thing, const advise_thing *t,
                        size_t field)
{
    const advise_field f = advise_listing_field(l, thing, field);
    char where[600];
    place_text(where, sizeof where, f.pack, f.file, f.line);
    const char *texts[] = {f.key, f.value.is_list ? ":" : ": ", f.value.text, where};
    print_wrapped(s, "  ", 4, texts, 4, f.changed ? INK_BOLD : INK_PLAIN);
    if (f.value.is_list)
        print_field_items(s, l, thing, field, &f);
    for (size_t i = 0; f.changed && i < t->change_count; i++) {
        advise_listed_change c = advise_listing_change(l, thing, i);
        if (strcmp(c.key, f.key) == 0)
            print_change(s, &c);
    }
}

static void print_switches(const screen *s, const advise_listing *l, size_t thing, const advise_thing *t)
{
    for (size_t i = 0; i < t->change_count; i++) {
        char where[600];
        advise_listed_change c = advise_listing_change(l, thing, i);
        if (strcmp(c.key, "disable") != 0)
            continue;
        place_text(where, sizeof where, c.pack, c.file, c.line);
        const char *texts[] = {strcmp(c.after.text, "true") == 0 ? "disabled" : "enabled", where, ": ",
                               c.reason};
        print_wrapped(s, "  ", 4, texts, 4, INK_YELLOW);
    }
    if (t->disabled_with[0] != '\0') {
        const char *texts[] = {"disabled with the recommendation ", t->disabled_with};
        print_wrapped(s, "  ", 4, texts, 2, INK_YELLOW);
    }
}

static void print_thing(const screen *s, const advise_listing *l, size_t index)
{
    advise_thing t = advise_listing_thing(l, index);
    char where[600];
    place_text(where, sizeof where, t.pack, t.file, t.line);
    const bool is_dated = t.on_date[0] != '\0';
    const char *heading[] = {t.kind,    " ",  t.id, t.disabled ? " (disabled)" : "", is_dated ? ": " : "",
                             t.on_date, where};
    (void)fputc('\n', s->out);
    print_wrapped(s, "", 4, heading, 7, INK_CYAN);
    print_switches(s, l, index, &t);
    for (size_t i = 0; i < t.field_count; i++)
        print_field(s, l, index, &t, i);
}

static void print_levels(const screen *s, const advise_pack *pack)
{
    for (size_t i = advise_pack_level_count(pack); i-- > 0;) {
        advise_level level = advise_pack_level(pack, i);
        const char *texts[] = {level.name, " ", level.version, ", ", level.title, " (", level.folder, ")"};
        bool top = i + 1 == advise_pack_level_count(pack);
        print_wrapped(s, top ? "" : "extends ", 4, texts, 8, INK_BOLD);
    }
}

static void write(const screen *s, const advise_pack *pack, const advise_listing *l, const char *only)
{
    print_levels(s, pack);
    for (size_t i = 0; i < advise_listing_count(l); i++) {
        if (only == NULL || strcmp(advise_listing_thing(l, i).id, only) == 0)
            print_thing(s, l, i);
    }
}

static void write_outdated(const screen *s, const advise_pack *pack, const advise_listing *l)
{
    size_t count = advise_listing_outdated_count(l);
    size_t overrides = advise_listing_override_count(l);
    size_t compared = advise_listing_compared_count(l);
    print_levels(s, pack);
    for (size_t i = 0; i < count; i++) {
        advise_outdated o = advise_listing_outdated(l, i);
        char line[32];
        (void)snprintf(line, sizeof line, ":%zu: ", o.line);
        const char *heading[] = {o.file, line, o.kind, " ", o.id, o.key[0] != '\0' ? ": " : "", o.key};
        (void)fputc('\n', s->out);
        print_wrapped(s, "", 4, heading, 7, INK_CYAN);
        if (o.key[0] != '\0') {
            char word[300] = "written against";
            if (o.was_version[0] != '\0')
                (void)snprintf(word, sizeof word, "written against %.200s", o.was_version);
            print_was(s, word, &o.was);
            print_was(s, "now", &o.now);
        } else {
            const char *newer[] = {"written against ", o.was_version, "; the base is now ", o.base_version};
            print_wrapped(s, "    ", 6, newer, 4, INK_PLAIN);
        }
        const char *reason[] = {"reason: ", o.reason};
        print_wrapped(s, "    ", 6, reason, 2, INK_YELLOW);
    }
    (void)fprintf(s->out, "\n%zu overrides, %zu findings", overrides, count);
    if (compared < overrides)
        (void)fprintf(s->out, "; not compared, having neither was nor was_version: %zu",
                      overrides - compared);
    (void)fputc('\n', s->out);
}

const listing_format listing_as_text = {.write = write, .write_outdated = write_outdated};
