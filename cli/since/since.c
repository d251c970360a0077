// Clients are compared in the order of the inputs; those that are missing follow in the order of the earlier results.
#include "since/since.h"
#include "exit_status.h"
#include "file/json_line.h"
#include "since/last.h"
#include "write/counts.h"
#include "write/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct since {
    since_output output;
    const since_format *format;
    last_results *last;
    since_totals totals;
    char *text; ///< of the latest call
    size_t length;
};

static bool ends_in(const char *name, const char *end)
{
    const size_t length = strlen(name);
    return length > strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

const since_format *since_format_of_name(const char *name)
{
    if (name != NULL && (ends_in(name, ".html") || ends_in(name, ".htm")))
        return &since_as_html;
    if (name != NULL && (ends_in(name, ".ndjson") || ends_in(name, ".jsonl") || ends_in(name, ".json")))
        return &since_as_ndjson;
    return &since_as_text;
}

since *since_new(const since_output *o, const since_format *format, int *status)
{
    last_results *last = last_open(o->last, status);
    if (last == NULL)
        return NULL;
    since *s = must_have(calloc(1, sizeof *s));
    *s = (since){.output = *o, .format = format, .last = last};
    s->output.last_date = last_about(last)->as_of;
    return s;
}

void since_free(since *s)
{
    if (s == NULL)
        return;
    last_free(s->last);
    free(s->text);
    free(s);
}

static void say_place(const since *s, size_t line)
{
    (void)fputs("advise: ", stderr);
    screen_place(stderr, s->output.last, line, 0);
}

void since_say(const since *s)
{
    const last_facts *about = last_about(s->last);
    char *pack = must_format("%s %s", advise_pack_name(s->output.pack), advise_pack_version(s->output.pack));
    if (about->pack == NULL) {
        say_place(s, 0);
        (void)fputs("these results do not say by which pack they were made; 'batch --fields "
                    "given,recommendations,score,pack,as_of' writes that\n",
                    stderr);
    } else if (strcmp(about->pack, pack) != 0) {
        say_place(s, 1);
        (void)fputs("these results are of ", stderr);
        screen_safe(stderr, about->pack);
        (void)fputs(", and this is ", stderr);
        screen_safe(stderr, pack);
        (void)fputs(": changes may be those of the pack\n", stderr);
    }
    free(pack);
    if (about->repeated > 0) {
        say_place(s, about->repeated_line);
        (void)fprintf(stderr, "%zu result%s the name of an earlier one, and %s passed over\n",
                      about->repeated, about->repeated == 1 ? " has" : "s have",
                      about->repeated == 1 ? "was" : "were");
    }
    if (about->nameless > 0) {
        say_place(s, 0);
        (void)fprintf(stderr, "%zu result%s no name, and %s passed over\n", about->nameless,
                      about->nameless == 1 ? " has" : "s have", about->nameless == 1 ? "was" : "were");
    }
    if (about->is_cut) {
        say_place(s, 0);
        (void)fputs(
            "these results have the first entries only (--top), so nobody knows whether what comes after "
            "them is new\n",
            stderr);
    }
    if (!about->has_scores) {
        say_place(s, 0);
        (void)fputs("these results have no scores: nobody knows what is more or less pressing\n", stderr);
    }
}

// --- texts ---

static void open_text(since *s)
{
    free(s->text);
    s->text = NULL;
    s->output.screen.out = must_open_text(&s->text, &s->length);
}

static const char *close_text(since *s, size_t *length)
{
    must_close_text(s->output.screen.out, &s->text);
    *length = s->length;
    return s->text;
}

static void count(since *s, const client_change *c)
{
    s->totals.clients[c->state]++;
    for (size_t i = 0; c->state == CLIENT_MOVED && i < c->count; i++)
        s->totals.kinds[c->changes[i].kind]++;
}

static void write_client(since *s, const client_change *c)
{
    count(s, c);
    if (c->state != CLIENT_SAME)
        s->format->client(&s->output, c);
}

const char *since_begin(since *s, size_t *length)
{
    open_text(s);
    if (s->format->begin != NULL)
        s->format->begin(&s->output);
    return close_text(s, length);
}

/// Compares one client. False, with errno set, if the earlier result could not be read.
static bool compare(since *s, const json_t *now)
{
    client_change c;
    json_t *last = NULL;
    const char *name = json_string_value(json_object_get(now, "id"));
    const bool named = name != NULL && name[0] != '\0';
    const last_found found = named ? last_find(s->last, name, &last) : LAST_MISSING;
    if (found == LAST_FAILED)
        return false;
    client_change_find(&c, s->output.pack, found == LAST_FOUND ? last : NULL, now);
    if (!named && c.state == CLIENT_NEW)
        c.state = CLIENT_NAMELESS;
    if (found == LAST_AGAIN) {
        c.state = CLIENT_REPEATED;
        c.count = 0;
    }
    write_client(s, &c);
    client_change_free(&c);
    if (found == LAST_FOUND)
        json_decref(last);
    return true;
}

const char *since_add(since *s, const char *lines, size_t lines_length, size_t *length)
{
    bool good = true;
    open_text(s);
    for (size_t at = 0; good && at < lines_length;) {
        const char *end = memchr(lines + at, '\n', lines_length - at);
        const size_t line = end != NULL ? (size_t)(end - (lines + at)) : lines_length - at;
        json_t *now = json_line_parse(lines + at, line);
        good = now != NULL && compare(s, now);
        json_decref(now);
        at += line + 1;
    }
    const int why = errno;
    const char *text = close_text(s, length);
    errno = why;
    return good ? text : NULL;
}

const char *since_end(since *s, size_t *length)
{
    open_text(s);
    json_t *last;
    while ((last = last_next_left(s->last)) != NULL) {
        client_change c;
        client_change_find(&c, s->output.pack, last, NULL);
        write_client(s, &c);
        client_change_free(&c);
        json_decref(last);
    }
    const int why = errno;
    s->format->end(&s->output, &s->totals);
    const char *text = close_text(s, length);
    errno = why;
    return why == 0 ? text : NULL;
}
