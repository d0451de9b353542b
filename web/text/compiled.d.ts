declare module '*.json?compiled' {
  const catalogue: Record<string, import('./compiled_message').Compiled>;
  export default catalogue;
}
