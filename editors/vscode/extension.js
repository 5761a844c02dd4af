'use strict';
// The extension: one language server for a window, started anew when settings or trust change.

const vscode = require('vscode');
const { LanguageClient, CloseAction, ErrorAction } = require('vscode-languageclient/node');
const { commandLine, start, unstarted, ended } = require('./server');

const WATCHED = '**/{.plancheck,plancheck,.plancheck-ignore}.{yaml,yml}';
const RESTART = 'Khởi động lại';
const OUTPUT = 'Xem nhật ký';
const SETTINGS = 'Mở cài đặt';

let output;
let watcher;
let running; // {client, child, selector}, or undefined
let turn = Promise.resolve(); // starts and stops follow one another

function activate(context) {
  output = vscode.window.createOutputChannel('plancheck', { log: true });
  watcher = vscode.workspace.createFileSystemWatcher(WATCHED);
  context.subscriptions.push(
    output,
    watcher,
    vscode.commands.registerCommand('plancheck.fix', fix),
    vscode.commands.registerCommand('plancheck.restart', restart),
    vscode.commands.registerCommand('plancheck.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('plancheck') && restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  return restart();
}

/** A client that leaves the messages to us: its own would stand beside ours. */
class Client extends LanguageClient {
  error(message, data) {
    super.error(message, data, false);
  }
}

function deactivate() {
  return (turn = turn.then(stop));
}

function restart() {
  return (turn = turn.then(stop).then(run).catch((error) => output.error(error))); // the next turn comes all the same
}

async function stop() {
  const { client, child } = running ?? {};
  running = undefined;
  await client?.stop().catch(() => {}); // it may have ended already
  child?.kill();
}

async function run() {
  const settings = vscode.workspace.getConfiguration('plancheck');
  const folder = vscode.workspace.isTrusted ? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath : undefined;
  const line = commandLine({ command: settings.get('command'), arguments: settings.get('arguments') }, folder);
  output.info([line.command, ...line.args].join(' '));
  let child;
  try {
    child = await start(line);
  } catch (error) {
    tell(unstarted(error, line.command), SETTINGS, RESTART); // not awaited: a message may stay open for long
    return;
  }
  const selector = settings.get('enabledFor').map((pattern) => ({ scheme: 'file', pattern }));
  running = { child, selector, client: new Client('plancheck', 'plancheck', async () => child, options(selector, child)) };
  await running.client.start().catch((error) => output.error(error)); // told to the user when the connection closes
}

/** What the client is to do; it starts nothing by itself: a server that ended is told with its last words. */
function options(selector, child) {
  return {
    documentSelector: selector,
    outputChannel: output,
    synchronize: { fileEvents: watcher },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (running?.child === child) tell(ended(child), RESTART, OUTPUT);
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  };
}

async function tell(message, ...choices) {
  const chosen = await vscode.window.showErrorMessage(message, ...choices);
  if (chosen === RESTART) await restart();
  if (chosen === OUTPUT) output.show();
  if (chosen === SETTINGS) await vscode.commands.executeCommand('workbench.action.openSettings', 'plancheck.command');
}

/** The safe fixes in the open text, whichever formatter the user prefers for files of its kind. */
async function fix() {
  const document = vscode.window.activeTextEditor?.document;
  const { client, selector } = running ?? {};
  if (!client?.isRunning()) return void tell('plancheck chưa chạy.', RESTART, OUTPUT);
  if (!document || !vscode.languages.match(selector, document))
    return void vscode.window.showInformationMessage('plancheck không soát tệp này (cài đặt plancheck.enabledFor).');
  const version = document.version;
  const edits = await client.sendRequest('textDocument/formatting', {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    options: { tabSize: 4, insertSpaces: true }, // the protocol asks for them; nothing is indented
  });
  if (!edits?.length) return void vscode.window.showInformationMessage('Không có chỗ nào sửa được an toàn.');
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, await client.protocol2CodeConverter.asTextEdits(edits));
  if (document.version !== version) return void vscode.window.showInformationMessage('Văn bản vừa thay đổi, hãy sửa lại lần nữa.');
  await vscode.workspace.applyEdit(change);
}

module.exports = { activate, deactivate };
