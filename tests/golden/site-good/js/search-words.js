// Words of a text, cut and folded as the index cuts them (core/library/words.cpp), with their places.
(function () {
  "use strict";
  const limitBytes = 64;
  const wordCharacter = /[\p{L}\p{M}\p{N}\p{Pc}]/u;
  const decimalDigit = /\p{Nd}/u;
  const digitJoints = ",.;\u037e\u0589\u060d\u07f8\u2044\ufe10\ufe13\ufe14";

  const at = (text, i) => (i < text.length ? String.fromCodePoint(text.codePointAt(i)) : "");
  const isWord = (c) => c !== "" && (c < "\x80" ? /\w/.test(c) : wordCharacter.test(c));
  const isCapital = (c) => c >= "A" && c <= "Z" && c.length === 1;
  const isInvisible = (c) => /^[\u200b-\u200d\u2060\ufeff]$/.test(c);

  function lower(c) {
    const small = c.toLowerCase();
    return [...small].length === 1 ? small : c;
  }

  function bytes(text) {
    let size = 0;
    for (const c of text) size += c < "\x80" ? 1 : c < "\u0800" ? 2 : c.length === 2 ? 4 : 3;
    return size;
  }

  // What a character between two word characters stands for: itself, nothing visible (""), or the end of the word.
  function joint(c, betweenDigits) {
    if (isInvisible(c)) return "";
    if (betweenDigits) return digitJoints.includes(c) ? c : null;
    if (c === "\u2019" || c === "\u201b") return "'";
    return "'&\u00b7\u05f4\u2027".includes(c) ? c : null;
  }

  // "U.K.", "N.H.S": read as one word. Where it ends, and the word; or nothing.
  function initials(text, begin) {
    let i = begin, word = "";
    do {
      word += text[i++].toLowerCase();
    } while (text[i] === "." && ++i < text.length && isCapital(text[i]));
    return word.length > 1 && !isWord(at(text, i)) ? [i, word] : null;
  }

  function body(text, begin) {
    let i = begin, word = "";
    for (;;) {
      let before;
      do {
        const c = at(text, i);
        before = lower(c);
        word += before;
        i += c.length;
      } while (isWord(at(text, i)));
      const c = at(text, i);
      const next = at(text, i + c.length);
      if (c === "" || !isWord(next)) break;
      const between = joint(c, decimalDigit.test(before) && decimalDigit.test(next));
      if (between === null) break;
      word += between;
      i += c.length;
    }
    const suffix = /^[+#]{1,3}(?![+#])/.exec(text.slice(i, i + 4));  // "c++", "f#"
    if (suffix && !isWord(at(text, i + suffix[0].length))) return [i + suffix[0].length, word + suffix[0]];
    const skipped = /^[+#]*/.exec(text.slice(i, i + 4))[0].length;
    return [i + Math.min(skipped, 3), word];
  }

  function fold(word) {
    if (/^[\x00-\x7f]*$/.test(word)) return word;
    const folded = word.toLowerCase().replace(/[ßẞ]/g, "ss").replace(/ς/g, "σ").normalize("NFKD")
      .replace(/\p{Mn}/gu, "").replace(/[\s\p{Pd}]/gu, "");
    return folded === "" ? word : folded;
  }

  function* words(text) {
    for (let i = 0; i < text.length;) {
      const first = at(text, i);
      if (!isWord(first)) {
        i += first.length;
        continue;
      }
      const [end, word] = (isCapital(first) && initials(text, i)) || body(text, i);
      if (bytes(word) <= limitBytes) {
        const folded = fold(word);
        if (bytes(folded) <= limitBytes) yield {begin: i, end, folded};
      }
      i = end;
    }
  }

  // On one line, bounded; quotation marks as typed by word processors are made plain.
  function tidy(text) {
    return text.slice(0, 10000).replace(/[\ud800-\udfff]/gu, " ").replace(/[\x00-\x1f\x7f]/g, " ")
      .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"').replace(/ +/g, " ").replace(/^ | $/g, "");
  }

  globalThis.FieldbookSearch = globalThis.FieldbookSearch || {};
  Object.assign(FieldbookSearch, {words, tidy});
})();
