import { isSavingUnsure, unsureSave } from '../ui/unsure_save.svelte';

/** Hands the reader a file. */
export function download(name: string, type: string, content: string | Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  if (isSavingUnsure())
    unsureSave.file = { name, text: typeof content === 'string' ? content : null };
}
