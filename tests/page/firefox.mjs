// Run by test_firefox.py: node firefox.mjs FIREFOX FOLDER, steps as JSON on standard input, their values as JSON on standard output.
// Firefox is spoken to over WebDriver BiDi, which it has in itself; it reaches no network, and what it asks for is counted.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import WebSocket from "ws";

const [firefox, folder] = process.argv.slice(2);
const steps = JSON.parse(fs.readFileSync(0, "utf8"));
const profile = path.join(folder, "profile");
fs.mkdirSync(profile);
const settings = {
  "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9,
  "browser.download.folderList": 2, "browser.download.dir": folder, "browser.download.useDownloadDir": true, "browser.download.always_ask_before_handling_new_types": false,
  "datareporting.policy.dataSubmissionEnabled": false, "browser.shell.checkDefaultBrowser": false, "browser.aboutwelcome.enabled": false,
};
fs.writeFileSync(path.join(profile, "user.js"), Object.entries(settings).map(([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});\n`).join(""));

const browser = spawn(firefox, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const end = (code) => {
  browser.once("exit", () => process.exit(code)); // its profile lies in a folder that goes
  browser.kill();
};
const address = await new Promise((resolve) => browser.stderr.on("data", (text) => {
  const found = /WebDriver BiDi listening on (ws:\S+)/.exec(text);
  if (found) resolve(found[1]);
}));
const socket = new WebSocket(address + "/session");
await new Promise((resolve) => socket.once("open", resolve));

const waiting = new Map();
const asked = [];
socket.on("message", (text) => {
  const { id, type, result, error, message, method, params } = JSON.parse(text);
  if (type === "event") asked.push(...(method === "network.beforeRequestSent" ? [params.request.url] : []));
  else if (type === "error") waiting.get(id)[1](new Error(`${error}: ${message}`));
  else waiting.get(id)[0](result);
});
let last = 0;
const send = (method, params) => new Promise((...ends) => {
  waiting.set(++last, ends);
  socket.send(JSON.stringify({ id: last, method, params }));
});

try {
  await send("session.new", { capabilities: {} });
  const { context } = (await send("browsingContext.getTree", {})).contexts[0];
  await send("session.subscribe", { events: ["network.beforeRequestSent"] });
  const values = [];
  for (const step of steps) {
    if (step.open) await send("browsingContext.navigate", { context, url: step.open, wait: "complete" });
    if (step.files) {
      const { nodes } = await send("browsingContext.locateNodes", { context, locator: { type: "css", value: step.into } });
      await send("input.setFiles", { context, element: { sharedId: nodes[0].sharedId }, files: step.files });
    }
    if (step.script) {
      const { result, exceptionDetails } = await send("script.evaluate", { expression: step.script, target: { context }, awaitPromise: true, userActivation: true });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      values.push(result.value);
    }
  }
  fs.writeSync(1, JSON.stringify({ values, asked }));
  end(0);
} catch (error) {
  console.error(error.message);
  end(1);
}
