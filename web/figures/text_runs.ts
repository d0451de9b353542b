/** A piece of a text node that stands on one line of the page. */
export interface Run {
  text: string;
  /** In the coordinates of the window. */
  box: DOMRect;
}

/** The lines that a text node takes on the page. */
export function runsOf(node: Text): Run[] {
  const range = document.createRange();
  const runs: Run[] = [];
  for (const word of node.data.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const last = runs.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += ` ${word[0]}`;
      last.box = new DOMRect(
        last.box.left,
        last.box.top,
        box.right - last.box.left,
        last.box.height,
      );
    } else runs.push({ text: word[0], box });
  }
  return runs;
}
