import { CHANNELS, channelById } from '@millrace/channels';
import { describe, expect, it } from 'vitest';
import { measured } from './measure-message.ts';
import type { UnmeasuredMessage } from './render-message.ts';

const message = (text: string): UnmeasuredMessage => ({
  senderName: null,
  subject: null,
  preheader: null,
  html: null,
  text,
  parts: null,
  links: [],
  refusedLinks: [],
  headers: {},
});
const limited = CHANNELS.filter(({ limits }) => limits.characters !== null || limits.parts !== null);

describe('a finished message', () => {
  it.each(CHANNELS.map(({ id }) => id))('that is short goes by %s, with the parts it is billed as', (id) => {
    const channel = channelById(id)!;
    expect(measured(channel, message('Hello'))).toEqual({
      ...message('Hello'),
      segments: channel.partsOf('Hello'),
    });
  });

  it('is held to limits by some channels', () => {
    expect(limited.length).toBeGreaterThan(0);
  });

  it.each(limited.map(({ id }) => id))(
    'goes by %s up to its limits, and one character beyond is refused with how much it is',
    (id) => {
      const channel = channelById(id)!;
      const fits = (length: number) => {
        try {
          measured(channel, message('a'.repeat(length)));
          return true;
        } catch (error) {
          expect(error).toMatchObject({ code: 'content-invalid' });
          expect(String(error)).toMatch(/is \d+ (characters|parts) long, and at most \d+ can be sent/);
          return false;
        }
      };
      // By halves: what fits is everything up to some length.
      let [most, over] = [0, 1_000_000];
      expect(fits(over)).toBe(false);
      while (over - most > 1) {
        const middle = Math.floor((most + over) / 2);
        if (fits(middle)) most = middle;
        else over = middle;
      }
      const { characters, parts } = channel.limits;
      if (characters !== null) expect(most).toBeLessThanOrEqual(characters);
      if (parts !== null) expect(channel.partsOf('a'.repeat(most))).toBeLessThanOrEqual(parts);
      for (const length of [1, most - 1]) expect(fits(length)).toBe(true);
      for (const length of [over + 1, over * 2]) expect(fits(length)).toBe(false);
    },
  );

  it('is held to a limit in characters before it is counted in parts', () => {
    const channel = {
      ...channelById(CHANNELS[0]!.id)!,
      limits: { characters: 10, parts: null, bytes: null },
      partsOf: (text: string) => {
        expect(text.length).toBeLessThanOrEqual(10);
        return null;
      },
    } as unknown as (typeof CHANNELS)[number];
    expect(measured(channel, message('a'.repeat(10))).segments).toBeNull();
    expect(() => measured(channel, message('a'.repeat(11)))).toThrow(/11 characters long, and at most 10/);
  });
});
