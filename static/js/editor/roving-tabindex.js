/** Makes a toolbar one Tab stop; the arrow keys move between its buttons. */

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export const setUpRovingTabindex = (toolbar) => {
  const getButtons = () => [...toolbar.querySelectorAll("button:not([hidden], :disabled)")];
  const makeTabStop = (target) => {
    for (const button of toolbar.querySelectorAll("button")) {
      button.tabIndex = button === target ? 0 : -1;
    }
  };
  makeTabStop(getButtons()[0]);
  toolbar.addEventListener("focusin", ({ target }) => makeTabStop(target));
  toolbar.addEventListener("keydown", (event) => {
    const buttons = getButtons();
    const index = buttons.indexOf(event.target);
    const direction = getComputedStyle(toolbar).direction === "rtl" ? -1 : 1;
    const step = direction * (STEPS[event.key] ?? 0);
    const next = { Home: 0, End: buttons.length - 1 }[event.key] ?? (step ? index + step : null);
    if (next === null) return;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length].focus();
  });
};
