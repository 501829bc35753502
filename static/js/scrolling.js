/**
 * Lets the keyboard scroll what is too wide for the page: code and tables that scroll by themselves
 * take the focus while they do. Browsers are learning to do this on their own.
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
