/** Gets comments that links point to, from this page or from the server. */

const fetched = new Map();

const fetchFragment = (url) => {
  if (!fetched.has(url)) {
    fetched.set(
      url,
      fetch(url).then(async (response) => {
        if (!response.ok) throw new Error(response.statusText);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        return page.querySelector(".comment");
      }),
    );
  }
  return fetched.get(url);
};

/** Returns the comment, which must not be changed. Rejects if it isn't available. */
export const getComment = async (link) => {
  const onPage = link.hash && document.getElementById(link.hash.slice(1));
  return onPage || fetchFragment(`${link.pathname}fragment/`);
};

/** Returns a copy without ids and controls; only links remain. */
export const copyComment = (original) => {
  const copy = original.cloneNode(true);
  copy.className = "comment";
  copy.removeAttribute("tabindex");
  const controls = "button, .reply, .comment-foot, .conversation-part, .comment-form-section";
  copy.querySelectorAll(controls).forEach((part) => part.remove());
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  return copy;
};
