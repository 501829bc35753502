/** Gets comments that links point to, from this page or from the server. */

const fetched = new Map();

const fetchFragment = (address) => {
  if (!fetched.has(address)) {
    fetched.set(
      address,
      fetch(address).then(async (response) => {
        if (!response.ok) throw new Error(response.statusText);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        return page.querySelector(".comment");
      }),
    );
  }
  return fetched.get(address);
};

/** Returns the comment, which must not be changed. Rejects if it isn't available. */
export const getComment = async (link) => {
  const here = link.hash && document.getElementById(link.hash.slice(1));
  return here || fetchFragment(`${link.pathname}fragment/`);
};

/** Returns a copy without ids and controls; only links remain. */
export const copyComment = (original) => {
  const copy = original.cloneNode(true);
  copy.className = "comment";
  copy.removeAttribute("tabindex");
  copy.querySelectorAll("button, .reply, .comment-foot, .conversation-part").forEach((part) => part.remove());
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  return copy;
};
