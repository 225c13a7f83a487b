/* The search page: what is asked for stands in its address, what search.js finds is shown. Whatever
   comes from the index or from the reader is put into the page as text, never as HTML; all words
   that the page says itself stand in its data- attributes. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const FEW = 6, MANY = 50, OPTIONS = 60, AROUND = 34;
  const FILTERS = ["kind", "body", "category", "unit", "tag", "level", "state"];
  const LISTS = {body: "bodies", tag: "tags"}; // filters of which a record may have several values
  const search = shaiquanSearch, {records, kinds} = search;
  const find = (id) => document.getElementById(id);
  const words = find("_search").dataset;
  const input = find("_q"), title = document.title;
  const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const missing = new Set(search.textFiles()); // files of the full text that are not here yet
  let shown = MANY, timer = 0, loading = false, failed = false, settled = true;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== ""));
    return element;
  }

  // ---- the address: ?q=…&kind=…&body=…&category=…&unit=…&tag=…&level=…&state=… ----

  function readAddress() {
    const given = new URLSearchParams(location.search);
    const asked = {q: (given.get("q") || "").slice(0, input.maxLength)}; // no more than can be typed
    for (const name of FILTERS) asked[name] = given.get(name) || "";
    return asked;
  }
  function addressOf(asked) {
    const values = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    const page = location.pathname.split("/").pop() || "./"; // an empty address would keep the question
    return page + (String(values) && "?" + values);
  }
  /* Go to another question. What somebody types is one, from the first sign until it is asked. */
  function ask(asked, typing = false) {
    const address = addressOf(asked), same = new URL(address, location.href).href === location.href;
    shown = MANY;
    history[same || (typing && !settled) ? "replaceState" : "pushState"](null, "", address);
    settled = !typing;
    show();
  }
  function goBack() {
    clearTimeout(timer);
    settled = true;
    input.value = readAddress().q;
    show();
  }

  // ---- what is chosen ----

  const passes = (one, name, value) =>
    !value || (LISTS[name] ? one[LISTS[name]].includes(value) : one[name] === value);
  /* The hits that pass all filters, and for each filter how many hits each of its values leaves, all
     others being chosen. */
  function choose(hits, asked) {
    const left = [], counts = Object.fromEntries(FILTERS.map((name) => [name, new Map()]));
    const chosen = FILTERS.filter((name) => asked[name]);
    const add = (name, value) => value && counts[name].set(value, (counts[name].get(value) || 0) + 1);
    for (const hit of hits) {
      const one = records[hit[0]], failed = chosen.filter((name) => !passes(one, name, asked[name]));
      if (!failed.length) left.push(hit);
      if (failed.length > 1) continue;
      for (const name of failed.length ? failed : FILTERS)
        if (LISTS[name]) for (const id of one[LISTS[name]]) add(name, id);
        else add(name, one[name]);
    }
    for (const name of chosen) if (!counts[name].has(asked[name])) counts[name].set(asked[name], 0);
    return {left, counts};
  }
  function nameOf(id, long = false) {
    const one = records[search.rowOf.get(id)];
    return one ? (!long && one.short) || one.name : id;
  }
  function labelValue(name, value) {
    if (name === "kind") return kinds.get(value) ? kinds.get(value).label : value;
    return name === "level" || name === "state" ? value : nameOf(value);
  }
  function showFilters(counted, asked) {
    const boxes = [], links = [...counted.kind].sort((a, b) => orderOf(a[0]) - orderOf(b[0]));
    const all = links.reduce((sum, link) => sum + link[1], 0);
    const chips = [["", words.allKinds, all], ...links.map(([v, n]) => [v, labelValue("kind", v), n])]
      .map(([value, label, number]) => {
        const address = {...asked, kind: value};
        const link = make("a", {href: addressOf(address)}, label, " ", make("small", {}, String(number)));
        if (asked.kind === value) link.setAttribute("aria-current", "true");
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          ask(address);
        });
        return make("li", {}, link);
      });
    find("_kinds").replaceChildren(...(links.length > 1 || asked.kind ? chips : []));
    for (const name of FILTERS.slice(1)) {
      const counts = [...counted[name]].map(([v, n]) => [v, labelValue(name, v), n]);
      if (counts.length < 2 && !asked[name]) continue;
      boxes.push(makeFilter(name, counts, asked));
    }
    find("_filters").replaceChildren(...boxes);
  }
  function orderOf(kind) {
    return kinds.has(kind) ? kinds.get(kind).order : kinds.size;
  }
  function makeFilter(name, counts, asked) {
    const twice = new Set(counts.map(([, label]) => label).filter((l, n, all) => all.indexOf(l) !== n));
    counts.sort((a, b) => (b[0] === asked[name]) - (a[0] === asked[name]) || b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
    const select = make("select", {name}, make("option", {value: ""}, words.any));
    for (const [value, label, number] of counts.slice(0, OPTIONS)) {
      const one = twice.has(label) && records[search.rowOf.get(value)]; // an address may name anything
      const unit = one ? one.unit : "";
      const text = unit ? `${label}（${nameOf(unit)}）` : label;
      select.append(make("option", {value}, say(words.option, {text, n: number})));
    }
    if (counts.length > OPTIONS)
      select.append(make("option", {disabled: ""}, say(words.moreOptions, {n: counts.length - OPTIONS})));
    select.value = asked[name];
    select.addEventListener("change", () => {
      ask({...readAddress(), [name]: select.value});
      const again = find("_filters").querySelector(`[name=${name}]`);
      if (again) again.focus();
    });
    return make("label", {}, make("span", {}, words[name]), select);
  }

  // ---- hits ----

  /* A text with what was looked for marked: as written, by its sound, or in the order of it. */
  function mark(text, needles, loose = false) {
    const {folded, places} = search.foldWithPlaces(text), marked = new Array(text.length).fill(false);
    const light = (from, to) => { // without the signs that follow
      const last = places[to - 1];
      marked.fill(true, places[from], last + (text.codePointAt(last) > 0xffff ? 2 : 1));
    };
    for (const needle of needles) {
      let found = false;
      for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
        light(at, at + needle.length);
        found = true;
      }
      const inOrder = !found && search.placesInOrder(folded, needle);
      if (inOrder && loose) inOrder.forEach((at) => light(at, at + 1));
      for (let at = 0; !found && /[a-z]/.test(needle) && at < folded.length; at++) {
        const end = search.readAhead(folded, at, needle, 0);
        if (end > at) { light(at, end); found = true; }
      }
    }
    return {marked, nodes: toNodes(text, marked)};
  }
  function toNodes(text, marked) {
    const nodes = [];
    for (let at = 0; at < text.length; ) {
      let end = at + 1;
      while (end < text.length && marked[end] === marked[at]) end++;
      nodes.push(marked[at] ? make("mark", {}, text.slice(at, end)) : text.slice(at, end));
      at = end;
    }
    return nodes;
  }
  function showHit(row, needles, textOf) {
    const one = records[row], kind = kinds.get(one.kind), href = kind.address.replace("{id}", one.id);
    const name = mark(one.name, needles, true);
    const item = make("li", {class: "hit"}, make("a", {href, class: "hit-name"}, ...name.nodes));
    const facts = [kind.label];
    if (one.category) facts.push(nameOf(one.category, true));
    if (one.level) facts.push(`${kind.level}：${one.level}`);
    const bodies = one.bodies.slice(0, 2).map((id) => nameOf(id)).join("、");
    if (bodies) facts.push(one.bodies.length > 2 ? say(words.andMore, {names: bodies}) : bodies);
    if (one.unit) facts.push(nameOf(one.unit));
    if (one.codes) facts.push(one.codes);
    facts.push(one.id.toUpperCase());
    if (one.state !== search.published()) facts.push(one.state);
    const line = make("p", {class: "hit-facts"});
    facts.forEach((fact) => line.append(make("span", {}, ...mark(fact, needles).nodes)));
    item.append(line);
    const piece = name.marked.includes(true) ? null : findPiece(textOf.get(row), needles);
    if (piece) item.append(showPiece(piece, href, needles));
    return item;
  }
  /* The line of a record's text that has most of what was looked for. */
  function findPiece(pieces, needles) {
    let best = null, most = 0;
    for (const piece of pieces || []) {
      const folded = search.fold(piece[2]), number = needles.filter((n) => folded.includes(n)).length;
      if (number > most) { best = piece; most = number; }
    }
    return best;
  }
  function showPiece([anchor, label, text], href, needles) {
    const {marked} = mark(text, needles), first = Math.max(0, marked.indexOf(true));
    const from = first > AROUND ? first - AROUND / 2 : 0, to = Math.min(text.length, from + 3 * AROUND);
    const nodes = toNodes(text.slice(from, to), marked.slice(from, to));
    const place = anchor && !href.includes("#") ? `${href}#${anchor}` : href;
    return make("p", {class: "hit-text"}, label ? make("span", {}, `${label}：`) : "", from ? "…" : "",
      ...nodes, to < text.length ? "…" : "", " ", make("a", {href: place}, words.toPlace));
  }
  /* The kinds in the order of the navigation, but first that of a record which is called just so. */
  function showHits(hits, asked, needles) {
    const groups = new Map(), textOf = new Map(search.texts.map((text) => [text.row, text.pieces]));
    for (const [row] of hits) {
      const kind = records[row].kind;
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(row);
    }
    const whole = groups.size === 1, best = hits.length && hits[0][0];
    const meant = hits.length && needles.some((word) => search.isWhole(best, word)) && records[best].kind;
    const sorted = [...groups].sort(([a], [b]) => (b === meant) - (a === meant) || orderOf(a) - orderOf(b));
    find("_hits").replaceChildren(...sorted.map(([kind, rows]) => {
      const some = rows.slice(0, whole ? shown : FEW);
      const list = make("ol", {}, ...some.map((row) => showHit(row, needles, textOf)));
      const heading = make("h2", {}, labelValue("kind", kind), " ", make("small", {}, say(words.number, {n: rows.length})));
      const section = make("section", {}, heading, list);
      if (some.length < rows.length) section.append(showMore(kind, rows.length, asked, whole));
      return section;
    }));
  }
  function showMore(kind, number, asked, whole) {
    const more = make("a", {class: "more", href: addressOf({...asked, kind})},
      whole ? say(words.more, {n: Math.min(MANY, number - shown)})
        : say(words.allOfKind, {n: number, kind: labelValue("kind", kind)}));
    more.addEventListener("click", (event) => {
      event.preventDefault();
      if (whole) { shown += MANY; show(); } else { ask({...asked, kind}); find("_found").focus(); }
    });
    return make("p", {}, more);
  }

  // ---- the answer ----

  function show() {
    const asked = readAddress(), query = search.readQuery(asked.q);
    const idle = !query.length && FILTERS.every((name) => !asked[name]);
    if (document.activeElement !== input) input.value = asked.q;
    document.title = asked.q ? `${asked.q} - ${title}` : title;
    for (const id of ["_answer", "_rest"]) find(id).hidden = id === "_answer" ? idle : !idle;
    showTypedMark(asked.q);
    if (idle) return;
    let hits = search.find(query), inOrder = false;
    if (!hits.length && query.length) {
      hits = search.find(query, {inOrder: true});
      inOrder = hits.length > 0;
    }
    const {left, counts} = choose(hits, asked);
    const needles = inOrder ? query.map((word) => word.folded) : query.flatMap((word) => word.forms);
    find("_found").textContent = say(inOrder ? words.foundInOrder : left.length ? words.found
      : hits.length ? words.noneLeft : words.none, {n: left.length, q: asked.q});
    showSynonyms(inOrder ? [] : query);
    find("_none").hidden = hits.length > 0;
    showFilters(counts, asked);
    showHits(left, asked, needles);
    offerTexts(query);
  }
  function showSynonyms(query) {
    const others = query.filter((word) => word.synonyms.length)
      .map((word) => say(words.also, {word: word.written, others: word.synonyms.join("、")}));
    find("_also").textContent = others.join(" ");
    find("_also").hidden = !others.length;
  }
  /* A mark typed into the search: the way to its page, or that no sheet has it. */
  function showTypedMark(text) {
    const pages = search.findTypedMark(text);
    find("_typed").hidden = !pages;
    find("_typed").replaceChildren(...(pages || []).length
      ? pages.map((href) => make("a", {href}, say(words.markKnown, {mark: text.trim().toUpperCase()})))
      : pages ? [words.markUnknown] : []);
  }
  /* The full text: of a small site at once, of a large one when the reader wants it; what failed to
     come, when he asks again. */
  function offerTexts(query) {
    const offer = find("_texts");
    offer.hidden = true;
    if (!missing.size || !query.length || loading) return;
    if (search.textFiles().length === 1 && !failed) loadTexts();
    else offer.hidden = false;
  }
  function loadTexts() {
    let left = missing.size;
    loading = true;
    const done = () => {
      if (--left) return;
      loading = false;
      failed = missing.size > 0;
      search.prepareTexts();
      show();
    };
    const index = document.querySelector("script[src$='names.js']").src; // the full text lies beside it
    for (const file of missing) {
      const script = make("script", {src: new URL(file, index).href});
      script.addEventListener("load", () => { missing.delete(file); done(); });
      script.addEventListener("error", done);
      document.head.append(script);
    }
  }

  // ---- the box for a mark ----

  function answerMark(text) {
    const pages = search.marks.get(search.readMark(text)) || [];
    if (pages.length === 1) location.href = pages[0];
    else find("_mark_answer").replaceChildren(...(pages.length
      ? pages.map((href) => make("a", {href}, say(words.markKnown, {mark: text})))
      : [search.readMark(text) ? words.markUnknown : words.markWrong]));
  }

  search.prepare();
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask({...readAddress(), q: input.value}, true), 120);
  });
  find("_form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask({...readAddress(), q: input.value});
  });
  find("_texts").addEventListener("click", () => { find("_texts").hidden = true; loadTexts(); });
  const markForm = find("_mark_form");
  if (markForm) {
    markForm.addEventListener("submit", (event) => { event.preventDefault(); answerMark(markForm.mark.value); });
    const given = new URLSearchParams(location.search).get("mark");
    if (given) { markForm.mark.value = given; answerMark(given); }
  }
  addEventListener("popstate", goBack);
  show();
});
