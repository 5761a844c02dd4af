// The thread in which Python runs: it unpacks the runtime that the page hands over, then answers one question after another.
// Nothing here asks for anything from elsewhere; the page's policy would refuse it.
const unpack = async (packed) => {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : decoded(packed);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const decoded = (packed) => {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
};

const imported = (bytes) => import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })));

// The files of a zip without compression, by what its directory says.
function* files(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const names = new TextDecoder();
  let end = zip.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [size, nameSize, extra, comment] = [20, 28, 30, 32].map((o) => (o === 20 ? view.getUint32(at + o, true) : view.getUint16(at + o, true)));
    const head = view.getUint32(at + 42, true);
    const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
    yield [names.decode(zip.subarray(at + 46, at + 46 + nameSize)), zip.subarray(start, start + size)];
    at += 46 + nameSize + extra + comment;
  }
}

const STAMP = 1577836800; // as in prepare.py: caches are kept by the time of the files they were made of

function unpackApp(FS, zip) {
  for (const [name, data] of files(zip)) {
    const path = "/app/" + name;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, data);
    FS.utime(path, STAMP * 1000, STAMP * 1000);
  }
}

async function start(packed) {
  const names = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "stdlib.zip", "app.zip"];
  const [loader, glue, wasm, stdlib, app] = await Promise.all(names.map((name) => unpack(packed[name])));
  // Pyodide asks for two files by their addresses; they are here.
  self.fetch = async (url) => {
    const address = String(url.url || url);
    if (address.endsWith(".wasm")) return new Response(wasm, { headers: { "content-type": "application/wasm" } });
    if (address.endsWith("stdlib.zip")) return new Response(stdlib);
    throw new Error("no network: " + address);
  };
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([imported(loader), imported(glue)]);
  const here = "https://plancheck.invalid/";
  const python = await loadPyodide({
    indexURL: here,
    stdLibURL: here + "stdlib.zip",
    lockFileContents: '@LOCK@',
    createPyodideModule,
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PLANCHECK_CACHE_DIR: "/app/cache" },
  });
  self.runtime = python; // for whoever measures
  unpackApp(python.FS, app);
  const session = python.runPython("import sys; sys.path.insert(0, '/app'); from checker.cli.page import session; session");
  session.start();
  return session;
}

self.importScripts = undefined; // Pyodide takes a thread that has it for one that cannot import modules; all browsers of today can

let session;
self.onmessage = async ({ data: { id, call, given, bytes } }) => {
  try {
    if (call === "start") {
      session = await start(given);
      self.postMessage({ id });
      return;
    }
    const answer = session.call(call, JSON.stringify(given ?? null), bytes);
    const [text, out] = answer.toJs();
    answer.destroy();
    self.postMessage({ id, answer: JSON.parse(text), bytes: out });
  } catch (error) {
    self.postMessage({ id, error: String(error.message ?? error) });
  }
};
