// The tables of a description's keys. What stands under `names`, `facts`, `guesses` and `words` has names of its own.
#include "import/description.h"

static const shape_key part_keys[] = {
    {"each", SHAPE_TEXT, false, NULL},      {"names", SHAPE_ANY, true, NULL},
    {"when", SHAPE_TEXT, false, NULL},      {"alone", SHAPE_BOOLEAN, false, NULL},
    {"people", SHAPE_BOOLEAN, false, NULL}, {"facts", SHAPE_ANY, false, NULL},
    {"guesses", SHAPE_ANY, false, NULL},    {0}};
static const shape_key import_keys[] = {{"import", SHAPE_TEXT, true, NULL},
                                        {"form", SHAPE_TEXT, true, NULL},
                                        {"signs", SHAPE_TEXTS, true, NULL},
                                        {"dates", SHAPE_TEXT, false, NULL},
                                        {"words", SHAPE_ANY, false, NULL},
                                        {"parts", SHAPE_RECORDS, true, part_keys},
                                        {0}};
static const shape_key name_keys[] = {{"at", SHAPE_TEXT, false, NULL},
                                      {"all", SHAPE_TEXT, false, NULL},
                                      {"as", SHAPE_TEXT, false, NULL},
                                      {"of", SHAPE_ANY, false, NULL},
                                      {0}};
static const shape_key value_keys[] = {{"value", SHAPE_TEXT, true, NULL},
                                       {"words", SHAPE_TEXT, false, NULL},
                                       {"why", SHAPE_TEXT, false, NULL},
                                       {0}};

const file_schema import_schema = {import_keys, NULL, NULL};
const file_schema import_name_schema = {name_keys, NULL, NULL};
const file_schema import_value_schema = {value_keys, NULL, NULL};
