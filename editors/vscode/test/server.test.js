'use strict';

const assert = require('node:assert/strict');
const os = require('node:os');
const test = require('node:test');
const rpc = require('vscode-jsonrpc/node');
const { commandLine, start, unstarted, ended } = require('../server');

const settings = { command: '${workspaceFolder}/bin/plancheck', arguments: ['--config', '${workspaceFolder}/a.yaml'] };
const program = process.env.PLANCHECK_COMMAND;

test('the folder is filled in', () => {
  const folder = '/kế hoạch/$&';
  assert.deepEqual(commandLine(settings, folder), {
    command: `${folder}/bin/plancheck`,
    args: ['server', '--config', `${folder}/a.yaml`],
    cwd: folder,
  });
});

test('nothing of a folder that is not trusted is run', () => {
  const { command, cwd } = commandLine(settings, undefined);
  assert.equal(command, settings.command);
  assert.equal(cwd, os.homedir());
});

test('a program that is not there', async () => {
  const error = await start({ command: 'plancheck-không-có', args: [], cwd: os.tmpdir() }).catch((error) => error);
  assert.match(unstarted(error, 'plancheck-không-có'), /Không tìm thấy chương trình “plancheck-không-có”.*pipx install/);
});

test('a program that ends is told with its last words', async () => {
  const code = 'console.error("plancheck: một"); console.error("plancheck: hai\\n")';
  const child = await start({ command: process.execPath, args: ['-e', code], cwd: os.tmpdir() });
  await new Promise((resolve) => child.on('close', resolve));
  assert.equal(ended(child), 'plancheck đã dừng: hai');
});

test('the real server tells findings', { skip: program ? false : 'PLANCHECK_COMMAND is not set', timeout: 120_000 }, async () => {
  const child = await start(commandLine({ command: program, arguments: ['--isolated'] }, os.tmpdir()));
  const closed = new Promise((resolve) => child.on('close', resolve));
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin));
  const told = new Promise((resolve) => connection.onNotification('textDocument/publishDiagnostics', resolve));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const text = 'KẾ HOẠCH\n\n1. Họp giao ban , báo cáo trước ngày 01/6/2026.\n';
  const uri = 'file:///tmp/k%E1%BA%BF%20ho%E1%BA%A1ch.md';
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } });
  const codes = (await told).diagnostics.map((one) => one.code);
  assert.ok(codes.includes('CT701'), codes.join());
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await closed, 0);
});
