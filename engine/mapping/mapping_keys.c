// The tables of a map's keys. What stands under `columns`, and a map's lists, have names that the office chose.
#include "mapping/mapping.h"

static const shape_key test_keys[] = {
    {"name", SHAPE_TEXT, false, NULL}, {"row", SHAPE_ANY, true, NULL}, {"facts", SHAPE_ANY, true, NULL}, {0}};
static const shape_key map_keys[] = {{"map", SHAPE_TEXT, true, NULL},
                                     {"worksheet", SHAPE_TEXT, false, NULL},
                                     {"encoding", SHAPE_TEXT, false, NULL},
                                     {"skip_rows", SHAPE_INTEGER, false, NULL},
                                     {"delimiter", SHAPE_TEXT, false, NULL},
                                     {"quote", SHAPE_TEXT, false, NULL},
                                     {"list_separator", SHAPE_TEXT, false, NULL},
                                     {"decimal", SHAPE_TEXT, false, NULL},
                                     {"group", SHAPE_TEXT, false, NULL},
                                     {"unknown", SHAPE_ANY, false, NULL},
                                     {"others", SHAPE_TEXT, false, NULL},
                                     {"columns", SHAPE_ANY, false, NULL},
                                     {"lists", SHAPE_ANY, false, NULL},
                                     {"tests", SHAPE_RECORDS, false, test_keys},
                                     {0}};
static const shape_key column_keys[] = {{"fact", SHAPE_TEXT, false, NULL},
                                        {"field", SHAPE_TEXT, false, NULL},
                                        {"keep", SHAPE_TEXT, false, NULL},
                                        {"ignore", SHAPE_BOOLEAN, false, NULL},
                                        {"optional", SHAPE_BOOLEAN, false, NULL},
                                        {"values", SHAPE_ANY, false, NULL},
                                        {"yes", SHAPE_ANY, false, NULL},
                                        {"no", SHAPE_ANY, false, NULL},
                                        {"date", SHAPE_TEXT, false, NULL},
                                        {"multiply", SHAPE_TEXT, false, NULL},
                                        {"divide", SHAPE_TEXT, false, NULL},
                                        {"add", SHAPE_TEXT, false, NULL},
                                        {0}};
static const shape_key list_keys[] = {{"columns", SHAPE_ANY, true, NULL},
                                      {"file", SHAPE_TEXT, false, NULL},
                                      {"key", SHAPE_ANY, false, NULL},
                                      {"others", SHAPE_TEXT, false, NULL},
                                      {0}};

const file_schema map_schema = {map_keys, NULL, NULL};
const file_schema map_column_schema = {column_keys, NULL, NULL};
const file_schema map_list_schema = {list_keys, NULL, NULL};
