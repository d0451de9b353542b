import { FileError, type TextFault } from '../experiment/file';
import { HandInFault } from './hand_in';

/** A file that is to be marked: its text, or why it has none. */
export interface GivenFile {
  name: string;
  text: string | HandInFault;
}

/** A file whose text `read` reads, which throws FileError for a TextFault. What cannot be read at all, such as a folder,
 *  was not handed in: it stays an error. */
export async function givenFile(
  name: string,
  read: () => string | Promise<string>,
): Promise<GivenFile> {
  try {
    return { name, text: await read() };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const reason = error.reason as TextFault;
    if (reason === 'unreadable') throw error;
    return { name, text: new HandInFault(reason) };
  }
}
