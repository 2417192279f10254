import { escapeHtml } from '@millrace/base';
import { channelById, CHANNELS, type ChannelKind } from '@millrace/channels';
import type { Preferences } from '@millrace/run/visits';
import { letterPage } from './letter-page.ts';

/** A channel's label and what consent to it means. A channel that is not in the catalogue has its id as label. */
function choice(id: string, list: readonly ChannelKind[]): string {
  const channel = channelById(id, list);
  return channel
    ? `<span>${escapeHtml(channel.words.agreed)}<br><small>${escapeHtml(channel.purpose)}</small></span>`
    : escapeHtml(id);
}

/** The consent form by channel. It works without scripts. */
function choices(token: string, { channels }: Preferences, list: readonly ChannelKind[] = CHANNELS): string {
  if (channels.length === 0) return '';
  const boxes = channels
    .map(
      ({ channel, state }) =>
        `<label><input type="checkbox" name="${escapeHtml(channel)}" value="subscribed"${state === 'subscribed' ? ' checked' : ''}>${choice(channel, list)}</label>`,
    )
    .join('');
  const shown = channels
    .map(({ channel }) => `<input type="hidden" name="shown" value="${escapeHtml(channel)}">`)
    .join('');
  return `<form method="post" action="/p/${escapeHtml(token)}"><fieldset><legend>What you want to receive</legend>${boxes}</fieldset>${shown}<button class="quiet">Save</button></form>`;
}

const whom = ({ address }: Preferences) => (address ? ` for ${escapeHtml(address)}` : '');

export function unsubscribePage(token: string, preferences: Preferences): Response {
  const store = escapeHtml(preferences.store);
  return letterPage({
    title: `Unsubscribe from ${preferences.store}`,
    body: `<h1>Unsubscribe from ${store}</h1><p>One press${whom(preferences)}, and you get no more offers this way. Messages about orders still arrive.</p>
      <form method="post" action="/u/${escapeHtml(token)}"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>Unsubscribe</button></form>
      <hr>${choices(token, preferences)}`,
  });
}

export function unsubscribedPage(token: string, preferences: Preferences | null): Response {
  return letterPage({
    title: 'You are unsubscribed',
    body: `<h1>You are unsubscribed</h1><p>Done${preferences ? whom(preferences) : ''}. ${preferences ? `${escapeHtml(preferences.store)} sends you no more offers this way.` : ''}</p>
      ${preferences ? `<hr>${choices(token, preferences)}` : ''}`,
  });
}

/** The page on which recipients choose channels. @param list channels; those of the catalogue by default */
export function preferencePage(
  token: string,
  preferences: Preferences,
  saved: boolean,
  list = CHANNELS,
): Response {
  return letterPage({
    title: `What ${preferences.store} sends you`,
    body: `<h1>What ${escapeHtml(preferences.store)} sends you</h1><p role="status">${saved ? 'Saved.' : `Choose what you want to receive${whom(preferences)}.`} Messages about orders always arrive.</p>${choices(token, preferences, list) || '<p>Nothing is sent to you.</p>'}`,
  });
}
