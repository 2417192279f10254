import { listEventProperties, previewContent, testSend, type previewContentInput, type testSendInput } from '@millrace/services';
import type { z } from 'zod';
import { read } from '../adapt.ts';
import { procedure, router } from '../init.ts';

export const content = router({
  eventProperties: read(listEventProperties),
  /** A mutation, though it changes nothing: content is longer than an address may be. */
  preview: procedure
    .input((raw: unknown) => raw as z.input<typeof previewContentInput>)
    .mutation(({ ctx, input }) => previewContent(ctx.context, input)),
  testSend: procedure
    .input((raw: unknown) => raw as z.input<typeof testSendInput>)
    .mutation(({ ctx, input }) => testSend(ctx.context, input)),
});
