// Usage: generate_list_rules FOLDER RULES FACTS PROFILES SEED: one workload of rules on lists for advise and its peers, made up from a
// seed: see tests/support/list_workload.h.
#include "list_workload.h"

#include <stdlib.h>

int main(int count, char **texts)
{
    if (count != 6) {
        (void)fprintf(stderr, "usage: generate_list_rules FOLDER RULES FACTS PROFILES SEED\n");
        return 2;
    }
    list_workload w = {.folder = texts[1],
                       .rule_count = strtoull(texts[2], NULL, 10),
                       .fact_count = strtoull(texts[3], NULL, 10),
                       .profile_count = strtoull(texts[4], NULL, 10),
                       .random = {strtoull(texts[5], NULL, 10)}};
    if (w.rule_count == 0 || w.fact_count < 5 || w.profile_count == 0) {
        (void)fprintf(stderr, "generate_list_rules: at least one rule and profile, and five facts\n");
        return 2;
    }
    const size_t rounds = w.rule_count / (10 * (size_t)TARGETS_A_ROUND);
    w.target_count = TARGETS_A_ROUND * (rounds < 2 ? 2 : rounds);
    list_make_rules(&w);
    if (w.rules == NULL)
        return 1;
    list_write_pack(&w);
    list_write_peers(&w);
    list_write_profiles(&w);
    free(w.rules);
    return 0;
}
