import type { Plugin } from 'vite';

const styleImport = /^import "([^"]+\.svelte)\?svelte&type=style&lang\.css";$/gm;

/** Turns the style of every Svelte component from a file linked by the page, which would not reach
 *  into a shadow root, into a call of `addStyles` (sheets.ts). */
export function adoptStyles(): Plugin {
  let count = 0;
  return {
    name: 'ebb-adopt-styles',
    enforce: 'post',
    transform(code, id) {
      if (!id.endsWith('.svelte')) return null;
      const changed = code.replace(styleImport, (_, file: string) => {
        const name = `__css${count++}`;
        return (
          `import ${name} from "${file}?inline&svelte&type=style&lang.css";` +
          `import { addStyles as ${name}_add } from "/styles/sheets.ts"; ${name}_add(${name});`
        );
      });
      return changed === code ? null : { code: changed, map: null };
    },
  };
}
