import { previewContent, testSend, testSendInput } from '@millrace/services';
import { countMail } from '../../auth/mail-limit.ts';
import { change, takes } from '../adapt.ts';
import { router } from '../init.ts';

export const content = router({
  /** A mutation, though it changes nothing: content is longer than an address may be. */
  preview: change(previewContent, { weight: 3 }),
  testSend: takes(testSendInput, { weight: 5 }).mutation(async ({ ctx, input }) => {
    await countMail(ctx.person.id);
    return testSend(ctx.context, input);
  }),
});
