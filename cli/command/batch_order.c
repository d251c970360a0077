// Reads --sort and --where.
#include "command/batch_order.h"

#include "command/terminal.h"
#include "outcome/present.h"
#include "outcome/worklist.h"

#include <stdlib.h>

int check_order_options(const order_options *o, const outcome_format *format, bool resumable)
{
    if (o->sort != NULL && resumable)
        return wrong_usage(
            "--sort does not work with --append: what is written at once is in the order of the "
            "profiles");
    if (o->sort != NULL && outcome_format_can(format, OUTCOME_IS_DATABASE))
        return wrong_usage("--sort does not work with --format %s: a database is sorted by ORDER BY",
                           outcome_format_name(format));
    if (o->where != NULL && resumable)
        return wrong_usage(
            "--where does not work with --append: a run is continued by the number of results");
    return EXIT_DONE;
}

const outcome_format *choose_format(const order_options *o, size_t format, const char *output,
                                    const csv_dialect **dialect)
{
    enum { NONE, DECIMAL_USUAL = 0, DECIMAL_WAYS = 3 };
    // By --spreadsheet and by --spreadsheet-decimal. Where the comma stands between cells, numbers have a point.
    static const csv_dialect dialects[][DECIMAL_WAYS] = {[1] = {{',', '.'}, {',', '.'}, {',', ','}},
                                                         [2] = {{';', ','}, {';', '.'}, {';', ','}},
                                                         [3] = {{'\t', '.'}, {'\t', '.'}, {'\t', ','}}};
    const outcome_format *chosen = o->since != NULL ? &outcomes_as_present : outcome_format_at(format);
    if (outcome_format_can(chosen, OUTCOME_HAS_GROUPS))
        chosen = worklist_format_of_name(output);
    if (outcome_format_can(chosen, OUTCOME_IS_WORKBOOK))
        *dialect = &csv_typed;
    if (o->spreadsheet == NONE && o->decimal != DECIMAL_USUAL)
        (void)wrong_usage("--spreadsheet-decimal needs --spreadsheet");
    else if (o->spreadsheet == 1 && o->decimal == 2)
        (void)wrong_usage("with --spreadsheet comma, numbers cannot have commas: use semicolon or tab");
    else if (o->spreadsheet == NONE)
        return chosen;
    else if (chosen != &outcomes_as_ndjson && chosen != &outcomes_as_csv &&
             !outcome_format_can(chosen, OUTCOME_HAS_CELLS))
        (void)wrong_usage("--spreadsheet writes CSV: %s",
                          outcome_format_can(chosen, OUTCOME_HAS_GROUPS)
                              ? "name the file of the worklist NAME.csv"
                              : "it goes with --format csv, or with a worklist that is named NAME.csv");
    else {
        *dialect = &dialects[o->spreadsheet][o->decimal];
        return outcome_format_can(chosen, OUTCOME_HAS_CELLS) ? chosen : &outcomes_for_spreadsheets;
    }
    return NULL;
}

int read_order_options(const order_options *o, const advise_pack *pack, const advise_map *map,
                       const common_options *common, outcome_options *out, advise_where **where)
{
    char *wrong = outcome_order_read(&out->order, pack, map, o->sort);
    if (wrong != NULL) {
        const int status = wrong_usage("%s", wrong);
        free(wrong);
        return status;
    }
    if (outcome_format_can(out->format, OUTCOME_HAS_GROUPS))
        worklist_set_order(&out->order, out->by);
    if (o->where == NULL)
        return EXIT_DONE;
    advise_diagnostics *problems = NULL;
    const advise_status compiled = advise_where_new(pack, map, "--where", o->where, NULL, where, &problems);
    return say_problems(common, compiled, problems);
}
