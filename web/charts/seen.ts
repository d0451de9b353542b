import type { Attachment } from 'svelte/attachments';

/** Tells whether an element is on the screen (or nearly; `rootMargin` moves the screen's edges), so that nothing
 *  is computed for what is not; false when it goes. */
export function seen(
  report: (visible: boolean) => void,
  rootMargin = '120px',
): Attachment<Element> {
  return (element) => {
    const observer = new IntersectionObserver(
      (entries) => report(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      report(false);
    };
  };
}
