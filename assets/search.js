/* Finds records in the index of the search: names.js, table.js and text-1.js … hand it their rows.
   It knows nothing of the page, which is search-page.js. No library, no build step. */
"use strict";

const shaiquanSearch = (() => {
  // ---- the index: records, and what belongs to their characters ----

  const records = [];
  const rowOf = new Map(); // id -> number of its record
  const kinds = new Map(); // name -> {label, address, category, level, order}
  const simple = new Map(); // another form of a character -> the simplified one
  const sounds = []; // code of a character -> how it may sound
  const firsts = new Uint32Array(65536); // the same -> a bit for each letter a sound begins with
  const marks = new Map(); // mark, written small -> pages that answer for it
  const texts = []; // {row, pieces} of the full text, as far as it is loaded
  let table = {synonyms: [], texts: []};

  function setTable(given) {
    table = given;
    given.kinds.forEach(([name, label, address, category, level], order) =>
      kinds.set(name, {label, address, category, level, order}));
    for (const [first, ...others] of given.variants.split(" ").map((group) => [...group]))
      for (const other of others) simple.set(other, first);
    for (const group of given.sounds.split(" ").filter(Boolean)) {
      const sound = group.match(/^[a-z]+/)[0];
      for (const character of group.slice(sound.length)) {
        const code = character.charCodeAt(0);
        (sounds[code] = sounds[code] || []).push(sound);
        firsts[code] |= 1 << (sound.charCodeAt(0) - 97);
      }
    }
    for (const address of given.marks) {
      const mark = address.split("/").slice(-2)[0];
      marks.set(mark, [...(marks.get(mark) || []), address]);
    }
  }

  const listIds = (text) => text ? text.split(" ") : [];
  function addNames(parts) {
    for (const [kind, rows] of parts)
      for (const [id, name, short = "", codes = "", unit = "", category = "", bodies = "",
        level = "", state = "", tags = ""] of rows) {
        rowOf.set(id, records.length);
        records.push({kind, id, name, short, codes, unit, category, level,
          bodies: listIds(bodies), tags: listIds(tags), state: state || table.published});
      }
  }

  const textIndex = {all: "", starts: [], rows: []};
  function addTexts(parts) {
    for (const [, rows] of parts) for (const [id, pieces] of rows) {
      const row = rowOf.get(id); // none where a browser kept the names of an older site
      if (row !== undefined) texts.push({row, pieces});
    }
  }

  // ---- comparing: without signs and blanks, small, half-width, simplified ----

  const foldedCharacters = new Map();
  function foldCharacter(character) {
    let folded = foldedCharacters.get(character);
    if (folded === undefined) {
      folded = [...character.normalize("NFKC").toLowerCase().replace(/ü/g, "v")]
        .map((one) => simple.get(one) || one).filter((one) => /[\p{L}\p{N}]/u.test(one)).join("");
      foldedCharacters.set(character, folded);
    }
    return folded;
  }
  function fold(text) {
    let folded = "";
    for (const character of text) folded += foldCharacter(character);
    return folded;
  }
  /* The same, with the place in the text from which each folded character comes. */
  function foldWithPlaces(text) {
    const places = [];
    let folded = "", at = 0;
    for (const character of text) {
      const more = foldCharacter(character);
      for (let n = 0; n < more.length; n++) places.push(at);
      folded += more;
      at += character.length;
    }
    return {folded, places};
  }

  /* All names in one string, a record a line: name|short name|codes|id. One indexOf over it answers
     in less time than any structure would. */
  const nameIndex = {all: "", starts: []};
  const foldedNames = [];
  const referrers = []; // record -> those that name it as their body, category or tag
  const members = []; // record -> those whose unit it is
  function prepare() {
    join(nameIndex, records.map((one, row) => {
      foldedNames.push(fold(one.name));
      return [foldedNames[row], fold(one.short), fold(one.codes), fold(one.id)].join("|");
    }));
    records.forEach((one, row) => {
      for (const id of [...one.bodies, ...one.tags, one.category]) refer(referrers, id, row);
      refer(members, one.unit, row);
    });
  }
  function refer(lists, id, row) {
    const target = rowOf.get(id);
    if (target !== undefined && target !== row) (lists[target] = lists[target] || []).push(row);
  }
  function join(index, lines) {
    index.all = lines.join("\n");
    let at = 0;
    index.starts = lines.map((line) => { const start = at; at += line.length + 1; return start; });
    index.starts.push(at);
  }
  function prepareTexts() {
    textIndex.rows = texts.map((text) => text.row);
    join(textIndex, texts.map((text) => text.pieces.map((piece) => fold(piece[2])).join("|")));
  }
  function lineAt(index, at) {
    let low = 0, high = index.starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= at) low = middle; else high = middle;
    }
    return low;
  }

  // ---- finding: a word -> Map(record -> how good the hit is) ----

  function put(hits, row, score) {
    if (!(hits.get(row) >= score)) hits.set(row, score);
  }
  /* Whether a word is the name, the short name or the code of a record. */
  function isWhole(row, word) {
    const {all, starts} = nameIndex;
    return `|${all.slice(starts[row], starts[row + 1] - 1)}|`.includes(`|${word}|`);
  }
  function scoreName(row, at, word, best) {
    const one = records[row], name = foldedNames[row].length;
    const whole = word && isWhole(row, word) ? 30 : at === 0 ? 10 : 0;
    const inName = at < name ? 10 : 0;
    return best + whole + inName - Math.min(one.name.length, 60) / 10 - (one.state === table.withdrawn ? 8 : 0);
  }
  function findInNames(word, hits) {
    const {all, starts} = nameIndex;
    for (let at = all.indexOf(word); at >= 0; ) {
      const row = lineAt(nameIndex, at), end = at + word.length;
      const isId = end + 1 === starts[row + 1] && all[at - 1] === "|";
      put(hits, row, scoreName(row, at - starts[row], word, isId ? 80 : 40));
      at = all.indexOf(word, starts[row + 1]);
    }
  }
  function findByPinyin(word, hits) {
    const {all, starts} = nameIndex, code = word.charCodeAt(0);
    const bit = code >= 97 && code <= 122 ? 1 << (code - 97) : 0;
    for (let at = 0; at < all.length; at++) {
      const character = all.charCodeAt(at);
      if (!(firsts[character] & bit || character === code) || readAhead(all, at, word, 0) < 0) continue;
      const row = lineAt(nameIndex, at);
      put(hits, row, scoreName(row, at - starts[row], "", 20));
      at = starts[row + 1] - 1;
    }
  }
  /* Where the characters end that sound like the word from k on, by syllables, first letters or
     both; the last syllable may be begun. -1 where they sound otherwise. */
  function readAhead(text, at, word, k) {
    if (k === word.length) return at;
    const character = text[at];
    if (character === undefined || character === "\n" || character === "|") return -1;
    if (character === word[k]) return readAhead(text, at + 1, word, k + 1);
    for (const sound of sounds[text.charCodeAt(at)] || []) {
      if (sound[0] !== word[k]) continue;
      if (word.startsWith(sound, k)) {
        const end = readAhead(text, at + 1, word, k + sound.length);
        if (end >= 0) return end;
      } else if (sound.startsWith(word.slice(k))) return at + 1;
      const end = readAhead(text, at + 1, word, k + 1);
      if (end >= 0) return end;
    }
    return -1;
  }
  /* What belongs to a body or category of that name; to a unit only where another word says more. */
  function findByRelation(word, hits, several) {
    if (word.length < 2) return;
    for (const row of [...hits.keys()]) {
      for (const other of referrers[row] || []) put(hits, other, 12);
      if (several) for (const other of members[row] || []) put(hits, other, 10);
    }
  }
  function findInTexts(word, hits) {
    const {all, starts, rows} = textIndex;
    for (let at = all.indexOf(word); at >= 0; ) {
      const line = lineAt(textIndex, at);
      put(hits, rows[line], 5);
      at = all.indexOf(word, starts[line + 1]);
    }
  }
  /* 招投标 finds 招标投标: the characters in their order, close together; if nothing else is found,
     wherever they stand in the name. */
  function findInOrder(word, hits, wide) {
    if (word.length < (wide ? 2 : 3) || /[a-z0-9]/.test(word)) return;
    const most = wide ? Infinity : 2 * word.length - 1;
    foldedNames.forEach((name, row) => {
      const places = placesInOrder(name, word);
      if (places && places[places.length - 1] - places[0] < most) put(hits, row, scoreName(row, 1, "", -20));
    });
  }
  function placesInOrder(text, word) {
    const places = [];
    let at = -1;
    for (const character of word) {
      at = text.indexOf(character, at + 1);
      if (at < 0) return null;
      places.push(at);
    }
    return places;
  }
  function findWord(word, ways, several) {
    const hits = new Map();
    if (ways.inOrder) findInOrder(word.folded, hits, true);
    else {
      findInOrder(word.folded, hits, false);
      word.forms.forEach((form, n) => {
        const found = new Map();
        findInNames(form, found);
        if (/[a-z]/.test(form)) findByPinyin(form, found);
        findByRelation(form, found, several);
        findInTexts(form, found);
        for (const [row, score] of found) put(hits, row, n ? score - 9 : score);
      });
    }
    return hits;
  }
  function readQuery(text) {
    return text.trim().split(/[\s,，、;；]+/).map((written) => ({written, folded: fold(written)}))
      .filter((word) => word.folded)
      .map((word) => ({...word, synonyms: synonymsOf(word.folded)}))
      .map((word) => ({...word, forms: [word.folded, ...word.synonyms.map(fold)]}));
  }
  function synonymsOf(folded) {
    const groups = table.synonyms.filter(([word]) => fold(word) === folded);
    return groups.flatMap(([, ...others]) => others).filter(fold);
  }
  /* [record, score], the best first: what each of the words finds. */
  function find(words, ways = {}) {
    if (!words.length) return records.map((_, row) => [row, 0]);
    const [first, ...others] = words.map((word) => findWord(word, ways, words.length > 1));
    const hits = [];
    for (const [row, score] of first)
      if (others.every((found) => found.has(row)))
        hits.push([row, others.reduce((sum, found) => sum + found.get(row), score)]);
    return hits.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  // ---- a mark: as people write it from a wall ----

  function readMark(text) {
    const signs = text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "")
      .replace(/O/g, "0").replace(/[IL]/g, "1");
    return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(signs) ? signs.toLowerCase() : "";
  }
  /* Pages for what was typed into the search, if it is a mark; null where it is none. */
  function findTypedMark(text) {
    const mark = readMark(text), looksSo = /^\s*\w{4}\s*[-－—]\s*\w{4}\s*$|\d/.test(text.normalize("NFKC"));
    if (!mark || !(marks.has(mark) || looksSo)) return null;
    return marks.get(mark) || [];
  }

  return {setTable, addNames, addTexts, prepare, prepareTexts, find, readQuery, readMark,
    findTypedMark, isWhole, fold, foldWithPlaces, readAhead, placesInOrder,
    records, kinds, marks, sounds, rowOf, texts, textFiles: () => table.texts, published: () => table.published};
})();
