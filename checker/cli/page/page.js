"use strict";
const $ = (id) => document.getElementById(id);
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PARTS = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "stdlib.zip", "app.zip"];
const files = new Map(); // name → { name, at, bytes, result, marks }
let shown = null;

// -- Python in its own thread: every question gets its answer in the order of asking --------------------------------

const waiting = new Map();
let last = 0;
let worker;

function ask(call, given, bytes) {
  return new Promise((resolve, reject) => {
    const id = ++last;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, call, given, bytes });
  });
}

function begin() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
    throw new Error("trình duyệt này quá cũ, hoặc cơ quan đã chặn WebAssembly. Hãy mở bằng Edge, Chrome hoặc Firefox bản mới, hay nhờ người phụ trách CNTT cho phép.");
  }
  worker = new Worker(URL.createObjectURL(new Blob([$("worker").textContent], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error === undefined) resolve(data);
    else reject(new Error(data.error));
  };
  worker.onerror = () => say("Trình duyệt không cho trang này chạy (cơ quan có thể đã chặn WebAssembly). Hãy nhờ người phụ trách CNTT cho phép.", true);
  const packed = Object.fromEntries(PARTS.map((name) => [name, $(name).textContent]));
  for (const name of PARTS) $(name).remove(); // twelve megabytes that nobody needs twice
  return ask("start", packed);
}

function say(text, bad = false) {
  $("say").textContent = text;
  $("say").classList.toggle("bad", bad);
}

// -- what stays in this browser: ticks, reasons, the reviewer's name, house rules -----------------------------------

function kept(key, fresh) {
  try {
    return JSON.parse(localStorage.getItem("plancheck:" + key)) ?? fresh;
  } catch {
    return fresh;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem("plancheck:" + key, JSON.stringify(value));
  } catch {
    // a browser that keeps nothing: the marks hold as long as the page is open
  }
}

// -- reading files --------------------------------------------------------------------------------------------------

const ready = new Promise((resolve) => setTimeout(resolve, 30))
  .then(begin)
  .then(async () => {
    const pairs = kept("house", "");
    $("pairs").value = pairs;
    if (pairs) await house({ text: pairs });
    say("Sẵn sàng.");
    document.body.dataset.ready = Math.round(performance.now());
  });
ready.catch((error) => say("Không chạy được: " + error.message, true));

async function take(list) {
  const given = [...list];
  if (!given.length) return;
  document.body.classList.add("small");
  say(`Đang đọc ${given.length} tệp…`);
  await ready;
  const begun = performance.now();
  for (const [done, file] of given.entries()) {
    await check(file.name, new Uint8Array(await file.arrayBuffer()));
    if (!shown || given.length === 1) await show(file.name);
    if (given.length > 1) say(`Đã soát ${done + 1} / ${given.length} tệp…`);
  }
  if (given.length > 1) show(ordered()[0].name);
  say(`Đã soát ${given.length} tệp trong ${((performance.now() - begun) / 1000).toFixed(1).replace(".", ",")} giây. Tệp không rời khỏi máy này.`);
  document.body.dataset.checked = files.size;
}

async function check(name, bytes) {
  const at = files.get(name)?.at ?? files.size + 1;
  let answer;
  try {
    ({ answer } = await ask("check", { name, at }, bytes));
  } catch (error) {
    answer = { name, error: error.message.split("\n").at(-1), counts: [0, 0, 0], subject: "", findings: [], html: "" };
  }
  files.set(name, { name, at, bytes, result: answer, marks: kept("marks:" + name, {}) });
  list();
}

// -- the list, the worst first --------------------------------------------------------------------------------------

const weight = ({ result: { error, counts } }) => (error ? 1e9 : counts[0] * 1e6 + counts[1] * 1e3 + counts[2]);
const ordered = () => [...files.values()].sort((a, b) => weight(b) - weight(a) || a.at - b.at);

function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function list() {
  $("list").hidden = files.size < 2;
  $("rows").replaceChildren(
    ...ordered().map((file) => {
      const { error, counts, subject, findings } = file.result;
      const open = made("button", { type: "button", className: "open", textContent: subject || file.name, onclick: () => show(file.name) });
      if (file === shown) open.setAttribute("aria-current", "true");
      const figures = error
        ? [made("td", { colSpan: 4, className: "bad", textContent: error })]
        : [...counts, `${findings.filter((f) => settled(file, f)).length}/${findings.length}`].map((n) => made("td", { className: "fig", textContent: n }));
      return made("tr", {}, made("td", {}, open, made("span", { className: "path", textContent: file.name })), ...figures);
    }),
  );
}

const settled = (file, finding) => file.marks[finding.fingerprint]?.done || file.marks[finding.fingerprint]?.skipped !== undefined;

// -- one plan -------------------------------------------------------------------------------------------------------

function show(name) {
  shown = files.get(name);
  $("plan").hidden = Boolean(shown.result.error);
  $("compared").replaceChildren();
  $("view").innerHTML = shown.result.html;
  document.querySelector('[data-get="word"]').hidden = !shown.result.word;
  shown.result.findings.forEach((finding, index) => dress(finding, index + 1));
  list();
}

function mark(finding, change) {
  shown.marks[finding.fingerprint] = { ...shown.marks[finding.fingerprint], ...change };
  keep("marks:" + shown.name, shown.marks);
  list();
}

function dress(finding, number) {
  const note = $(`p${shown.at}n${number}`);
  const box = $(`p${shown.at}c${number}`);
  const marks = () => shown.marks[finding.fingerprint] ?? {};
  const acts = made("div", { className: "acts" });
  const paint = () => {
    const { done = false, skipped, refused = false } = marks();
    box.checked = done;
    note.classList.toggle("done", done);
    note.classList.toggle("skipped", skipped !== undefined);
    acts.replaceChildren();
    if (skipped !== undefined) {
      acts.append(`Đã bỏ qua: ${skipped || "không ghi lý do"} `, made("button", { type: "button", textContent: "Lấy lại", onclick: () => set({ skipped: undefined }) }));
      return;
    }
    if (finding.safe) {
      const accept = made("input", { type: "checkbox", checked: !refused, onchange: () => set({ refused: !accept.checked }) });
      acts.append(made("label", {}, accept, " Sửa theo gợi ý"));
    }
    acts.append(made("button", { type: "button", textContent: "Bỏ qua…", onclick: reason }));
  };
  const set = (change) => {
    mark(finding, change);
    paint();
  };
  const reason = () => {
    const why = made("input", { placeholder: "Lý do bỏ qua" });
    why.setAttribute("aria-label", "Lý do bỏ qua");
    const put = () => set({ skipped: why.value.trim() });
    why.onkeydown = ({ key }) => (key === "Enter" ? put() : key === "Escape" && paint());
    acts.append(made("span", { className: "why" }, why, made("button", { type: "button", textContent: "Ghi", onclick: put })));
    why.focus();
  };
  note.append(acts);
  box.onchange = () => set({ done: box.checked });
  paint();
}

// -- what is taken away ---------------------------------------------------------------------------------------------

function download(bytes, name, type) {
  const link = made("a", { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const judged = () => {
  const prints = (chosen) => shown.result.findings.map((f) => f.fingerprint).filter((print) => chosen(shown.marks[print] ?? {}));
  return { name: shown.name, skipped: prints((m) => m.skipped !== undefined), refused: prints((m) => m.refused), reviewer: $("reviewer").value };
};
const stem = (name) => name.replace(/\.[^.]*$/, "");
const everything = () => ordered().map((file) => file.name);
const HTML = "text/html";

const GET = {
  word: async () => download((await ask("word", judged())).bytes, `${stem(shown.name)} - nhận xét.docx`, WORD),
  fixed: async () => download((await ask("fixed", judged())).bytes, `${stem(shown.name)} - đã sửa${shown.name.slice(stem(shown.name).length)}`, shown.result.word ? WORD : "text/plain"),
  sheet: async () => download((await ask("sheet", { names: [shown.name] })).bytes, `${stem(shown.name)} - phiếu rà soát.html`, HTML),
  table: async () => download((await ask("table", { names: [shown.name] })).bytes, `${stem(shown.name)} - bảng.xlsx`, SHEET),
  mail: async () => {
    const { answer } = await ask("mail", { names: [shown.name] });
    await navigator.clipboard.writeText(answer).then(
      () => say("Đã chép; dán vào thư bằng Ctrl+V."),
      () => download(answer, `${stem(shown.name)} - thư.txt`, "text/plain"),
    );
  },
  "all-sheet": async () => download((await ask("sheet", { names: everything() })).bytes, "phiếu rà soát.html", HTML),
  "all-table": async () => download((await ask("table", { names: everything() })).bytes, "bảng tổng hợp.xlsx", SHEET),
};

for (const button of document.querySelectorAll("[data-get]")) {
  button.onclick = async () => {
    button.disabled = true;
    await GET[button.dataset.get]().catch((error) => say("Không làm được: " + error.message.split("\n").at(-1), true));
    button.disabled = false;
  };
}

async function compare(file) {
  const { answer } = await ask("compare", { name: shown.name, earlier: file.name }, new Uint8Array(await file.arrayBuffer()));
  if (answer.error) say(`Không đọc được bản trước: ${answer.error}`, true);
  else $("compared").innerHTML = answer.html;
}

// -- house rules ----------------------------------------------------------------------------------------------------

let pack = "";

async function house(given, bytes) {
  const { answer } = await ask("house", given, bytes);
  pack = answer.pack;
  $("pairs").value = answer.pairs.map((pair) => pair.join(" → ")).join("\n");
  keep("house", $("pairs").value);
  $("house-say").textContent = answer.pairs.length ? `Đang dùng ${answer.pairs.length} cặp từ.` : "Không có cặp từ nào.";
  for (const { name, bytes: again } of [...files.values()]) await check(name, again);
  if (shown) show(shown.name);
}

const houseRules = (given, bytes) => house(given, bytes).catch(() => ($("house-say").textContent = "Không đọc được danh sách này."));

// -- hands ----------------------------------------------------------------------------------------------------------

const picked = (id, use) => ($(id).onchange = async ({ target }) => {
  const list = [...target.files];
  target.value = "";
  if (list.length) await use(list);
});
picked("file", take);
picked("earlier", ([file]) => compare(file));
picked("book", async ([file]) => houseRules({}, new Uint8Array(await file.arrayBuffer())));
$("paste").onclick = () => {
  $("pasted").hidden = !$("pasted").hidden;
  if (!$("pasted").hidden) $("text").focus();
};
$("read").onclick = () => {
  if ($("text").value.trim()) take([new File([$("text").value], "văn bản dán.txt")]);
  $("pasted").hidden = true;
};
$("use").onclick = () => houseRules({ text: $("pairs").value });
$("export").onclick = () => pack && download(pack, "noi-bo.yaml", "text/yaml");
$("reviewer").value = kept("reviewer", "");
$("reviewer").onchange = () => keep("reviewer", $("reviewer").value);

document.ondragover = (event) => {
  event.preventDefault();
  $("drop").classList.add("over");
};
document.ondragleave = () => $("drop").classList.remove("over");
document.ondrop = (event) => {
  event.preventDefault();
  $("drop").classList.remove("over");
  take(event.dataTransfer.files);
};
// The keys j and k go to the next and the last note, as long as nobody writes.
document.onkeydown = ({ key, target, ctrlKey, metaKey, altKey }) => {
  if (!"jk".includes(key) || ctrlKey || metaKey || altKey || /INPUT|TEXTAREA/.test(target.tagName)) return;
  const notes = [...document.querySelectorAll("#view .note")];
  const at = notes.findIndex((note) => note.contains(document.activeElement));
  const next = notes[key === "j" ? Math.min(at + 1, notes.length - 1) : Math.max(at - 1, 0)];
  next?.querySelector("a")?.focus();
  next?.scrollIntoView({ block: "center" });
};
