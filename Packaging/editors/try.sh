#!/bin/sh
# Tries the set-ups of the manual's page on editors: try.sh NABLA. Each editor that is there (Neovim, Emacs,
# Node in the place of VS Code) opens a lesson, is told of a record that has moved, and explains a name.
set -eu
nabla=$(readlink -f "$1")
here=$(cd "$(dirname "$0")" && pwd)
manual=$here/../../Documentation/lessons/24-in-your-editor.md
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/lessons" "$folder/home"
ln -s "$nabla" "$folder/bin/nabla"
PATH=$folder/bin:$PATH
export HOME="$folder/home"
cat > "$folder/lessons/01-slope.md" <<'END'
# A slope

```swift
let slope = 6.0
```

The slope is `{swift} slope // => 6.5` here.
END
# What stands in the manual's fence of a language.
fence() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$manual" | sed '1d;$d'; }
fail() { echo "$1: $(cat "$folder/said")" >&2; exit 1; }
expect() {
  grep -q 'recorded 6.5, computed 6.0' "$folder/said" || fail "$1 was not told of the record"
  grep -q 'let slope: Double' "$folder/said" || fail "$1 did not explain the name"
  echo "$1: told of the record, explained the name"
}

if command -v nvim > /dev/null; then
  fence lua > "$folder/setup.lua"
  nvim --version | head -1
  NABLA_SETUP="$folder/setup.lua" NABLA_SAID="$folder/said" timeout 120 \
    nvim --headless -u NONE --cmd "luafile $here/try.lua" "$folder/lessons/01-slope.md" \
    -c 'lua try()' > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
  expect Neovim
else
  echo "Neovim: not here"
fi

if command -v emacs > /dev/null; then
  rm -f "$folder/said"
  fence elisp > "$folder/setup.el"
  emacs --version | head -1
  NABLA_SETUP="$folder/setup.el" NABLA_SAID="$folder/said" timeout 120 \
    emacs --batch -l "$here/try.el" "$folder/lessons/01-slope.md" -f nabla-try \
    > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
  expect Emacs
else
  echo "Emacs: not here"
fi

if command -v node > /dev/null; then
  rm -f "$folder/said"
  NABLA_SAID="$folder/said" timeout 120 node "$here/try.js" "$folder/lessons/01-slope.md" \
    > "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
  expect "VS Code's extension, in Node"
else
  echo "Node: not here"
fi

if command -v hx > /dev/null; then
  mkdir -p "$HOME/.config/helix"
  fence toml > "$HOME/.config/helix/languages.toml"
  hx --health markdown | tee "$folder/said"
  grep -q nabla "$folder/said" || fail "Helix does not know the server"
else
  echo "Helix: not here"
fi
