// Reads --sort and --where.
#include "command/batch_order.h"

#include "command/terminal.h"
#include "outcome/present.h"
#include "outcome/worklist.h"

#include <stdlib.h>
#include <string.h>

int check_order_options(const order_options *o, const outcome_format *format, bool resumable)
{
    if (o->sort != NULL && resumable)
        return wrong_usage(
            "--sort does not work with --append or --resume: what is written at once is in the order of the "
            "profiles");
    if (o->sort != NULL && outcome_format_can(format, OUTCOME_IS_DATABASE))
        return wrong_usage("--sort does not work with --format %s: a database is sorted by ORDER BY",
                           outcome_format_name(format));
    if (o->where != NULL && resumable)
        return wrong_usage(
            "--where does not work with --append or --resume: a run is continued by the number of results");
    return EXIT_DONE;
}

/// Positions among SPREADSHEETS and DECIMALS.
enum { NONE = 0, COMMA = 1, OF_MAP = 4, DECIMAL_USUAL = 0, DECIMAL_COMMA = 2 };

const outcome_format *choose_format(const order_options *o, size_t format, const char *output,
                                    const csv_dialect **dialect)
{
    enum { DECIMAL_WAYS = 3 };
    // By --spreadsheet and by --spreadsheet-decimal. Where the comma stands between cells, numbers have a point.
    static const csv_dialect dialects[][DECIMAL_WAYS] = {[1] = {{',', '.'}, {',', '.'}, {',', ','}},
                                                         [2] = {{';', ','}, {';', '.'}, {';', ','}},
                                                         [3] = {{'\t', '.'}, {'\t', '.'}, {'\t', ','}},
                                                         // Until the map is read:
                                                         [OF_MAP] = {{';', ','}, {';', '.'}, {';', ','}}};
    const outcome_format *chosen = o->since != NULL ? &outcomes_as_present : outcome_format_at(format);
    if (outcome_format_can(chosen, OUTCOME_HAS_GROUPS))
        chosen = worklist_format_of_name(output);
    if (outcome_format_can(chosen, OUTCOME_IS_WORKBOOK))
        *dialect = &csv_typed;
    if (o->spreadsheet == NONE && o->decimal != DECIMAL_USUAL)
        (void)wrong_usage("--spreadsheet-decimal needs --spreadsheet");
    else if (o->spreadsheet == COMMA && o->decimal == DECIMAL_COMMA)
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

int choose_dialect_of_map(const order_options *o, const advise_batch_input *input,
                          const csv_dialect **dialect)
{
    static const char delimiters[] = ",;\t|";
    static const csv_dialect dialects[][2] = {{{',', '.'}, {',', ','}},
                                              {{';', '.'}, {';', ','}},
                                              {{'\t', '.'}, {'\t', ','}},
                                              {{'|', '.'}, {'|', ','}}};
    if (o->spreadsheet != OF_MAP)
        return EXIT_DONE;
    if (input->map == NULL)
        return wrong_usage("--spreadsheet map needs --map: it writes cells as that map reads them");
    const advise_map_signs signs = advise_map_signs_of(input->map);
    char delimiter = input->delimiter != '\0' ? input->delimiter : signs.delimiter;
    char decimal = input->decimal != '\0' ? input->decimal : signs.decimal;
    if (o->decimal != DECIMAL_USUAL)
        decimal = o->decimal == DECIMAL_COMMA ? ',' : '.';
    if (delimiter == '\0' || (delimiter == ',' && decimal == ','))
        delimiter = decimal == ',' ? ';' : ','; // as programs do in whose language numbers have a comma
    *dialect = &dialects[strchr(delimiters, delimiter) - delimiters][decimal == ','];
    return EXIT_DONE;
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
