#!/bin/sh
# fuzz-keep.sh FUZZER LEARNT SEEDS KEPT: makes the file KEPT anew from what is in SEEDS, which it held, and
# in LEARNT: small inputs that reach all that small inputs reach, a line in Base64 each. The target is
# named by NABLA_FUZZ.
set -eu
fuzzer=$1 learnt=$2 seeds=$3 kept=$4
most=8000

aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
mkdir -p "$learnt" "$aside/small" "$aside/merged"
find "$learnt" "$seeds" -type f -size -301c -exec cp {} "$aside/small" \;
SWIFT_BACKTRACE=enable=no "$fuzzer" -merge=1 -use_counters=0 -timeout=10 -verbosity=0 \
  "$aside/merged" "$aside/small"

# The smallest first, up to what a target may have.
total=0
for file in $(ls -Sr "$aside/merged"); do
  total=$((total + $(wc -c < "$aside/merged/$file")))
  [ "$total" -le "$most" ] || break
  base64 -w 0 "$aside/merged/$file"
  echo
done > "$aside/kept"
mv "$aside/kept" "$kept"
echo "$NABLA_FUZZ: $(wc -l < "$kept") inputs"
