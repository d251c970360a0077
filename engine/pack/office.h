/// The office of a pack: whose sheets people take home.
#ifndef ADVISE_PACK_OFFICE_H
#define ADVISE_PACK_OFFICE_H

#include "pack/loader.h"

/// Takes over what one level's pack.yaml says of its office, and leaves what it does not mention as it is. Reports what is wrong.
void link_office(loader *l, const level_head *from, pack_office *office);

#endif
