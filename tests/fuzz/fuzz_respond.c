// Whatever programs ask the local page: the first line says which route, the rest is the body. The answer is JSON that ends in a line, or a page.
#include "respond/respond.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static advise_pack *pack;

static void make_pack(void)
{
    if (pack == NULL && advise_pack_load("rules/paralegal", NULL, &pack, NULL) != ADVISE_OK)
        abort();
}

/// Holds an answer against what it says of itself.
static void hold(const response *r)
{
    const bool is_json = strcmp(r->type, "application/json") == 0;
    if (r->length == 0 || r->body[r->length - 1] != '\n' || strlen(r->body) != r->length)
        abort();
    if (r->status != RESPONSE_OK && !is_json)
        abort();
    json_t *document = is_json ? json_loadb(r->body, r->length, 0, NULL) : NULL;
    if (is_json && document == NULL)
        abort();
    json_decref(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const responder by = {NULL, "2026-01-31", NULL};
    const uint8_t *end = size > 0 ? memchr(data, '\n', size) : NULL;
    char path[32] = "";
    if (end == NULL || (size_t)(end - data) >= sizeof path)
        return 0;
    make_pack();
    memcpy(path, data, (size_t)(end - data));
    const respond_route *route = respond_find(path);
    if (route == NULL)
        return 0;
    responder mine = by;
    mine.pack = pack;
    const size_t length = size - (size_t)(end - data) - 1;
    char *body = malloc(length + 1); // of its own size, so that the sanitizers see its end
    if (body == NULL)
        abort();
    memcpy(body, end + 1, length);
    response answer;
    response_begin(&answer);
    route->answer(&mine, body, length, &answer);
    response_end(&answer);
    hold(&answer);
    response_free(&answer);
    free(body);
    return 0;
}
