import { z } from 'zod';
import { smsChannel, smsContentSchema } from '@millrace/channels';
import { defineNode } from '@millrace/flow';
import { afterSending, sendingFields, sendingPorts, sendingProblems, variablesIn } from '../sending.ts';

const config = z.strictObject({
  content: smsContentSchema.prefault({}).meta({ title: 'Text message', description: 'What is sent.', control: 'message', channel: 'sms' }),
  ...sendingFields,
});

/** Sends a text message, if every guardrail lets it pass at that moment. */
export const sendSms = defineNode({
  kind: 'send-sms',
  title: 'Send text message',
  summary: 'Sends a text message to people who agreed to texts, outside their quiet hours.',
  family: 'message',
  icon: 'message',
  sentence: ({ content }) => smsChannel.plainSummary(content),
  config,
  initial: { content: smsChannel.initial },
  example: { content: smsChannel.example },
  versions: {},
  ports: sendingPorts,
  check: ({ content }) => sendingProblems(smsChannel.problems(content)),
  uses: ({ content }) => variablesIn(content),
  meaning: {
    arrive: ({ config: { purpose } }) => ({ message: { channel: 'sms', purpose }, sentence: 'Is to get a text message.' }),
    wake: ({ config: { ifNotSent } }, wake) => afterSending(ifNotSent, wake),
  },
});
