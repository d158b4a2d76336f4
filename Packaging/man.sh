#!/bin/sh
# The page of the manual of the system, nabla(1), from what `nabla help` says: man.sh NABLA
set -eu
nabla=$1

# Text as it stands, for roff.
verbatim() {
  echo '.nf'
  sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/-/\\-/g'
  echo '.fi'
}

cat <<END
.TH NABLA 1 "" "$($nabla --version)" "User commands"
.SH NAME
nabla \- turns Markdown lessons with live Swift into a course website
.SH SYNOPSIS
.B nabla
.I COMMAND
[\fIoptions\fR]
.SH DESCRIPTION
Lessons are the .md files in lessons/. Their Swift blocks are run, every recorded number is checked,
and HTML pages are written to site/. A first course:
.PP
.nf
    nabla new mycourse
    cd mycourse
    nabla serve
.fi
.SH COMMANDS
END
commands=$($nabla help | sed -n '/^SUBCOMMANDS:/,/^$/s/^  \([a-z]*\)  .*/\1/p')
for command in $commands; do
  echo ".SS nabla $command"
  $nabla help "$command" | verbatim
done
cat <<'END'
.SH EXIT STATUS
0 all is well, 1 the lessons are wrong, 64 nabla was used wrongly, 69 the environment is wrong (no
compiler, no permission, disk full), 130 interrupted.
.SH ENVIRONMENT
.TP
.B NABLA_SWIFTC
The Swift compiler, where it is not the one in PATH.
.TP
.BR NABLA_KATEX ", " NABLA_DOT ", " NABLA_CHROMIUM ", " NABLA_GIT
The file katex.js, Graphviz's dot, the browser that prints PDFs, and git.
.TP
.B NABLA_LIBRARY
The folder of the library that lessons load.
.TP
.B NO_COLOR
No colour in messages.
.SH FILES
.TP
.I lessons/course.yml
What holds for the whole course.
.TP
.I .nabla/
What is kept between runs; it can be removed at any time.
END
