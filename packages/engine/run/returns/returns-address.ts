import type { Context } from '@millrace/core/verb';

/** Address of the returns page of a store. @param siteKey the public key of its pages */
export const returnsAddress = ({ publicUrl }: Pick<Context, 'publicUrl'>, siteKey: string): string =>
  `${publicUrl}/store/${siteKey}/returns`;
