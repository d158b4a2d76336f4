(() => {
"use strict";
const page = document.documentElement;
const appearances = ["system", "light", "dark"];
const key = "nabla-appearance";
function keptAppearance() {
try { return localStorage.getItem(key); } catch { return null; }
}
function keepAppearance(appearance) {
try { localStorage.setItem(key, appearance); } catch { /* see above */ }
}
function apply(appearance) {
if (appearance === "light" || appearance === "dark") page.dataset.appearance = appearance;
else delete page.dataset.appearance;
}
apply(keptAppearance());
function setUpAppearance() {
const button = document.querySelector(".appearance");
if (!button) return;
const name = () => {
const appearance = page.dataset.appearance ?? "system";
const label = `${button.dataset.label}: ${button.dataset[appearance]}`;
button.setAttribute("aria-label", label);
button.title = label;
};
button.addEventListener("click", () => {
const now = appearances.indexOf(page.dataset.appearance ?? "system");
const next = appearances[(now + 1) % appearances.length];
apply(next);
keepAppearance(next);
name();
});
addEventListener("storage", (event) => {
if (event.key !== key) return;
apply(event.newValue);
name();
});
name();
button.hidden = false;
}
let index;
function loadIndex(url) {
index ??= new Promise((resolve, reject) => {
const script = document.createElement("script");
script.src = url;
script.onload = () => resolve(readIndex(globalThis.nablaSearchIndex));
script.onerror = () => {
index = undefined;
reject(new Error(url));
};
document.head.append(script);
});
return index;
}
function readIndex({ pages, places }) {
return places.map(([page, anchor, heading, text]) => {
const [url, title] = pages[page];
return {
url: anchor ? `${url}#${anchor}` : url, title, heading, text,
foldedTitle: fold(title), foldedHeading: fold(heading), foldedText: fold(text)
};
});
}
function fold(text) {
return text.replace(/[A-Z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff\uff01-\uff5e]/g, (letter) =>
letter.normalize("NFKD").toLowerCase()[0]);
}
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/u;
const words = new RegExp(`${ideographs.source}|[\\p{L}\\p{N}_]+(?:\\.[\\p{L}\\p{N}_]+)*`, "gu");
function terms(query) {
return [...new Set((fold(query).match(words) ?? []).flatMap((word) => {
if (!ideographs.test(word) || word.length <= 2) return [word];
return Array.from({ length: word.length - 1 }, (_, start) => word.slice(start, start + 2));
}))];
}
function weight(text, term) {
let inside = 0;
let from = 0;
let begins = 0;
for (let found; (found = text.indexOf(term, from)) >= 0 && begins < 4; from = found + 1) {
if (found === 0 || !/[\p{L}\p{N}_]/u.test(text[found - 1]) || ideographs.test(term)) begins++;
else inside = 0.3;
}
return begins > 0 ? 1 + (begins - 1) / 4 : inside;
}
const forms = (term) => (/^[a-z]{4,}s$/.test(term) ? [term, term.slice(0, -1)] : [term]);
function search(places, query) {
const wanted = terms(query);
if (wanted.length === 0) return [];
const whole = fold(query).trim();
const found = [];
places.forEach((place, order) => {
let score = 0;
let matched = 0;
let isHere = false;
for (const term of wanted) {
const here = Math.max(...forms(term).map((form) =>
8 * weight(place.foldedHeading, form) + weight(place.foldedText, form)));
const above = Math.max(...forms(term).map((form) => weight(place.foldedTitle, form)));
if (here > 0) isHere = true;
if (here + above > 0) matched++;
score += here + 3 * above;
}
if (!isHere) return;
if (wanted.length > 1) {
if (place.foldedHeading.includes(whole)) score += 16;
else if (place.foldedText.includes(whole)) score += 6;
}
found.push({ place, score, matched, order });
});
const most = Math.max(0, ...found.map(({ matched }) => matched));
return found.filter(({ matched }) => matched === most)
.sort((one, other) => other.score - one.score || one.order - other.order)
.map(({ place }) => place);
}
function excerpt(place, query) {
const all = terms(query).flatMap(forms).sort((one, other) => other.length - one.length);
const starts = all.map((term) => place.foldedText.indexOf(term)).filter((at) => at >= 0);
const first = starts.length > 0 ? Math.min(...starts) : 0;
const { text } = place;
let start = Math.max(0, first - 50);
if (start > 0) start = Math.min(first, text.indexOf(" ", start) + 1 || start);
const end = Math.min(text.length, start + 160);
const parts = [start > 0 ? "… " : ""];
let plain = start;
for (let at = start; at < end;) {
const term = all.find((term) => place.foldedText.startsWith(term, at));
if (!term) {
at++;
continue;
}
const mark = document.createElement("mark");
mark.textContent = text.slice(at, at + term.length);
parts.push(text.slice(plain, at), mark);
at += term.length;
plain = at;
}
parts.push(text.slice(plain, Math.max(plain, end)), end < text.length ? " …" : "");
return parts;
}
const mostResults = 30;
function setUpSearch(box) {
const form = box.querySelector("form");
const input = form.querySelector("input");
const status = box.querySelector(".search-status");
const list = box.querySelector(".search-results");
form.hidden = false;
async function show() {
const query = input.value;
let places;
try {
places = await loadIndex(list.dataset.index);
} catch {
status.textContent = status.dataset.failed;
return;
}
if (input.value !== query) return;
const found = search(places, query);
const { none, one, many } = status.dataset;
status.textContent = terms(query).length === 0 ? ""
: found.length === 0 ? none
: found.length === 1 ? one : many.replace("{n}", found.length);
list.replaceChildren(...found.slice(0, mostResults).map((place) => {
const item = document.createElement("li");
const link = document.createElement("a");
link.href = list.dataset.root + place.url;
link.textContent = place.heading;
item.append(link);
if (place.title !== place.heading) {
const title = document.createElement("span");
title.className = "search-source";
title.textContent = place.title;
item.append(" ", title);
}
const text = document.createElement("p");
text.append(...excerpt(place, query));
item.append(text);
return item;
}));
}
input.addEventListener("input", show);
form.addEventListener("submit", (event) => {
event.preventDefault();
list.querySelector("a")?.click();
});
box.addEventListener("keydown", (event) => {
const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
if (!step) return;
const stops = [input, ...list.querySelectorAll("a")];
const next = stops[stops.indexOf(document.activeElement) + step];
if (!next) return;
event.preventDefault();
next.focus();
});
return { input, show, load: () => loadIndex(list.dataset.index).catch(() => {}) };
}
function setUpSearches() {
const dialog = document.querySelector("dialog.search");
const box = document.querySelector(".search");
if (!box) return;
const { input, show, load } = setUpSearch(box);
const open = () => {
if (dialog && !dialog.open) dialog.showModal();
load();
input.focus();
input.select();
};
if (dialog) {
document.querySelector(".search-link")?.addEventListener("click", (event) => {
if (event.ctrlKey || event.metaKey || event.shiftKey) return;
event.preventDefault();
open();
});
dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
if (event.target === dialog || event.target.closest("a")) dialog.close();
});
} else {
input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) show();
input.focus();
}
addEventListener("keydown", (event) => {
const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
if (!(isSlash && !isTyping(event.target)) && !isK) return;
event.preventDefault();
open();
});
}
const isTyping = (element) =>
element instanceof Element && element.closest("input, textarea, select, [contenteditable]");
const status = document.createElement("p");
status.className = "hidden-text";
status.setAttribute("role", "status");
function setUpCode(root) {
const { copy, copied, copyFailed, wrap } = document.body.dataset;
if (!copy) return;
document.body.append(status);
for (const code of root.querySelectorAll("pre.code > code")) {
const button = document.createElement("button");
button.type = "button";
button.className = "copy";
button.textContent = copy;
button.addEventListener("click", async () => {
const isCopied = await write(code);
button.textContent = isCopied ? copied : copyFailed;
status.textContent = button.textContent;
setTimeout(() => {
button.textContent = copy;
status.textContent = "";
}, 2500);
});
code.parentElement.before(button);
const box = code.parentElement;
if (wrap && box.scrollWidth > box.clientWidth + 1) {
const wrapper = document.createElement("button");
wrapper.type = "button";
wrapper.className = "copy wrap";
wrapper.textContent = wrap;
wrapper.setAttribute("aria-pressed", "false");
wrapper.addEventListener("click", () => {
const isWrapped = box.classList.toggle("wrapped");
wrapper.setAttribute("aria-pressed", String(isWrapped));
});
button.before(wrapper);
}
}
for (const code of root.querySelectorAll("pre.numbered > code")) {
code.addEventListener("click", (event) => {
const line = event.target.closest?.("code > [id]");
if (!line || event.clientX > line.getBoundingClientRect().left) return;
location.hash = line.id;
});
}
}
async function write(code) {
const text = `${code.textContent}\n`;
try {
await navigator.clipboard.writeText(text);
return true;
} catch {
const selection = getSelection();
selection.selectAllChildren(code);
const isCopied = document.execCommand?.("copy") ?? false;
if (isCopied) selection.removeAllRanges();
return isCopied;
}
}
function setUpContents() {
const details = document.querySelector(".contents details");
if (!details) return;
details.addEventListener("click", (event) => {
if (event.target.closest("a")) details.open = false;
});
addEventListener("keydown", (event) => {
if (event.key !== "Escape" || !details.open) return;
details.open = false;
if (details.contains(document.activeElement)) details.querySelector("summary").focus();
});
const links = new Map();
for (const link of details.querySelectorAll('a[href^="#"]')) {
const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
if (heading) links.set(heading, link);
}
if (links.size === 0) return;
const mark = () => {
let here;
for (const heading of links.keys()) {
if (heading.getBoundingClientRect().top < innerHeight / 3) here = heading;
}
for (const [heading, link] of links) {
if (heading === here) link.setAttribute("aria-current", "location");
else link.removeAttribute("aria-current");
}
};
let isWaiting = false;
addEventListener("scroll", () => {
if (isWaiting) return;
isWaiting = true;
requestAnimationFrame(() => {
isWaiting = false;
mark();
});
}, { passive: true });
mark();
}
function setUpTurning() {
addEventListener("keydown", (event) => {
if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
const isFree = [document.body, document.querySelector("main")]
.includes(document.activeElement);
if (!way || !isFree || event.defaultPrevented) return;
document.querySelector(`.turn a[rel="${way}"]`)?.click();
});
}
function setUpPrinting() {
let closed = [];
addEventListener("beforeprint", () => {
closed = [...document.querySelectorAll("main details:not([open], .answer)")];
for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => {
for (const details of closed) details.open = false;
});
}
function setUpTerms() {
const terms = [...document.querySelectorAll(".term")];
addEventListener("keydown", (event) => {
if (event.key !== "Escape") return;
for (const term of terms) if (term.matches(":hover, :focus-within")) term.classList.add("closed");
});
for (const term of terms) {
let touched = false;
const open = () => term.classList.remove("closed");
term.addEventListener("pointerenter", open);
term.addEventListener("focusin", open);
term.addEventListener("pointerdown", (event) => {
touched = event.pointerType === "touch" && !term.contains(document.activeElement);
});
term.firstElementChild.addEventListener("click", (event) => {
if (touched) event.preventDefault();
if (touched) term.firstElementChild.focus();
touched = false;
});
}
}
addEventListener("DOMContentLoaded", () => {
setUpAppearance();
setUpTerms();
setUpSearches();
setUpCode(document);
setUpContents();
setUpTurning();
setUpPrinting();
});
addEventListener("nabla:added", ({ detail }) => setUpCode(detail));
})();
(() => {
"use strict";
function setUpSteps(steps) {
const stepper = steps.querySelector(":scope > .stepper");
const frames = [...steps.querySelectorAll(":scope > .frame")];
if (!stepper || frames.length < 2) return;
const slider = stepper.querySelector("input");
const buttons = [...stepper.querySelectorAll("button")];
const show = () => {
const place = Number(slider.value);
frames.forEach((frame, index) => { frame.hidden = index !== place; });
slider.setAttribute("aria-valuetext", frames[place].dataset.label);
for (const button of buttons) {
const next = place + Number(button.dataset.by);
button.setAttribute("aria-disabled", String(next < 0 || next >= frames.length));
}
};
slider.addEventListener("input", show);
for (const button of buttons) {
button.addEventListener("click", () => {
slider.value = String(Number(slider.value) + Number(button.dataset.by));
show();
});
}
show();
stepper.hidden = false;
}
function setUpFactors(table) {
const light = (event, isLit) => {
const factor = event.target.closest("[data-factor]");
if (!factor) return;
for (const same of table.querySelectorAll(`[data-factor="${factor.dataset.factor}"]`)) {
same.classList.toggle("lit", isLit);
}
};
for (const name of ["pointerover", "focusin"]) {
table.addEventListener(name, (event) => light(event, true));
}
for (const name of ["pointerout", "focusout"]) {
table.addEventListener(name, (event) => light(event, false));
}
}
function setUp(root) {
root.querySelectorAll(".steps").forEach(setUpSteps);
root.querySelectorAll(".derivatives").forEach(setUpFactors);
}
addEventListener("nabla:added", ({ detail }) => setUp(detail));
if (document.readyState !== "loading") setUp(document);
else document.addEventListener("DOMContentLoaded", () => setUp(document));
})();
(() => {
"use strict";
function decimal(text) {
const parts = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
if (!parts || !/\d/.test(parts[2] + parts[3])) return undefined;
const [, sign, whole, fraction, power = "0"] = parts;
const digits = BigInt(whole + fraction);
const bounded = Math.max(-2000, Math.min(2000, Number(power)));
return { digits: sign === "-" ? -digits : digits, power: bounded - fraction.length };
}
function isWithin(one, other, distance) {
const least = Math.min(one.power, other.power, distance.power);
const [a, b, most] = [one, other, distance].map(({ digits, power }) =>
digits * 10n ** BigInt(power - least));
const apart = a - b;
return (apart < 0n ? -apart : apart) <= most;
}
const isWhole = (text) => !/[.e]/i.test(text);
const notFinite = (text) => /nan$/.test(text) ? "nan" : /inf$/.test(text)
? (text.startsWith("-") ? "-inf" : "inf") : undefined;
function agrees(recorded, within, typed) {
if (notFinite(recorded) || notFinite(typed)) return notFinite(recorded) === notFinite(typed);
const [record, value] = [decimal(recorded), decimal(typed)];
if (!value || (isWhole(recorded) && !isWhole(typed))) return false;
return isWithin(record, value, decimal(within ?? "0"));
}
function near(recorded, within, typed) {
const [record, value] = [decimal(recorded), decimal(typed)];
if (!record || !value || value.digits === 0n) return undefined;
const allowed = decimal(within ?? "0");
if (isWithin(record, value, allowed)) return "whole";
const half = { digits: 5n, power: value.power - 1 };
if (isWithin(record, value, half)) return "fewer";
const isRough = value.digits > -10n && value.digits < 10n;
const isNear = (other) => isWithin(record, other, allowed)
|| (!isRough && isWithin(record, other, { ...half, power: other.power - 1 }));
const times = (factor, shift = 0) =>
({ digits: value.digits * factor, power: value.power + shift });
if (isNear(times(-1n))) return "sign";
if (isNear(times(2n)) || isNear(times(5n, -1))) return "two";
const powers = [1, 2, 3, 4, 5, 6];
return powers.some((by) => isNear(times(1n, by)) || isNear(times(1n, -by))) ? "ten" : undefined;
}
const plain = (text) => text.normalize("NFKC").replaceAll("\u2212", "-").trim().toLowerCase();
const lines = (text) => text.replace(/[ \t]+$/gm, "").replace(/\n+$/, "");
const fold = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();
function verdict({ is, within, exact, choices }, typed) {
if (within === undefined && exact === undefined) {
if (lines(is) === lines(typed)) return true;
return !choices && fold(is) === fold(typed) ? "letters" : undefined;
}
const text = plain(typed);
if (agrees(is, within, text)) return true;
if (!decimal(text) && !notFinite(text)) return "noNumber";
return near(is, within, text);
}
function field({ dataset }, says) {
const { choices, lines, label } = dataset;
const isNumber = "within" in dataset || "exact" in dataset;
const kind = choices ? "select" : lines > 1 ? "textarea" : "input";
const field = document.createElement(kind);
field.className = "guess";
field.setAttribute("aria-label", label ? `${says.your}: ${label}` : says.your);
if (choices) {
const options = ["", ...choices.split("|")].map((text) => new Option(text || says.choose, text));
field.append(...options);
} else {
Object.assign(field, { autocomplete: "off", spellcheck: false, maxLength: 1000 });
field.setAttribute("autocapitalize", "off");
if (kind === "textarea") field.rows = 3;
else field.size = isNumber ? 8 : 24;
}
return field;
}
const root = new URL(".", document.currentScript?.src ?? location.href);
const doneKey = `nabla-done ${root.pathname}`;
const nameOf = (url) => url.pathname.slice(root.pathname.length).replace(/\.html$/, "");
const entries = (value) =>
value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [];
const count = (value) => Number.isInteger(value) && value >= 0 && value < 1e6 ? value : 0;
const answersIn = (value) => Object.fromEntries(entries(value)
.filter(([key]) => /^[0-9a-f]{1,16}$/.test(key))
.map(([key, one]) => [key, { tries: count(one?.tries), right: one?.right === true }]));
function done() {
let kept;
try { kept = JSON.parse(localStorage.getItem(doneKey)); } catch { /* as if nothing were there */ }
return new Map(entries(kept?.pages).map(([name, page]) => [name, {
read: page?.read === true, predictions: answersIn(page?.predictions),
questions: answersIn(page?.questions), predictionCount: count(page?.predictionCount),
questionCount: count(page?.questionCount)
}]));
}
function keep(pages) {
const text = JSON.stringify({ pages: Object.fromEntries(pages) });
try { localStorage.setItem(doneKey, text); } catch { /* it holds for this page only */ }
showDone(pages);
}
function note(change) {
const pages = done();
const name = nameOf(location);
const page = pages.get(name) ?? { read: false, predictions: {}, questions: {} };
page.predictionCount = document.querySelectorAll(".prediction[data-key]").length;
page.questionCount = document.querySelectorAll(".question[data-key]").length;
change(page);
pages.set(name, page);
keep(pages);
}
function showDone(pages) {
const box = document.querySelector(".contents .progress");
if (!box) return;
const { read, predicted, solved } = box.dataset;
const told = (words, answers, all) => all === 0 ? [] : [words.replace("{all}", all)
.replace("{n}", Object.values(answers).filter(({ right }) => right).length)];
for (const link of document.querySelectorAll('.contents a[href]:not([href^="#"])')) {
link.querySelector(".done")?.remove();
const page = pages.get(nameOf(link));
if (!page) continue;
const words = [
...(page.read ? [read] : []), ...told(predicted, page.predictions, page.predictionCount),
...told(solved, page.questions, page.questionCount)
].join(", ");
const mark = document.createElement("span");
mark.className = "done";
mark.title = words;
const sign = document.createElement("span");
sign.setAttribute("aria-hidden", "true");
sign.textContent = page.read ? " ✓" : " ·";
const hidden = document.createElement("span");
hidden.className = "hidden-text";
hidden.textContent = ` (${words})`;
mark.append(sign, hidden);
link.append(mark);
}
box.hidden = pages.size === 0;
}
function setUpDone() {
const box = document.querySelector(".contents .progress");
if (!box) return;
const forget = box.querySelector(".forget");
const words = forget.textContent;
forget.addEventListener("click", () => {
const isSure = forget.textContent !== words;
forget.textContent = isSure ? words : box.dataset.sure;
if (!isSure) return;
try { localStorage.removeItem(doneKey); } catch { /* nothing was kept */ }
showDone(new Map());
});
forget.addEventListener("blur", () => { forget.textContent = words; });
box.querySelector(".save").addEventListener("click", () => {
const course = document.querySelector(".home")?.textContent.replace("∇", "").trim();
const text = JSON.stringify({ course, pages: Object.fromEntries(done()) }, null, 2);
const link = document.createElement("a");
link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/json" }));
link.download = "progress.json";
link.click();
setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
addEventListener("storage", ({ key }) => {
if (key === doneKey || key === null) showDone(done());
});
for (const question of document.querySelectorAll(".question[data-key]")) {
let tries = 0;
for (const choice of question.querySelectorAll(".choice")) {
choice.addEventListener("toggle", () => {
if (!choice.open) return;
tries++;
if (!("right" in choice.dataset)) return;
note((page) => { page.questions[question.dataset.key] ??= { tries, right: true }; });
});
}
}
const end = document.querySelector("footer.site");
if (end) {
new IntersectionObserver(([{ isIntersecting }], observer) => {
if (!isIntersecting) return;
observer.disconnect();
note((page) => { page.read = true; });
}).observe(end);
}
showDone(done());
}
function setUpPrediction(box, says, before) {
const { prediction, key } = box.dataset;
const asks = [...document.querySelectorAll(`.ask[data-of="${prediction}"]`)];
const details = box.querySelector(":scope > .answer");
if (asks.length === 0 || !details) return;
const fields = asks.map((ask) => {
const guess = field(ask, says);
ask.replaceChildren(guess);
return guess;
});
const button = document.createElement("button");
button.type = "button";
button.className = "judge";
button.textContent = says.judge;
const status = document.createElement("p");
status.className = "verdict";
status.setAttribute("role", "status");
details.before(button, status);
let tries = 0;
const remember = (right) => {
if (key) note((page) => {
if (!page.predictions[key]?.right) page.predictions[key] = { tries, right };
});
};
if (before?.[key]?.right) {
status.textContent = says.right.replace("{n}", before[key].tries);
box.classList.add("right");
}
details.addEventListener("toggle", () => { if (details.open && tries === 0) remember(false); });
function judge() {
const empty = fields.find((guess) => guess.value.trim() === "");
if (empty) {
status.textContent = says.empty;
empty.focus();
return;
}
tries++;
const verdicts = fields.map((guess, place) => verdict(asks[place].dataset, guess.value));
fields.forEach((guess, place) => {
guess.setAttribute("aria-invalid", String(verdicts[place] !== true));
});
const right = verdicts.filter((one) => one === true).length;
const all = fields.length;
const words = right === all ? says.right : right > 0 ? says.partly : says.wrong;
const note = verdicts.find((one) => one && one !== true);
status.textContent = words.replace("{n}", tries).replace("{right}", right)
.replace("{all}", all) + (note ? ` ${says[note]}` : "");
box.classList.toggle("right", right === all);
remember(right === all);
if (right === all) details.open = true;
}
button.addEventListener("click", judge);
for (const guess of fields) {
guess.addEventListener("keydown", (event) => {
if (event.key !== "Enter" || event.isComposing || guess.localName === "textarea") return;
event.preventDefault();
judge();
});
}
}
function setUp() {
const boxes = document.querySelectorAll(".prediction");
const says = boxes[0]?.dataset;
const before = done().get(nameOf(location))?.predictions;
for (const box of boxes) setUpPrediction(box, says, before);
setUpDone();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
else setUp();
})();
