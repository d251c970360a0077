// Usage: parse_lines memchr|jansson|yajl|libyaml PROFILES: finds or parses the lines of a file, or takes the events of a YAML file; prints
// seconds of CPU time, the best of five.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <yajl/yajl_parse.h>
#include <yaml.h>

static double seconds(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int count_number(void *state, const char *text, size_t length)
{
    (void)text;
    *(size_t *)state += length;
    return 1;
}

static int count_text(void *state, const unsigned char *text, size_t length)
{
    (void)text;
    *(size_t *)state += length;
    return 1;
}

static int count_flag(void *state, int flag)
{
    *(size_t *)state += (size_t)flag;
    return 1;
}

static const yajl_callbacks callbacks = {.yajl_number = count_number,
                                         .yajl_string = count_text,
                                         .yajl_map_key = count_text,
                                         .yajl_boolean = count_flag};

static int parse(const char *how, const char *line, size_t length, size_t *sum)
{
    if (strcmp(how, "jansson") == 0) {
        json_t *value = json_loadb(line, length, JSON_REJECT_DUPLICATES, NULL);
        *sum += json_object_size(value);
        json_decref(value);
        return value != NULL;
    }
    if (strcmp(how, "yajl") == 0) {
        yajl_handle handle = yajl_alloc(&callbacks, NULL, sum);
        int good = yajl_parse(handle, (const unsigned char *)line, length) == yajl_status_ok &&
                   yajl_complete_parse(handle) == yajl_status_ok;
        yajl_free(handle);
        return good;
    }
    *sum += length;
    return 1;
}

static int take_events(const char *text, size_t length, size_t *sum)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int more = yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    while (more && yaml_parser_parse(&parser, &event)) {
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        ++*sum;
    }
    yaml_parser_delete(&parser);
    return !more;
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (in == NULL || fseek(in, 0, SEEK_END) != 0)
        return 2;
    size_t length = (size_t)ftell(in);
    char *text = malloc(length + 1);
    rewind(in);
    if (text == NULL || fread(text, 1, length, in) != length)
        return 1;
    text[length] = '\0';
    double best = 1e9;
    size_t sum = 0;
    for (int round = 0; round < 5; round++) {
        double start = seconds();
        if (strcmp(argv[1], "libyaml") == 0 && !take_events(text, length, &sum))
            return 1;
        for (const char *at = text; strcmp(argv[1], "libyaml") != 0 && at < text + length;) {
            const char *end = memchr(at, '\n', (size_t)(text + length - at));
            if (end == NULL || !parse(argv[1], at, (size_t)(end - at), &sum))
                return 1;
            at = end + 1;
        }
        double took = seconds() - start;
        best = took < best ? took : best;
    }
    printf("%.9f\n", best);
    free(text);
    fclose(in);
    return sum == 0;
}
