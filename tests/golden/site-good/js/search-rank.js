// Which records a tree of a query finds and what each weighs: Xapian's IneB2 (c = 1), the scheme of core/library, over
// postings that are loaded already. A result is a Map from record to weight.
(function () {
  "use strict";

  // Everything one query needs from the shards, loaded before anything is ranked.
  async function load(shards, tree) {
    const terms = new Set(), phrases = [];
    walk(tree, (node) => {
      if (node.op === "term") terms.add(node.term);
      if (node.op === "phrase") {
        node.terms.forEach((term) => terms.add(term));
        phrases.push(node);
      }
    });
    await Promise.all([...terms].map((term) => shards.term(term)));
    await Promise.all(phrases.map((node) => place(shards, node)));
  }

  function walk(node, visit) {
    if (!node) return;
    visit(node);
    [node.part, node.left, node.right, ...(node.parts || [])].forEach((inner) => walk(inner, visit));
  }

  // The records in which a phrase stands. The two rarest words are looked at first, so that of "the" and "of" only the
  // places in few records need be loaded.
  async function place(shards, node) {
    const sets = node.terms.map((term) => new Set(shards.known.get(term).records));
    let records = [...sets[0]].filter((record) => sets.every((set) => set.has(record)));
    const order = [...new Set(node.terms)].sort(
      (a, b) => shards.known.get(a).records.length - shards.known.get(b).records.length);
    const places = new Map();
    for (const some of [order.slice(0, 2), order.slice(2)]) {
      const loaded = await Promise.all(some.map((term) => shards.positions(term, records)));
      some.forEach((term, i) => places.set(term, loaded[i]));
      records = records.filter((record) => stands(node, (term) => places.has(term) ? places.get(term).get(record) : null));
    }
    node.records = records;
  }

  // Whether the words stand so near each other; a word whose places are not known yet may stand anywhere.
  function stands(node, placesOf) {
    const lists = node.terms.map(placesOf);
    if (node.ordered && node.window === node.terms.length) {
      const known = lists.findIndex((list) => list !== null);
      return lists[known].some((first) => lists.every(
        (list, i) => list === null || list.includes(first - known + i)));
    }
    if (lists.includes(null)) return true;
    return node.ordered ? standsInOrder(lists, node.window) : standsNear(lists, node.window);
  }

  function standsInOrder(lists, window) {
    return lists[0].some((first) => {
      let last = first;
      for (const list of lists.slice(1)) {
        const next = list.find((position) => position > last);
        if (next === undefined) return false;
        last = next;
      }
      return last - first < window;
    });
  }

  // In any order; the same place cannot stand for two words.
  function standsNear(lists, window) {
    const all = lists.flatMap((list, word) => list.map((position) => ({position, word})))
      .sort((a, b) => a.position - b.position);
    return all.some(({position: first}) => {
      const options = lists.map((list) => list.filter((p) => p >= first && p < first + window));
      const taken = new Set();
      const fits = (word) => word === options.length || options[word].some((p) => {
        if (taken.has(p)) return false;
        taken.add(p);
        const fine = fits(word + 1);
        taken.delete(p);
        return fine;
      });
      return options.every((list) => list.length > 0) && fits(0);
    });
  }

  class Ranking {
    constructor(shards) {
      this.shards = shards;
      this.all = shards.lengths.length;
    }

    // What a term adds to a record: `counts` is the sum of its counts, `having` the number of records that have it.
    weigher(having, counts, times) {
      if (times === 0 || counts === 0) return () => 0;
      const expected = this.all * (1 - Math.exp(-counts / this.all));
      const idf = Math.log2((this.all + 1) / (expected + 0.5));
      const constant = (counts + 1) / having * idf * times;
      return (record, count) => {
        if (count === 0) return 0;
        const normal = count * Math.log2(1 + this.shards.average / this.shards.lengths[record]);
        return normal / (normal + 1) * constant;
      };
    }

    term(term, times) {
      const {records, counts} = this.shards.known.get(term);
      const weight = this.weigher(records.length, counts.reduce((sum, count) => sum + count, 0), times);
      return new Map(records.map((record, i) => [record, weight(record, counts[i])]));
    }

    phrase(node, times) {
      const sums = new Map(node.records.map((record) => [record, 0]));
      for (const term of node.terms) {
        const weights = this.term(term, times);
        for (const record of node.records) sums.set(record, sums.get(record) + weights.get(record));
      }
      return sums;
    }

    // A name of the vocabulary, whose places came with it: of each word the number of records and the sum of counts, then
    // records and counts.
    name(node, times) {
      const {words, digits} = node;
      const weights = [];
      for (let i = 0; i < words; ++i) weights.push(this.weigher(digits[2 * i], digits[2 * i + 1], times));
      const out = new Map();
      for (let i = 2 * words, record = 0; i < digits.length; i += words + 1) {
        record += digits[i];
        let sum = 0;
        for (let word = 0; word < words; ++word) sum += weights[word](record, digits[i + 1 + word]);
        out.set(record, sum);
      }
      return out;
    }

    of(node, times = 1) {
      switch (node.op) {
        case "term": return this.term(node.term, times * (node.times || 1));
        case "phrase": return this.phrase(node, times);
        case "name": return this.name(node, times);
        case "scale": return this.of(node.part, times * node.by);
        case "all": return new Map(Array.from({length: this.all}, (_, record) => [record, 0]));
        case "or": return this.sum(node.parts, times, () => true);
        case "and": return this.sum(node.parts, times, (hits) => hits === node.parts.length);
        case "xor": return this.sum(node.parts, times, (hits) => hits % 2 === 1);
        case "max": return this.greatest(node.parts, times);
        default: return this.pair(node, times);
      }
    }

    sum(parts, times, kept) {
      const weights = new Map(), hits = new Map();
      for (const part of parts) {
        for (const [record, weight] of this.of(part, times)) {
          weights.set(record, (weights.get(record) || 0) + weight);
          hits.set(record, (hits.get(record) || 0) + 1);
        }
      }
      for (const [record, count] of hits) {
        if (!kept(count)) weights.delete(record);
      }
      return weights;
    }

    greatest(parts, times) {
      const out = new Map();
      for (const part of parts) {
        for (const [record, weight] of this.of(part, times)) out.set(record, Math.max(out.get(record) || 0, weight));
      }
      return out;
    }

    pair({op, left, right}, times) {
      const out = this.of(left, times);
      const other = this.of(right, op === "maybe" ? times : 0);
      for (const [record, weight] of out) {
        const has = other.has(record);
        if (op === "maybe" && has) out.set(record, weight + other.get(record));
        if ((op === "not" && has) || (op === "filter" && !has)) out.delete(record);
      }
      return out;
    }
  }

  Object.assign(FieldbookSearch, {Ranking, load, walk});
})();
