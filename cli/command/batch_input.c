// Turns the options on how inputs are read into the engine's settings.
#include "command/batch_input.h"
#include "command/terminal.h"

#include <string.h>
#include <sys/stat.h>

enum { FORMAT_TSV = 5, MOST_SHARDS = 1000000 };

/// A whole number from 1 to MOST_SHARDS; 0 if there is none.
static size_t read_count(const char *text, const char **end)
{
    size_t n = 0;
    *end = text;
    while (**end >= '0' && **end <= '9' && n <= MOST_SHARDS)
        n = 10 * n + (size_t)(*(*end)++ - '0');
    return n <= MOST_SHARDS ? n : 0;
}

static bool read_shard(const char *text, advise_batch_input *out)
{
    const char *end;
    out->shard = read_count(text, &end);
    if (*end != '/')
        return false;
    out->shards = read_count(end + 1, &end);
    return *end == '\0' && out->shard > 0 && out->shard <= out->shards;
}

/// A single character, or one of the words for those that are hard to type; '\0' if it is neither.
static char read_character(const char *text)
{
    if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
        return '\t';
    return text[0] > ' ' && text[1] == '\0' ? text[0] : text[0] == '\t' && text[1] == '\0' ? '\t' : '\0';
}

/// The sign of a quoting; '\0' if there is none.
static char read_quote(const char *text)
{
    return strcmp(text, "none") == 0                                            ? '-'
           : strcmp(text, "backslash") == 0                                     ? '\\'
           : (text[0] == '"' || text[0] == '\'' || text[0] == '\\') && !text[1] ? text[0]
                                                                                : '\0';
}

static int check_text_files(const char *folder)
{
    struct stat about;
    if (folder == NULL || (stat(folder, &about) == 0 && S_ISDIR(about.st_mode)))
        return EXIT_DONE;
    return wrong_usage("--text-files names a folder, and there is none at '%s'", folder);
}

/// What stands between cells and around them.
static int read_cell_marks(const input_options *o, advise_batch_input *out)
{
    if (o->format == FORMAT_TSV)
        out->delimiter = '\t';
    if (o->delimiter != NULL) {
        out->delimiter = read_character(o->delimiter);
        if (out->delimiter == '\0' || strchr(",;\t|", out->delimiter) == NULL)
            return wrong_usage("--delimiter is ',', ';', '|' or 'tab', not '%s'", o->delimiter);
    }
    if (o->quote != NULL) {
        out->quote = read_quote(o->quote);
        if (out->quote == '\0')
            return wrong_usage("--quote is '\"', \"'\", 'none' or 'backslash', not '%s'", o->quote);
    }
    return EXIT_DONE;
}

/// How values are written in cells.
static int read_value_marks(const input_options *o, advise_batch_input *out)
{
    if (o->unknown != NULL && o->unknown[strspn(o->unknown, ", ")] == '\0')
        return wrong_usage("--unknown names words, such as N/A,?; an empty cell is not known in any case");
    if (o->list_separator != NULL) {
        out->list_separator = read_character(o->list_separator);
        if (out->list_separator == '\0' || strchr("\"[]{}", out->list_separator) != NULL)
            return wrong_usage("--list-separator is one character such as ';' or '|', not '%s'",
                               o->list_separator);
    }
    if (o->decimal != NULL) {
        out->decimal = read_character(o->decimal);
        if (out->decimal != '.' && out->decimal != ',')
            return wrong_usage("--decimal is '.' or ',', not '%s'", o->decimal);
    }
    if (o->group != NULL) {
        out->group =
            strcmp(o->group, "blank") == 0 || strcmp(o->group, " ") == 0 ? ' ' : read_character(o->group);
        if (out->group == '\0' || strchr(".,' ", out->group) == NULL)
            return wrong_usage("--group is ',', '.', \"'\" or 'blank', not '%s'", o->group);
        if (out->group == (out->decimal != '\0' ? out->decimal : '.'))
            return wrong_usage("--group and --decimal cannot both be '%c': name both", out->group);
    }
    return EXIT_DONE;
}

/// Databases have no cells that are written in some way, and no parts.
static int check_query(const input_options *o)
{
    if (o->query == NULL)
        return EXIT_DONE;
    if (o->format > 0 || o->delimiter != NULL || o->encoding != NULL || o->skip_rows > 0)
        return wrong_usage("--query reads databases: it cannot be combined with --input-format, --delimiter, "
                           "--encoding or --skip-rows");
    if (o->shard != NULL)
        return wrong_usage("--shard and --query cannot be combined: select a part with WHERE");
    if (o->worksheet != NULL)
        return wrong_usage(
            "--query reads databases, which have no worksheets: --worksheet cannot be combined with it");
    return EXIT_DONE;
}

int read_input_options(const input_options *o, advise_batch_input *out)
{
    static const advise_input_format formats[] = {ADVISE_INPUT_BY_NAME, ADVISE_INPUT_NDJSON,
                                                  ADVISE_INPUT_YAML,    ADVISE_INPUT_JSON,
                                                  ADVISE_INPUT_CSV,     ADVISE_INPUT_CSV};
    *out = (advise_batch_input){.format = formats[o->format],
                                .query = o->query,
                                .worksheet = o->worksheet,
                                .encoding = o->encoding,
                                .skip_rows = o->skip_rows,
                                .text_files = o->text_files,
                                .unknown = o->unknown,
                                .ignore_columns = o->ignore_columns};
    if (read_cell_marks(o, out) != EXIT_DONE || read_value_marks(o, out) != EXIT_DONE)
        return EXIT_USAGE;
    if (o->encoding != NULL && !advise_encoding_is_known(o->encoding))
        return wrong_usage(
            "this system knows no encoding '%s'; names are those of iconv, such as windows-1252",
            o->encoding);
    if (o->shard != NULL && !read_shard(o->shard, out))
        return wrong_usage("--shard is I/N, the I-th of N parts, such as 1/4, not '%s'", o->shard);
    return check_query(o) != EXIT_DONE ? EXIT_USAGE : check_text_files(o->text_files);
}

int load_map(const input_options *o, const common_options *common, advise_pack *const *packs, size_t count,
             advise_batch_input *out)
{
    const advise_pack *all[2] = {packs[0], count > 1 ? packs[1] : NULL};
    advise_map *map = NULL;
    advise_diagnostics *problems = NULL;
    if (o->map == NULL)
        return EXIT_DONE;
    const advise_status ended = advise_map_load(all, count, o->map, NULL, &map, &problems);
    out->map = map;
    return say_problems(common, ended, problems);
}
