// The search page: the form, the results, the facets. The address holds the query, so that a search can be kept, sent
// and gone back to. Nothing typed leaves the page.
(function () {
  "use strict";
  const {Engine, loader, correction, wanted, passage} = FieldbookSearch;
  const aPage = 10;
  const root = document.currentScript.getAttribute("src").replace(/js\/[^/]*$/, "");
  const byId = (id) => document.getElementById(id);
  const pages = byId("hits").dataset.pages;  // where records have pages, if not beside this one; empty: nowhere
  const ways = byId("ways") ?? {};           // a search page that stands alone has no lists
  const engine = new Engine(loader(loadScript));
  let runs = 0;  // searches begun: one that another has overtaken shows nothing

  function loadScript(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root + "search/" + name + ".js";
      script.onload = resolve;
      script.onerror = () => reject(new Error("search/" + name + ".js cannot be loaded"));
      document.head.append(script);
    });
  }

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // What the address asks for: {text, filters: facet -> values, years: {from, to}}.
  function asked() {
    const query = new URLSearchParams(location.search), filters = new Map(), years = {};
    for (const [name, value] of query) {
      if (name === "from" || name === "to") {
        if (/^\d{4}$/.test(value)) years[name] = Number(value);
      } else if (name !== "q") {
        filters.set(name, [...(filters.get(name) || []), value]);
      }
    }
    return {text: query.get("q") || "", filters, years};
  }

  function remember(text, filters, years, how) {
    const query = new URLSearchParams();
    if (text !== "") query.set("q", text);
    for (const name of ["from", "to"]) if (years[name]) query.set(name, years[name]);
    for (const [facet, values] of filters) values.forEach((value) => query.append(facet, value));
    const wanted = query.toString() === "" ? location.pathname : "?" + query;
    try {
      history[how](null, "", wanted);
    } catch {
      location.search = query.toString();  // an old browser, from a disk
    }
  }

  const counted = (n) => (n === 0 ? "No records" : n === 1 ? "One record" : n.toLocaleString() + " records");

  function row(record, parts) {
    const out = element("li", {class: "row"});
    const kind = element("p", {class: "kind"}, record.kind);
    for (const more of [record.where, record.when]) if (more) kind.append(" ", element("span", {}, more));
    const link = pages === "" ? record.title : element("a", {href: (pages ?? root) + record.url}, record.title);
    out.append(kind, element("h3", {}, link), element("p", {class: "summary"}, record.summary));
    const excerpt = parts.map((part) => (part.marked ? element("mark", {}, part.text) : part.text));
    if (parts.some((part) => part.marked) && parts.map((part) => part.text).join("") !== record.summary)
      out.append(element("blockquote", {}, element("p", {}, ...excerpt)));
    if (record.says.length > 0) {
      out.append(element("ul", {class: "statements"}, ...record.says.map(
        ([label, value]) => element("li", {}, label + ": ", element("b", {}, value)))));
    }
    if (record.note) out.append(element("p", {class: "note"}, record.note));
    return out;
  }

  async function rows(found, first) {
    const stems = wanted(engine.shards, found.understood);
    const hits = found.ranked.slice(first, first + aPage);
    const records = await Promise.all(hits.map(
      async ({record}) => engine.shards.load("text/" + await engine.shards.id(record))));
    return records.map((record) => row(record, passage(engine.shards, record, stems)));
  }

  const yearsInWords = ({from, to}) => (from && to ? from + " to " + to : from ? "from " + from : to ? "to " + to : "");

  function yearsGroup(years, open) {
    const box = (name, label) => element("label", {}, label + " ",
      element("input", {type: "number", name, min: "1000", max: "9999", value: years[name] || "", placeholder: "year"}));
    const words = yearsInWords(years);
    const group = element("details", {"data-facet": "years"},
      element("summary", {}, "Years", words ? " (" + words + ")" : ""),
      element("fieldset", {class: "years"}, element("legend", {class: "vh"}, "Years in which it went on or was published"),
        box("from", "From"), box("to", "To")));
    group.open = open || words !== "";
    return group;
  }

  // What has the focus among the filters, so that it can have it again once they are made anew.
  function focusedFilter() {
    const one = document.activeElement;
    if (!byId("narrow").contains(one)) return null;
    if (one.tagName !== "SUMMARY") return `input[name="${CSS.escape(one.name)}"]` + (one.type === "checkbox" ? `[value="${CSS.escape(one.value)}"]` : "");
    return one.parentElement.dataset.facet ? `[data-facet="${CSS.escape(one.parentElement.dataset.facet)}"] > summary` : ".all > summary";
  }

  // What may be chosen of a facet.
  async function choices(found, facet, chosen) {
    const values = (await engine.count(found, facet.name)).filter(
      ({value, count}) => count > 0 || chosen.includes(value));
    if (values.length === 0) return element("p", {}, "None of these records says.");
    if (values.length === 1 && chosen.length === 0) return element("p", {}, "There is only " + values[0].label + ".");
    values.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    const list = element("ul", {class: "choices"}, ...values.map(({value, label, count}) => {
      const box = element("input", {type: "checkbox", name: facet.name, value});
      box.checked = chosen.includes(value);
      return element("li", {}, element("label", {}, box, " " + label + " ",
        element("span", {class: "count"}, String(count))));
    }));
    return element("fieldset", {}, element("legend", {class: "vh"}, facet.label), list);
  }

  // A facet's data is loaded when somebody looks at it: of a large library it is more than all the rest of a search.
  async function showFacets(found, {filters, years}, run) {
    const open = new Set([...byId("narrow").querySelectorAll("details[data-facet][open]")].map((one) => one.dataset.facet));
    const groups = [];
    for (const facet of engine.shards.facets.filter((one) => one.shown)) {
      const chosen = filters.get(facet.name) || [];
      const group = element("details", {"data-facet": facet.name},
        element("summary", {}, facet.label, chosen.length > 0 ? " (" + chosen.length + " chosen)" : ""));
      const fill = async () => group.append(await choices(found, facet, chosen));
      group.open = open.size > 0 ? open.has(facet.name) : chosen.length > 0 || (groups.length === 0 && wide.matches);
      if (group.open || chosen.length > 0) await fill();
      else group.addEventListener("toggle", () => fill().catch((problem) => group.append(problem.message)), {once: true});
      groups.push(group);
    }
    if (run !== runs) return;
    groups.push(yearsGroup(years, open.has("years")));
    const kept = focusedFilter();
    const before = byId("narrow").firstElementChild;
    const all = element("details", {class: "all"}, element("summary", {}, "Narrow down"), ...groups);
    all.open = before ? before.open : wide.matches;
    byId("narrow").replaceChildren(all);
    const again = kept && byId("narrow").querySelector(kept);
    if (again) again.focus();
  }
  const wide = matchMedia("(min-width: 62rem)");

  async function showCorrection(found, run) {
    const better = await correction(engine.shards, found.understood);
    if (run !== runs) return;
    byId("meant").hidden = better === null;
    if (better === null) return;
    const link = element("a", {href: "?" + new URLSearchParams({q: better})}, better);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      start(better, new Map(), {});
      byId("words").focus();
    });
    byId("meant").replaceChildren("Did you mean ", link, "?");
  }

  function showMore(found, shown) {
    const more = byId("more"), left = found.ranked.length - shown;
    more.hidden = left <= 0;
    more.onclick = async () => {
      more.disabled = true;
      const next = await rows(found, shown);
      more.disabled = false;
      byId("hits").append(...next);
      showMore(found, shown + aPage);
      next[0].querySelector("a").focus();
    };
  }

  async function show() {
    const run = ++runs;
    const {text, filters, years} = asked();
    byId("words").value = text;
    const narrowed = filters.size > 0 || yearsInWords(years) !== "";
    const nothing = text.trim() === "" && !narrowed;
    byId("found").hidden = nothing;
    ways.hidden = !nothing;
    document.title = (text ? text + " – " : "") + title;
    if (nothing) return;
    byId("found").setAttribute("aria-busy", "true");
    try {
      const found = await engine.search(text, filters, years);
      const first = await rows(found, 0);
      if (run !== runs) return;
      const total = found.ranked.length;
      byId("count").textContent = counted(total) + (text ? " for “" + found.understood.text + "”" : "") +
        (narrowed ? ", narrowed down" : "");
      byId("hits").replaceChildren(...first);
      showMore(found, aPage);
      ways.hidden = total > 0;
      await Promise.all([showFacets(found, {filters, years}, run), showCorrection(found, run)]);
    } catch (problem) {
      if (run !== runs) return;
      byId("count").textContent = "The search failed: " + problem.message + ". The lists below lead to all records.";
      byId("hits").replaceChildren();
      ways.hidden = false;
    } finally {
      if (run === runs) byId("found").removeAttribute("aria-busy");
    }
  }

  function start(text, filters, years) {
    remember(text, filters, years, "pushState");
    show();
  }

  const title = document.title;
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const same = byId("words").value === asked().text;
    start(byId("words").value, same ? asked().filters : new Map(), same ? asked().years : {});
  });
  byId("narrow").addEventListener("change", () => {
    const filters = new Map();
    for (const box of byId("narrow").querySelectorAll("input:checked"))
      filters.set(box.name, [...(filters.get(box.name) || []), box.value]);
    const years = {};
    for (const box of byId("narrow").querySelectorAll(".years input"))
      if (/^\d{4}$/.test(box.value)) years[box.name] = Number(box.value);
    remember(asked().text, filters, years, "replaceState");
    show();
  });
  addEventListener("popstate", show);
  show();
})();
