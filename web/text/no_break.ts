/** A space at which no line ends. */
export const noBreak = '\u00a0';

/** No number comes apart at the end of a line: a sign of multiplication or division stays with what it
 *  stands before (a figure, or the slot that takes one; at the end of a text what follows it), and with a root
 *  before it; a per cent sign with what it stands after. */
export const unbroken = (text: string): string =>
  text
    .replace(/([×÷]) (?=[\d{−∞]|$)/g, `$1${noBreak}`)
    .replace(/(√[\d{]\S*) (?=×)/g, `$1${noBreak}`)
    .replace(/([\d}]) (?=%)/g, `$1${noBreak}`);
