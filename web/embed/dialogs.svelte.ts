import { Later } from './later.svelte';

export type DialogName = 'keys' | 'classroom' | 'embed' | 'pytorch';

/** The sheets over a lab. Few ask for one, so each is loaded only then; one is open at a time. */
export class Dialogs {
  readonly keys = new Later(() => import('../transport/KeySheet.svelte'));
  readonly classroom = new Later(() => import('./Classroom.svelte'));
  readonly embed = new Later(() => import('./EmbedDialog.svelte'));
  readonly pytorch = new Later(() => import('../export/PyTorchDialog.svelte'));
  open = $state<DialogName | null>(null);

  async show(name: DialogName): Promise<void> {
    await this[name].load();
    this.open = name;
  }
}
