/** Goes on to the comment that another site called "#comment-123": servers never see that part. */
import { page } from "./page.js";

const follow = () => {
  const [, key] = /^#(?:comment-)?(6a[0-9a-f]{16,}|(?<=-)\d+)$/i.exec(location.hash) ?? [];
  if (key && page) location.replace(`${page.base}was/${key}/`);
};

addEventListener("hashchange", follow);
follow();
