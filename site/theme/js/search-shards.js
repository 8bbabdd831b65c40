// The library's data, loaded piece by piece as scripts (site/search/README.md): a page opened from a disk may load
// nothing else.
(function () {
  "use strict";
  const waiting = new Map();  // name -> {promise, resolve}

  globalThis.fieldbookTake = (name, data) => {
    const waits = waiting.get(name);
    if (waits) waits.resolve(data);
    else waiting.set(name, {promise: Promise.resolve(data)});  // the page itself loads what every search needs
  };

  // `loadScript` gets a name and returns a promise that fails where the file cannot be had.
  function loader(loadScript) {
    return (name) => {
      let waits = waiting.get(name);
      if (!waits) {
        waits = {};
        waits.promise = new Promise((resolve, reject) => {
          waits.resolve = resolve;
          waiting.set(name, waits);
          loadScript(name).catch((problem) => {
            waiting.delete(name);
            reject(problem);
          });
        });
      }
      return waits.promise;
    };
  }

  const codes = new Uint8Array(128);
  for (let c = 32, value = 0; c < 127; ++c) {
    if (!'"\\<'.includes(String.fromCharCode(c))) codes[c] = value++;
  }

  // Numbers in base 46, least part first; 46 to 91 say that more follows.
  function numbers(text) {
    const out = [];
    let number = 0, scale = 1;
    for (let i = 0; i < text.length; ++i) {
      const code = codes[text.charCodeAt(i)];
      number += (code % 46) * scale;
      scale *= 46;
      if (code < 46) {
        out.push(number);
        number = 0;
        scale = 1;
      }
    }
    return out;
  }

  // The order of UTF-8 bytes.
  function before(a, b) {
    const size = Math.min(a.length, b.length);
    for (let i = 0; i < size; ++i) {
      let x = a.charCodeAt(i), y = b.charCodeAt(i);
      if (x === y) continue;
      if (x >= 0xd800 && y >= 0xd800) {
        x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
        y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
      }
      return x < y;
    }
    return a.length < b.length;
  }

  // {records, counts} of digits: the records as differences, then the count of each.
  function postings(digits) {
    const all = numbers(digits);
    const size = all.length / 2;
    const records = new Array(size);
    for (let i = 0, record = 0; i < size; ++i) records[i] = record += all[i];
    return {records, counts: all.slice(size)};
  }

  class Shards {
    constructor(load) {
      this.load = load;
      this.known = new Map();  // term -> postings
    }

    async open() {
      if (this.library) return;
      const [library, vocabulary] = await Promise.all([this.load("library"), this.load("vocabulary")]);
      this.library = library;
      this.lengths = numbers(library.lengths);
      this.average = this.lengths.reduce((sum, length) => sum + length, 0) / this.lengths.length;
      this.stop = new Set(vocabulary.stop);
      this.names = new Map(Object.entries(vocabulary.names));
      this.facets = library.facets.map(([name, label, shown]) => ({name, label, shown: shown === 1}));
      // What Directory of the index says.
      this.directory = {fields: library.fields, facets: this.facets.map((facet) => facet.name)};
      this.stem = FieldbookSearch.stemmer(library.language);
    }

    // The files of a family that may hold keys of [first, last]; `keys` are the first ones of each file.
    files(keys, first, last) {
      const out = [];
      for (let i = 0; i < keys.length; ++i) {
        if (before(last, keys[i])) break;
        if (i + 1 === keys.length || !before(keys[i + 1], first)) out.push(i);
      }
      return out;
    }

    // The entries [key, number, payload] of a family with these keys.
    async entries(family, first, last) {
      const files = this.files(this.library[family][0], first, last);
      const loaded = await Promise.all(files.map((i) => this.load(family + "-" + i)));
      const out = [];
      for (const data of loaded) {
        for (let i = 0; i < data.length; i += 3) {
          if (!before(data[i], first) && !before(last, data[i])) out.push([data[i], data[i + 1], data[i + 2]]);
        }
      }
      return out;
    }

    async term(term) {
      if (this.known.has(term)) return;
      const [found] = await this.entries("terms", term, term);
      this.known.set(term, postings(found ? found[2] : ""));
    }

    // What values a facet has: [{value, label, digits}].
    async facet(name) {
      const number = this.facets.findIndex((facet) => facet.name === name);
      if (number < 0) return [];
      const data = await this.load("facet-" + number);
      const out = [];
      for (let i = 0; i < data.length; i += 3) out.push({value: data[i], label: data[i + 1], digits: data[i + 2]});
      return out;
    }

    // Where a term stands in each of these records (rising): record -> positions.
    async positions(term, wanted) {
      const out = new Map();
      if (wanted.length === 0) return out;
      const {records} = this.known.get(term);
      const [keys, numbersOf] = await this.load("positions");
      const files = this.files(keys, term, term).filter((i) => {
        const from = keys[i] === term ? numbersOf[i] : 0;
        const to = keys[i + 1] === term ? numbersOf[i + 1] : Infinity;
        return wanted.some((record) => record >= from && record < to);
      });
      const loaded = await Promise.all(files.map((i) => this.load("positions-" + i)));
      const asked = new Set(wanted);
      for (const data of loaded) {
        for (let i = 0; i < data.length; i += 3) {
          if (data[i] === term) this.unpack(data[i + 2], records, records.indexOf(data[i + 1]), asked, out);
        }
      }
      return out;
    }

    unpack(digits, records, place, asked, out) {
      const all = numbers(digits);
      for (let i = 0; i < all.length; ++place) {
        const size = all[i++];
        if (asked.has(records[place])) {
          let position = 0;
          out.set(records[place], all.slice(i, i + size).map((gap) => (position += gap)));
        }
        i += size;
      }
    }

    // Words that begin so, with the number of records that have them, in the order of bytes.
    async words(letters, limit) {
      const entries = await this.entries("words", letters, letters + "\u{10ffff}");
      return entries.slice(0, limit).map(([word, count]) => ({word, count}));
    }

    // Names of several words of a facet's value, with where they stand.
    async namePhrases(key) {
      const [found] = await this.entries("names", key, key);
      const out = new Map();
      for (let i = 0; found && i < found[2].length; i += 2) out.set(found[2][i], numbers(found[2][i + 1]));
      return out;
    }

    // The records that were going on, or were published, between two years; either may be missing.
    async within({from = 0, to = Infinity}) {
      const all = numbers(await this.load("years")), out = new Set();
      for (let i = 0; i < all.length; i += 2) {
        if (all[i] > 0 && all[i] <= to && all[i] + all[i + 1] >= from) out.add(i / 2);
      }
      return out;
    }

    async id(record) {
      const ids = await this.load("ids-" + Math.floor(record / this.library.idsAFile));
      return ids[record % this.library.idsAFile];
    }
  }

  Object.assign(FieldbookSearch, {Shards, loader, numbers, postings, before});
})();
