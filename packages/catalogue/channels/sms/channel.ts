import { defineChannel, type ContentProblem } from '../channel-kind.ts';
import { inFewWords } from '../placeholders.ts';
import { schemaProblems } from '../schema-problems.ts';
import { SMS_CHARACTERS, SMS_PARTS, smsContentSchema } from './content.ts';
import { smsSize } from './segments.ts';

/** What a placeholder is counted as before its value is known: a first name, a shortened link. */
const PLACEHOLDER_STAND_IN = 'xxxxxxxxxxxxxxxxxxxxxx';

export const smsChannel = defineChannel({
  id: 'sms',
  title: 'Text message',
  noun: 'a text message',
  icon: 'message',
  consent: 'sms',
  purpose: 'Reminders and offers by text message',
  address: 'phone',
  limits: { characters: SMS_CHARACTERS, parts: SMS_PARTS, bytes: null },
  quiet: { from: '21:00', until: '09:00' },
  content: smsContentSchema,
  initial: { text: '' },
  example: { text: '{{ store.name }}: {{ customer.firstName | default: "hi" }}, your cart is still here. {{ cart.recoveryUrl }}' },
  addressOf: (customer) => (customer.phone !== null && /^\+[1-9]\d{6,14}$/.test(customer.phone) ? customer.phone : null),
  plainSummary(content) {
    const text = (content as { text?: unknown } | null | undefined)?.text;
    if (typeof text !== 'string' || text.trim() === '') return 'Text message without words yet';
    return `Text “${inFewWords(text, 60)}”`;
  },
  problems: smsProblems,
  texts: (content) => (content.text === '' ? [] : [{ field: 'text', where: 'the text', text: content.text, use: 'text' }]),
});

function smsProblems(content: unknown): readonly ContentProblem[] {
  const shape = schemaProblems(smsContentSchema, content);
  if (shape.length > 0) return shape;
  const sms = smsContentSchema.parse(content);
  if (sms.text.trim() === '')
    return [{ severity: 'error', code: 'text-missing', field: 'text', sentence: 'The text message has no words yet.' }];
  const problems: ContentProblem[] = [];
  const size = smsSize(sms.text.replace(/\{\{.*?\}\}/gs, PLACEHOLDER_STAND_IN).replace(/\{%.*?%\}/gs, ''));
  if (size.segments > SMS_PARTS) {
    problems.push({
      severity: 'error',
      code: 'text-too-long',
      field: 'text',
      sentence: `The text is about ${size.segments} parts long; at most ${SMS_PARTS} can be sent.`,
    });
  } else if (size.segments > 3) {
    problems.push({
      severity: 'warning',
      code: 'text-long',
      field: 'text',
      sentence: `The text is about ${size.segments} parts long, and each part is paid for.`,
    });
  }
  if (sms.optOutNotice === 'never') {
    problems.push({
      severity: 'warning',
      code: 'opt-out-missing',
      field: 'optOutNotice',
      sentence: 'Nobody is told how to opt out; in most countries the first text has to say so.',
    });
  }
  return problems;
}
