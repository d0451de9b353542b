/** A file of the page as the build made it. */
export interface BuiltFile {
  /** Relative to the page's folder. */
  address: string;
  /** In bytes. */
  length: number;
  /** As `content-type` names it. */
  type: string;
  /** SHA-256, in base64. */
  hash: string;
  /** Cached once it was used, not beforehand. */
  isLater: boolean;
}
