import { z } from 'zod';
import { fail, cutTo } from '@millrace/base';
import { done, notDone, refused, unclear, type Act, type ActOutcome } from '../act.ts';
import { answerAction } from '../acts/answer-choice.ts';
import { askTeam, closeQuestion } from '../acts/ask-team.ts';
import type { Answer } from '../exchange.ts';
import type { Press } from '../notify.ts';

import { ACTION_PREFIX, escaped, slackOutcome, slackRequest } from './api.ts';
import type { SlackConfig } from './config.ts';

const placeSchema = z.looseObject({ channel: z.string().max(80), ts: z.string().max(40) });
const CHANNEL = /^(#?[a-z0-9][a-z0-9._-]{0,79}|[CGD][A-Z0-9]{6,20})$/;

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text: cutTo(text, 3_000) } });
const linesOf = (lines: readonly string[]) =>
  lines.filter((line) => line !== '').map((line) => cutTo(line, 600));

/** A question with a button for each answer. */
export const askInSlack: Act<SlackConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'If Slack shows a question twice, the first answer counts, and the other buttons say so.',
  }),
  texts: (input) => {
    const { question, facts } = askTeam.input.parse(input);
    return { question, ...Object.fromEntries(facts.map(({ value }, index) => [`fact/${index}`, value])) };
  },
  request({ callId, input, texts }, config) {
    const { answers, channel } = askTeam.input.parse(input);
    const lines = readLines(input, texts);
    if (channel !== '' && !CHANNEL.test(channel))
      return fail('input-invalid', { problems: `“${channel}” is no channel`, fields: [] });
    const elements = answers.map(({ id, label }, index) => ({
      type: 'button',
      action_id: `${ACTION_PREFIX}${index}`,
      text: { type: 'plain_text', text: cutTo(label, 75) },
      value: answerAction(callId, id),
    }));
    const blocks = [section(lines.join('\n')), { type: 'actions', elements }];
    const text = cutTo(lines.join(' '), 3_000);
    const body = { channel: channel === '' ? config.channel : channel, text, blocks, unfurl_links: false };
    return { via: 'http', request: slackRequest(config, 'chat.postMessage', body) };
  },
  outcome(answer, { input, texts }) {
    const ends = asAct(answer);
    if (ends) return ends;
    const place = placeSchema.safeParse(answer.kind === 'answered' ? answer.json : null).data;
    if (!place) return unclear('Slack did not say where it posted the question.');
    return done(
      { place: { channel: place.channel, ts: place.ts }, lines: [...readLines(input, texts)] },
      'The team was asked in Slack.',
    );
  },
};

/** The question and its facts as Slack markup. */
function readLines(input: unknown, texts: Readonly<Record<string, string>>): readonly string[] {
  const { facts } = askTeam.input.parse(input);
  const question = (texts['question'] ?? '').trim();
  if (question === '') return fail('input-invalid', { problems: 'The question is empty', fields: [] });
  return linesOf([
    `*${escaped(question)}*`,
    ...facts.map(({ label }, index) => {
      const value = (texts[`fact/${index}`] ?? '').trim();
      return value === '' ? '' : `${escaped(label)}: ${escaped(value)}`;
    }),
  ]);
}

/** Replaces the question by the same text without buttons, and with the result. */
export const closeInSlack: Act<SlackConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'Writing the same text again changes nothing.',
  }),
  request({ input }, config) {
    const { asked, sentence } = closeQuestion.input.parse(input);
    return { via: 'http', request: replaced(config, asked.place, asked.lines, sentence) };
  },
  outcome: (answer) => asAct(answer) ?? done(null, null),
};

/** @throws MillraceError input-invalid if the place is not a Slack message */
function replaced(config: SlackConfig, given: unknown, lines: readonly string[], sentence: string) {
  const place =
    placeSchema.safeParse(given).data ??
    fail('input-invalid', { problems: 'Slack has no such message', fields: [] });
  const blocks = [
    ...(lines.length === 0 ? [] : [section(linesOf(lines).join('\n'))]),
    { type: 'context', elements: [{ type: 'mrkdwn', text: cutTo(escaped(sentence), 300) }] },
  ];
  return slackRequest(config, 'chat.update', {
    channel: place.channel,
    ts: place.ts,
    text: cutTo([...lines, escaped(sentence)].join(' '), 3_000),
    blocks,
  });
}

/** Replaces a notice after a press by its text and the result. */
export const pressAnswered = (
  { place }: Press,
  lines: readonly string[],
  sentence: string,
  config: SlackConfig,
) => replaced(config, place, lines, sentence);

/** Slack answers 200 to refused requests too. Null: it was done. */
function asAct(answer: Answer): ActOutcome | null {
  const said = slackOutcome(answer);
  switch (said.result) {
    case 'accepted':
      return null;
    case 'rejected':
      return refused(said.reason.replace(/\.$/, ''));
    case 'retry':
      return notDone(said.reason, said.afterMs, said.connectionProblem);
    case 'unknown':
      return unclear(said.reason);
  }
}
