/** As far as it is used here; TypeScript's own list of a browser's members lacks it. */
declare interface Window {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(text: string): string | null },
    ): { createScriptURL(text: string): unknown };
  };
}
