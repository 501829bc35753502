/**
 * Redirects fragments, which the server never receives: comments on other pages ("#c120") and
 * legacy fragments ("#comment-123").
 */
import { page } from "./page.js";

// A page that the server redirected to is the right one.
const [entry] = performance.getEntriesByType("navigation");
const wasRedirected = entry?.redirectCount > 0;

const redirect = (event) => {
  const [, key] = /^#(?:comment-)?(6a[0-9a-f]{16,}|(?<=-)\d+)$/i.exec(location.hash) ?? [];
  if (key && page) return location.replace(`${page.base}was/${key}/`);
  const [, number] = /^#c(\d{1,9})$/.exec(location.hash) ?? [];
  if (!event && wasRedirected) return;
  // A thread without comments has nowhere to go.
  if (!number || !Number(page?.last) || document.getElementById(`c${number}`)) return;
  const query = new URLSearchParams({ number, view: page.view, order: page.order });
  location.replace(`${page.base}go/?${query}`);
};

addEventListener("hashchange", redirect);
redirect();
