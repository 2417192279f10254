import { listEventProperties, previewContent, previewContentInput, testSend, testSendInput } from '@millrace/services';
import { countMail } from '../../auth/mail-limit.ts';
import { read, takes } from '../adapt.ts';
import { router } from '../init.ts';

export const content = router({
  eventProperties: read(listEventProperties),
  /** A mutation, though it changes nothing: content is longer than an address may be. */
  preview: takes(previewContentInput, { weight: 3 }).mutation(({ ctx, input }) => previewContent(ctx.context, input)),
  testSend: takes(testSendInput, { weight: 5 }).mutation(async ({ ctx, input }) => {
    await countMail(ctx.person.id);
    return testSend(ctx.context, input);
  }),
});
