import { Later } from './later.svelte';

const loaders = {
  keys: () => import('../transport/KeySheet.svelte'),
  classroom: () => import('./Classroom.svelte'),
  embed: () => import('./EmbedDialog.svelte'),
  pytorch: () => import('../export/PyTorchDialog.svelte'),
};
export type DialogName = keyof typeof loaders;

/** The sheets over a lab. Few ask for one, so each is loaded only then; one is open at a time. */
export class Dialogs {
  readonly keys = new Later(loaders.keys);
  readonly classroom = new Later(loaders.classroom);
  readonly embed = new Later(loaders.embed);
  readonly pytorch = new Later(loaders.pytorch);
  #open = $state<DialogName | null>(null);

  async show(name: DialogName): Promise<void> {
    await this[name].load();
    this.#open = name;
  }

  isOpen(name: DialogName): boolean {
    return this.#open === name;
  }

  /** What a dialog says of itself. */
  set(name: DialogName, isOpen: boolean): void {
    if (isOpen) this.#open = name;
    else if (this.#open === name) this.#open = null;
  }
}
