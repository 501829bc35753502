/**
 * Makes code blocks and tables that scroll horizontally focusable, so that the keyboard can scroll
 * them. Newer browsers do this themselves.
 */

const wide = document.querySelectorAll(".prose :is(pre, table)");

const update = () => {
  for (const one of wide) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};

update();
addEventListener("resize", update);
