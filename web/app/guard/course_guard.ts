/** Stands in the one script that a course page includes, around the lab's own, which it has fetched: where that
 *  cannot come or cannot run, it says so beside every lab of the page. Of the page's other errors it says nothing. */
import { missingIn } from './requirements';
import {
  noticeOf,
  reasonOf,
  saidOfError,
  saidOfMissing,
  saidOfUnfetched,
  unfetchedIn,
  type Said,
} from './notice';

/** Marks what was said, so that each lab has it once. */
const name = 'ebb-guard';

function sayBesideEveryLab(said: Said): void {
  const say = () =>
    document.querySelectorAll('ebb-lab').forEach((lab) => {
      const before = lab.previousElementSibling;
      if ((before && before.className === name) || !lab.parentNode) return;
      const around = lab.closest('[lang]');
      const box = noticeOf(said, [around && around.getAttribute('lang'), ...navigator.languages]);
      box.className = name;
      // The page's own styles know nothing of it.
      box.style.cssText = 'padding: 1em; border: 1px solid; overflow-wrap: anywhere';
      box.querySelector('h1')!.style.cssText = 'margin: 0; font-size: 1.1em';
      lab.parentNode.insertBefore(box, lab);
    });
  say();
  // Those, too, that the page has yet to come to, or that a script makes.
  new MutationObserver(say).observe(document, { childList: true, subtree: true });
}

export function load(fetchLab: () => Promise<unknown>): void {
  const missing = missingIn(self);
  if (missing.length > 0) {
    sayBesideEveryLab(saidOfMissing(missing));
    return;
  }
  fetchLab().catch((error: unknown) => {
    const reason = reasonOf(error);
    const address = unfetchedIn(reason);
    sayBesideEveryLab(address === null ? saidOfError(reason) : saidOfUnfetched(address));
  });
}
