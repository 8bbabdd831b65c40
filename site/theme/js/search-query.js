// A query as somebody types it, made into a tree: plain words, or the syntax of `fieldbook search` (AND, OR, NOT, XOR,
// NEAR, ADJ, brackets, +word, -word, "phrases", field:word, facet:value, word*). As core/library/tokens.cpp and
// operators.cpp read it. Nothing is an error.
//
// Nodes: {op: "term", term}, {op: "phrase", terms, window, ordered}, {op: "scale", part, by}, {op: "all"},
// {op: "beginning", letters, prefix, weighs}, {op: "filter" | "maybe" | "not", left, right} and
// {op: "or" | "and" | "xor" | "max", parts}. Nothing is null.
(function () {
  "use strict";
  const {words} = FieldbookSearch;
  const wordsLimit = 1000, depthLimit = 50, beginningsLimit = 20, windowLimit = 100, nameLimit = 120;
  const operators = {AND: "and", OR: "or", NOT: "not", XOR: "xor", NEAR: "near", ADJ: "adjacent"};
  const isBlank = (c) => c === " " || c === undefined;

  function tokensOf(text, known) {
    const out = [];
    const source = words(text);
    let word = null, read = 0, at = 0;
    const advance = () => {
      const next = read++ < wordsLimit ? source.next() : {done: true};
      word = next.done ? null : next.value;
    };
    const startsWord = (i) => i === 0 || isBlank(text[i - 1]) || text[i - 1] === "(";
    const skipToHere = () => {
      while (word && word.begin < at) advance();
    };

    // A mark that does not close is punctuation.
    function phrase() {
      const close = text.indexOf('"', at);
      if (close < 0) return;
      const token = {kind: "phrase", words: []};
      for (; word && word.end <= close; advance()) token.words.push(word.folded);
      at = close + 1;
      if (token.words.length > 0) out.push(token);
    }

    // Punctuation from where we stand to the next word, and phrases on the way.
    function between() {
      while (at < (word ? word.begin : text.length)) {
        const c = text[at];
        if (c === "(") out.push({kind: "open"});
        if (c === ")") out.push({kind: "close"});
        if ((c === "+" || c === "-") && !isBlank(text[at + 1]) && startsWord(at))
          out.push({kind: c === "+" ? "plus" : "minus"});
        ++at;
        if (c === '"') phrase();
      }
    }

    // False where there is no value.
    function facet(name, from) {
      const begin = from + (text[from] === '"' ? 1 : 0);
      const close = begin > from ? text.indexOf('"', begin) : -1;
      let end = close;
      if (close < 0) for (end = begin; end < text.length && !" ()".includes(text[end]);) ++end;
      if (end === begin) return false;
      at = end + (close < 0 ? 0 : 1);
      out.push({kind: "value", term: "XF" + name + ":" + text.slice(begin, end), facet: name});
      return true;
    }

    // "title:" or "kind:evaluation"; the name may hold hyphens.
    function field() {
      const colon = text.indexOf(":", word.begin);
      if (colon < 0 || colon - word.begin > nameLimit || isBlank(text[colon + 1])) return false;
      const name = text.slice(word.begin, colon);
      const isField = known.fields.includes(name);
      if (!isField && !known.facets.includes(name)) return false;
      if (!isField && !facet(name, colon + 1)) return false;
      if (isField) {
        at = colon + 1;
        out.push({kind: "field", prefix: "XT" + name + ":"});
      }
      skipToHere();
      return true;
    }

    function named() {
      const kind = operators[text.slice(word.begin, word.end)];
      const after = text[word.end];
      if (kind === undefined || !startsWord(word.begin) || (!isBlank(after) && after !== "/" && after !== "("))
        return false;
      const token = {kind, window: 10};
      at = word.end;
      if (after === "/") {
        const digits = /^\d*/.exec(text.slice(at + 1))[0];
        token.window = Math.min(Math.max(digits === "" ? windowLimit : Number(digits), 1), windowLimit);
        at += 1 + digits.length;
      }
      out.push(token);
      skipToHere();
      return true;
    }

    // Words written together are searched as a phrase.
    function plain() {
      const token = {kind: "word", words: [word.folded]};
      at = word.end;
      advance();
      while (word && word.begin === at + 1 && "-/.@&'_".includes(text[at])) {
        token.words.push(word.folded);
        at = word.end;
        advance();
      }
      if (text[at] === "*") {
        ++at;
        if (token.words.length === 1) token.kind = "beginning";
      }
      out.push(token);
    }

    advance();
    for (between(); word; between()) {
      if (!field() && !named()) plain();
    }
    return out;
  }

  const hasOperators = (tokens) => tokens.some((t) => !["word", "open", "close"].includes(t.kind));

  const many = (op, parts) => (parts.length === 0 ? null : parts.length === 1 ? parts[0] : {op, parts});

  function join(left, op, right) {
    if (right === null) return left;
    if (left === null) return right;
    if (op === "not") return {op, left, right};
    return left.op === op ? {op, parts: [...left.parts, right]} : {op, parts: [left, right]};
  }

  // `stem` and `isStop` are of the library.
  function parse(tokens, stem, isStop) {
    let at = 0, depth = 0, beginnings = 0, bracketPrefix = "";
    const stops = (token) => token.kind === "word" && token.words.length === 1 && isStop(token.words[0]);
    const weighs = !tokens.some((t) => t.kind === "phrase" || (t.kind === "word" && !stops(t)));
    const kind = () => (at < tokens.length ? tokens[at].kind : "");
    const take = (wanted) => kind() === wanted && Boolean(++at);
    const terms = (list, prefix) => list.map((word) => (prefix || bracketPrefix) + stem(word));

    function phrase(list, prefix) {
      const parts = terms(list, prefix);
      return parts.length === 1 ? {op: "term", term: parts[0]} :
        {op: "phrase", terms: parts, window: parts.length, ordered: true};
    }

    function beginning(letters, prefix) {
      if (++beginnings > beginningsLimit) return phrase([letters], prefix);
      return {op: "beginning", letters, prefix: prefix || bracketPrefix, weighs};
    }

    function bracket(prefix) {
      if (depth === depthLimit) return null;
      ++depth;
      const outer = bracketPrefix;
      bracketPrefix = prefix || bracketPrefix;
      const out = disjunction();
      bracketPrefix = outer;
      --depth;
      take("close");
      return out;
    }

    function word(prefix) {
      const first = tokens[at++];
      const distance = tokens[at];
      if (first.words.length > 1 || (kind() !== "near" && kind() !== "adjacent")) return phrase(first.words, prefix);
      const list = [...first.words];
      while (kind() === distance.kind && at + 1 < tokens.length && tokens[at + 1].kind === "word" &&
             tokens[at + 1].words.length === 1) {
        list.push(tokens[at + 1].words[0]);
        at += 2;
      }
      if (list.length === 1) return phrase(list, prefix);
      return {op: "phrase", terms: terms(list, prefix), window: distance.window + list.length - 1,
        ordered: distance.kind === "adjacent"};
    }

    function primary() {
      let prefix = "";
      for (; kind() === "field"; ++at) prefix = tokens[at].prefix;
      const token = tokens[at];
      switch (kind()) {
        case "open": ++at; return bracket(prefix);
        case "phrase": ++at; return phrase(token.words, prefix);
        case "beginning": ++at; return beginning(token.words[0], prefix);
        case "value": ++at; return {op: "term", term: token.term};
        case "word": return word(prefix);
        default: return null;
      }
    }

    // What stands side by side up to an operator or the end of the bracket: alternatives, but for facet values.
    function run() {
      const list = {words: [], stops: [], loved: [], hated: [], facets: new Map()};
      const put = (name, node) => node !== null && list[name].push(node);
      for (; at < tokens.length && !["close", "and", "or", "not", "xor"].includes(kind());) {
        const token = tokens[at];
        if (token.kind === "near" || token.kind === "adjacent") {
          ++at;
        } else if (token.kind === "plus" || token.kind === "minus") {
          ++at;
          put(token.kind === "plus" ? "loved" : "hated", primary());
        } else if (token.kind === "value") {
          ++at;
          list.facets.set(token.facet, [...(list.facets.get(token.facet) || []), {op: "term", term: token.term}]);
        } else {
          const next = tokens[at + 1] ? tokens[at + 1].kind : "";
          put(stops(token) && next !== "near" && next !== "adjacent" ? "stops" : "words", primary());
        }
      }
      let out = many("or", list.words.length === 0 ? list.stops : list.words);
      const loved = many("and", list.loved);
      if (loved !== null) out = out === null ? loved : {op: "maybe", left: loved, right: out};
      for (const values of list.facets.values()) {
        const filter = many("or", values);
        out = out === null ? {op: "scale", part: filter, by: 0} : {op: "filter", left: out, right: filter};
      }
      const hated = many("or", list.hated);
      return hated === null ? out : {op: "not", left: out || {op: "all"}, right: hated};
    }

    function conjunction() {
      let out = kind() === "not" ? null : run();
      while (kind() === "and" || kind() === "not") {
        take("and");
        const excludes = take("not");
        const right = run();
        if (right === null) continue;
        if (excludes && out === null) out = {op: "all"};
        out = join(out, excludes ? "not" : "and", right);
      }
      return out;
    }

    function either() {
      let out = conjunction();
      while (take("xor")) out = join(out, "xor", conjunction());
      return out;
    }

    function disjunction() {
      let out = either();
      while (take("or")) out = join(out, "or", either());
      return out;
    }

    let out = null;
    while (at < tokens.length) {
      const before = at;
      out = join(out, "or", disjunction());
      if (at === before) ++at;  // a bracket that closes nothing
    }
    return out;
  }

  Object.assign(FieldbookSearch, {tokensOf, hasOperators, parse, many});
})();
