/** Resolves when the browser draws next. */
export const nextFrame = () => new Promise(requestAnimationFrame);
