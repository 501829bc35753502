/**
 * Makes code blocks and tables that scroll horizontally focusable, so that the keyboard can scroll
 * them. Newer browsers do this themselves.
 */

const blocks = document.querySelectorAll(".prose :is(pre, table)");

const update = () => {
  for (const block of blocks) {
    if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
    else block.removeAttribute("tabindex");
  }
};

update();
addEventListener("resize", update);
