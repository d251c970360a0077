/// Where the outcomes of a batch go, and how many of them arrived. A sink is a stream, a file that gets its name when it is complete, or a
/// file that is added to and can be continued after a kill. Either file may be a database. Nothing is held back in buffers.
#ifndef ADVISE_CLI_OUTCOME_SINK_H
#define ADVISE_CLI_OUTCOME_SINK_H

#include "file/output.h"
#include "file/sorter.h"
#include "outcome/database.h"
#include "outcome/workbook.h"

#include <stddef.h>

typedef struct outcome_sink {
    output_file file;
    int fd;
    const char *name; ///< for messages
    /// With --append: FILE.run, which records the run's options until the run is complete. Otherwise NULL.
    char *run_path;
    size_t safe;    ///< records whose results arrived
    size_t before;  ///< of these, those that were there before
    size_t refused; ///< of those that were there before
    bool has_begun; ///< the file holds all that comes before the first outcome
    int failure;    ///< errno of a write; 0: none
    const outcome_options *written;
    bool is_database;           ///< texts are rows
    outcome_workbook *workbook; ///< texts are typed cells; NULL: they are not
    /// If outcomes are written in another order than that of the records: holds them until all are there. Otherwise NULL.
    sorter *sorter;
    char *folder;            ///< of the temporary file of the sorter
    outcome_heading heading; ///< of the outcome written last
    char *gathered;          ///< texts that were sorted and not yet written
    size_t gathered_length;
    outcome_database database;
} outcome_sink;

/// Opens the sink for `path` (NULL or "-": standard output), and makes the tables of a database. Returns an exit status, with a message
/// unless it is EXIT_DONE.
/// @param written  what is written, and in which format; borrowed like `path`
int outcome_sink_open(outcome_sink *s, const char *path, const outcome_options *written);

/// Opens a file that is added to. FILE.run lies beside FILE from before the first result until after the last.
/// @param resume  FILE may exist: what follows its last complete result is cut off, and `safe` is the number of its results
/// @param run     what the run was asked for, a line for each thing; a file is only continued by a run of which these are the same
int outcome_sink_append(outcome_sink *s, const char *path, bool resume, const char *run,
                        const outcome_options *written);

/// Writes what stands before the first outcome. False if not all arrived or memory ran out.
bool outcome_sink_begin(outcome_sink *s);

/// Writes outcomes. False if not all arrived.
bool outcome_sink_write(outcome_sink *s, const char *text, size_t length, size_t records);

/// Writes what stands after the last outcome, and makes a database whole if all inputs were read. False if that failed.
bool outcome_sink_end(outcome_sink *s, const advise_batch_totals *totals);

/// Closes it. A file that is not `complete` does not get its name, or keeps its FILE.run. Returns an exit status.
int outcome_sink_close(outcome_sink *s, bool complete);

#endif
