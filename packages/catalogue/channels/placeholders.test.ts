import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_VARIABLES } from './content-variables.ts';
import { emailChannel } from './email/channel.ts';
import { inFewWords, inWords } from './placeholders.ts';
import { smsChannel } from './sms/channel.ts';

describe('a text with placeholders, as a marketer reads it', () => {
  it.each([
    ['Use {{ discount.code }} today', 'Use [discount code] today'],
    ['Hi {{ customer.firstName | default: "there" }}!', 'Hi there!'],
    ["Hi {{customer.firstName|default:'there'}}!", 'Hi there!'],
    ['{{ customer.lastName | default: "" }}Hello', 'Hello'],
    ['For {{ cart.total | money }}', 'For [total of the cart]'],
    ['Your {{ customer.properties.favouriteColour }} one', 'Your [favourite colour] one'],
    ['{% if discount.code %}With {{ discount.code }}{% endif %}', 'With [discount code]'],
    ['Here is {{ discount.code }…', 'Here is [discount code]…'],
    ['Here is {{ discount.co…', 'Here is …'],
    ['Here is {{', 'Here is …'],
    ['Here is {…', 'Here is …'],
    ['Braces { of } their own stay', 'Braces { of } their own stay'],
  ])('%s', (text, words) => expect(inWords(text)).toBe(words));
});

const piece = fc.oneof(
  fc.constantFrom(...CONTENT_VARIABLES.map(({ insert }) => insert)),
  fc.constantFrom('{% if customer.city %}', '{% endif %}', 'Your cart', ' ', ', ', '10 % off'),
);
const written = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

it('no cut of any text leaves half a placeholder', () => {
  fc.assert(
    fc.property(written, fc.nat(200), fc.constantFrom('', '…'), (text, at, mark) => {
      expect(inWords(text.slice(0, at) + mark)).not.toMatch(/\{\{|\}\}|\{%|%\}/);
    }),
    { numRuns: 2_000 },
  );
});

it('a card of a message never shows one, at any length, and ends between words', () => {
  fc.assert(
    fc.property(written, (text) => {
      for (const card of [smsChannel.plainSummary({ text }), emailChannel.plainSummary({ subject: text })]) {
        expect(card).not.toMatch(/[{}]/);
        expect((card.match(/\[/g) ?? []).length).toBe((card.match(/\]/g) ?? []).length);
      }
    }),
    { numRuns: 1_000 },
  );
});

it('shortening keeps within the length it is given', () => {
  fc.assert(
    fc.property(written, fc.integer({ min: 10, max: 80 }), (text, most) => {
      expect(inFewWords(text, most).length).toBeLessThanOrEqual(most);
    }),
  );
});
