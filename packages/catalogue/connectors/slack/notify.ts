import { cutTo } from '@millrace/base';
import type { TeamNotice, TeamNotifier } from '../notify.ts';

import { ACTION_PREFIX, escaped, slackOutcome, slackRequest } from './api.ts';
import { pressAnswered } from './ask.ts';
import type { SlackConfig } from './config.ts';

function blocksOf({ title, lines, link, buttons }: TeamNotice): object[] {
  const words = [`*${escaped(title)}*`, ...lines.map(escaped)].join('\n');
  const press = buttons.map(({ label, action }, index) => ({
    type: 'button',
    action_id: `${ACTION_PREFIX}${index}`,
    text: { type: 'plain_text', text: cutTo(label, 75) },
    value: cutTo(action, 2_000),
  }));
  const open = {
    type: 'button',
    action_id: 'open',
    text: { type: 'plain_text', text: cutTo(link.label, 75) },
    url: link.url,
  };
  return [
    { type: 'section', text: { type: 'mrkdwn', text: cutTo(words, 3_000) } },
    { type: 'actions', elements: [...press, open] },
  ];
}

export const slackNotifier: TeamNotifier<SlackConfig> = {
  request: (notice, config) =>
    slackRequest(config, 'chat.postMessage', {
      channel: config.channel,
      text: cutTo([notice.title, ...notice.lines].map(escaped).join(' '), 3_000),
      blocks: blocksOf(notice),
      unfurl_links: false,
    }),
  outcome: slackOutcome,
  answered: pressAnswered,
};
