import { mount, tick, unmount } from 'svelte';
import { on } from 'svelte/events';
import { typesetter } from '../../formulas/typesetter';
import type { Course } from '../course.svelte';
import Worksheet from './Worksheet.svelte';

const nextFrame = () => new Promise(requestAnimationFrame);

/** Prints the open lesson as a sheet to answer on, and its key: figures that it speaks of are computed
 *  first. `inside`: an element of the lab, which makes way for the sheets as long as they are printed. */
export async function printWorksheet(
  course: Course,
  inside: HTMLElement,
  address: string | null,
): Promise<void> {
  const { lesson } = course;
  const root = inside.getRootNode();
  if (!lesson || !(root instanceof ShadowRoot)) return;
  await course.measureAll();
  if (course.lesson !== lesson) return;
  const sheets = mount(Worksheet, { target: root, props: { course, lesson, address } });
  root.host.setAttribute('printing', 'worksheet');
  const end = () => {
    stop();
    root.host.removeAttribute('printing');
    void unmount(sheets);
  };
  const stop = on(window, 'afterprint', end);
  let isHeard = false;
  const listen = on(window, 'beforeprint', () => (isHeard = true));
  await tick();
  await Promise.all([typesetter().catch(() => {}), document.fonts.ready]);
  for (let frames = 0; frames < 2; frames += 1) await nextFrame();
  print();
  listen();
  // Where nothing was printed, nothing tells of its end either.
  if (!isHeard) end();
}
