/**
 * Shows the menu of a comment as a popover. Its content is fetched from the page that the "…" links
 * to, so the server decides which actions this reader has. Recommending doesn't leave the page.
 */

const GAP = 4; // pixels between the link and its menu
const HAS_POPOVERS = "popover" in HTMLElement.prototype;

const box = document.createElement("div");
box.className = "menu-box";
box.id = "comment-menu";
box.popover = "auto";

let opener = null;

const fetchMenu = async (address) => {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(".menu");
};

/** Updates the number of recommendations on the page. */
const updateCount = (menu) => {
  const foot = opener.closest(".comment-foot");
  const now = menu.querySelector(".recommended");
  foot.querySelector(".recommended")?.remove();
  if (now) foot.insertBefore(now.cloneNode(true), opener);
};

const fill = async () => {
  const menu = await fetchMenu(opener.href);
  box.replaceChildren(menu);
  updateCount(menu);
};

const place = () => {
  const at = opener.getBoundingClientRect();
  const edge = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(at.left, edge - box.offsetWidth - GAP));
  const below = at.bottom + GAP;
  const fits = below + box.offsetHeight < window.innerHeight || at.top < box.offsetHeight;
  const top = fits ? below : at.top - box.offsetHeight - GAP;
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${top + window.scrollY}px`;
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
  link.after(box);
  box.showPopover();
  place();
  link.setAttribute("aria-expanded", "true");
  box.querySelector("a, button").focus();
};

box.addEventListener("toggle", (event) => {
  if (event.newState === "open") return;
  opener?.removeAttribute("aria-expanded");
});

box.addEventListener("submit", async (event) => {
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
    box.querySelector("[data-recommend] button")?.focus();
  } catch {
    // The page of the form shows the error.
    form.submit();
  }
});

box.addEventListener("click", (event) => {
  if (event.target.closest("[data-mute]")) box.hidePopover();
});

if (HAS_POPOVERS) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.more");
    // Let the browser open new tabs and windows.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link === opener && box.matches(":popover-open")) box.hidePopover();
    else show(link);
  });
}
