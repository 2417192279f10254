import { previewContent, testSend, testSendInput } from '@millrace/services';
import type { z } from 'zod';
import { read } from '../adapt.ts';
import { procedure, router } from '../init.ts';

export const content = router({
  preview: read(previewContent),
  testSend: procedure.input((raw: unknown) => raw as z.input<typeof testSendInput>).mutation(({ ctx, input }) => testSend(ctx.context, input)),
});
