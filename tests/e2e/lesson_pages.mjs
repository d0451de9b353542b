/** What tests of lessons do with a page. */

/** Waits until the lesson's panel has these words. */
export const lessonHas = (page, words) =>
  page.waitForFunction(
    (text) =>
      document
        .querySelector('ebb-lab')
        .shadowRoot.querySelector('.lesson')
        ?.textContent.includes(text),
    {},
    words,
  );

/** All that the lesson's panel says. */
export const lessonText = (page) =>
  page.evaluate(
    () =>
      document
        .querySelector('ebb-lab')
        .shadowRoot.querySelector('.lesson')
        ?.textContent.replace(/\s+/g, ' ') ?? '',
  );

/** Presses the button of the lesson that has these words. */
export const pressInLesson = (page, words) =>
  page.evaluate((text) => {
    const root = document.querySelector('ebb-lab').shadowRoot;
    [...root.querySelectorAll('.lesson button')]
      .find((button) => button.textContent.includes(text))
      .click();
  }, words);

/** Drops a file on the lab. */
export const dropFile = (page, name, content) =>
  page.evaluate(
    (title, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], title));
      document
        .querySelector('ebb-lab')
        .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    content,
  );

/** Gives a file to the header's own button, which is asked for files of this kind. */
export const openFile = (page, name, content) =>
  page.evaluate(
    (title, text) => {
      const ending = title.slice(title.lastIndexOf('.'));
      const input = [
        ...document.querySelector('ebb-lab').shadowRoot.querySelectorAll('input[type=file]'),
      ].find((one) => one.accept.split(',').includes(ending));
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], title));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    content,
  );

/** A teacher's lesson. `rest` are further sections. */
export const ownLesson = (rest = '', link = 'hidden=4*3&activation=tanh') => `ebb lesson 1
# title
A teacher's own
# start
link: ${link}
# question
What comes of it?
# run one
link: ${link}
# outcome
It was {one.ratio}, and is {live.loss}.
# explanation
So it is.
${rest}`;
