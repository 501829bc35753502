/** The comment to which a link leads: from this page, or fetched where it stands on another one. */

const fetched = new Map();

const fragment = (address) => {
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

/** Return the comment, which must not be changed. Rejects where it can't be had. */
export const commentAt = async (link) => {
  const here = link.hash && document.getElementById(link.hash.slice(1));
  return here || fragment(`${link.pathname}fragment/`);
};

/** Return a copy to look at, which has no address of its own and nothing to press but links. */
export const copyOf = (original) => {
  const copy = original.cloneNode(true);
  copy.className = "comment";
  copy.removeAttribute("tabindex");
  copy.querySelectorAll("button, .reply, .comment-foot, .unfolded").forEach((part) => part.remove());
  for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
  return copy;
};
