// "Did you mean": words that the library does not have, replaced by those it has.
(function () {
  "use strict";
  const shortest = 3;

  // Distance by single letters put in, left out, changed, or swapped with a neighbour; Infinity above `limit`.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return Infinity;
    let last = [], row = Array.from({length: b.length + 1}, (_, i) => i);
    for (let i = 1; i <= a.length; ++i) {
      const next = [i];
      for (let j = 1; j <= b.length; ++j) {
        const same = a[i - 1] === b[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          next[j] = Math.min(next[j], last[j - 2] + 1);
      }
      [last, row] = [row, next];
    }
    return row[b.length] <= limit ? row[b.length] : Infinity;
  }

  // The nearest word, the commonest of equals. Words with the same beginning are looked at first, since most of a word's
  // mistakes come later, and since the files are sorted.
  async function nearest(shards, word) {
    const limit = Math.min(2, Math.floor((word.length - 1) / 2));
    for (const letters of [word.slice(0, 2), word[1] + word[0], word[0], word[1]]) {
      let best = null;
      for (const {word: other, count} of await shards.words(letters, Infinity)) {
        const far = distance(word, other, limit);
        if (far === Infinity || far === 0) continue;
        if (best === null || far < best.far || (far === best.far && count > best.count)) best = {other, count, far};
      }
      if (best !== null) return best.other;
    }
    return null;
  }

  // The text with better words; null where every word is known.
  async function correction(shards, {text, words, names, plain}) {
    let out = "", at = 0;
    for (const word of words) {
      const isSyntax = !plain &&
        (text[word.end] === ":" || ["NEAR", "ADJ", "XOR"].includes(text.slice(word.begin, word.end)));
      const isName = names.some((name) => name.begin <= word.begin && word.end <= name.end);
      if (word.stop || word.folded.length < shortest || isSyntax || isName || text[word.end] === "*") continue;
      await shards.term(word.stem);
      if (shards.known.get(word.stem).records.length > 0) continue;
      const better = await nearest(shards, word.folded);
      if (better === null) continue;
      out += text.slice(at, word.begin) + better;
      at = word.end;
    }
    return at === 0 ? null : out + text.slice(at);
  }

  FieldbookSearch.correction = correction;
})();
