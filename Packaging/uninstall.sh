#!/bin/sh
# Removes what install.sh installed, and the folders that are empty then: uninstall.sh PREFIX
set -eu
root=${DESTDIR:-}$1
rm -rf "$root/lib/nabla" "$root/share/doc/nabla" "$root/share/nabla"
rm -f "$root/bin/nabla" "$root/share/man/man1/nabla.1" \
  "$root/share/bash-completion/completions/nabla" "$root/share/zsh/site-functions/_nabla" \
  "$root/share/fish/vendor_completions.d/nabla.fish"
for folder in share/man/man1 share/man share/doc share/bash-completion/completions \
  share/bash-completion share/zsh/site-functions share/zsh share/fish/vendor_completions.d \
  share/fish share bin lib; do
  if [ -d "$root/$folder" ]; then rmdir --ignore-fail-on-non-empty "$root/$folder"; fi
done
