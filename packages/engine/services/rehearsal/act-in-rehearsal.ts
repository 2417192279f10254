import { isMillraceError, type Json } from '@millrace/base';
import { actOf, changed, CONNECTORS, type ActDispatch, type ListChange } from '@millrace/connectors';
import type { CustomerFacts } from '@millrace/flow';
import { takenAsDone, type RehearsalCall, type RehearsedAnswer } from '@millrace/rehearsal';

/** Calls of Millrace itself are about the person only. */
const NOTHING = { order: null, product: null };

const ASSUMED = 'Nobody is asked in a rehearsal.';

/**
 * The result of a call in a rehearsal: nothing leaves, and the call counts as done. A profile change is
 * applied for the rest of the person's rehearsal, so that later conditions see it.
 */
export function actInRehearsal({ call, facts, variables }: RehearsalCall): RehearsedAnswer {
  const connector = CONNECTORS.find((kind) => kind.builtIn && actOf(kind, call.capability) !== undefined);
  const act = actOf(connector, call.capability);
  if (!act) return takenAsDone(call);
  const texts = Object.fromEntries(
    Object.entries(act.texts?.(call.input) ?? {}).map(([name, text]) => [
      name,
      roughly(text, { ...facts, decision: variables }),
    ]),
  );
  const { email, phone } = facts.customer;
  try {
    const asked = {
      callId: call.callId,
      input: call.input,
      texts,
      person: { email, phone, externalId: null },
      about: NOTHING,
      learned: null,
    };
    const dispatch = act.request(asked, null);
    const outcome = act.outcome({ kind: 'caught', rowId: call.callId }, asked);
    const said = outcome.result === 'done' ? outcome.sentence : null;
    if (dispatch.via === 'points') return withPoints(facts.customer.points + dispatch.change.points, said);
    return {
      ...takenAsDone(call),
      sentence: dispatch.via === 'work' ? ASSUMED : said,
      customer: changesOf(facts.customer, dispatch),
    };
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return { outcome: 'refused', result: null, reason: error.code, sentence: null };
  }
}

/** What a call of Millrace itself changes about the person, for the rest of their rehearsal. */
function changesOf(customer: CustomerFacts, dispatch: ActDispatch): Partial<CustomerFacts> | undefined {
  switch (dispatch.via) {
    case 'profile':
      return changed(customer, dispatch.change);
    case 'tier':
      return { tier: dispatch.grant.tier };
    case 'list':
      return { lists: listsAfter(customer.lists, dispatch.change) };
    case 'consent':
      return { consent: consentWithout(customer.consent, dispatch.channels) };
    default:
      return undefined;
  }
}

const consentWithout = (consent: CustomerFacts['consent'], channels: readonly string[]) => ({
  ...consent,
  ...Object.fromEntries(channels.map((channel) => [channel, 'unsubscribed' as const])),
});

const listsAfter = (lists: readonly string[], { do: what, list }: ListChange): readonly string[] => {
  const others = lists.filter((id) => id !== list);
  return what === 'put-on' ? [...others, list] : others;
};

/** As for a real person, nobody has less than no points. Tiers are those of now: a rehearsal books nothing. */
const withPoints = (balance: number, sentence: string | null): RehearsedAnswer =>
  balance < 0
    ? { outcome: 'refused', result: null, reason: 'points-too-few', sentence: 'They have too few points.' }
    : { outcome: 'done', result: { balance }, reason: null, sentence, customer: { points: balance } };

/**
 * Fills in placeholders that only name a value. Other template features are left out, because a rehearsal
 * runs no rendering thread.
 */
function roughly(text: string, known: object): string {
  return text.replaceAll(/\{\{\s*([\w.]+)[^{}]*\}\}/g, (_whole, path: string) => {
    let value: unknown = known;
    for (const part of path.replace(/^event\./, 'enrolment.event.').split('.'))
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, Json>)[part]
          : undefined;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
  });
}
