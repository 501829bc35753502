/**
 * Shows the menu of a comment as a popover. Its content is fetched from the page that the "…" links
 * to, so the server decides which actions this reader has. Recommending doesn't leave the page.
 */

import { labelCopyLinks } from "./copy-link.js";

const GAP = 4; // pixels between the link and its menu
const HAS_POPOVERS = "popover" in HTMLElement.prototype;

const popover = document.createElement("div");
popover.className = "menu-popover";
popover.id = "comment-menu";
popover.popover = "auto";

let opener = null;

const fetchMenu = async (url) => {
  const response = await fetch(url, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(".menu");
};

/** Updates the number of recommendations on the page. */
const updateCount = (menu) => {
  const foot = opener.closest(".comment-foot");
  const count = menu.querySelector(".recommended");
  foot.querySelector(".recommended")?.remove();
  if (count) foot.insertBefore(count.cloneNode(true), opener);
};

const fill = async () => {
  const menu = await fetchMenu(opener.href);
  popover.replaceChildren(menu);
  labelCopyLinks(popover);
  updateCount(menu);
};

const position = () => {
  const anchor = opener.getBoundingClientRect();
  const pageWidth = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(anchor.left, pageWidth - popover.offsetWidth - GAP));
  const below = anchor.bottom + GAP;
  const fits = below + popover.offsetHeight < window.innerHeight || anchor.top < popover.offsetHeight;
  const top = fits ? below : anchor.top - popover.offsetHeight - GAP;
  popover.style.left = `${left + window.scrollX}px`;
  popover.style.top = `${top + window.scrollY}px`;
};

const show = async (link) => {
  opener = link;
  try {
    await fill();
  } catch {
    location.assign(link.href);
    return;
  }
  if (opener !== link) return;
  // After its opener, for the tab order.
  link.after(popover);
  popover.showPopover();
  position();
  link.setAttribute("aria-expanded", "true");
  popover.querySelector("a, button").focus();
};

popover.addEventListener("toggle", (event) => {
  if (event.newState === "open") return;
  opener?.removeAttribute("aria-expanded");
});

popover.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-recommend]")) return;
  event.preventDefault();
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
    });
    if (!response.ok) throw new Error(response.statusText);
    await fill();
    popover.querySelector("[data-recommend] button")?.focus();
  } catch {
    // The page of the form shows the error.
    form.submit();
  }
});

popover.addEventListener("click", (event) => {
  if (event.target.closest("[data-mute]")) popover.hidePopover();
});

if (HAS_POPOVERS) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.menu-link");
    // Let the browser open new tabs and windows.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link === opener && popover.matches(":popover-open")) popover.hidePopover();
    else show(link);
  });
}
