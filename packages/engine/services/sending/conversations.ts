import { Turns } from '@millrace/transport';

/** Of this process: one provider that hangs holds no more of it than its share, whatever is asked of it. */
export const turns = new Turns();
