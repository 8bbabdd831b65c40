// A search from words to ranked records: what query.cpp and search.cpp of core/library do, over the published shards.
(function () {
  "use strict";
  const {words, tidy, tokensOf, hasOperators, parse, many, Ranking, load, walk, postings} = FieldbookSearch;
  const wordsLimit = 1000, namesLimit = 200, longestName = 6;
  const filedUnder = 1.6, otherName = 0.8;  // as core/library/query.cpp
  const stemsForBeginning = 50, wordsReadForBeginning = 5000;

  class Engine {
    // `load` as FieldbookSearch.loader makes it.
    constructor(load) {
      this.shards = new FieldbookSearch.Shards(load);
    }

    wordsOf(text) {
      const out = [];
      for (const {begin, end, folded} of words(text)) {
        if (out.length === wordsLimit) break;
        out.push({begin, end, folded, stem: this.shards.stem(folded), stop: this.shards.stop.has(folded)});
      }
      if (out.every((word) => word.stop)) out.forEach((word) => { word.stop = false; });
      return out;
    }

    // The longest names first come, first served; no word belongs to two.
    namesIn(list) {
      const out = [];
      for (let first = 0; first < Math.min(list.length, namesLimit); ++first) {
        for (let count = Math.min(longestName, list.length - first); count > 0; --count) {
          if (count === 1 && list[first].stop) continue;
          const own = list.slice(first, first + count).map((word) => word.stem).join(" ");
          const values = this.shards.names.get(own);
          if (values === undefined) continue;
          for (let i = 0; i < values.length; i += 2) {
            out.push({begin: list[first].begin, end: list[first + count - 1].end, own, facet: values[i],
              value: values[i + 1], also: this.otherNames(values[i], values[i + 1], own, list)});
          }
          first += count - 1;
          break;
        }
      }
      return out;
    }

    // A name of one word that the query has besides already counts as that word.
    otherNames(facet, value, own, list) {
      if (!this.namesOf) {
        this.namesOf = new Map();
        for (const [name, values] of this.shards.names) {
          for (let i = 0; i < values.length; i += 2) {
            const key = values[i] + "/" + values[i + 1];
            this.namesOf.set(key, [...(this.namesOf.get(key) || []), name]);
          }
        }
      }
      return (this.namesOf.get(facet + "/" + value) || []).filter(
        (name) => name !== own && (name.includes(" ") || !list.some((word) => word.stem === name)));
    }

    bag(list) {
      const counts = new Map();
      for (const word of list) {
        if (!word.stop) counts.set(word.stem, (counts.get(word.stem) || 0) + 1);
      }
      return many("or", [...counts].map(([term, times]) => ({op: "term", term, times})));
    }

    // The names of the vocabulary beside the words: a record filed under one, and a text that has another name of it.
    async withNames(tree, names) {
      const parts = [tree], filed = new Set(), counted = new Set();
      for (const name of names) {
        const term = "XF" + name.facet + ":" + name.value;
        if (!filed.has(term)) parts.push({op: "scale", part: {op: "term", term}, by: filedUnder});
        filed.add(term);
        const others = name.also.filter((other) => !counted.has(other));
        others.forEach((other) => counted.add(other));
        const found = await Promise.all(others.map((other) => this.anotherName(name, other)));
        const any = many("max", found.filter((node) => node !== null));
        if (any !== null) parts.push(any);
      }
      return many("or", parts);
    }

    async anotherName({facet, value}, name) {
      const size = name.split(" ").length;
      if (size === 1) return {op: "scale", part: {op: "term", term: name}, by: otherName};
      const digits = (await this.shards.namePhrases(facet + "/" + value)).get(name);
      return digits ? {op: "scale", part: {op: "name", words: size, digits}, by: otherName / size} : null;
    }

    async understand(typed) {
      await this.shards.open();
      const out = {text: tidy(typed), tree: null, plain: true, names: []};
      out.words = this.wordsOf(out.text);
      if (out.words.length === 0) return out;
      const tokens = tokensOf(out.text, this.shards.directory);
      if (hasOperators(tokens)) {
        out.tree = parse(tokens, this.shards.stem, (word) => this.shards.stop.has(word));
        out.plain = out.tree === null;
        if (!out.plain) {
          await this.beginnings(out.tree);
          return out;
        }
      }
      out.names = this.namesIn(out.words);
      out.tree = await this.withNames(this.bag(out.words), out.names);
      return out;
    }

    // Puts the commonest words that begin so in place of word*.
    async beginnings(tree) {
      const open = [];
      walk(tree, (node) => node.op === "beginning" && open.push(node));
      for (const node of open) {
        const list = await this.shards.words(node.letters, wordsReadForBeginning);
        list.sort((a, b) => b.count - a.count);
        const stems = new Set([this.shards.stem(node.letters)]);
        for (const {word} of list) {
          if (stems.size === stemsForBeginning) break;
          stems.add(this.shards.stem(word));
        }
        const parts = [...stems].map((stem) => ({op: "term", term: node.prefix + stem}));
        Object.assign(node, {op: "scale", part: {op: "or", parts}, by: node.weighs ? 1 : 0});
      }
    }

    // The records of a facet's values: those that have any.
    async withAny(facet, values) {
      const out = new Set();
      for (const {value, digits} of await this.shards.facet(facet)) {
        if (values.includes(value)) postings(digits).records.forEach((record) => out.add(record));
      }
      return out;
    }

    // `filters` maps facets to values; `years` may have `from` and `to`. The best come first, ties in the order of ids. {understood, ranked: [{record,
    // weight}], facets: [{facet, values: [{value, label, count, chosen}]}]}; the counts of a facet are of what its own
    // filter leaves out, too.
    async search(typed, filters = new Map(), years = {}) {
      const understood = await this.understand(typed);
      const chosen = [...filters].filter(([, values]) => values.length > 0);
      const sets = new Map(await Promise.all(chosen.map(
        async ([facet, values]) => [facet, await this.withAny(facet, values)])));
      if (years.from || years.to) sets.set("", await this.shards.within(years));  // no facet has this name
      let weights = new Map();
      if (understood.tree !== null) {
        await load(this.shards, understood.tree);
        weights = new Ranking(this.shards).of(understood.tree);
      } else if (understood.text === "") {
        weights = new Ranking(this.shards).of({op: "all"});
      }
      const passes = (record, but) => [...sets].every(([facet, set]) => facet === but || set.has(record));
      const ranked = [...weights].filter(([record]) => passes(record)).map(([record, weight]) => ({record, weight}));
      // Sums that differ in their last digits only, by the order of adding, are ties.
      for (const hit of ranked) hit.rounded = Math.round(hit.weight * 1e9);
      ranked.sort((a, b) => b.rounded - a.rounded || a.record - b.record);
      return {understood, ranked, weights, passes};
    }

    // How many of what was found each value of a facet would leave.
    async count({weights, passes}, facet) {
      const out = [];
      for (const {value, label, digits} of await this.shards.facet(facet)) {
        let count = 0;
        for (const record of postings(digits).records) {
          if (weights.has(record) && passes(record, facet)) ++count;
        }
        out.push({value, label, count});
      }
      return out;
    }
  }

  FieldbookSearch.Engine = Engine;
})();
