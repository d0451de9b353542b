declare module '*.json?compiled' {
  const catalogue: Record<string, import('./compile').Compiled>;
  export default catalogue;
}
