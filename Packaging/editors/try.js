// VS Code's extension with Node in the place of VS Code: a few classes that hold what they are given.
'use strict';
const fs = require('fs');
const Module = require('module');
const path = process.argv[2];
const uri = `file://${path}`;
const said = [];
const events = {};
const providers = {};
class Held { constructor(...parts) { this.parts = parts; } }
const kinds = [
  'Range', 'Position', 'Location', 'MarkdownString', 'DiagnosticRelatedInformation', 'Hover',
  'CompletionList', 'FoldingRange', 'InlayHint', 'WorkspaceEdit', 'DocumentSymbol', 'CodeAction',
];
const vscode = Object.fromEntries(kinds.map((name) => [name, class extends Held {}]));
vscode.WorkspaceEdit.prototype.replace = function replace(...parts) { this.parts.push(parts); };
vscode.Diagnostic = class { constructor(where, message) { this.range = where; this.message = message; } };
vscode.CompletionItem = class { constructor(label) { this.label = label; } };
vscode.CodeActionKind = { QuickFix: 'quickfix' };
vscode.Uri = { parse: (text) => ({ toString: () => text }) };
const document = {
  uri: vscode.Uri.parse(uri), languageId: 'markdown', version: 1,
  getText: () => fs.readFileSync(path, 'utf8'),
};
const register = (name) => (_, provider) => { providers[name] = provider; return {}; };
vscode.languages = {
  match: () => 10,
  createDiagnosticCollection: () => ({
    set: (where, found) => { said.push(...found.map((d) => d.message)); check(); }, dispose() {},
  }),
};
for (const name of ['Hover', 'CompletionItem', 'Definition', 'DocumentSymbol', 'FoldingRange']) {
  vscode.languages[`register${name}Provider`] = register(name);
}
vscode.languages.registerInlayHintsProvider = register('InlayHints');
vscode.languages.registerCodeActionsProvider = register('CodeActions');
vscode.window = { showWarningMessage: (words) => { console.error(words); } };
vscode.workspace = { textDocuments: [document], getConfiguration: () => ({ get: (_, d) => d }) };
for (const name of ['Open', 'Change', 'Save', 'Close']) {
  vscode.workspace[`onDid${name}TextDocument`] = (listener) => { events[name] = listener; return {}; };
}
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
const context = { subscriptions: [] };
require('./vscode/extension.js').activate(context);
events.Save(document);

let isDone = false;
async function check() {
  if (isDone || !said.some((m) => m.startsWith('recorded'))) return;
  isDone = true;
  const hover = await providers.Hover.provideHover(document, { line: 6, character: 24 });
  said.push(hover.parts[0].parts[0]);
  const lines = { start: { line: 6, character: 0 }, end: { line: 6, character: 0 } };
  const actions = await providers.CodeActions.provideCodeActions(document, lines);
  const symbols = await providers.DocumentSymbol.provideDocumentSymbols(document);
  if (actions.length !== 1 || actions[0].parts[0] !== 'Record 6.0') throw new Error('no fix');
  if (symbols[0].parts[0] !== 'A slope') throw new Error('no outline');
  fs.writeFileSync(process.env.NABLA_SAID, said.join('\n'));
  context.subscriptions[context.subscriptions.length - 1].dispose();
}
