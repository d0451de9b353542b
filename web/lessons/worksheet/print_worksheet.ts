import { mount, unmount } from 'svelte';
import { typesetter } from '../../formulas/typesetter';
import { printSheets } from '../../ui/print_sheets';
import type { Course } from '../course.svelte';
import Worksheet from './Worksheet.svelte';

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
  const put = (target: ShadowRoot) => {
    const sheets = mount(Worksheet, { target, props: { course, lesson, address } });
    return () => void unmount(sheets);
  };
  await printSheets(
    root,
    put,
    typesetter().catch(() => {}),
  );
}
