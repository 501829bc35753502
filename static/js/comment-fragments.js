/** Redirects legacy fragments such as "#comment-123", which the server never receives. */
import { page } from "./page.js";

const redirect = () => {
  const [, key] = /^#(?:comment-)?(6a[0-9a-f]{16,}|(?<=-)\d+)$/i.exec(location.hash) ?? [];
  if (key && page) location.replace(`${page.base}was/${key}/`);
};

addEventListener("hashchange", redirect);
redirect();
