import { Later } from './lazy.svelte';

export type DialogName = 'keys' | 'classroom' | 'embed' | 'pytorch';

/** The sheets over a lab. Few ask for one, so each is loaded only then; one is open at a time. */
export class Dialogs {
  readonly keys = new Later(() => import('../transport/KeySheet.svelte'));
  readonly classroom = new Later(() => import('./share/Classroom.svelte'));
  readonly embed = new Later(() => import('../embed/EmbedDialog.svelte'));
  readonly pytorch = new Later(() => import('../pytorch/PyTorchDialog.svelte'));
  open = $state<DialogName | null>(null);

  async show(name: DialogName): Promise<void> {
    await this[name].load();
    this.open = name;
  }
}
