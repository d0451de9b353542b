/** The form of a map's link: two axes with their ranges or words, cells, iterations, seeds, and the part that is
 *  seen. Which axes there are, the experiment says that it is drawn of. */
export const mapForm = /^\w+:[^;]+;\w+:[^;]+;\d+;\d+;\d+(;\d+:\d+,\d+:\d+)?$/;
