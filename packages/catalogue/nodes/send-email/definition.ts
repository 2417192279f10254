import { z } from 'zod';
import { emailChannel, emailContentSchema, inFewWords } from '@millrace/channels';
import { defineNode } from '@millrace/flow';
import { afterSending, sendingFields, sendingPorts, sendingProblems, variablesIn } from '../sending.ts';

const config = z.strictObject({
  content: emailContentSchema.prefault({}).meta({ title: 'E-mail', description: 'What is sent.', control: 'message', channel: 'email' }),
  ...sendingFields,
});

/** Sends an e-mail, if every guardrail lets it pass at that moment. */
export const sendEmail = defineNode({
  kind: 'send-email',
  title: 'Send e-mail',
  summary: 'Sends an e-mail, unless consent, a cap or quiet hours say otherwise at that moment.',
  family: 'message',
  icon: 'envelope',
  sentence: ({ content }) => emailChannel.plainSummary(content),
  config,
  initial: { content: emailChannel.initial },
  example: { content: emailChannel.example },
  versions: {},
  ports: sendingPorts,
  check: ({ content }) => sendingProblems(emailChannel.problems(content)),
  uses: ({ content }) => variablesIn(content),
  meaning: {
    arrive: ({ config: { content, purpose } }) => ({
      message: { channel: 'email', purpose },
      sentence: content.subject === '' ? 'Is to get an e-mail.' : `Is to get the e-mail “${inFewWords(content.subject, 90)}”.`,
    }),
    wake: ({ config: { ifNotSent } }, wake) => afterSending(ifNotSent, wake),
  },
});
