import { fail, isMillraceError } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { fillTexts } from '../liquid/fill-texts.ts';
import { writeMessage } from '../render-message.ts';
import { validateContent } from '../validate-content.ts';
import { markedLink } from './link-marks.ts';
import type { JobAnswer, JobResults, RenderJob } from './jobs.ts';

/** Does one job in this thread. Never throws. */
export async function runJob(job: RenderJob): Promise<JobAnswer> {
  try {
    return { ok: true, result: await resultOf(job) };
  } catch (error) {
    if (isMillraceError(error)) return { ok: false, code: error.code, details: error.details };
    // The message of any other error may contain personal data, so only its name is reported.
    const kind = error instanceof Error ? error.name : typeof error;
    return {
      ok: false,
      code: 'content-invalid',
      details: { problem: `a part of it cannot be rendered (${kind})` },
    };
  }
}

function resultOf(
  job: RenderJob,
): Promise<JobResults['message']> | JobResults['check'] | JobResults['texts'] {
  if (job.type === 'texts') return fillTexts(job.texts, job.view);
  if (job.type === 'check') return validateContent(job.channel, job.content);
  const channel = channelById(job.channel) ?? fail('not-found', { what: 'channel' });
  return writeMessage(channel, job.message, { openUrl: job.openUrl, addressOf: marking(job.mark) });
}

function marking(mark: string | null): ((url: string, index: number) => string) | undefined {
  return mark === null ? undefined : (_url, index) => markedLink(mark, index);
}
