/* Landlock. Its numbers are written out: headers are often older than systems. */
#define _GNU_SOURCE
#include "host.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
  CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446
};

struct ruleset { uint64_t files, net, scoped; };
struct __attribute__((packed)) below { uint64_t access; int32_t folder; };

int landlock;
static int ruleset = -1;

static uint64_t known_files(void) {
  uint64_t all = (1 << 13) - 1;
  if (landlock >= 2) all |= REFER;
  if (landlock >= 3) all |= TRUNCATE;
  if (landlock >= 5) all |= IOCTL_DEV;
  return all;
}

void make_ruleset(void) {
  long version = syscall(CREATE_RULESET, 0, 0, 1);
  landlock = version < 0 ? 0 : (int)version;
  if (landlock > 0) {
    struct ruleset all = {known_files(), landlock >= 4 ? 3 : 0, landlock >= 6 ? 3 : 0};
    size_t size = landlock >= 6 ? 24 : landlock >= 4 ? 16 : 8;
    ruleset = (int)syscall(CREATE_RULESET, &all, size, 0);
    if (ruleset < 0) landlock = 0;
  }
  if (landlock == 0) note_missing("files cannot be closed (no Landlock)");
  else if (landlock < 6)
    note_gap("signals to the user's other programs cannot be forbidden before Linux 6.12 (Landlock 6)");
}

/* A path that is not there gives no right. */
void allow(const char *path, uint64_t access) {
  if (ruleset < 0) return;
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return;
  struct stat status;
  if (fstat(place, &status) == 0) {
    uint64_t of_files = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
    if (!S_ISDIR(status.st_mode)) access &= of_files;
    struct below rule = {access & known_files(), place};
    syscall(ADD_RULE, ruleset, 1, &rule, 0);
  }
  close(place);
}

/* Goes on without them. */
void drop_ruleset(void) {
  if (ruleset >= 0) close(ruleset);
  ruleset = -1;
}

void restrict_files(void) {
  if (ruleset < 0) return;
  if (syscall(RESTRICT_SELF, ruleset, 0) != 0) note_missing("files cannot be closed (Landlock)");
  drop_ruleset();
}
