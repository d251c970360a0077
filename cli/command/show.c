// advise show [PACK] [ID]: a pack as it is written, its levels merged, with the origin of each field.
#include "command/pack_argument.h"
#include "command/terminal.h"
#include "report/listing.h"

#include <string.h>

typedef struct show_options {
    size_t format; ///< a position in `formats`
    bool outdated;
    const char *as_of;
} show_options;

static const listing_format *const formats[] = FORMATS_TABLE(LISTING_FORMATS);

static const option_row rows[] = {
    {"--format", NULL, FORMATS_WORDS(LISTING_FORMATS), OPTION_CHOICE, offsetof(show_options, format),
     "output format", "The JSON is described in json.md."},
    {"--outdated", NULL, NULL, OPTION_FLAG, offsetof(show_options, outdated),
     "show only overrides whose base has changed since they were written",
     "An override says by 'was' and 'was_version' what it was written against. The exit status is 1 if there "
     "are any such overrides, or if none says it."},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(show_options, as_of),
     "also say what is in force on DATE, and which values constants have then", NULL},
    {0}};

static bool is_there(const advise_listing *l, const char *id)
{
    size_t at = 0;
    while (at < advise_listing_count(l) && strcmp(advise_listing_thing(l, at).id, id) != 0)
        at++;
    return at < advise_listing_count(l);
}

/// What was asked for is not there. A single word may have been meant as a pack, and a missing pack has an exit status of its own.
static int complain_missing(const arguments *a, const advise_pack *pack, advise_listing *l, const char *id)
{
    const char *nearest = advise_listing_nearest(l, id);
    bool alone = a->operand_count == 1;
    int status = wrong_usage("there is %s '%s' %s the pack '%s'%s%s%s", alone ? "no pack" : "nothing named",
                             id, alone ? "and nothing of that name in" : "in", advise_pack_name(pack),
                             nearest != NULL ? "; did you mean '" : "", nearest != NULL ? nearest : "",
                             nearest != NULL ? "'?" : "");
    return alone ? EXIT_BAD_PACK : status;
}

static int show(const arguments *a, const advise_pack *pack, advise_listing *l, const char *id)
{
    const show_options *o = a->own;
    screen out = screen_on(stdout, &a->common);
    if (id != NULL && !is_there(l, id))
        return complain_missing(a, pack, l, id);
    formats[o->format]->write(&out, pack, l, id);
    return EXIT_DONE;
}

/// Overrides that are out of date are findings; so is a pack in which none can be compared.
static int show_outdated(const arguments *a, const advise_pack *pack, const advise_listing *l)
{
    const show_options *o = a->own;
    screen out = screen_on(stdout, &a->common);
    if (advise_listing_override_count(l) == 0)
        return wrong_usage("the pack '%s' overrides nothing", advise_pack_name(pack));
    formats[o->format]->write_outdated(&out, pack, l);
    bool good = advise_listing_outdated_count(l) == 0 && advise_listing_compared_count(l) > 0;
    return good ? EXIT_DONE : EXIT_FINDINGS;
}

/// True if there is a pack of this name or folder. What is wrong with it, the load that follows reports.
static bool names_pack(const char *text, const common_options *o)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    advise_status status = open_pack(text, NEEDS_SOURCES, o, &pack, &problems);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    return status != ADVISE_MISSING;
}

static int run(const arguments *a)
{
    const show_options *o = a->own;
    const char *name = a->operand_count > 0 ? a->operands[0] : NULL;
    const char *id = a->operand_count > 1 ? a->operands[1] : NULL;
    int status = EXIT_DONE;
    if (a->operand_count > 2 || (o->outdated && id != NULL))
        return wrong_usage("show takes a pack%s", o->outdated ? "" : " and one id");
    if (a->operand_count == 1 && !o->outdated && strchr(name, '/') == NULL && !names_pack(name, &a->common)) {
        id = name; // of the default pack
        name = NULL;
    }
    advise_pack *pack = load_sources(name, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_listing *l = advise_listing_new(pack, NULL);
    const advise_status dated =
        l != NULL && o->as_of != NULL ? advise_listing_set_date(l, o->as_of) : ADVISE_OK;
    if (l == NULL || dated == ADVISE_NO_MEMORY)
        status = out_of_memory();
    else if (dated != ADVISE_OK)
        status = wrong_usage("--as-of takes a date such as 2026-01-31, not %s", o->as_of);
    else
        status = o->outdated ? show_outdated(a, pack, l) : show(a, pack, l, id);
    advise_listing_free(l);
    advise_pack_free(pack);
    return status;
}

const command command_show = {
    .name = "show",
    .usage = "advise show [OPTION…] [PACK] [ID]",
    .summary = "Print a rule pack with places (default: paralegal).",
    .example = "advise show paralegal large-routine-duty",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(show_options),
    .run = run,
};
