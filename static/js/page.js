/** Shared by the scripts of comment pages: data of the page, translations, and browser storage. */

const element = document.querySelector(".comments-page[data-base]");

/** The data attributes of the page: base URL, view, order, page numbers, last comment number. */
export const page = element?.dataset;
export const list = element?.querySelector(".comment-list");

export const strings = JSON.parse(document.getElementById("script-strings")?.textContent ?? "null");

const { lang } = document.documentElement;
const rules = new Intl.PluralRules(lang);

/**
 * Returns the plural form for a number, with the placeholders replaced. Forms for a single number,
 * such as the Arabic dual, may lack "%d".
 */
export const formatCount = (forms, number, ...values) =>
  values.reduce(
    (text, value) => text.replace("%s", () => value),
    (forms[rules.select(number)] ?? forms.other).replace("%d", number.toLocaleString(lang)),
  );

export const getNumber = (comment) => Number(comment.id.slice(1));

/** Returns a stored value; null if there is none, or if storage is disabled or invalid. */
export const load = (name) => {
  try {
    return JSON.parse(localStorage.getItem(`folkmoot:${name}`));
  } catch {
    return null;
  }
};

export const store = (name, value) => {
  try {
    localStorage.setItem(`folkmoot:${name}`, JSON.stringify(value));
  } catch {
    // Storage is full or disabled.
  }
};

const MAX_THREADS = 200; // the least recently visited ones are removed

/** Values that are stored per thread. */
export const loadForThread = (name) => load(name)?.find?.(([base]) => base === page.base)?.[1];
export const storeForThread = (name, value) => {
  const all = load(name);
  const others = Array.isArray(all) ? all.filter(([base]) => base !== page.base) : [];
  store(name, [...others, [page.base, value]].slice(-MAX_THREADS));
};
