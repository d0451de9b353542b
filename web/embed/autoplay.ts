import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { Lab } from '../lab/lab.svelte';
import { prefersReducedMotion } from '../styles/reduced_motion';

/** So much of the lab has to be on the screen. */
const share = 0.3;

/** Plays a lab once it is seen, and lets it rest while it is not. Whoever asks for less motion
 *  starts it by hand; whoever has paused it finds it so. */
export function playsWhenSeen(lab: Lab): Attachment<Element> {
  return (element) => {
    let isDue = !prefersReducedMotion();
    const observer = new IntersectionObserver(
      (entries) => {
        const isSeen = (entries.at(-1)?.intersectionRatio ?? 0) >= share;
        untrack(() => {
          if (isSeen && isDue) {
            isDue = false;
            lab.playback.run();
          } else if (!isSeen && lab.playing) {
            isDue = true;
            lab.pause();
          }
        });
      },
      { threshold: share },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
}
