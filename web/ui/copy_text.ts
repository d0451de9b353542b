/** Puts a text into the clipboard, after a press on `button`; false: the browser does not let this page do it. */
export async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  // A frame has no clipboard without its page's leave; what is selected in it may be copied all the same.
  if (window.parent !== window && isSelectionCopied(text, button)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function isSelectionCopied(text: string, button: HTMLElement): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position:fixed;opacity:0';
  // Beside the button: nothing outside an open dialog can be selected.
  button.after(field);
  field.select();
  try {
    // Deprecated, and all there is in such a frame.
    return document.execCommand('copy');
  } finally {
    field.remove();
    button.focus();
  }
}
