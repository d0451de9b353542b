/** A file that was handed to the reader where nobody can tell whether it arrived. */
export interface UnsureFile {
  name: string;
  /** Null: it is no text. */
  text: string | null;
}

/** A page in a sandboxed frame without an origin may be forbidden to save files, and no script can tell whether it is;
 *  a page on a disk, which has no origin either, may. */
export const isSavingUnsure = (): boolean =>
  self.origin === 'null' && location.protocol !== 'file:';

class UnsureSave {
  /** What was saved last there, until somebody has read of it. */
  file = $state.raw<UnsureFile | null>(null);
}
export const unsureSave = new UnsureSave();
