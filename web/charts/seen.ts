import type { Attachment } from 'svelte/attachments';

/** Tells whether an element is on the screen (or nearly), so that nothing is computed for what is
 *  not; false when it goes. `beyond`: how far from the screen still counts, in pixels; where it is
 *  negative, how far within it has to be. */
export function seen(report: (visible: boolean) => void, beyond = 120): Attachment<Element> {
  return (element) => {
    const observer = new IntersectionObserver(
      (entries) => report(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: `${beyond}px` },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      report(false);
    };
  };
}
