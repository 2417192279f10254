import { Turns } from '@millrace/transport';

/** Of this process: one provider that hangs holds no more of it than its share, whatever is asked of it. */
export const turns = new Turns();

/** Where a request leads: once the settings of a connection were mended, it is not held to the silence of the old place. */
export const placeOfUrl = (url: string): string => /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
