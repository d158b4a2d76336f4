#!/bin/sh
# fuzz-seeds.sh KEPT SEEDS: makes the folder SEEDS, with a file for each line of KEPT, as libFuzzer reads
# inputs.
set -eu
rm -rf "$2"
mkdir -p "$2"
number=0
while read -r line; do
  number=$((number + 1))
  echo "$line" | base64 -d > "$2/$number"
done < "$1"
