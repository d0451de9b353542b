import type { Attachment } from 'svelte/attachments';

/** Tells whether an element is on the screen (or nearly; `rootMargin` moves the screen's edges), so that nothing
 *  is computed for what is not; false when it goes. */
export function seen(report: (visible: boolean) => void, rootMargin?: string): Attachment<Element> {
  return (element) => {
    const observer = new IntersectionObserver(
      (entries) => report(entries.at(-1)?.isIntersecting ?? false),
      // In a frame of another origin only its own document's edges can be moved.
      rootMargin ? { root: document, rootMargin } : { rootMargin: '120px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      report(false);
    };
  };
}
