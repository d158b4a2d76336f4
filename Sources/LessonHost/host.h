/* What the parts of the host know of each other. */
#ifndef NABLA_HOST_H
#define NABLA_HOST_H

#include <stdint.h>

/* Landlock's version, and the rights that it knows; 0 where the system has none. */
extern int landlock;

/* Notes what cannot be had, in words for people: what leaves a lesson open to all that is the
 * user's, and what leaves a gap. */
void note_missing(const char *what);
void note_gap(const char *what);

enum {
  EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3,
  REMOVE_DIR = 1 << 4, REMOVE_FILE = 1 << 5, MAKE_CHAR = 1 << 6, MAKE_DIR = 1 << 7,
  MAKE_REG = 1 << 8, MAKE_SOCK = 1 << 9, MAKE_FIFO = 1 << 10, MAKE_BLOCK = 1 << 11,
  MAKE_SYM = 1 << 12, REFER = 1 << 13, TRUNCATE = 1 << 14, IOCTL_DEV = 1 << 15
};

/* Landlock: files, TCP, signals. First the rules are made, then this process is held to them. */
void make_ruleset(void);
void allow(const char *path, uint64_t access);
void drop_ruleset(void);
void restrict_files(void);

/* Holds this process to a filter of system calls. */
void restrict_calls(int traces);

#endif
