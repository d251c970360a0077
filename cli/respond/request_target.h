/// What a request asks about: a recommendation, and perhaps one item of it.
#ifndef ADVISE_CLI_RESPOND_REQUEST_TARGET_H
#define ADVISE_CLI_RESPOND_REQUEST_TARGET_H

#include "respond/request.h"

/// Finds what "REC" or "REC:ITEM" stands for. False, with an error as the response, if it is nothing.
bool request_target(request_session *s, const request_text *text, advise_target *target);

#endif
