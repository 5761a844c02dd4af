// Run by `plancheck page` in node, once per build: node prepare.mjs RUNTIME STAGE OUT
// Starts the pinned Pyodide on the staged files, compiles what will be loaded and keeps the caches of a first run, so that the page
// does neither on the desk of its reader. The order of everything is fixed: the same stage gives the same bytes.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, stage, out] = process.argv.slice(2).map((name) => path.resolve(name));

// What goes wrong ends with its own words; node would print the line of the runtime, a megabyte long.
process.on("uncaughtException", (error) => {
  console.error(String(error?.message ?? error).slice(-4000));
  process.exit(1);
});

const { loadPyodide } = await import(pathToFileURL(path.join(runtime, "pyodide.mjs")).href);
const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PLANCHECK_CACHE_DIR: "/app/cache" };
const py = await loadPyodide({ indexURL: runtime + path.sep, env });

const walk = (folder) =>
  fs.readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? walk(path.join(folder, entry.name)) : [path.join(folder, entry.name)]))
    .sort();
for (const file of walk(stage)) {
  const inside = "/app/" + path.relative(stage, file).split(path.sep).join("/");
  py.FS.mkdirTree(path.posix.dirname(inside));
  py.FS.writeFile(inside, fs.readFileSync(file));
}
py.FS.writeFile("/stdlib.zip", fs.readFileSync(path.join(runtime, "python_stdlib.zip")));
py.runPython(fs.readFileSync("/dev/stdin", "utf8"));
for (const name of ["stdlib.zip", "app.zip"]) fs.writeFileSync(path.join(out, name), py.FS.readFile("/out/" + name));
