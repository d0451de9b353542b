/** Whether the reader's system asks for less motion. */
export const prefersReducedMotion = (): boolean =>
  matchMedia('(prefers-reduced-motion: reduce)').matches;

/** How to scroll to something for the reader. */
export const scrolling = (): ScrollBehavior => (prefersReducedMotion() ? 'auto' : 'smooth');
