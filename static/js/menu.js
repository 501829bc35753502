/**
 * Shows the menu of a comment beside it. The menu is the list of the page that the "…" leads to, so
 * what it offers is what the server offers this reader. Recommending doesn't leave the page.
 */

const GAP = 4; // pixels between the link and its menu
const HAS_POPOVERS = "popover" in HTMLElement.prototype;

const box = document.createElement("div");
box.className = "menu-box";
box.id = "comment-menu";
box.popover = "auto";

let opener = null;

const fetched = async (address) => {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(".menu");
};

/** Shows the count that the server has just told in the place of the one on the page. */
const recount = (menu) => {
  const foot = opener.closest(".comment-foot");
  const now = menu.querySelector(".recommended");
  foot.querySelector(".recommended")?.remove();
  if (now) foot.insertBefore(now.cloneNode(true), opener);
};

const fill = async () => {
  const menu = await fetched(opener.href);
  box.replaceChildren(menu);
  recount(menu);
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
  // Beside its opener, so that the keyboard comes to it next.
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
    // The page that the form leads to says what is in the way.
    form.submit();
  }
});

// A menu that has done its work goes away.
box.addEventListener("click", (event) => {
  if (event.target.closest("[data-mute]")) box.hidePopover();
});

if (HAS_POPOVERS) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.more");
    // A click that opens a tab or a window is the browser's.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link === opener && box.matches(":popover-open")) box.hidePopover();
    else show(link);
  });
}
