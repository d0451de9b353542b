/** A whole address; null for what is none. (`URL.canParse` is missing in browsers that run all else.) */
export function parsedAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
