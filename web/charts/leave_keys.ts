/** For the mouse-down of what is read by pointing: it shows and chooses, and leaves the keys to the lab
 *  around it, whose arrows step through the training. Who wants the arrows of a chart comes to it by
 *  keyboard. (On a touch the browser sends a mouse-down as well.) */
export function leaveKeys(event: MouseEvent): void {
  // Else the browser would move the focus here, and select text while the pointer is dragged.
  event.preventDefault();
  const lab = (event.currentTarget as Element).closest<HTMLElement>('[tabindex="-1"]');
  lab?.focus({ preventScroll: true });
}
