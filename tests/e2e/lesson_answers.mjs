import { untilSo } from './patience.mjs';

/** The lab's own tree, of a page or a frame. */
export const inLab = (place, member, ...args) =>
  place.evaluate(
    new Function(
      '...args',
      `const root = document.querySelector('ebb-lab').shadowRoot; return (${member})(root, ...args);`,
    ),
    ...args,
  );

/** Waits until something is so in the lab's tree. */
export const until = (place, member, ...args) =>
  untilSo(
    () => inLab(place, member, ...args),
    () => `${member}`,
  );

/** Says a number, has it run, and waits for what came of it: what somebody does who knows nothing. */
export async function answer(place, guess) {
  await until(place, (root) => root.querySelector('.lesson input[type=number]') !== null);
  await inLab(
    place,
    (root, value) => {
      const input = root.querySelector('.lesson input[type=number]');
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    String(guess),
  );
  await until(place, (root) => {
    const run = root.querySelector('.lesson .go .main');
    if (run && !run.disabled) run.click();
    return !run;
  });
  await until(place, (root) => root.querySelector('.lesson .handin') !== null);
}

/** All that the dialog shows of the file, as text. */
export async function handIn(place) {
  await inLab(place, (root) => root.querySelector('.lesson .handin button').click());
  return until(place, (root) => root.querySelector('dialog[open] pre')?.textContent);
}
