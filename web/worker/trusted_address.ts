/** The address of a worker's script, as pages take it whose policy has `require-trusted-types-for 'script'`. The
 *  one place where an address becomes a script: what is handed in is made by the build, or by this page. */
const policy = self.trustedTypes?.createPolicy('ebb-worker', { createScriptURL: (url) => url });

export const trustedAddress = (address: string): string =>
  // Where only trusted addresses are taken, constructors take them in place of texts.
  (policy?.createScriptURL(address) ?? address) as string;
