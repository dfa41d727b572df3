#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif
#include <pthread.h>
#include <stdlib.h>
#include "CKernels.h"

typedef struct {
  void (*work)(void *);
  void *argument;
#if defined(__GLIBC__)
  // Where the thread may run once it has begun; none if that was not changed.
  cpu_set_t processors;
  int is_moved;
#endif
} start_t;

static void *begin(void *given) {
  start_t start = *(start_t *)given;
  free(given);
#if defined(__GLIBC__)
  if (start.is_moved) (void)sched_setaffinity(0, sizeof start.processors, &start.processors);
#endif
  start.work(start.argument);
  return NULL;
}

int ck_begin_thread(void (*work)(void *), void *argument) {
  start_t *start = malloc(sizeof *start);
  pthread_attr_t attributes;
  if (!start || pthread_attr_init(&attributes) != 0) {
    free(start);
    return 0;
  }
  start->work = work;
  start->argument = argument;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  // As much as a first thread has on most systems, whose own choice may be a hundredth of it.
  pthread_attr_setstacksize(&attributes, (size_t)8 << 20);
#if defined(__GLIBC__)
  int own = sched_getcpu();
  start->is_moved = 0;
  if (own >= 0 && sched_getaffinity(0, sizeof start->processors, &start->processors) == 0) {
    cpu_set_t others = start->processors;
    CPU_CLR(own, &others);
    start->is_moved =
        CPU_COUNT(&others) > 0 && pthread_attr_setaffinity_np(&attributes, sizeof others, &others) == 0;
  }
#endif
  pthread_t thread;
  int status = pthread_create(&thread, &attributes, begin, start);
  pthread_attr_destroy(&attributes);
  if (status != 0) free(start);
  return status == 0;
}
