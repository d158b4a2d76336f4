// Lessons of nabla in VS Code: what `nabla lsp` says, shown by the editor's own means. Plain JavaScript;
// nothing has to be built or fetched.
'use strict';
const vscode = require('vscode');
const { Server } = require('./server.js');

const files = [
  { language: 'markdown', pattern: '**/lessons/*.md' },
  { language: 'yaml', pattern: '**/lessons/course*.yml' },
];
const isOurs = (document) => vscode.languages.match(files, document) > 0;

// Places and ranges are the same on both sides: lines from 0, UTF-16 units.
const range = (r) => new vscode.Range(r.start.line, r.start.character, r.end.line, r.end.character);
const plainRange = (r) => ({
  start: { line: r.start.line, character: r.start.character },
  end: { line: r.end.line, character: r.end.character },
});
const at = (document, position) => ({
  textDocument: { uri: document.uri.toString() },
  position: { line: position.line, character: position.character },
});
const location = (l) => new vscode.Location(vscode.Uri.parse(l.uri), range(l.range));
const texts = (contents) => {
  const value = typeof contents === 'string' ? contents : contents.value;
  return new vscode.MarkdownString(value);
};

function diagnostic(d) {
  const found = new vscode.Diagnostic(range(d.range), d.message, d.severity - 1);
  found.source = d.source;
  found.relatedInformation = (d.relatedInformation || []).map(
    (r) => new vscode.DiagnosticRelatedInformation(location(r.location), r.message));
  return found;
}

function completion(item) {
  const made = new vscode.CompletionItem(item.label, (item.kind || 1) - 1);
  made.detail = item.detail;
  made.sortText = item.sortText;
  made.filterText = item.filterText;
  if (item.documentation) made.documentation = texts(item.documentation);
  const edit = item.textEdit;
  made.insertText = edit ? edit.newText : item.insertText || item.label;
  if (edit) made.range = range(edit.range);
  return made;
}

function symbol(s) {
  const made = new vscode.DocumentSymbol(
    s.name, '', s.kind - 1, range(s.range), range(s.selectionRange));
  made.children = (s.children || []).map(symbol);
  return made;
}

function edit(changes) {
  const made = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(changes)) {
    for (const e of edits) made.replace(vscode.Uri.parse(uri), range(e.range), e.newText);
  }
  return made;
}

function activate(context) {
  const settings = vscode.workspace.getConfiguration('nabla');
  const problems = vscode.languages.createDiagnosticCollection('nabla');
  const server = new Server(
    settings.get('path', 'nabla'), { runOnSave: settings.get('runOnSave', true) },
    (method, params) => {
      if (method === 'textDocument/publishDiagnostics') {
        problems.set(vscode.Uri.parse(params.uri), params.diagnostics.map(diagnostic));
      } else if (method === 'window/showMessage') {
        vscode.window.showWarningMessage(params.message);
      }
    },
    (words) => vscode.window.showWarningMessage(
      `Nabla: ${words}. Is nabla installed? The setting nabla.path names it.`));
  const ask = async (method, params, token) => {
    await server.ready;
    return server.ask(`textDocument/${method}`, params, token).catch(() => null);
  };
  const tell = (method, params) => server.ready.then(
    () => server.tell(`textDocument/${method}`, params), () => {});

  const open = (document) => isOurs(document) && tell('didOpen', {
    textDocument: {
      uri: document.uri.toString(), languageId: document.languageId, version: document.version,
      text: document.getText(),
    },
  });
  const name = (document) => ({ textDocument: { uri: document.uri.toString() } });
  vscode.workspace.textDocuments.forEach(open);
  const { workspace, languages } = vscode;
  context.subscriptions.push(
    problems,
    workspace.onDidOpenTextDocument(open),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => isOurs(document)
      && tell('didChange', {
        textDocument: { uri: document.uri.toString(), version: document.version },
        contentChanges: contentChanges.map((c) => ({ range: plainRange(c.range), text: c.text })),
      })),
    workspace.onDidSaveTextDocument((document) => isOurs(document)
      && tell('didSave', name(document))),
    workspace.onDidCloseTextDocument((document) => isOurs(document)
      && tell('didClose', name(document))),
    languages.registerHoverProvider(files, {
      provideHover: async (document, position, token) => {
        const found = await ask('hover', at(document, position), token);
        return found && new vscode.Hover(texts(found.contents), found.range && range(found.range));
      },
    }),
    languages.registerCompletionItemProvider(files, {
      provideCompletionItems: async (document, position, token, { triggerCharacter }) => {
        const found = await ask(
          'completion', { ...at(document, position), context: { triggerCharacter } }, token);
        const items = Array.isArray(found) ? found : (found && found.items) || [];
        return new vscode.CompletionList(
          items.map(completion), Boolean(found && found.isIncomplete));
      },
    }, '.', '(', '`', ',', '#', '/', '='),
    languages.registerDefinitionProvider(files, {
      provideDefinition: async (document, position, token) => {
        const found = await ask('definition', at(document, position), token);
        return [found].flat().filter((l) => l && l.uri).map(location);
      },
    }),
    languages.registerDocumentSymbolProvider(files, {
      provideDocumentSymbols: async (document, token) =>
        ((await ask('documentSymbol', name(document), token)) || []).map(symbol),
    }),
    languages.registerFoldingRangeProvider(files, {
      provideFoldingRanges: async (document, _, token) =>
        ((await ask('foldingRange', name(document), token)) || []).map(
          (f) => new vscode.FoldingRange(f.startLine, f.endLine)),
    }),
    languages.registerInlayHintsProvider(files, {
      provideInlayHints: async (document, where, token) =>
        ((await ask('inlayHint', { ...name(document), range: plainRange(where) }, token)) || []).map(
          (h) => new vscode.InlayHint(
            new vscode.Position(h.position.line, h.position.character), h.label, h.kind)),
    }),
    languages.registerCodeActionsProvider(files, {
      provideCodeActions: async (document, where, _, token) =>
        ((await ask('codeAction', {
          ...name(document), range: plainRange(where), context: { diagnostics: [] },
        }, token)) || []).map((a) => {
          const action = new vscode.CodeAction(a.title, vscode.CodeActionKind.QuickFix);
          action.edit = edit(a.edit.changes);
          action.isPreferred = a.isPreferred;
          return action;
        }),
    }),
    { dispose: () => server.end() });
}

module.exports = { activate, deactivate: () => {} };
