/** One stop of the Tab key for a whole toolbar; arrows go from button to button. */

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export const rove = (toolbar) => {
  const buttons = () => [...toolbar.querySelectorAll("button:not([hidden], :disabled)")];
  const enter = (button) => {
    for (const one of toolbar.querySelectorAll("button")) one.tabIndex = one === button ? 0 : -1;
  };
  enter(buttons()[0]);
  toolbar.addEventListener("focusin", ({ target }) => enter(target));
  toolbar.addEventListener("keydown", (event) => {
    const there = buttons();
    const at = there.indexOf(event.target);
    const turn = getComputedStyle(toolbar).direction === "rtl" ? -1 : 1;
    const step = turn * (STEPS[event.key] ?? 0);
    const wanted = { Home: 0, End: there.length - 1 }[event.key] ?? (step ? at + step : null);
    if (wanted === null) return;
    event.preventDefault();
    there[(wanted + there.length) % there.length].focus();
  });
};
