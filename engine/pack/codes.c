// The table of codes. One row each: adding a check is adding a row, a pack in tests/packs/ that has it, and one that nearly has.
#include "pack/codes.h"

#define ERROR   SEVERITY_ERROR
#define WARNING SEVERITY_WARNING
#define NOTE    SEVERITY_NOTE

const check_code check_codes[] = {
    // Files
    {"file-missing", ERROR, "a file or folder that must be there is not",
     "A pack is a folder with pack.yaml, vocabulary.yaml and recommendations.yaml.", NULL},
    {"file-unreadable", ERROR, "a file cannot be read",
     "It is not a regular file, it leads out of the pack's folder, it is larger than 8 MiB, or the system "
     "refuses.",
     NULL},
    {"pack-too-large", ERROR, "the pack has more files, bytes or rules than are read",
     "The limits are 1,000 files, 64 MiB and 100,000 rules.", NULL},
    {"not-loaded", ERROR, "the YAML library could not load a checked file", NULL, NULL},
    {"format-version", ERROR, "the pack is written in a format that this program does not read",
     "This program reads format 1.", "advise: 1"},
    {"empty-file", ERROR, "the file holds nothing",
     "A file without content is most likely one that was not saved.", NULL},
    {"invalid-utf8", ERROR, "the text is not valid UTF-8", "Save the file as UTF-8.", NULL},
    {"nul", ERROR, "a NUL character stands in text", NULL, NULL},
    {"too-long", ERROR, "a text is longer than is read",
     "The limits are 1 KiB for a key, 256 KiB for a text and 64 KiB for an expression.", NULL},
    {"too-deep", ERROR, "something is nested or chained deeper than is read",
     "The limits are 64 levels of YAML or of an expression, and chains of 2,000 derived facts.", NULL},
    {"yaml-syntax", ERROR, "the file is not YAML",
     "Most often a tab, a missing quote or a colon in bare text.", "because: Quote this: it holds a colon"},
    {"yaml-alias", ERROR, "YAML aliases are not read", "Write the value out where it is used.",
     "title: *same"},
    {"yaml-merge", ERROR, "YAML merge keys are not read", NULL, "<<: *base"},
    {"yaml-tag", ERROR, "YAML tags have no meaning here", NULL, "title: !special text"},
    {"yaml-key", ERROR, "a key is not text", NULL, "? [a, b] : c"},
    {"several-documents", ERROR, "a file holds more than one document",
     "What follows the second --- would be lost.", NULL},
    {"duplicate-key", ERROR, "a key stands twice in one mapping",
     "YAML readers do not agree on which one counts.", "{id: a, id: b}"},
    {"unknown-key", ERROR, "a key that means nothing here", "Most likely it is misspelt.",
     "titel: End every memo"},
    {"missing-key", ERROR, "a key that must be there is not", NULL, "- {id: without-a-title}"},
    {"wrong-type", ERROR, "a value is of another kind than its key wants", NULL, "priority: high"},
    // Names
    {"bad-name", ERROR, "a name or id holds characters that it may not",
     "Names are letters, digits and '_', and begin with a letter; ids may hold '-', '/' and '.' as well.",
     "- name: years of work"},
    {"duplicate-id", ERROR, "a name or id is defined twice", NULL, NULL},
    {"unknown-name", ERROR, "an expression or key names a fact that is not declared",
     "A misspelt name would be unknown for every profile, and its rule would never fire.",
     "when: year_experience >= 2       # declared: years_experience"},
    {"unknown-field", ERROR, "a record has no such field", NULL, "when: memo.titel = \"A\""},
    {"unknown-type", ERROR, "a fact is declared with a type that there is not", NULL, "type: numbr"},
    {"unknown-function", ERROR, "an expression calls a function that there is not", NULL,
     "when: contain(a, b)"},
    {"unknown-recommendation", ERROR, "a recommendation of that id is not in the catalogue", NULL, NULL},
    {"unknown-source", ERROR, "a source of that id is not listed in pack.yaml", NULL, NULL},
    {"shadowed-name", ERROR, "a loop variable has the name of a fact or constant",
     "The expression would read the variable where its author may mean the fact.", "for: size in sizes"},
    {"unbound-variable", ERROR, "a recommendation is about a variable that the rule does not bind", NULL,
     "recommend: apply-to-firm       # about: firm\nfor: employer in prospective_firms"},
    // Expressions
    {"syntax", ERROR, "the expression is not FEEL", NULL, "when: a == 1"},
    {"template", ERROR, "the {{ and }} of a text do not match", NULL, "because: 'Some {{years'"},
    {"type-mismatch", ERROR, "two types that can never fit, so that the result would always be unknown", NULL,
     "when: years_experience = \"three\""},
    {"wrong-arguments", ERROR, "a function is called with arguments that it does not take", NULL,
     "when: substring(1)"},
    {"invalid-regex", ERROR, "a regular expression is none", NULL, "when: matches(title, \"(\")"},
    {"not-allowed", ERROR, "a value is not one of those that are allowed", NULL,
     "when: size = \"larg\"       # allowed: \"small\", \"large\""},
    {"not-constant", ERROR, "a constant depends on a fact, or has no value", NULL,
     "constants: [{name: limit, expression: years + 1}]"},
    {"function-reads-fact", ERROR, "the body of a function mentions a fact",
     "Pass it as an argument, so that the function means the same wherever it is called.", NULL},
    {"out-of-range", ERROR, "a number lies outside of what it may be",
     "A priority is 1 to 100, a certainty -1 to 1 and not 0, a threshold 0 up to, not including, 1.",
     "certainty: 1.5"},
    // Rules
    {"no-rules", ERROR, "the pack has no rules", NULL, NULL},
    {"rule-kind", ERROR, "a rule has both 'recommend' and 'conclude', or neither", NULL, NULL},
    {"misplaced-key", ERROR, "a key that rules of this kind do not have", NULL,
     "conclude: trusted\ncertainty: 0.5       # only evidence has a certainty"},
    {"not-derived", ERROR, "a rule concludes a fact, or sets its policy, that is not declared as derived",
     NULL, NULL},
    {"excludes-itself", ERROR, "a recommendation excludes itself", NULL, NULL},
    {"circle", ERROR, "derived facts depend on each other in a circle",
     "The message names the whole circle. One of its rules must stop reading the next fact.", NULL},
    // Packs that extend others
    {"bad-extends", ERROR, "what a pack extends is not named as it must be",
     "A name that is looked for on the search path, or a path that begins with ./ or ../.",
     "extends: paralegal >= 1.0"},
    {"bad-version", ERROR, "a version, or a condition on one, is none, or the base does not meet it", NULL,
     "extends: paralegal >= 1.0, < 2"},
    {"base-missing", ERROR, "the pack that is extended was not found", NULL, NULL},
    {"nothing-extended", ERROR, "a pack that extends none has overrides", NULL, NULL},
    {"no-target", ERROR, "an override does not name exactly one thing", NULL, NULL},
    {"unknown-target", ERROR, "an override names something that the base has not", NULL, NULL},
    {"own-record", ERROR, "an override names something of the pack's own",
     "It can be changed where it stands.", NULL},
    {"not-overridable", ERROR, "an override sets a key that is not to be changed",
     "Disable what it names, and define another.", NULL},
    {"duplicate-override", ERROR, "one key is overridden twice", NULL, NULL},
    {"no-effect", ERROR, "an override changes nothing", "What it sets is so already, or it sets nothing.",
     NULL},
    {"no-reason", ERROR, "an override does not say why", NULL, NULL},
    {"disabled-recommendation", ERROR, "a rule gives a recommendation that is disabled", NULL, NULL},
    // Decision tables
    {"table-columns", ERROR, "a table has no inputs, no outputs or no rows", NULL, NULL},
    {"table-rows", ERROR, "a table has both 'rows' and 'table_file', or neither", NULL, NULL},
    {"table-header", ERROR, "a column of a CSV file is none that a table has", NULL, NULL},
    {"table-output", ERROR, "a table has an output that means nothing there", NULL, NULL},
    {"cell-count", ERROR, "a row has not as many cells as the table has columns", NULL, NULL},
    {"missing-cell", ERROR, "a row does not say what it recommends", NULL, NULL},
    {"ambiguous-cell", ERROR, "a cell that a spreadsheet would read differently",
     "3-4 would be a subtraction, 0,8 two numbers.", NULL},
    {"allow", ERROR, "an entry of 'allow' is not understood",
     "It names a check, exactly one thing of the pack, and the reason.",
     "allow:\n  - {check: subsumed-rule, rule: seek-boutique, reason: Boutiques are worth double evidence.}"},
    // What may be allowed
    {"never-fires", WARNING, "a condition that no profile can meet",
     "The parts of the condition contradict each other, or the values that are allowed, with unknown facts "
     "taken into "
     "account. The example meets all parts but the one that the finding points at.",
     "when: years_experience < 1 and years_experience >= 2"},
    {"always-fires", WARNING, "a condition that every profile meets, even where nothing is known",
     "Most often an 'or' that covers everything. A rule that is meant to fire always has no 'when'.",
     "when: wanted_specialty = null or wanted_specialty != null"},
    {"redundant-part", WARNING, "a part of a condition that makes no difference",
     "With or without the part, the condition is true, false and unknown for the same profiles. Of two parts "
     "that say "
     "the same, the later one is named.",
     "when: years_experience >= 5 and years_experience >= 2"},
    {"duplicate-rule", WARNING, "a rule that fires exactly when another does and gives the same",
     "Both give evidence of the same sign for the same recommendation, or conclude the same value.", NULL},
    {"subsumed-rule", WARNING, "a rule whose evidence another rule gives already whenever it fires",
     "The other rule's condition is true whenever this one's is, and it gives the same recommendation with "
     "the same "
     "certainty, or concludes the same value. Evidence that grows with a fact has different certainties, and "
     "is not "
     "reported.",
     "- {id: a, when: years >= 2, recommend: lead, certainty: 0.4}\n"
     "- {id: b, when: years >= 5, recommend: lead, certainty: 0.4}"},
    {"unreachable-rule", WARNING, "a rule that another rule before it leaves no chance",
     "With the hit policy 'first', the first rule that fires counts. A rule before this one fires whenever "
     "it does.",
     "- {id: a, when: hours > 40, conclude: busy, value: \"true\"}\n"
     "- {id: b, when: hours > 60, conclude: busy, value: \"false\"}"},
    {"conflicting-conclusions", WARNING, "two rules that can conclude different values at once",
     "With the hit policy 'unique' only one rule may fire, with 'any' those that fire must agree; else the "
     "fact stays "
     "unknown. The example makes both fire.",
     NULL},
    {"table-overlap", WARNING, "two rows of a table that match at once where only one may", NULL, NULL},
    {"table-gap", WARNING, "inputs that no row of a table matches", NULL, NULL},
    {"table-unreached", WARNING, "a row of a table that earlier rows leave nothing", NULL, NULL},
    {"table-unchecked", WARNING, "a table that is too large to look for all overlaps and gaps", NULL, NULL},
    {"empty-reason", WARNING, "a rule that can fire without a reason",
     "Where an expression in 'because' is unknown, the whole reason is left out. The example makes the rule "
     "fire with "
     "the expression unknown.",
     "when: overloaded\nbecause: 'At {{hours_per_week}} hours nothing new fits in.'"},
    {"regex-explodes", WARNING, "a regular expression that can hit its limit",
     "The matcher gives up after 100,000 steps, and the condition is then unknown. The pattern was tried on "
     "texts that "
     "repeat what it matches and end in something else.",
     "when: matches(memo.text, \"(a+)+$\")"},
    {"unread-fact", WARNING, "a fact that nothing reads",
     "No condition, no certainty, no value and no text mentions it, so that whoever states it is asked in "
     "vain.",
     NULL},
    {"unused-recommendation", WARNING, "a recommendation that no rule gives", NULL, NULL},
    {"unconcluded-fact", WARNING, "a derived fact that no rule concludes", NULL, NULL},
    {"uncited-source", WARNING, "a source that no rule cites", NULL, NULL},
    {"unused-allowance", WARNING, "an entry of 'allow' that allows nothing that is found",
     "The finding is gone, so that the entry can go too; it would hide the next one.", NULL},
    {"not-compared", NOTE, "rules that have too many rivals to be compared with all of them",
     "Each rule is compared with at most 64 others that its most telling atom names, so that the work grows "
     "with the "
     "number of rules and not with its square.",
     NULL},
    {"too-hard", NOTE, "questions about conditions that took too many steps",
     "A condition over many facts can have more combinations than are tried. Nothing is reported about it.",
     NULL},
};

const size_t check_code_count = sizeof check_codes / sizeof *check_codes;

const check_code *check_code_find(slice code)
{
    for (size_t i = 0; i < check_code_count; i++) {
        if (slice_is(code, check_codes[i].code))
            return &check_codes[i];
    }
    return NULL;
}
