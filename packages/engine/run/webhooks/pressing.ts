import type { Context } from '@millrace/core/verb';

/** The person who pressed, as the audit log names them. */
export const pressing = ({ actor }: Context, by: string, title: string): Context['actor'] => ({
  ...actor,
  name: `${by.slice(0, 80)}, in ${title}`,
});
