import { CHANNELS, emailChannel } from '@millrace/channels';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wanted } from '../testing/render-here.ts';
import { sampleView } from '../view/sample-view.ts';
import type { RenderJob } from './jobs.ts';
import { markedLink, newMark, putLinks } from './link-marks.ts';
import { runJob } from './run-job.ts';

describe('a job in a thread', () => {
  it.each(CHANNELS.map(({ id, example }) => [id, example] as const))(
    'writes a message of %s, and finds nothing wrong with it',
    async (channel, content) => {
      const message = {
        type: 'message',
        channel,
        message: wanted(content),
        openUrl: undefined,
        mark: null,
      } as const;
      expect(await runJob(message)).toMatchObject({
        ok: true,
        result: { text: expect.any(String) as string },
      });
      expect(await runJob({ type: 'check', channel, content })).toEqual({ ok: true, result: [] });
    },
  );

  it('never throws, whatever it is asked for, and says why in words that hold nothing of the job', async () => {
    const secret = 'ann-the-secret';
    const odd = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true }),
      fc.constantFrom(null, undefined, secret, [secret], { view: secret }),
    );
    const jobs = fc.oneof(
      fc.record({
        type: fc.constant('message'),
        channel: fc.constantFrom('email', 'sms', 'pigeon', '__proto__'),
        message: odd,
        openUrl: odd,
        mark: fc.constant(null),
      }),
      fc.record({ type: fc.constant('texts'), texts: odd, view: odd }),
      fc.record({
        type: fc.constant('check'),
        channel: fc.constantFrom('email', 'sms', 'pigeon'),
        content: odd,
      }),
    );
    await fc.assert(
      fc.asyncProperty(jobs, async (job) => {
        const answer = await runJob(job as unknown as RenderJob);
        if (!answer.ok) expect(JSON.stringify([answer.code, answer.details])).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  it('has errors of ours as they are, and of any other only the kind', async () => {
    const text = (words: string) => runJob({ type: 'texts', texts: { words }, view: sampleView() });
    expect(await text('{{ x | nope }}')).toEqual({
      ok: false,
      code: 'content-invalid',
      details: { problem: 'there is no filter called “nope”' },
    });
    const broken = {
      type: 'message',
      channel: 'email',
      message: { ...wanted(emailChannel.example), view: null },
      openUrl: undefined,
      mark: null,
    };
    const answer = await runJob(broken as unknown as RenderJob);
    expect(answer).toMatchObject({
      ok: false,
      code: 'content-invalid',
      details: { problem: expect.stringMatching(/\(\w*Error\)$/) as string },
    });
  });
});

describe('places for links', () => {
  it('are filled by their numbers, and everything around them stays', () => {
    const words = fc
      .string({ unit: 'grapheme', maxLength: 6 })
      .filter((text) => !/[\uE020\uE021]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.nat({ max: 30 })), { maxLength: 8 }), words, (parts, end) => {
        const mark = newMark();
        const text = parts.map(([before, index]) => before + markedLink(mark, index)).join('') + end;
        expect(putLinks(text, mark, (index) => `<${index}>`)).toBe(
          parts.map(([before, index]) => `${before}<${index}>`).join('') + end,
        );
      }),
    );
  });

  it('are of one message alone: the mark of another, or one that was guessed, is no place', () => {
    const [mine, other] = [newMark(), newMark()];
    expect(mine).not.toBe(other);
    const text = `${markedLink(other, 1)} ${markedLink('', 1)} mine:1`;
    expect(putLinks(text, mine, () => 'never')).toBe(text);
  });

  it('keep an address as it is, also one with signs that mean something elsewhere', () => {
    const mark = newMark();
    for (const address of ['https://a.example/?a=$&$1', '\\1', markedLink(mark, 2)])
      expect(putLinks(`[${markedLink(mark, 1)}]`, mark, () => address)).toBe(`[${address}]`);
  });
});
