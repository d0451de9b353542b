import { EbbLab } from '../element/element.svelte';
import type { Settings } from '../module/ebb';
import { told } from './frame_numbers';

/** What anywidget hands over: the traits of the object in Python. https://anywidget.dev/en/afm/ */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

/** How often Python is told of a run under way, in milliseconds: each message goes through the kernel. */
const everyMs = 250;

/** A lab in a notebook's cell. Its traits follow the lab, and the lab follows them: `experiment` (settings), `frame`
 *  (what is shown now; of the lab alone), `iteration` (where the run stands; set, the lab goes there). */
function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  // Another cell may have brought the same module.
  if (!customElements.get('ebb-lab')) customElements.define('ebb-lab', EbbLab);
  const lab = document.createElement('ebb-lab') as EbbLab;
  /** What Python was told last, so that its own echo is nothing new. */
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Steps asked for from Python, one after another, and how many of them are not there yet: until then the trait is
   *  where the lab is to go, not where it stands. */
  let steps = Promise.resolve();
  let pending = 0;
  /** Where Python was told that the lab stands. */
  let toldIteration: number | null = null;

  const begin = () => {
    const settings = (model.get('experiment') ?? {}) as Settings;
    const wished = JSON.stringify(settings);
    if (wished === said) return;
    said = wished;
    lab.experiment = settings;
  };
  const experiment = ({ detail }: CustomEventInit<unknown>) => {
    said = JSON.stringify(detail);
    model.set('experiment', detail);
    model.save_changes();
  };
  const tell = () => {
    timer = undefined;
    if (!lab.frame) return;
    model.set('frame', told(lab.frame));
    if (pending === 0) {
      toldIteration = lab.frame.iteration;
      model.set('iteration', toldIteration);
    }
    model.save_changes();
  };
  const frame = () => void (timer ??= setTimeout(tell, everyMs));
  const go = () => {
    const wished = Number(model.get('iteration'));
    if (!Number.isInteger(wished) || wished === toldIteration) return;
    pending += 1;
    steps = steps
      .then(async () => {
        await lab.ready;
        const count = wished - (lab.frame?.iteration ?? 0);
        if (count === 0) return;
        await (count > 0 ? lab.advance('iteration', count) : lab.rewind('iteration', -count));
      })
      // What cannot be run the lab itself says.
      .catch(() => {})
      .finally(() => {
        pending -= 1;
        frame();
      });
  };

  model.on('change:experiment', begin);
  model.on('change:iteration', go);
  lab.addEventListener('experiment', experiment);
  lab.addEventListener('frame', frame);
  begin();
  el.append(lab);
  if (Number(model.get('iteration')) > 0) go();

  return () => {
    clearTimeout(timer);
    model.off('change:experiment', begin);
    model.off('change:iteration', go);
    lab.remove();
  };
}

export default { render };
