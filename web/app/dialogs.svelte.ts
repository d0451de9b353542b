import { ignorePartMissing } from '../text/parts.svelte';
import { Lazy } from './lazy.svelte';

export type DialogName = 'teacher' | 'keys' | 'classroom' | 'embed' | 'pytorch';

/** The sheets over a lab. Few ask for one, so each is loaded only then; one is open at a time. */
export class Dialogs {
  readonly teacher = new Lazy(() => import('../teacher/TeacherDialog.svelte'));
  readonly keys = new Lazy(() => import('../transport/KeySheet.svelte'));
  readonly classroom = new Lazy(() => import('./share/Classroom.svelte'));
  readonly embed = new Lazy(() => import('../embed/EmbedDialog.svelte'));
  readonly pytorch = new Lazy(() => import('../pytorch/PyTorchDialog.svelte'));
  open = $state<DialogName | null>(null);

  async show(name: DialogName): Promise<void> {
    await this[name].load().then(() => (this.open = name), ignorePartMissing);
  }
}
