// Reads requests by tables of their members.
#include "respond/request.h"

#include "respond/held.h"
#include "write/memory.h"

#include <jansson.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COUNT = 1000000, MESSAGE = 200 };

/// True once a block was refused: jansson calls the text wrong then.
static _Thread_local bool lacked;

static void *take_block(size_t size)
{
    void *block = malloc(size);
    lacked = lacked || block == NULL;
    return block;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void choose_memory(void)
{
    json_set_alloc_funcs(take_block, free);
}

static void release(void *root)
{
    json_decref(root);
}

request_value *request_parse(const char *body, size_t length, response *out)
{
    json_error_t error;
    (void)pthread_once(&once, choose_memory);
    lacked = false;
    json_t *root = json_loadb(body, length, JSON_REJECT_DUPLICATES, &error);
    if (lacked) { // also if it went on, with less than was sent
        json_decref(root);
        root = NULL;
        response_fail(out, RESPONSE_UNAVAILABLE, "out-of-memory", NULL,
                      "the request takes more memory than it may");
    } else if (root == NULL) {
        response_fail(out, RESPONSE_BAD_REQUEST, "bad-json", NULL,
                      "the request is no JSON: line %d, column %d: %s", error.line, error.column, error.text);
    } else if (!json_is_object(root)) {
        response_fail(out, RESPONSE_BAD_REQUEST, "bad-json", NULL, "the request must be a JSON object");
        json_decref(root);
        root = NULL;
    }
    held_add(release, root);
    return root;
}

void request_free(request_value *request)
{
    held_release(request);
}

size_t request_count(const request_value *list)
{
    return json_array_size(list);
}

const request_value *request_item(const request_value *list, size_t index)
{
    return json_array_get(list, index);
}

char *request_copy(const request_value *value)
{
    return must_have(json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY));
}

/// The position of a word among those that '|' separates; `count` receives how many there are.
static size_t find_word(const char *words, const char *word, size_t *count)
{
    size_t found = (size_t)-1;
    size_t at = 0;
    for (const char *next = words; *next != '\0'; at++) {
        const size_t length = strcspn(next, "|");
        if (strlen(word) == length && strncmp(next, word, length) == 0)
            found = at;
        next += length + (next[length] == '|');
    }
    *count = at;
    return found;
}

/// Takes a value. What is wrong with it in words; NULL: nothing.
static const char *take(const member_row *row, const json_t *value, void *at)
{
    size_t count;
    switch (row->kind) {
    case MEMBER_TEXT:
        if (!json_is_string(value))
            return "must be a text";
        *(request_text *)at = (request_text){json_string_value(value), json_string_length(value)};
        return NULL;
    case MEMBER_WORD:
        *(size_t *)at =
            json_is_string(value) ? find_word(row->words, json_string_value(value), &count) : (size_t)-1;
        return *(size_t *)at != (size_t)-1 ? NULL : "must be one of";
    case MEMBER_COUNT:
        if (!json_is_integer(value) || json_integer_value(value) < 1 ||
            json_integer_value(value) > MOST_COUNT)
            return "must be a whole number from 1 to 1000000";
        *(size_t *)at = (size_t)json_integer_value(value);
        return NULL;
    case MEMBER_FLAG:
        if (!json_is_boolean(value))
            return "must be true or false";
        *(bool *)at = json_is_true(value);
        return NULL;
    case MEMBER_LIST:
        if (!json_is_array(value))
            return "must be a list";
        *(const request_value **)at = value;
        return NULL;
    }
    return "cannot be read";
}

static const member_row *find_row(const member_row *rows, const char *name)
{
    while (rows->name != NULL && strcmp(rows->name, name) != 0)
        rows++;
    return rows->name != NULL ? rows : NULL;
}

/// Says that there is no such member, and which there are.
static void complain_unknown(const member_row *rows, const char *what, const char *name, response *out)
{
    char names[MESSAGE] = "";
    size_t used = 0;
    for (; rows->name != NULL && used < sizeof names; rows++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used > 0 ? ", " : "", rows->name);
    response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL,
                  "%s has no member '%.40s'; its members are %s", what, name, names);
}

bool request_fill(const request_value *object, const member_row *rows, const char *what, void *into,
                  response *out)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        const member_row *row = find_row(rows, name);
        if (row == NULL) {
            complain_unknown(rows, what, name, out);
            return false;
        }
        const char *wrong = take(row, value, (char *)into + row->offset);
        if (wrong != NULL) {
            response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "'%s' of %s %s%s%s", name, what,
                          wrong, row->words != NULL ? " " : "", row->words != NULL ? row->words : "");
            return false;
        }
    }
    for (; rows->name != NULL; rows++) {
        if (rows->required && json_object_get(object, rows->name) == NULL) {
            response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "%s lacks '%s'", what, rows->name);
            return false;
        }
    }
    return true;
}
