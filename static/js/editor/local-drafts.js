/** Drafts in localStorage: the last resort while the server can't be reached. */

const PREFIX = "folkmoot:editor:";

const ignoreErrors = (action) => {
  try {
    return action();
  } catch {
    // Storage is full or disabled; autosave to the server still works.
    return null;
  }
};

export const get = (name) => ignoreErrors(() => JSON.parse(localStorage.getItem(PREFIX + name)));
export const remove = (name) => ignoreErrors(() => localStorage.removeItem(PREFIX + name));
export const set = (name, draft) =>
  ignoreErrors(() => localStorage.setItem(PREFIX + name, JSON.stringify(draft)));

/** Remove the drafts of forms that were submitted successfully. */
export const removeSubmitted = () =>
  ignoreErrors(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && JSON.parse(localStorage.getItem(key)).isSubmitted) {
        localStorage.removeItem(key);
      }
    }
  });

/** Return the name of a draft with this prefix other than `exceptName`. */
export const findOther = (prefix, exceptName) =>
  ignoreErrors(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + prefix))
      .map((key) => key.slice(PREFIX.length))
      .find((name) => name !== exceptName),
  );
