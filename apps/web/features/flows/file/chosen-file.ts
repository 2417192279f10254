import { LARGEST_FILE } from '@millrace/importers';

/** A file as it is sent. */
export interface ChosenFile {
  readonly file: string;
  readonly fileName: string;
}

/** What a screen says of a file that is not even read; null when it may be. */
export const sizeProblem = ({ size }: File): { sentence: string; next: string } | null =>
  // In bytes, of which a character has four at most.
  size > 4 * LARGEST_FILE
    ? {
        sentence: 'This file is larger than 2 MB.',
        next: 'Choose a file that was exported from a flow.',
      }
    : null;

export const chosenFile = async (given: File): Promise<ChosenFile> => ({
  file: await given.text(),
  fileName: given.name.slice(0, 200),
});
