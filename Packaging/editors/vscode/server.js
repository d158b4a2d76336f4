// A conversation with `nabla lsp`: messages in frames over its standard input and output.
'use strict';
const { spawn } = require('child_process');

class Server {
  /** Starts it. `notified(method, params)` is told what it says, `ended(words)` that it has ended. */
  constructor(command, options, notified, ended) {
    this.next = 1;
    this.waiting = new Map();
    this.bytes = Buffer.alloc(0);
    this.notified = notified;
    this.process = spawn(command, ['lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout.on('data', (bytes) => this.take(bytes));
    this.process.stdin.on('error', () => {});
    let isOver = false;
    const over = (words) => {
      if (isOver) return;
      isOver = true;
      for (const { reject } of this.waiting.values()) reject(new Error(words));
      this.waiting.clear();
      ended(words);
    };
    this.process.on('error', (error) => over(error.message));
    this.process.on('exit', (code) => over(`nabla lsp ended with status ${code}`));
    this.ready = this.ask('initialize', {
      processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: options,
    }).then(() => this.tell('initialized', {}));
    this.ready.catch(() => {});
  }

  send(message) {
    const content = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
    this.process.stdin.write(`Content-Length: ${content.length}\r\n\r\n`);
    this.process.stdin.write(content);
  }

  tell(method, params) { this.send({ method, params }); }

  /** Asks; where the editor's token says that the answer is no longer wanted, that is told. */
  ask(method, params, token) {
    const id = this.next++;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.send({ id, method, params });
    if (token) token.onCancellationRequested(() => this.tell('$/cancelRequest', { id }));
    return answer;
  }

  take(bytes) {
    this.bytes = Buffer.concat([this.bytes, bytes]);
    for (;;) {
      const end = this.bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /Content-Length: (\d+)/i.exec(this.bytes.toString('latin1', 0, end));
      const start = end + 4;
      if (!length || this.bytes.length < start + Number(length[1])) return;
      const content = this.bytes.toString('utf8', start, start + Number(length[1]));
      this.bytes = this.bytes.subarray(start + Number(length[1]));
      this.handle(JSON.parse(content));
    }
  }

  handle(message) {
    if (message.method) return this.notified(message.method, message.params);
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (!waiting) return undefined;
    return message.error
      ? waiting.reject(new Error(message.error.message)) : waiting.resolve(message.result);
  }

  async end() {
    await this.ask('shutdown', null).catch(() => {});
    this.tell('exit', null);
  }
}

module.exports = { Server };
