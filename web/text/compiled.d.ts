declare module '*.json?compiled' {
  const catalogue: Record<string, import('./compiled_message').Compiled>;
  export default catalogue;
}

declare module '*.json?compiled-late' {
  const catalogue: Record<string, import('./compiled_message').Compiled>;
  export default catalogue;
}
