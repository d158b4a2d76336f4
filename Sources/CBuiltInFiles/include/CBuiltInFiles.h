/* The files that nabla brings. They stand in the folders of the rooms that use them. */
#ifndef C_BUILT_IN_FILES_H
#define C_BUILT_IN_FILES_H

struct nabla_file {
  /* Such as `Theme/page.mustache`. */
  const char *name;
  const unsigned char *bytes;
  unsigned long count;
};

/* All files; behind the last stands one without a name. */
const struct nabla_file *nabla_files(void);

#endif
