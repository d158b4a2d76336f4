(() => {
"use strict";
const derivative = 4;
const training = 6;
const variable = 7;
let compiled;
function compile() {
compiled ??= WebAssembly.compile(
Uint8Array.from(atob(globalThis.nablaEngine), (letter) => letter.charCodeAt(0)));
return compiled;
}
async function start(program) {
const { exports } = await WebAssembly.instantiate(await compile(), {});
const bytes = Uint8Array.from(atob(program), (letter) => letter.charCodeAt(0));
if (bytes.length > exports.inputSize()) throw new RangeError("the graph is too large");
new Uint8Array(exports.memory.buffer, exports.input(), bytes.length).set(bytes);
if (exports.open(bytes.length) !== 1) throw new RangeError("the graph is damaged");
const read = (length) => String.fromCharCode(
...new Uint8Array(exports.memory.buffer, exports.output(), length)).replace(/^-/, "\u2212");
return {
number: exports.number,
count: exports.variables(),
shown: (number) => read(exports.shown(number, 4)),
exact: (number) => read(exports.exact(number)),
formatted: (number, decimals) => read(exports.formatted(number, decimals)),
set: exports.set,
run: exports.run,
descend: exports.descend,
train: exports.train
};
}
function typed(text) {
const plain = text.normalize("NFKC").replaceAll("\u2212", "-").trim();
return plain === "" ? NaN : Number(plain);
}
const element = (name, attributes, ...content) => {
const made = document.createElement(name);
for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
made.append(...content);
return made;
};
const frame = { left: 92, top: 12, width: 412, height: 240 };
const tenths = (length) =>
String(Math.round(Math.max(-100000, Math.min(100000, length)) * 10) / 10).replace(/^(-?)0\./, "$1.");
const canBeDrawn = (loss) => Math.abs(loss) < 1e300;
function scale(losses) {
const finite = losses.filter(canBeDrawn);
const largest = finite.reduce((most, loss) => Math.max(most, Math.abs(loss)), 0);
let step = 0.25;
if (largest > 0) {
let power = Math.floor(Math.log10(largest));
while (Number(`1e${power + 1}`) <= largest) power++;
while (power > -324 && Number(`1e${power}`) > largest) power--;
const unit = Number(`1e${power}`);
const top = [1, 2, 5, 10].find((factor) => factor * unit >= largest) ?? 10;
step = top * unit / (top === 5 ? 5 : 4);
}
const least = finite.reduce((one, other) => Math.min(one, other), Infinity);
const most = finite.reduce((one, other) => Math.max(one, other), -Infinity);
const first = finite.length > 0 ? Math.floor(least / step) : 0;
const last = finite.length > 0 ? Math.ceil(most / step) : 0;
const low = Math.max(-5, Math.min(0, first));
const high = Math.max(Math.min(5, last), first < 0 ? 0 : 1);
const levels = [];
for (let level = low; level <= high; level++) levels.push(level * step);
return { low: low * step, high: high * step, levels };
}
function setUpCurve(box, engine) {
const steps = Number(box.dataset.steps);
const line = box.querySelector(".line");
const levels = box.querySelector(".levels");
const svg = (name, attributes) => {
const made = document.createElementNS("http://www.w3.org/2000/svg", name);
for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
return made;
};
let drawn = "";
return {
steps,
draw() {
const losses = [];
for (let step = 0; step <= steps; step++) losses.push(engine.number(training, step));
const axis = scale(losses);
const height = (value) =>
frame.top + frame.height * (1 - (value - axis.low) / (axis.high - axis.low));
let path = "";
let isDrawing = false;
losses.forEach((loss, step) => {
if (canBeDrawn(loss)) {
path += `${isDrawing ? "L" : "M"}${tenths(frame.left + frame.width * step / steps)} ${
tenths(height(loss))}`;
}
isDrawing = canBeDrawn(loss);
});
line.setAttribute("d", path);
const labels = axis.levels.join();
if (labels === drawn) return;
drawn = labels;
levels.replaceChildren(...axis.levels.flatMap((level) => {
const y = tenths(height(level));
const text = svg("text", { class: "y", x: tenths(frame.left - 8), y });
text.textContent = engine.shown(level);
return [
svg("path", { class: "grid", d: `M${frame.left} ${y}h${frame.width}` }), text
];
}));
}
};
}
function setUpFactors(box) {
let kept;
let lit;
const light = (edge) => {
if (edge === lit) return;
lit = edge;
for (const one of box.querySelectorAll("[data-edge]")) {
one.classList.toggle("lit", one.dataset.edge === edge);
}
for (const row of box.querySelectorAll("tbody tr")) {
row.classList.toggle("lit-row", edge !== undefined && row.querySelector(".lit") !== null);
}
};
const edgeOf = (event) => event.target.closest?.("[data-edge]")?.dataset.edge;
const seen = new Set();
for (const factor of box.querySelectorAll(".factor")) {
if (seen.has(factor.dataset.edge)) continue;
seen.add(factor.dataset.edge);
factor.tabIndex = 0;
}
for (const name of ["pointerover", "focusin"]) {
box.addEventListener(name, (event) => light(edgeOf(event) ?? kept));
}
for (const name of ["pointerleave", "focusout"]) {
box.addEventListener(name, () => light(kept));
}
box.addEventListener("click", (event) => {
const edge = edgeOf(event);
if (edge === undefined) return;
kept = kept === edge ? undefined : edge;
light(edge);
});
}
function stateIn(hash, place) {
const parts = decodeURIComponent(hash).slice(1).split(";");
if (parts[0] !== `knobs-${place}`) return undefined;
return new Map(parts.slice(1, 1000).map((part) => part.split("="))
.map(([key, value]) => [key, value ? Number(value) : NaN])
.filter(([key, value]) => /^(rate|\d{1,4})$/.test(key) && Number.isFinite(value)));
}
function setUpKnobs(box, place, engine) {
const { of, reset, link, oneStep, out } = box.dataset;
const curveBox = box.querySelector(".training");
const curve = curveBox && setUpCurve(curveBox, engine);
const places = [...box.querySelectorAll("[data-number]")].map((target) => {
const [kind, index] = target.dataset.number.split(":").map(Number);
const decimals = target.dataset.decimals;
return { target, kind, index, decimals: decimals === undefined ? undefined : Number(decimals) };
});
const status = element("p", { class: "hidden-text", role: "status" });
const atStart = Array.from({ length: engine.count }, (_, index) => engine.number(variable, index));
let rate;
let startRate;
const knobs = [...box.querySelectorAll(".knob")].map((row) => {
const { variable: index, from, to, step, value } = row.dataset;
const name = row.querySelector(".knob-name").textContent;
const slider = element("input", {
type: "range", min: from, max: to, step, "aria-label": name, autocomplete: "off"
});
const field = element("input", {
type: "text", "aria-label": name, size: 9, autocomplete: "off", spellcheck: "false",
autocapitalize: "off", class: "knob-field"
});
if (index === undefined) rate = startRate = Number(value);
const knob = {
row, slider, field, name, index: index === undefined ? undefined : Number(index),
get: () => (index === undefined ? rate : engine.number(variable, Number(index))),
set(number) {
if (index === undefined) rate = Math.max(0, number);
else engine.set(Number(index), number);
change(knob);
},
show() {
const text = engine.exact(knob.get());
if (document.activeElement !== slider) slider.value = String(knob.get());
if (field.value !== text) field.value = text;
field.removeAttribute("aria-invalid");
slider.setAttribute("aria-valuetext", text);
}
};
slider.addEventListener("input", () => knob.set(Number(slider.value)));
const take = () => {
const number = typed(field.value);
if (field.value === engine.exact(knob.get())) return;
if (Number.isFinite(number)) knob.set(number);
else field.setAttribute("aria-invalid", "true");
};
field.addEventListener("change", take);
field.addEventListener("keydown", (event) => {
const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
if (event.key === "Enter") take();
if (!way) return;
event.preventDefault();
const steps = Math.round((knob.get() - Number(from)) / Number(step)) + way;
slider.value = String(Number(from) + steps * Number(step));
knob.set(Number(slider.value));
});
row.querySelector(".knob-value").replaceWith(slider, field);
return knob;
});
const picture = box.querySelector(".graph svg[role=img]");
const startWords = picture?.getAttribute("aria-label");
const write = () => {
engine.run();
if (curve) {
engine.train(rate, curve.steps);
curve.draw();
}
for (const number of places) {
const value = engine.number(number.kind, number.index);
const text = number.decimals === undefined
? engine.shown(value) : engine.formatted(value, number.decimals);
if (number.target.textContent !== text) number.target.textContent = text;
}
for (const knob of knobs) knob.show();
const words = [...picture?.querySelectorAll("text") ?? []].map((text) => text.textContent);
picture?.setAttribute("aria-label", isAtStart() ? startWords : words.join("; "));
};
const isAtStart = () => rate === startRate
&& atStart.every((start, index) => Object.is(engine.number(variable, index), start));
const addressOf = () => {
const parts = [`#knobs-${place}`];
atStart.forEach((start, index) => {
const now = engine.number(variable, index);
if (!Object.is(now, start)) parts.push(`${index}=${now}`);
});
if (rate !== startRate) parts.push(`rate=${rate}`);
return parts.join(";");
};
const lossPlace = places.find(({ target }) => target.closest(".knob-result"));
const loss = () => engine.number(lossPlace.kind, lossPlace.index);
let waiting;
const say = (moved) => {
clearTimeout(waiting);
const isOut = Number.isNaN(loss());
status.className = isOut ? "knob-status" : "hidden-text";
for (const knob of knobs) {
const isMarked = isOut && (knob === moved || knob.row.classList.contains("out"));
knob.row.classList.toggle("out", isMarked);
knob.slider.setAttribute("aria-invalid", String(isMarked));
}
waiting = setTimeout(() => {
const words = [`${of} = ${engine.shown(loss())}`];
if (moved?.index !== undefined && lossPlace) {
const slope = engine.number(derivative, moved.index);
if (slope !== 0) words.push(`d${of}/d${moved.name} = ${engine.shown(slope)}`);
}
status.textContent = isOut ? `${of} ${out}` : words.join(", ");
}, 400);
};
let isDue = false;
const change = (moved) => {
if (!isDue) {
isDue = true;
requestAnimationFrame(() => {
isDue = false;
write();
address.href = addressOf();
say(moved);
});
}
};
const put = (state) => {
atStart.forEach((start, index) => engine.set(index, state.get(String(index)) ?? start));
rate = state.get("rate") ?? startRate;
};
const button = (text, action) => {
const made = element("button", { type: "button" }, text);
made.addEventListener("click", action);
return made;
};
const address = element("a", { href: `#knobs-${place}` }, link);
const tools = element("p", { class: "knob-tools" });
if (curve) {
tools.append(button(oneStep, () => {
engine.run();
engine.descend(rate);
change();
}));
}
tools.append(button(reset, () => {
put(new Map());
change();
}), address);
box.querySelector(".knob-list").after(tools, status);
setUpFactors(box);
const follow = () => {
let state;
try { state = stateIn(location.hash, place); } catch { /* no address of ours */ }
if (!state) return false;
put(state);
return true;
};
const isLinked = follow();
write();
address.href = addressOf();
box.classList.add("live");
if (isLinked) box.scrollIntoView({ block: "nearest" });
addEventListener("hashchange", () => { if (follow()) change(); });
let before;
addEventListener("beforeprint", () => {
before = stateIn(addressOf(), place);
put(new Map());
write();
});
addEventListener("afterprint", () => {
if (before) put(before);
write();
});
}
let place = 0;
async function setUp(root) {
for (const box of root.querySelectorAll(".knobs")) {
place++;
const number = place;
try {
setUpKnobs(box, number, await start(box.dataset.program));
} catch {
box.querySelector(".knob-list").after(
element("p", { class: "note" }, box.dataset.noEngine));
}
}
}
addEventListener("nabla:added", ({ detail }) => setUp(detail));
if (document.readyState !== "loading") setUp(document);
else document.addEventListener("DOMContentLoaded", () => setUp(document));
})();
