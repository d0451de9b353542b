/** So many experiments can be kept beside the live one: each is a worker with a core and a network of
 *  its own, and four lines are as many as a reader tells apart. */
export const maxPinned = 3;
