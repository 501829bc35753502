/** What is kept of texts in this browser: the last resort when the site can't be reached. */

const PREFIX = "folkmoot:writing:";

const quietly = (work) => {
  try {
    return work();
  } catch {
    // Storage is full or forbidden: the site keeps the text, as it does without it.
    return null;
  }
};

export const get = (name) => quietly(() => JSON.parse(localStorage.getItem(PREFIX + name)));
export const drop = (name) => quietly(() => localStorage.removeItem(PREFIX + name));
export const put = (name, text) =>
  quietly(() => localStorage.setItem(PREFIX + name, JSON.stringify(text)));

/** Forget the texts that were sent by a form which the site has taken. */
export const dropSent = () =>
  quietly(() => {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && JSON.parse(localStorage.getItem(key)).sent) {
        localStorage.removeItem(key);
      }
    }
  });

/** Return the name of a text that was begun in this browser and reached no article. */
export const orphan = (beginning, besides) =>
  quietly(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + beginning))
      .map((key) => key.slice(PREFIX.length))
      .find((name) => name !== besides),
  );
