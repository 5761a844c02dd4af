'use strict';
// What is started for the user's settings, and what is said where that fails. Knows nothing of VS Code: it is tried without it.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const os = require('node:os');

const FOLDER = '${workspaceFolder}';
const KEPT = 2000; // characters: enough for the last words of a program that ended

/**
 * The command line of the server.
 * @param {{command: string, arguments: string[]}} settings
 * @param {string | undefined} folder the open folder; undefined where there is none, or it is not trusted: nothing of it is run then
 */
function commandLine(settings, folder) {
  const filled = (word) => (folder ? word.replaceAll(FOLDER, () => folder) : word);
  return {
    command: filled(settings.command),
    args: ['server', ...settings.arguments.map(filled)],
    cwd: folder ?? os.homedir(), // Windows looks for a program in the current folder first
  };
}

/** Start it → the process, once it runs, with `lastWords()`: the last line it wrote to stderr. Rejects where it cannot be run. */
async function start({ command, args, cwd }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, PYTHONUTF8: '1' }, windowsHide: true });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (words) => (said = (said + words).slice(-KEPT)));
  child.lastWords = () => said.trim().split(/\r?\n/).at(-1);
  child.on('error', () => {}); // after the start: the end of the connection is told, and that once
  child.stdin.on('error', () => {});
  await once(child, 'spawn');
  return child;
}

/** Why it could not be run, and what to do. */
function unstarted(error, command) {
  if (error.code !== 'ENOENT') return `Không chạy được “${command}”: ${error.message}`;
  return (
    `Không tìm thấy chương trình “${command}”. Trong thư mục mã nguồn của plancheck, chạy “pipx install .” rồi ` +
    '“pipx inject plancheck pygls”, hoặc ghi đường dẫn của chương trình vào cài đặt plancheck.command.'
  );
}

/** That it ended by itself, with what it said last. */
function ended(child) {
  const words = child.lastWords();
  return words ? `plancheck đã dừng: ${words.replace(/^plancheck: /, '')}` : 'plancheck đã dừng.';
}

module.exports = { commandLine, start, unstarted, ended };
