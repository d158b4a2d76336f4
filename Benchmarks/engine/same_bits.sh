#!/bin/sh
# Trains networks in a debug and in a release build, on one and on two threads, and compares all
# bits of what they have learned.
set -e
here=$(cd "$(dirname "$0")" && pwd)
first=
for build in debug release; do
  swift build -c $build --package-path "$here" --product SameBits >&2
  program=$(swift build -c $build --package-path "$here" --product SameBits --show-bin-path)/SameBits
  for threads in 1 2; do
    bits=$("$program" $threads)
    echo "$build, $threads threads:"
    echo "$bits"
    [ -n "$first" ] || first=$bits
    if [ "$bits" != "$first" ]; then
      echo "not the same bits" >&2
      exit 1
    fi
  done
done
echo "the same bits"
