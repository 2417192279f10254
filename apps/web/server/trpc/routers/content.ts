import { countMail } from '../../auth/mail-limit.ts';
import { testSend, testSendInput } from '@millrace/services/message-log';
import { listEventProperties, previewContent, previewContentInput } from '@millrace/services/previews';
import { read, takes } from '../adapt.ts';
import { router } from '../init.ts';

export const content = router({
  eventProperties: read(listEventProperties),
  /** A mutation although it changes nothing: the content is too long for a URL. */
  preview: takes(previewContentInput, { weight: 3 }).mutation(({ ctx, input }) =>
    previewContent(ctx.context, input),
  ),
  testSend: takes(testSendInput, { weight: 5 }).mutation(async ({ ctx, input }) => {
    await countMail(ctx.person.id);
    return testSend(ctx.context, input);
  }),
});
