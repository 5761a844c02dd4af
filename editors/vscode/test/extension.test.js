'use strict';
// The extension between a stand-in of VS Code and a stand-in of the client.

const assert = require('node:assert/strict');
const Module = require('node:module');
const os = require('node:os');
const test = require('node:test');

/** A window with these settings, the extension active in it. */
async function opened(settings, { trusted = true } = {}) {
  const seen = { errors: [], infos: [], commands: {}, clients: [], applied: [], asked: [], answer: undefined, edits: [], trust: null };
  const values = { command: process.execPath, arguments: [], enabledFor: ['**/*.md'], ...settings };
  const nothing = { dispose() {} };
  const vscode = {
    window: {
      createOutputChannel: () => ({ info() {}, error() {}, show: () => (seen.shown = true) }),
      showErrorMessage: async (...words) => (seen.errors.push(words), seen.answer),
      showInformationMessage: async (words) => void seen.infos.push(words),
      activeTextEditor: { document: { uri: 'kế hoạch.md', version: 1 } },
    },
    commands: {
      registerCommand: (name, act) => ((seen.commands[name] = act), nothing),
      executeCommand: async (...words) => void seen.asked.push(words),
    },
    workspace: {
      isTrusted: trusted,
      workspaceFolders: [{ uri: { fsPath: os.tmpdir() } }],
      getConfiguration: () => ({ get: (name) => values[name] }),
      onDidChangeConfiguration: (act) => ((seen.changed = act), nothing),
      onDidGrantWorkspaceTrust: (act) => ((seen.trust = act), nothing),
      createFileSystemWatcher: () => nothing,
      applyEdit: async (edit) => void seen.applied.push(edit.all),
    },
    languages: { match: (selector, document) => (selector.some((one) => document.uri.endsWith(one.pattern.slice(4))) ? 10 : 0) },
    WorkspaceEdit: class {
      set(uri, edits) {
        this.all = [uri, edits];
      }
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) {
      if (values.broken) throw new Error('broken');
      Object.assign(this, { server, options, code2ProtocolConverter: { asUri: String } });
      this.protocol2CodeConverter = { asTextEdits: async (edits) => edits };
      seen.clients.push(this);
    }
    error(message, data, shown) {
      seen.own = shown;
    }
    async start() {
      this.child = await this.server();
    }
    async stop() {
      this.stopped = true;
    }
    isRunning() {
      return !this.stopped;
    }
    async sendRequest() {
      return seen.edits;
    }
  }
  const stand = { vscode, 'vscode-languageclient/node': { LanguageClient, CloseAction: { DoNotRestart: 1 }, ErrorAction: { Continue: 1 } } };
  const load = Module._load;
  Module._load = (name, ...rest) => stand[name] ?? load(name, ...rest);
  delete require.cache[require.resolve('../extension')];
  const extension = require('../extension');
  Module._load = load;
  await extension.activate({ subscriptions: [] });
  return { seen, values, vscode, extension };
}

// Node itself is the program here: it looks for a script “server”, finds none, and ends with words of its own.
const ends = (child) => new Promise((resolve) => child.on('close', resolve));

test('every command of the manifest is there', async () => {
  const { seen, extension } = await opened({});
  const told = require('../package.json').contributes.commands.map((one) => one.command);
  assert.deepEqual(Object.keys(seen.commands).sort(), told.sort());
  await extension.deactivate();
  assert.ok(seen.clients[0].stopped);
});

test('a program that is not there is told, and may be looked for', async () => {
  const { seen } = await opened({ command: 'plancheck-không-có' });
  assert.equal(seen.clients.length, 0);
  assert.match(seen.errors[0][0], /Không tìm thấy chương trình “plancheck-không-có”/);
  seen.answer = 'Mở cài đặt';
  await seen.commands['plancheck.restart']();
  await new Promise(setImmediate);
  assert.deepEqual(seen.asked, [['workbench.action.openSettings', 'plancheck.command']]);
});

test('a server that ended is told once, with its last words; one that was stopped is not', async () => {
  const { seen, extension } = await opened({});
  const [client] = seen.clients;
  await ends(client.child);
  assert.deepEqual(client.options.errorHandler.closed(), { action: 1, handled: true });
  assert.match(seen.errors[0][0], /^plancheck đã dừng: /);
  await extension.deactivate();
  client.options.errorHandler.closed();
  assert.equal(seen.errors.length, 1);
});

test('settings and trust start it anew, other settings do not', async () => {
  const { seen, extension } = await opened({});
  await seen.changed({ affectsConfiguration: () => false });
  assert.equal(seen.clients.length, 1);
  await seen.changed({ affectsConfiguration: (name) => name === 'plancheck' });
  await seen.trust();
  assert.deepEqual(seen.clients.map((one) => Boolean(one.stopped)), [true, true, false]);
  await extension.deactivate();
});

test('what fails once does not stop the next start', async () => {
  const { seen, values, extension } = await opened({ broken: true });
  assert.equal(seen.clients.length, 0);
  values.broken = false;
  await seen.commands['plancheck.restart']();
  assert.equal(seen.clients.length, 1);
  seen.clients[0].error('of the client itself', undefined, 'force');
  assert.equal(seen.own, false);
  await extension.deactivate();
});

test('a folder that is not trusted is not run in', async () => {
  const { seen } = await opened({ command: '${workspaceFolder}/plancheck' }, { trusted: false });
  assert.match(seen.errors[0][0], /“\$\{workspaceFolder\}\/plancheck”/);
});

test('fix applies what the server answers', async () => {
  const { seen, vscode, extension } = await opened({});
  const fix = seen.commands['plancheck.fix'];
  await fix();
  assert.deepEqual([seen.applied, seen.infos], [[], ['Không có chỗ nào sửa được an toàn.']]);
  seen.edits = [{ newText: ',' }];
  await fix();
  assert.deepEqual(seen.applied, [['kế hoạch.md', seen.edits]]);
  vscode.window.activeTextEditor.document.uri = 'a.py';
  await fix();
  assert.match(seen.infos[1], /không soát tệp này/);
  await extension.deactivate();
  await fix();
  assert.match(seen.errors[0][0], /chưa chạy/);
  assert.equal(seen.applied.length, 1);
});
