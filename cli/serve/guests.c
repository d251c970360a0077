#include "serve/guests.h"
#include "write/deadline.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/// Seconds that a state may last. A browser opens connections before it needs them, and keeps them for a while.
static const double patience[] = {[GUEST_SILENT] = 20,
                                  [GUEST_READING] = 15,
                                  [GUEST_WORKING] = 0,
                                  [GUEST_SENDING] = 30,
                                  [GUEST_CUT_OFF] = 0};

/// Seconds that a new connection, or a new request, is given in any case.
static const double grace = 0.02;

/// What a client is told whose request never ended. The library can say nothing while it reads.
static const char too_slow[] = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n"
                               "Cache-Control: no-store\r\n\r\n";

static void cut_off(guests *all, guest *g)
{
    if (g->state == GUEST_READING || (g->state == GUEST_SILENT && !g->has_answered))
        (void)send(g->fd, too_slow, sizeof too_slow - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)shutdown(g->fd, SHUT_RDWR);
    guest_turn(g, GUEST_CUT_OFF);
    all->count--;
}

static bool can_be_cut_off(const guest *g)
{
    return g->state != GUEST_WORKING && g->state != GUEST_CUT_OFF;
}

/// Whether it keeps its connection for the next request, and has shown the secret: others go before it.
static bool is_resting(const guest *g)
{
    return g->is_known && g->state == GUEST_SILENT;
}

/// Whether `a` goes before `b`.
static bool is_less_welcome(const guest *a, const guest *b)
{
    return is_resting(a) != is_resting(b) ? !is_resting(a) : a->since < b->since;
}

static guest *least_welcome(const guests *all)
{
    guest *found = NULL;
    for (guest *g = all->first; g != NULL; g = g->next) {
        if (can_be_cut_off(g) && (found == NULL || is_less_welcome(g, found)))
            found = g;
    }
    return found;
}

/// Cuts off those that are too many, but none that has just come: it is given the time to send a request. Returns in how many seconds the next
/// is due, at most `next`.
static double cut_off_surplus(guests *all, double now, double next)
{
    guest *g;
    while (all->count > GUESTS_MOST && (g = least_welcome(all)) != NULL) {
        const double left = g->since + grace - now;
        if (left > 0)
            return left < next ? left : next;
        cut_off(all, g);
    }
    return next;
}

guest *guests_enter(guests *all, int fd)
{
    guest *g = calloc(1, sizeof *g);
    if (g == NULL) {
        (void)shutdown(fd, SHUT_RDWR);
        return NULL;
    }
    *g = (guest){.fd = fd, .since = seconds_now(), .next = all->first, .link = &all->first};
    if (g->next != NULL)
        g->next->link = &g->next;
    all->first = g;
    all->count++;
    return g;
}

void guests_leave(guests *all, guest *g)
{
    if (g == NULL)
        return;
    if (g->state != GUEST_CUT_OFF)
        all->count--;
    *g->link = g->next;
    if (g->next != NULL)
        g->next->link = g->link;
    free(g);
}

void guest_turn(guest *g, guest_state state)
{
    if (g == NULL || g->state == GUEST_CUT_OFF)
        return;
    g->state = state;
    g->since = seconds_now();
}

int guests_sweep(guests *all)
{
    const double now = seconds_now();
    double next = cut_off_surplus(all, now, 1);
    for (guest *g = all->first; g != NULL; g = g->next) {
        const double left = g->since + patience[g->state] - now;
        if (can_be_cut_off(g) && left <= 0)
            cut_off(all, g);
        else if (can_be_cut_off(g) && left < next)
            next = left;
    }
    return (int)(next * 1000) + 1;
}
