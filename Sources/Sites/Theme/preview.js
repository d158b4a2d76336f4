// Keeps a page of a preview as the lesson stands: when nabla says that it has changed, what is
// different in it is replaced, and everything else stays, with its scroll and its open folds.
(function () {
  "use strict";

  // The panel of the page as it is now.
  function panel() { return document.getElementById("preview"); }

  // Replaces what differs among the children of a node by those of another.
  function update(old, now) {
    var before = Array.from(old.childNodes), after = Array.from(now.childNodes);
    var top = 0;
    while (top < before.length && top < after.length && before[top].nabla === text(after[top])) top++;
    var end = 0;
    while (end < before.length - top && end < after.length - top &&
      before[before.length - 1 - end].nabla === text(after[after.length - 1 - end])) end++;
    var olds = before.slice(top, before.length - end), news = after.slice(top, after.length - end);
    var next = before[before.length - end] || null;
    // An element in place of an element keeps what the reader opened in it.
    news.forEach(function (node, index) {
      keepFolds(olds[index], node);
      old.insertBefore(remember(node), next);
    });
    olds.forEach(function (node) { node.remove(); });
    return news.filter(function (node) { return node.nodeType === 1; });
  }

  function text(node) { return node.nodeType === 1 ? node.outerHTML : node.nodeName + node.data; }

  // Notes what a node was like when it came: scripts may change it afterwards.
  function remember(node) { node.nabla = text(node); return node; }

  function keepFolds(old, now) {
    if (!old || old.nodeType !== 1 || now.nodeType !== 1) return;
    var open = all(old, "details"), folds = all(now, "details");
    if (open.length !== folds.length) return;
    folds.forEach(function (fold, index) { fold.open = open[index].open; });
  }

  function all(node, selector) {
    var found = Array.from(node.querySelectorAll(selector));
    return node.matches(selector) ? [node].concat(found) : found;
  }

  // MARK: Loading

  var isLoading = false, isAsked = false;

  function load() {
    if (isLoading) { isAsked = true; return; }
    isLoading = true;
    fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
      return answer.text();
    }).then(function (html) {
      show(new DOMParser().parseFromString(html, "text/html"));
      say("");
    }).catch(function () { say("nabla does not answer"); }).then(function () {
      isLoading = false;
      if (isAsked) { isAsked = false; load(); }
    });
  }

  // What a page may load and run holds from when it was loaded: where that has changed, it is loaded
  // anew.
  function policy(page) {
    var meta = page.querySelector("meta[http-equiv]");
    return meta ? meta.content : "";
  }

  function show(now) {
    if (policy(document) !== policy(now)) { location.reload(); return; }
    var place = anchor();
    document.title = now.title;
    var main = document.querySelector("main"), newMain = now.querySelector("main");
    if (!main || !newMain) { location.reload(); return; }
    var added = update(main, newMain);
    ["nav.contents ol", "footer.site", "header.site"].forEach(function (selector) {
      var old = document.querySelector(selector), node = now.querySelector(selector);
      if (old && node && old.nabla !== undefined && old.nabla !== text(node)) {
        old.replaceWith(remember(node));
      }
    });
    var old = panel(), node = now.getElementById("preview");
    if (old && node) { keepFolds(old, node); old.replaceWith(node); prepare(); }
    // What the page's own script does to what is there, it does to what has come.
    added.forEach(function (node) { dispatchEvent(new CustomEvent("nabla:added", { detail: node })); });
    if (place) restore(place);
  }

  // The first element that can be seen, and where: what stands above it may grow.
  function anchor() {
    var children = document.querySelectorAll("main > *");
    for (var i = 0; i < children.length; i++) {
      var box = children[i].getBoundingClientRect();
      if (box.bottom > 0) return { node: children[i], top: box.top, y: scrollY };
    }
  }

  function restore(place) {
    if (!place.node.isConnected) { scrollTo({ top: place.y, behavior: "instant" }); return; }
    scrollBy({ top: place.node.getBoundingClientRect().top - place.top, behavior: "instant" });
  }

  // MARK: Records

  function post(what, body) {
    return fetch("/_nabla/" + what, {
      method: "POST", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-Nabla-Token": panel().dataset.token },
    }).then(function (answer) {
      return answer.text().then(function (text) { if (!answer.ok) say(text); });
    }).catch(function () { say("nabla does not answer"); });
  }

  function accept(names) {
    var data = panel().dataset;
    if (data.lesson) post("accept", { lesson: data.lesson, version: data.version, records: names });
  }

  function say(words) {
    var line = document.getElementById("preview-said");
    if (!line) return;
    line.textContent = words;
  }

  function moved() { return Array.from(document.querySelectorAll(".moved")); }

  function button(words, action) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", action);
    return button;
  }

  // Gives the records that have moved their buttons, and the panel its own.
  function prepare() {
    var places = moved();
    places.forEach(function (place) {
      if (place.querySelector("button")) return;
      var name = place.dataset.record;
      (place.querySelector("p") || place).append(button("Record", function () { accept([name]); }));
    });
    var said = document.createElement("p");
    said.id = "preview-said";
    said.setAttribute("role", "alert");
    panel().append(said);
    if (places.length) {
      var state = panel().querySelector(".preview-state");
      state.append(button("Next (n)", next), button("Record all (R)", function () { accept(null); }));
    }
    if (panel().dataset.editor === undefined) return;
    panel().querySelectorAll(".preview-place").forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        var place = link.dataset;
        post("open", { file: place.file, line: +place.line, column: +place.column });
      });
    });
  }

  var current = -1;

  function next() {
    var places = moved();
    if (!places.length) return;
    current = (current + 1) % places.length;
    places[current].scrollIntoView({ block: "center" });
    places[current].querySelector("button").focus({ preventScroll: true });
  }

  addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "n") next();
    if (event.key === "R") accept(null);
    var place = event.target.closest && event.target.closest(".moved");
    if (event.key === "r" && place) accept([place.dataset.record]);
  });

  // MARK: Beginning

  document.querySelectorAll("main > *, nav.contents ol, footer.site, header.site").forEach(remember);
  Array.from((document.querySelector("main") || document.body).childNodes).forEach(remember);
  prepare();
  var page = decodeURIComponent(location.pathname).replace(/^\//, "");
  if (page === "" || page.endsWith("/")) page += "index.html";
  var events = new EventSource("/_nabla/events"), wasLost = false;
  events.onmessage = function (event) {
    var changed = JSON.parse(event.data).page;
    if (changed === null || changed === undefined || changed === page) load();
  };
  events.onerror = function () { wasLost = true; say("nabla does not answer"); };
  events.onopen = function () { if (wasLost) load(); wasLost = false; };
})();
