import { CHANNELS } from '@millrace/channels';
import { pigeonChannel } from '@millrace/channels/testing';
import { expect, test } from 'vitest';
import { preferencePage } from './preference-page.ts';

const preferences = {
  store: 'North & Thread',
  address: 'ann@example.com',
  channels: [
    { channel: 'email', state: 'subscribed' },
    { channel: 'sms', state: 'unsubscribed' },
    { channel: 'pigeon', state: 'subscribed' },
  ],
} as Parameters<typeof preferencePage>[1];

test('says for each channel what a person agrees to, and ticks what they agreed to', async () => {
  const page = await preferencePage('token', preferences, false).text();
  expect(page).toContain('E-mail<br><small>News, reminders and offers by e-mail</small>');
  expect(page).toContain('Text messages<br><small>Reminders and offers by text message</small>');
  expect(page.match(/ checked>/g)).toHaveLength(2);
  // A person can still unsubscribe from a channel that is no longer in the catalogue.
  expect(page).toMatch(/name="pigeon"[^>]*checked>pigeon<\/label>/);
});

test('names an added channel with its own words', async () => {
  const page = await preferencePage('token', preferences, false, [...CHANNELS, pigeonChannel]).text();
  expect(page).toContain('Carrier pigeons<br><small>Offers from the sky</small>');
});
