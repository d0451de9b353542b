/** Makes something when it is first asked for, and again only after it has failed. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    if (made) return made;
    const making = (made = make());
    making.catch(() => (made = null));
    return making;
  };
}
