/** Fetches a core and compiles it, beside the thread that asks. */
export async function fetchCore(address: string): Promise<WebAssembly.Module> {
  const response = await fetch(address);
  if (!response.ok) {
    const name = address.slice(address.lastIndexOf('/') + 1);
    throw new Error(`${name}: ${response.status} ${response.statusText}`);
  }
  // A host may serve `.wasm` under another type, which only the slower way puts up with.
  const isTyped = response.headers.get('content-type')?.startsWith('application/wasm');
  if (isTyped) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
