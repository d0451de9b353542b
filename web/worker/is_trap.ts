/** Whether an error ended the core in the middle of its work: its memory is in no state to go on from. Where the stack
 *  is full, engines throw an error of JavaScript instead of one of WebAssembly, Firefox one of its own; others of
 *  the same name, such as of a length that no list has, leave the core as it was. */
export function isTrap(error: unknown): boolean {
  const isFull = /^(Range|Internal)Error: .*(call stack|recursion)/i.test(String(error));
  return isFull || error instanceof WebAssembly.RuntimeError;
}
