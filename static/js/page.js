/** What the scripts of a page of comments share: the page's facts, its words, and what is kept. */

const element = document.querySelector(".comments-page[data-base]");

/** Where the thread's addresses begin, how it is laid out, and its last number; or nothing. */
export const page = element?.dataset;
export const list = element?.querySelector(".comment-list");

export const words = JSON.parse(document.getElementById("words")?.textContent ?? "null");

const { lang } = document.documentElement;
const rules = new Intl.PluralRules(lang);

/** The words for a number, in the form that the language has for it. */
export const phrase = (forms, number, ...more) =>
  [number.toLocaleString(lang), ...more].reduce(
    (text, part) => text.replace(/%[ds]/, () => part),
    forms[rules.select(number)] ?? forms.other,
  );

export const numberOf = (comment) => Number(comment.id.slice(1));

/** What this browser keeps under a name; nothing where storage is forbidden or spoilt. */
export const kept = (name) => {
  try {
    return JSON.parse(localStorage.getItem(`folkmoot:${name}`));
  } catch {
    return null;
  }
};

export const keep = (name, value) => {
  try {
    localStorage.setItem(`folkmoot:${name}`, JSON.stringify(value));
  } catch {
    // Then the next page begins anew, as without this script.
  }
};

const MANY = 200; // threads; those that were looked at longest ago are forgotten

/** What is kept about this thread under a name, and how to keep it. */
export const keptHere = (name) => kept(name)?.find?.(([base]) => base === page.base)?.[1];
export const keepHere = (name, value) => {
  const all = kept(name);
  const others = Array.isArray(all) ? all.filter(([base]) => base !== page.base) : [];
  keep(name, [...others, [page.base, value]].slice(-MANY));
};
