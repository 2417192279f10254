import { countTryOrFail, type Limit } from './limits.ts';

/** Test messages of one user, which go to any address that is typed in. */
const TEST_SENDS: Limit = { name: 'test-send', atOnce: 20, everySeconds: 60 };
/** Connection tests of one user, each of which may try a user name and password at another system. */
const PROBES: Limit = { name: 'test-connection', atOnce: 20, everySeconds: 15 };

/** Counts a test message. @throws MillraceError rate-limited */
export const countMail = (personId: string): Promise<void> => countTryOrFail(TEST_SENDS, personId);

/** Counts a connection test. @throws MillraceError rate-limited */
export const countProbe = (personId: string): Promise<void> => countTryOrFail(PROBES, personId);
