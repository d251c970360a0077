// Room in a text, taken from it as a whole and given back when a piece is complete.
#include "write/room.h"

void room_keep(text_room *r)
{
    if (r->at != r->begin)
        advise_text_keep(r->text, (size_t)(r->at - r->begin));
    r->at = r->end = r->begin = NULL;
}

void room_grow(text_room *r, size_t least)
{
    size_t length;
    room_keep(r);
    r->at = r->begin = advise_text_room(r->text, least, &length);
    r->end = r->at + length;
}
