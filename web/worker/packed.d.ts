declare module '*?packed' {
  /** gzip, as base64. */
  const text: string;
  export default text;
}
