/** Examples of the docs by the page that they are on (tools/docs_site.ts); each is given what it looks for labs in. */
declare module 'virtual:docs-examples' {
  const examples: Record<string, ((place: ParentNode) => Promise<void>)[]>;
  export default examples;
}
