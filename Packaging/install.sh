#!/bin/sh
# Installs what was built: install.sh BUILD PREFIX, with DESTDIR in front of PREFIX where it is set.
# BUILD is the folder that swift build writes to. The manual's pages are taken where they were woven,
# and the engine's reference where it was made.
set -eu
build=$(cd "$1" && pwd)
prefix=$2
root=${DESTDIR:-}$prefix
here=$(cd "$(dirname "$0")" && pwd)
nabla=$build/nabla

install -d "$root/bin" "$root/lib/nabla/Modules" "$root/share/man/man1" "$root/share/doc/nabla" \
  "$root/share/bash-completion/completions" "$root/share/zsh/site-functions" \
  "$root/share/fish/vendor_completions.d" "$root/share/nabla/editors/vscode" "$root/share/nabla/schemas"
install -m 755 "$nabla" "$root/bin/nabla"
install -m 644 "$build/libNablaLessons.so" "$root/lib/nabla/"
install -m 755 "$build/nabla-host" "$root/lib/nabla/"
if [ -f "$build/page-engine.wasm" ]; then
  install -m 644 "$build/page-engine.wasm" "$root/lib/nabla/"
fi
for module in Nabla NablaKernels256 NablaKernels512 LessonKit Wire; do
  if [ -f "$build/Modules/$module.swiftmodule" ]; then
    install -m 644 "$build/Modules/$module.swiftmodule" "$root/lib/nabla/Modules/"
  fi
done
"$here/man.sh" "$nabla" > "$root/share/man/man1/nabla.1"
"$nabla" --generate-completion-script bash > "$root/share/bash-completion/completions/nabla"
"$nabla" --generate-completion-script zsh > "$root/share/zsh/site-functions/_nabla"
"$nabla" --generate-completion-script fish > "$root/share/fish/vendor_completions.d/nabla.fish"
install -m 644 "$here"/editors/vscode/* "$root/share/nabla/editors/vscode/"
for kind in lesson translation course; do
  "$nabla" schema "$kind" > "$root/share/nabla/schemas/$kind.schema.json"
done
install -m 644 "$here/../LICENSE" "$here/../README.md" "$here/../CHANGELOG.md" "$root/share/doc/nabla/"
if [ -f "$here/../Documentation/site/index.html" ]; then
  cp -R "$here/../Documentation/site" "$root/share/doc/nabla/manual"
fi
if [ -d "$here/../.build/Nabla.doccarchive" ]; then
  cp -R "$here/../.build/Nabla.doccarchive" "$root/share/doc/nabla/reference"
fi
