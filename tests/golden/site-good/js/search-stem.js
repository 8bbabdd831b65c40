// English words cut to their stems as Snowball's "english" (Porter2) does, as the index has them. The algorithm is by
// Martin Porter: https://snowballstem.org/algorithms/english/stemmer.html. Words come in lower case.
(function () {
  "use strict";
  const kept = new Map(Object.entries({
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli",
    early: "earli", only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas",
    cosmos: "cosmos", bias: "bias", andes: "andes",
  }));
  const keptAfterPlural = new Set(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"]);
  const vowel = /[aeiouy]/;
  const isVowel = (c) => c !== undefined && c !== "" && "aeiouy".includes(c);

  // Where the region begins that follows the first non-vowel after a vowel.
  function region(word, from) {
    let i = from;
    while (i < word.length && !isVowel(word[i])) ++i;
    while (i < word.length && isVowel(word[i])) ++i;
    return i < word.length ? i + 1 : word.length;
  }

  // Whether the word ends in a short syllable: "hop", "at", but not "how" or "box".
  function endsShort(word) {
    if (word.length === 2) return isVowel(word[0]) && !isVowel(word[1]);
    const [a, b, c] = word.slice(-3);
    return word.length > 2 && !isVowel(a) && isVowel(b) && !isVowel(c) && !"wxY".includes(c);
  }

  const longestEnding = (word, endings) =>
    endings.reduce((best, e) => (e.length > best.length && word.endsWith(e) ? e : best), "");

  const step2 = {
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize", ational: "ate",
    ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", ousli: "ous", ousness: "ous",
    iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogi: "og", fulli: "ful", lessli: "less", li: "",
  };
  const step3 = {
    tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "", ative: "",
  };
  const step4 = ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti",
    "ous", "ive", "ize", "ion"];
  const endings2 = Object.keys(step2), endings3 = Object.keys(step3);

  function plural(word) {
    const ending = longestEnding(word, ["sses", "ied", "ies", "us", "ss", "s"]);
    if (ending === "sses") return word.slice(0, -2);
    if (ending === "ied" || ending === "ies") return word.slice(0, word.length > 4 ? -2 : -1);
    if (ending === "s" && vowel.test(word.slice(0, -2))) return word.slice(0, -1);
    return word;
  }

  function past(word, r1) {
    const ending = longestEnding(word, ["eed", "eedly", "ed", "edly", "ing", "ingly"]);
    if (ending === "") return word;
    const rest = word.slice(0, -ending.length);
    if (ending.startsWith("eed")) return rest.length >= r1 ? rest + "ee" : word;
    if (!vowel.test(rest)) return word;
    if (/(at|bl|iz)$/.test(rest)) return rest + "e";
    if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
    return rest.length === r1 && endsShort(rest) ? rest + "e" : rest;
  }

  function replaced(word, r1, r2) {
    let ending = longestEnding(word, endings2);
    if (ending !== "" && word.length - ending.length >= r1) {
      const rest = word.slice(0, -ending.length);
      const holds = ending === "ogi" ? rest.endsWith("l") : ending === "li" ? /[cdeghkmnrt]$/.test(rest) : true;
      if (holds) word = rest + step2[ending];
    }
    ending = longestEnding(word, endings3);
    if (ending !== "" && word.length - ending.length >= (ending === "ative" ? Math.max(r1, r2) : r1))
      word = word.slice(0, -ending.length) + step3[ending];
    ending = longestEnding(word, step4);
    if (ending !== "" && word.length - ending.length >= r2) {
      const rest = word.slice(0, -ending.length);
      if (ending !== "ion" || /[st]$/.test(rest)) word = rest;
    }
    return word;
  }

  function lastLetter(word, r1, r2) {
    const at = word.length - 1;
    if (word.endsWith("e") && (at >= r2 || (at >= r1 && !endsShort(word.slice(0, -1))))) return word.slice(0, -1);
    if (word.endsWith("ll") && at >= r2) return word.slice(0, -1);
    return word;
  }

  function english(word) {
    const known = kept.get(word);
    if (known !== undefined) return known;
    if (word.length < 3) return word;
    // A y that begins the word or follows a vowel is a consonant, written Y.
    word = word.replace(/^'/, "").replace(/^y/, "Y");
    word = [...word].reduce((done, c) => done + (c === "y" && isVowel(done[done.length - 1]) ? "Y" : c), "");
    const prefix = /^(gener|commun|arsen)/.exec(word);
    const r1 = prefix ? prefix[0].length : region(word, 0);
    const r2 = region(word, r1);
    word = word.replace(/'s'$|'s$|'$/, "");
    word = plural(word);
    if (!keptAfterPlural.has(word)) {
      word = past(word, r1);
      if (/[^aeiouy][yY]$/.test(word) && word.length > 2) word = word.slice(0, -1) + "i";
      word = lastLetter(replaced(word, r1, r2), r1, r2);
    }
    return word.replace(/Y/g, "y");
  }

  globalThis.FieldbookSearch = globalThis.FieldbookSearch || {};
  FieldbookSearch.stemmer = (language) => {
    if (language !== "english") return (word) => word;
    const remembered = new Map();
    return (word) => {
      let stem = remembered.get(word);
      if (stem === undefined) remembered.set(word, (stem = english(word)));
      return stem;
    };
  };
})();
