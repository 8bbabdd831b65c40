// The sentences of a record that answer a query best, as core/library/snippet.cpp chooses them.
(function () {
  "use strict";
  const {words, numbers, walk} = FieldbookSearch;
  const limit = 300, repeated = 0.2, sideBySide = 0.3;

  // What is looked for: stem -> how much it matters. Words that only stand in longer other names of what was asked for
  // say little by themselves.
  function wanted(shards, {tree, words: asked}) {
    const out = new Map();
    const add = (term) => {
      const plain = term.startsWith("XT") ? term.slice(term.indexOf(":") + 1) : term;
      if (/^[A-Z]/.test(plain)) return;
      out.set(plain, 1 / (1 + shards.known.get(term).records.length * 10 / (shards.lengths.length + 1)));
    };
    walk(tree, (node) => {
      if (node.op === "term" && shards.known.has(node.term)) add(node.term);
      if (node.op === "phrase") node.terms.forEach(add);
    });
    return out.size > 0 ? out : new Map(asked.map((word) => [word.stem, 1]));
  }

  function find(text, stems, stem) {
    const out = [];
    let before = false;
    for (const {begin, end, folded} of words(text)) {
      const weight = stems.get(stem(folded));
      if (weight !== undefined) out.push({begin, end, stem: stem(folded), weight, joined: before});
      before = weight !== undefined;
    }
    return out;
  }

  function score(found, said) {
    const seen = new Set(said);
    let sum = 0;
    for (const {stem, weight, joined} of found) {
      sum += weight * (seen.has(stem) ? repeated : 1) + (joined ? weight * sideBySide : 0);
      seen.add(stem);
    }
    return sum;
  }

  function best(sentences, {said = [], room = Infinity, taken = -1}) {
    let out = null;
    sentences.forEach(({text, found}, place) => {
      if (place === taken || text.length > room) return;
      const value = score(found, said);
      if (value > 0 && (out === null || value > out.value)) out = {place, value};
    });
    return out === null ? null : out.place;
  }

  // The part of a long sentence that says most, cut between words.
  function window(text, found) {
    let first = 0, last = 0, most = -1;
    for (let begin = 0, end = 0; begin < found.length; ++begin) {
      while (end < found.length && found[end].end - found[begin].begin <= limit) ++end;
      const value = score(found.slice(begin, Math.max(end, begin + 1)), []);
      if (value > most) [first, last, most] = [begin, Math.max(end, begin + 1) - 1, value];
    }
    const spare = found.length === 0 ? limit : Math.max(0, limit - (found[last].end - found[first].begin));
    let from = found.length === 0 ? 0 : Math.max(0, found[first].begin - Math.floor(spare / 2));
    let to = Math.min(text.length, from + limit);
    if (to === text.length) from = Math.max(0, to - limit);
    while (from > 0 && from < to && text[from - 1] !== " ") ++from;
    if (to < text.length) {
      const space = text.lastIndexOf(" ", to);
      if (space > from) to = space;
    }
    return (from > 0 ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : "");
  }

  // [{text, marked}] in reading order.
  function passage(shards, record, stems) {
    const gaps = numbers(record.gaps);
    const sentences = record.sentences.map((text) => ({text, found: find(text, stems, shards.stem)}));
    const place = best(sentences, {});
    let text = "";
    if (place === null) {
      text = window(record.summary || record.sentences[0] || "", []);
    } else if (sentences[place].text.length > limit) {
      text = window(sentences[place].text, sentences[place].found);
    } else {
      const room = limit - sentences[place].text.length - 3;
      let second = best(sentences, {said: sentences[place].found.map((f) => f.stem), room, taken: place});
      if (second === null && place + 1 < sentences.length && sentences[place + 1].text.length <= room) second = place + 1;
      const places = second === null ? [place] : [place, second].sort((a, b) => a - b);
      const apart = places.length === 2 && (places[1] > places[0] + 1 || gaps[places[1]] > 2);
      text = places.map((p) => sentences[p].text).join(apart ? " … " : " ");
    }
    return marked(text.replace(/[\x00-\x1f]/g, " "), stems, shards.stem);
  }

  function marked(text, stems, stem) {
    const out = [];
    let at = 0;
    for (const {begin, end} of find(text, stems, stem)) {
      if (begin > at) out.push({text: text.slice(at, begin), marked: false});
      out.push({text: text.slice(begin, end), marked: true});
      at = end;
    }
    if (at < text.length) out.push({text: text.slice(at), marked: false});
    return out;
  }

  Object.assign(FieldbookSearch, {wanted, passage});
})();
