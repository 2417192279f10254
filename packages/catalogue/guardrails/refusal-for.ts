import type { ChannelKind } from '@millrace/channels';
import { remindsOfCart, type Facts } from '@millrace/flow';
import { GUARDRAILS } from './checks.ts';
import { factsAtSending } from './facts-at-sending.ts';
import { readGuardrailSettings } from './settings.ts';

/**
 * Why a message of a channel would not go to somebody, a whole sentence; null when nothing about them stands against it. It is
 * the verdict of the guardrails that look at the person and their cart alone, on the facts of a step, by the settings in
 * `facts.store.sending`. What depends on other messages or on the moment, such as caps, quiet hours and the emergency stop, is
 * not known to a step.
 */
export function refusalFor(
  facts: Facts,
  channel: ChannelKind,
  purpose: 'marketing' | 'transactional',
): string | null {
  const { now, customer, cart, store, enrolment } = facts;
  const settings = readGuardrailSettings(store.sending?.guardrails);
  const event = enrolment.event?.type ?? '';
  const atSending = factsAtSending({
    now,
    message: { id: '', channel: channel.id, purpose, plannedAt: now, heldSince: null },
    flow: { id: '', name: '' },
    plan: { trigger: { event, filter: null, reentry: { rule: 'always' }, exits: [], key: 'customer' } },
    customer,
    optIn: customer.optIn?.[channel.id],
    cart: remindsOfCart(event) ? cart : null,
    store,
    sent: [],
    globallyHeldOut: false,
  });
  for (const check of GUARDRAILS) {
    if (check.ofPerson !== true) continue;
    const verdict = check.check(atSending, settings[check.id] as never);
    if (verdict.verdict === 'refuse' || verdict.verdict === 'skip') return verdict.sentence;
  }
  return null;
}
