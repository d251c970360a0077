/// Every limit of the engine: its value and its reason. A limit is a number that somebody who writes profiles or packs can meet: beyond it,
/// something is refused, given up or cut short. A size that only chooses between a fast way and a plain way to the same answer, or says
/// how much is done at a time, stands with its code instead. Messages and manuals repeat some values in words; static assertions beside
/// these messages compare them.
#ifndef ADVISE_BASE_LIMITS_H
#define ADVISE_BASE_LIMITS_H

/// What is read. All of it is untrusted, and a tree takes many times the memory of its text.
enum {
    /// Bytes of a profile, of a file of names and values, and by default of a record in a cohort: hundreds of pages.
    LIMIT_PROFILE = 1 << 20,
    /// Bytes of a file that `text_file` names.
    LIMIT_TEXT_FILE = 1 << 20,
    /// Bytes that are read, beyond the longest record, without finding the end of one: then the file ends with an error. A record that is
    /// merely too long is refused, and passed over, since the next one may be good; but a device, or a program that lost its line ends,
    /// would be read for ever. It is as much as the largest record that can be allowed, and read within seconds.
    LIMIT_ENDLESS_RECORD = 1 << 30,
    /// Bytes of an office's logo: it is a part of every sheet, and sheets go by mail.
    LIMIT_LOGO = 128 * 1024,
    /// Bytes of a string: what the functions of FEEL do with a text costs by its length.
    LIMIT_STRING = 256 * 1024,
    /// Bytes of a key.
    LIMIT_KEY = 1024,
    /// Bytes of a number in JSON: 34 digits are exact, and nobody needs more than 64 to write one.
    LIMIT_NUMBER_TEXT = 64,
    /// Bytes of any other number's text: FEEL allows any number of zeros around the digits.
    LIMIT_DECIMAL_TEXT = 65536,
    /// Levels of YAML and JSON, and names in a column's dotted name: whatever walks a tree may use recursion.
    LIMIT_NESTING = 64,
    /// Bytes of a CSV row: without a limit, a missing quotation mark makes one row of the rest of a file.
    LIMIT_CSV_ROW = 1 << 20,
    /// Cells of a CSV row.
    LIMIT_CELLS = 1000,
    /// Records of a list that are compared with all records before them, to find equal names.
    LIMIT_SAME_NAME = 1000,
    /// Rows of a file, and bytes of them, that are looked at before the first is read: what they say decides how columns are read.
    LIMIT_SURVEY_ROWS = 1000,
    LIMIT_SURVEY = 1 << 18,
    /// Cells of a column from which on one odd number among them is the fault of its row, and not of the file.
    LIMIT_SURVEY_ODD = 100,
    /// Bytes of a second table that a map joins to the first: it is held in memory.
    LIMIT_JOINED = 256 << 20,
    /// Ids of records that are compared with each other, and bytes of them with their places: about 400 MiB of memory in all.
    LIMIT_IDS = 10000000,
    LIMIT_ID_BYTES = 1 << 28,
    /// Bytes of a person's file that is imported, and of all tables that are read from an archive or a folder: pictures may be in it.
    LIMIT_IMPORT = 16 << 20,
    /// Elements of such a file in XML, which are numbered among their siblings: a CV has some hundred.
    LIMIT_IMPORT_ELEMENTS = 20000,
    /// Facts and items of lists that one file states: each is compared with those before it.
    LIMIT_IMPORT_FINDINGS = 5000,
    /// Packs that the header of one cohort is checked for: comparing packs takes two.
    LIMIT_COHORT_PACKS = 2,
};

/// Workbooks and other ZIP archives: a few bytes of them can stand for very many.
enum {
    /// Entries of an archive: a workbook has a few for each worksheet.
    LIMIT_ARCHIVE_ENTRIES = 10000,
    /// Bytes of an entry's name.
    LIMIT_ARCHIVE_NAME = 1024,
    /// MiB of an entry, unpacked: a worksheet with all the rows that Excel allows, and 200 columns.
    LIMIT_ARCHIVE_ENTRY_MIB = 8192,
    /// MiB of an entry, unpacked, up to which it does not matter how much smaller it is when packed.
    LIMIT_ARCHIVE_FREE_MIB = 64,
    /// How many times larger than packed an entry beyond that may be: worksheets come to 10 or 20.
    LIMIT_ARCHIVE_RATIO = 200,
    /// MiB of a workbook from a pipe, which is held in memory.
    LIMIT_PIPED_WORKBOOK_MIB = 256,
    /// Bytes of XML without an element, a text or a comment in between: what expat must hold at a time.
    LIMIT_XML_TOKEN = 1 << 20,
    /// Bytes of the texts that a workbook's cells share, and 8 for each of them: they are held in memory.
    LIMIT_SHARED_TEXTS = 256 << 20,
    /// Formats of cells: Excel allows 65,490.
    LIMIT_CELL_FORMATS = 65536,
    /// Codes of formats: Excel allows some hundred.
    LIMIT_FORMAT_CODES = 4096,
    /// Worksheets of a workbook.
    LIMIT_WORKSHEETS = 1000,
    /// Rows of a worksheet, as in Excel.
    LIMIT_WORKSHEET_ROWS = 1 << 20,
    /// Columns of a worksheet, as in Excel.
    LIMIT_WORKSHEET_COLUMNS = 1 << 14,
};

/// Packs.
enum {
    /// Bytes of a file of a pack: of YAML or of a table.
    LIMIT_PACK_FILE = 8 << 20,
    /// Bytes of all YAML files of a pack and of what it extends, and again of all files of tables.
    LIMIT_PACK = 64 << 20,
    /// Bytes of a compiled pack: one of LIMIT_RULES rules is smaller.
    LIMIT_COMPILED = 1 << 30,
    /// Files of a pack and of what it extends; test files of a pack.
    LIMIT_PACK_FILES = 1000,
    /// Packs that extend each other, one upon the other.
    LIMIT_EXTENDS = 16,
    /// Packs that one extends itself.
    LIMIT_BASES = 16,
    /// Packs that are loaded together; as many as `below` of a level has bits.
    LIMIT_LEVELS = 64,
    /// Bytes of the name of a rule, a recommendation, ….
    LIMIT_NAME = 200,
    /// Rules, the rows of decision tables included: a pack of this size takes seconds to load.
    LIMIT_RULES = 100000,
    /// Functions that a pack defines.
    LIMIT_FUNCTIONS = 2000,
    /// Derived facts that each depend on the next: the walk that orders them uses recursion.
    LIMIT_FACT_CHAIN = 2000,
    /// The same between a question and the rule that it could decide: beyond it, the question is not weighed.
    LIMIT_QUESTION_CHAIN = 32,
    /// The same between a difference of two packs and its cause.
    LIMIT_CAUSE_CHAIN = 64,
};

/// Expressions.
enum {
    /// Bytes of an expression.
    LIMIT_EXPRESSION = 64 * 1024,
    /// Levels of an expression, and of the values that it makes: parsing, comparing and writing use recursion.
    LIMIT_EXPRESSION_NESTING = 64,
    /// Levels of an expression's tree. It is higher than its nesting: a chain such as a + b + c + … has a level for each link.
    LIMIT_EXPRESSION_HEIGHT = 1000,
    /// Lines of an explanation.
    LIMIT_EXPLAINED_STEPS = 2000,
    /// Levels of an explanation.
    LIMIT_EXPLAINED_NESTING = 40,
};

/// Evaluation. Whoever writes a rule may be careless, and whoever writes a profile hostile: each evaluation must end, soon and with
/// bounded memory.
enum {
    /// Steps for one profile: about a second.
    LIMIT_STEPS = 10000000,
    /// Bytes of a session, and of a scope's values.
    LIMIT_MEMORY = 1 << 30,
    /// Bytes at the end of a text that ending() and closing() look at: two pages.
    LIMIT_ENDING = 4096,
    /// Nodes of trees that are being evaluated at a time: a thread's stack has 8 MiB.
    LIMIT_EVALUATION_DEPTH = 2500,
    /// Nodes beyond which no function is called: what is left up to LIMIT_EVALUATION_DEPTH is for the bodies of those that were.
    LIMIT_CALL_NODES = 2000,
    /// Calls of functions within each other.
    LIMIT_CALLS = 256,
    /// Calls of decision tables that are looked at to say which rows decided, of one profile.
    LIMIT_CALLS_NOTED = 10000,
    /// The same while both branches of an `if` are evaluated since its condition is unknown: nothing else would end a recursion.
    LIMIT_CALLS_BOTH_WAYS = 4,
    /// Steps of evaluating a branch of an `if` whose condition is unknown.
    LIMIT_STEPS_BOTH_WAYS = 100000,
    /// Steps of trying one answer to a question.
    LIMIT_STEPS_SUPPOSED = 200000,
    /// Steps of the search for what of the things that are said otherwise changes the advice: about a second.
    LIMIT_CAUSE_STEPS = 10000000,
    /// Answers that are tried for one question.
    LIMIT_ANSWERS = 12,
    /// Arguments of a call.
    LIMIT_ARGUMENTS = 1000,
    /// Bytes of a string that `+` makes.
    LIMIT_JOINED_STRING = 1 << 24,
    /// The furthest year, before and after year 0 (DMN 1.5, 10.3.2.3.4, after XML Schema).
    LIMIT_YEAR = 999999999,
    /// The furthest offset from UTC in seconds, as in XML Schema.
    LIMIT_ZONE_OFFSET = 14 * 3600,
    /// Bytes of the name of a time zone.
    LIMIT_ZONE_NAME = 64,
    /// Bytes of a file of the system's time zones: the largest has less than 4 KiB.
    LIMIT_ZONE_FILE = 65536,
};

/// Regular expressions. Both pattern and text may be hostile.
enum {
    /// Bytes of a pattern.
    LIMIT_PATTERN = 4096,
    /// Classes within each other, each subtracted from the one around it: they are translated by recursion.
    LIMIT_PATTERN_CLASSES = 16,
    /// Groups within each other.
    LIMIT_PATTERN_GROUPS = 128,
    /// PCRE2's limit of matching: how often it may backtrack.
    LIMIT_MATCH = 100000,
    /// PCRE2's limit of depth.
    LIMIT_MATCH_DEPTH = 1000,
    /// PCRE2's limit of memory, in KiB.
    LIMIT_MATCH_HEAP_KIB = 8192,
};

/// Messages and reports.
enum {
    /// Diagnostics that a list keeps; the others are counted. A broken file can give millions.
    LIMIT_DIAGNOSTICS = 1000,
    /// Bytes of a name that is compared with others for "did you mean": the distance takes the product of both lengths.
    LIMIT_GUESSED_NAME = 256,
    /// Bytes of a name that a message quotes: the name may be the whole of a file that is something else.
    LIMIT_QUOTED_NAME = 60,
    /// Bytes before the end of a text that completion looks at.
    LIMIT_COMPLETED_WORD = 200,
    /// By default, values of a fact that a comparison makes groups of.
    LIMIT_GROUPS = 1000,
    /// Bytes of a value, or of what names a record, in a comparison.
    LIMIT_SHOWN_VALUE = 200,
};

/// Proofs of advice.
enum {
    /// Steps of finding what one piece of evidence rests on: beyond them, all is kept that was not yet left out.
    LIMIT_STEPS_PROVED = 20000000,
    /// Places within a fact that a piece of evidence rests on: nobody reads more of them, so beyond them the whole fact is named.
    LIMIT_PROOF_LEAVES = 24,
    /// Derived facts that each rest on the next: the tree is made by recursion.
    LIMIT_PROOF_CHAIN = 100,
};

/// The checks of a pack. Their work can grow exponentially with the pack; beyond these limits a note or a warning says what was not
/// looked at.
enum {
    /// Steps of a question about conditions.
    LIMIT_SOLVER_STEPS = 4000,
    /// Subjects of a question about conditions.
    LIMIT_SOLVER_SUBJECTS = 64,
    /// Rules that a rule is compared with.
    LIMIT_RIVALS = 64,
    /// For a decision table, 64-bit words of sets of rows that are looked at.
    LIMIT_TABLE_WORK = 1 << 26,
    /// Overlaps reported for a decision table.
    LIMIT_TABLE_FINDINGS = 20,
    /// Items of a list in an example.
    LIMIT_WITNESS_LIST = 100,
    /// Pieces of text that are repeated to try how long a pattern takes.
    LIMIT_ATTACKS = 64,
};

#endif
