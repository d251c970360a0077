// Loads the pack of the line, silently, and prints its names.
#include "complete_pack.h"
#include "advise.h"
#include "command/pack_argument.h"
#include "command/pack_path.h"
#include "write/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Prints a text in one line, and nothing that a terminal would obey.
static void print_what(const char *what)
{
    for (; *what != '\0'; what++)
        (void)putchar((unsigned char)*what < ' ' || *what == 0x7f ? ' ' : *what);
}

static bool is_one_line(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7f)
            return false;
    }
    return true;
}

void candidate_offer(const candidate_list *to, const char *text, const char *what)
{
    const char *typed = to->word + to->kept;
    if (strncmp(text, typed, strlen(typed)) != 0 || !is_one_line(text) || text[0] == ':')
        return;
    (void)printf("%.*s%s\t", (int)to->kept, to->word, text);
    print_what(what);
    (void)putchar('\n');
}

static advise_pack *load_silently(const pack_choice *choice, pack_need need)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    const char *name = choice->pack != NULL ? choice->pack : default_pack();
    if (name != NULL && open_pack(name, need, &choice->options, &pack, &problems) == ADVISE_NO_MEMORY)
        (void)must_have(NULL);
    advise_diagnostics_free(problems);
    return pack;
}

static void offer_packs_of(const char *folder, const candidate_list *to)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char *file = must_format("%s/%s/pack.yaml", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && access(file, R_OK) == 0)
            candidate_offer(to, entries[i]->d_name, folder);
        free(file);
        free(entries[i]);
    }
    free(entries);
}

void complete_packs(const pack_choice *pack, const candidate_list *to)
{
    pack_paths paths;
    pack_paths_find(&paths, pack->options.pack_path);
    for (size_t i = 0; i < paths.first.count; i++)
        offer_packs_of(paths.first.items[i], to);
    for (size_t i = 0; i < paths.last.count; i++)
        offer_packs_of(paths.last.items[i], to);
    pack_paths_free(&paths);
}

/// A field of a thing as text; "" if it has none.
static const char *field_of(const advise_listing *l, size_t thing, const char *key)
{
    const size_t count = advise_listing_thing(l, thing).field_count;
    for (size_t i = 0; i < count; i++) {
        const advise_field field = advise_listing_field(l, thing, i);
        if (strcmp(field.key, key) == 0)
            return field.value.text;
    }
    return "";
}

void complete_ids(const pack_choice *pack, const candidate_list *to)
{
    advise_pack *loaded = load_silently(pack, NEEDS_SOURCES);
    advise_listing *l = loaded != NULL ? advise_listing_new(loaded, NULL) : NULL;
    for (size_t i = 0; l != NULL && i < advise_listing_count(l); i++) {
        const advise_thing thing = advise_listing_thing(l, i);
        const char *title = field_of(l, i, "title");
        candidate_offer(to, thing.id, title[0] != '\0' ? title : thing.kind);
    }
    advise_listing_free(l);
    advise_pack_free(loaded);
}

void complete_advice(const pack_choice *pack, const candidate_list *to)
{
    advise_pack *loaded = load_silently(pack, NEEDS_PACK);
    for (size_t i = 0; loaded != NULL && i < advise_pack_recommendation_count(loaded); i++)
        candidate_offer(to, advise_pack_recommendation_id(loaded, i),
                        advise_pack_recommendation_title(loaded, i));
    advise_pack_free(loaded);
}

/// What a fact is, in a few words.
static const char *about_fact(const advise_fact *fact)
{
    return fact->ask[0] != '\0' ? fact->ask : fact->description;
}

/// Offers facts with `ending` behind their names.
static void offer_facts(const pack_choice *choice, const candidate_list *to, const char *ending, bool derived)
{
    advise_pack *pack = load_silently(choice, NEEDS_PACK);
    for (size_t i = 0; pack != NULL && i < advise_pack_fact_count(pack); i++) {
        const advise_fact fact = advise_pack_fact(pack, ADVISE_FACTS, i);
        if (fact.derived && !derived)
            continue;
        char *text = must_format("%s%s", fact.name, ending);
        candidate_offer(to, text, about_fact(&fact));
        free(text);
    }
    advise_pack_free(pack);
}

void complete_facts(const pack_choice *pack, const candidate_list *to)
{
    offer_facts(pack, to, "", true);
}

void complete_fact_list(const pack_choice *pack, const candidate_list *to)
{
    const char *comma = strrchr(to->word + to->kept, ',');
    const candidate_list last = {to->word, comma != NULL ? (size_t)(comma + 1 - to->word) : to->kept};
    offer_facts(pack, &last, "", true);
    (void)puts(":nospace");
}

/// Offers the values that a fact may have. Lists and records have none that could be listed.
static void offer_values(const advise_pack *pack, size_t index, const candidate_list *to)
{
    const advise_fact fact = advise_pack_fact(pack, ADVISE_FACTS, index);
    if (fact.type == ADVISE_TYPE_BOOLEAN && !fact.is_list) {
        candidate_offer(to, "true", "");
        candidate_offer(to, "false", "");
    }
    for (size_t i = 0; !fact.is_list && i < fact.allowed_count; i++) {
        const advise_allowed value = advise_pack_allowed(pack, ADVISE_FACTS, index, i);
        const bool is_text = fact.type == ADVISE_TYPE_STRING || fact.type == ADVISE_TYPE_TEXT;
        if (value.is_range || strpbrk(value.low, "\"\\") != NULL)
            continue;
        char *text = must_format(is_text ? "\"%s\"" : "%s", value.low);
        candidate_offer(to, text, "");
        free(text);
    }
}

void complete_fact_value(const pack_choice *pack, const candidate_list *to)
{
    const char *name = to->word + to->kept;
    const char *equals = strchr(name, '=');
    if (equals == NULL) {
        offer_facts(pack, to, "=", false);
        (void)puts(":nospace");
        return;
    }
    const size_t length = (size_t)(equals - name);
    const candidate_list value = {to->word, (size_t)(equals + 1 - to->word)};
    advise_pack *loaded = load_silently(pack, NEEDS_PACK);
    for (size_t i = 0; loaded != NULL && i < advise_pack_fact_count(loaded); i++) {
        const char *fact = advise_pack_fact(loaded, ADVISE_FACTS, i).name;
        if (strlen(fact) == length && strncmp(fact, name, length) == 0)
            offer_values(loaded, i, &value);
    }
    advise_pack_free(loaded);
}
