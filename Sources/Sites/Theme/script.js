// What Nabla's pages can do beside being read. They need none of it: without this file they have
// their text, their pictures and their links. It is loaded in the head, so that a chosen
// appearance is there before the first paint; everything else waits for the page.
(() => {
  "use strict";
  const page = document.documentElement;

  // Appearance: as the system has it, or light or dark, on every page from then on.

  const appearances = ["system", "light", "dark"];
  const key = "nabla-appearance";

  function keptAppearance() {
    // Where nothing may be kept, the choice holds for this page.
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

  // Search. The index is a script, because a page that was opened as a file may not read another.

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

  // Each place, with its texts as they are compared beside those that are shown.
  function readIndex({ pages, places }) {
    return places.map(([page, anchor, heading, text]) => {
      const [url, title] = pages[page];
      return {
        url: anchor ? `${url}#${anchor}` : url, title, heading, text,
        foldedTitle: fold(title), foldedHeading: fold(heading), foldedText: fold(text)
      };
    });
  }

  // Lower case, wide letters narrow, accents off: character by character, so that every place in
  // the result is the same place in the text.
  function fold(text) {
    return text.replace(/[A-Z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff\uff01-\uff5e]/g, (letter) =>
      letter.normalize("NFKD").toLowerCase()[0]);
  }

  const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/u;
  const words = new RegExp(`${ideographs.source}|[\\p{L}\\p{N}_]+(?:\\.[\\p{L}\\p{N}_]+)*`, "gu");

  // What is looked for: words, and of a run of ideographs each two neighbours, because nothing
  // stands between the words of Chinese.
  function terms(query) {
    return [...new Set((fold(query).match(words) ?? []).flatMap((word) => {
      if (!ideographs.test(word) || word.length <= 2) return [word];
      return Array.from({ length: word.length - 1 }, (_, start) => word.slice(start, start + 2));
    }))];
  }

  // How well a text holds a term: at a word's beginning better than inside.
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

  // "gradients" finds "gradient" as well.
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
      // The lesson's title counts for all its places, but does not make one of each.
      if (!isHere) return;
      if (wanted.length > 1) {
        if (place.foldedHeading.includes(whole)) score += 16;
        else if (place.foldedText.includes(whole)) score += 6;
      }
      found.push({ place, score, matched, order });
    });
    // Places with every term; where there is none, those with the most.
    const most = Math.max(0, ...found.map(({ matched }) => matched));
    return found.filter(({ matched }) => matched === most)
      .sort((one, other) => other.score - one.score || one.order - other.order)
      .map(({ place }) => place);
  }

  // The text around the first term, with every term marked.
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
      // Typed on while the index was loading.
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
    // Down from the field into the results, and up again.
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
        // Beside the dialog, or on a result of this very page.
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

  // Code: a button that copies it, and a line's number leads to that line.

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
      // Where lines are cut at the edge, they can be broken instead.
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
      // Refused, or not there: the old way, which leaves the code selected where it fails too.
      const selection = getSelection();
      selection.selectAllChildren(code);
      const isCopied = document.execCommand?.("copy") ?? false;
      if (isCopied) selection.removeAllRanges();
      return isCopied;
    }
  }

  // Contents: the section that is being read is marked; on a phone they close behind a choice.

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

  // The arrows turn the pages, where they have nothing else to do.

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

  // Figures may fold their data away, and solutions are folded: on paper everything is open.

  function setUpPrinting() {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("main details:not([open])")];
      for (const details of closed) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of closed) details.open = false;
    });
  }

  // Definitions of terms show without a script. With one, Escape closes them, and the first touch
  // opens what a mouse would hover over.

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
  // A preview puts in what has changed.
  addEventListener("nabla:added", ({ detail }) => setUpCode(detail));
})();

// Figures: the slider of steps, and factors of derivative tables that light up together. Without
// this the last step shows, and the shared factors are marked all the same.
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
        // Not disabled: that would take the focus away at the last step.
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
    // A browser may bring back where the slider stood when the page was left.
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
