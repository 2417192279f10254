import type { TeamNotice, TeamNotifier } from '../notify.ts';
import { cut } from '../reading.ts';
import { ACTION_PREFIX, escaped, slackOutcome, slackRequest } from './api.ts';
import { pressAnswered } from './ask.ts';
import type { SlackConfig } from './config.ts';

function blocksOf({ title, lines, link, buttons }: TeamNotice): object[] {
  const words = [`*${escaped(title)}*`, ...lines.map(escaped)].join('\n');
  const press = buttons.map(({ label, action }, index) => ({
    type: 'button',
    action_id: `${ACTION_PREFIX}${index}`,
    text: { type: 'plain_text', text: cut(label, 75) },
    value: cut(action, 2_000),
  }));
  const open = {
    type: 'button',
    action_id: 'open',
    text: { type: 'plain_text', text: cut(link.label, 75) },
    url: link.url,
  };
  return [
    { type: 'section', text: { type: 'mrkdwn', text: cut(words, 3_000) } },
    { type: 'actions', elements: [...press, open] },
  ];
}

export const slackNotifier: TeamNotifier<SlackConfig> = {
  request: (notice, config) =>
    slackRequest(config, 'chat.postMessage', {
      channel: config.channel,
      text: cut([notice.title, ...notice.lines].map(escaped).join(' '), 3_000),
      blocks: blocksOf(notice),
      unfurl_links: false,
    }),
  outcome: slackOutcome,
  answered: pressAnswered,
};
