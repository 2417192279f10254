import fc from 'fast-check';
import { EVENT_TYPES, eventType, type Subject } from '@millrace/flow';
import { begins, conditionsOfPeople, entryRuleConfigs } from '../../testing/entry-configs.ts';

const LEFT = ['cart-abandoned', 'cart-updated', 'checkout-started', 'checkout-updated'];

/** Keys by which a person may be in the flow more than once at a time: each cart or order of the event. */
const keysOf = (events: readonly string[]) => [
  'customer',
  ...(['cart', 'order'] as const).filter((match) =>
    events.every((event) => eventType(event)?.matches.includes(match) === true),
  ),
];

/**
 * Any config that can be published: an event that may start a flow about this subject, with a key the event
 * has.
 */
export const configs = (subject: Subject) => {
  const known = EVENT_TYPES.filter(({ type, family }) => family !== 'entry' && begins(type, subject)).map(
    ({ type }) => type,
  );
  const isAboutPeople = !['product', 'store'].includes(subject);
  return fc
    .record({
      events: fc.uniqueArray(fc.constantFrom(...known, ...(subject === 'customer' ? ['made-a-wish'] : [])), {
        minLength: 1,
        maxLength: 3,
      }),
      filter: isAboutPeople ? fc.option(conditionsOfPeople, { nil: undefined }) : fc.constant(undefined),
      key: fc.nat(),
      ...entryRuleConfigs,
    })
    .map(({ filter, key, ...drawn }) => ({
      ...drawn,
      key: subject === 'customer' ? keysOf(drawn.events)[key % keysOf(drawn.events).length] : subject,
      ...(filter === undefined ? {} : { filter }),
      // People who buy get no reminder of the cart.
      exits:
        drawn.events.some((event) => LEFT.includes(event)) &&
        !drawn.exits.some(({ event }) => event === 'order-placed')
          ? [{ event: 'order-placed', match: 'customer' }, ...drawn.exits]
          : drawn.exits,
    }));
};
