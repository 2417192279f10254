import { countTryOrFail, type Limit } from './limits.ts';

/** Test messages of one person: they go to whatever address is typed in. */
const TEST_SENDS: Limit = { name: 'test-send', atOnce: 20, everySeconds: 60 };
/** Questions to outside systems of one person: each may try a user name and a password there. */
const PROBES: Limit = { name: 'test-connection', atOnce: 20, everySeconds: 15 };

/** @throws MillraceError rate-limited */
export const countMail = (personId: string): Promise<void> => countTryOrFail(TEST_SENDS, personId);

/** @throws MillraceError rate-limited */
export const countProbe = (personId: string): Promise<void> => countTryOrFail(PROBES, personId);
