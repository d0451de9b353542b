/** So many characters of a hash, 96 bits, tell any two files apart: what is guarded against is a host's mistake, not a
 *  forger, who could change the list as well. */
export const hashLength = 16;

/** A file of the page as the build made it. */
export interface BuiltFile {
  /** Relative to the page's folder. */
  address: string;
  /** In bytes. */
  length: number;
  /** As `content-type` names it. */
  type: string;
  /** The beginning of its SHA-256, in base64. */
  hash: string;
  /** Cached once it was used, not beforehand. */
  isLater: boolean;
}
