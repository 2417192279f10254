import {
  EVENT_TYPES,
  eventType,
  normaliseEventType,
  type EventType,
  type Match,
  type Subject,
} from '@millrace/flow';

const FAMILIES: Readonly<Record<EventType['family'], string>> = {
  shopping: 'Shopping',
  cart: 'Cart',
  order: 'Orders',
  customer: 'Customer',
  product: 'Products',
  message: 'Messages',
  return: 'Returns',
  ticket: 'Tickets',
  feedback: 'Reviews and surveys',
  subscription: 'Subscriptions',
  loyalty: 'Loyalty',
  supply: 'Suppliers',
  store: 'The store',
  privacy: 'Privacy',
  entry: 'Entry',
  team: 'Team',
};

/** Synonyms of events for the search. The list shows their labels. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  'product-viewed': 'looked at saw browsed item',
  'page-viewed': 'visited website site browsed saw',
  'cart-updated': 'added to removed from cart basket bag filled put',
  'checkout-started': 'began checkout buying payment',
  'checkout-updated': 'continued checkout address shipping step',
  'cart-abandoned': 'left cart basket bag behind forgot checkout abandonment did not buy lost',
  'order-placed': 'bought buys purchased purchase ordered sale converted checkout completed',
  'order-paid': 'payment received purchase bought',
  'order-updated': 'order edited modified',
  'order-fulfilled': 'sent dispatched shipping shipment fulfilled on its way',
  'order-partially-fulfilled': 'partly partial sent dispatched shipping shipment fulfilled',
  'order-delivered': 'arrived received parcel package',
  'order-delivery-updated': 'tracking shipping shipment delayed parcel package',
  'order-cancelled': 'canceled called off',
  'order-refunded': 'money back returned return',
  searched: 'search looked for query site words',
  'collection-viewed': 'category viewed browsed looked at saw',
  'shipment-delayed': 'late delay carrier parcel tracking shipping',
  'shipment-exception': 'lost damaged wrong address carrier parcel tracking shipping failed',
  'signed-up': 'registered account joined new',
  'form-submitted': 'sign-up form pop-up contact filled sent',
  'subscription-renewed': 'recurring order renewal charged again',
  'subscription-due': 'recurring order renewal upcoming soon',
  'subscription-failed': 'recurring card declined renewal dunning',
  'subscription-cancelled': 'recurring canceled ended churn',
  'loyalty-points-changed': 'rewards earned redeemed balance',
  'loyalty-points-expiring': 'rewards running out expire',
  'customer-created': 'new customer contact signed up registered account first seen',
  'customer-updated': 'customer edited address name changed',
  'customer-subscribed': 'signed up newsletter opted in opt-in consent agreed joined list',
  'customer-unsubscribed': 'opted out opt-out left list newsletter consent withdrawn stop',
  'product-created': 'new launched created',
  'product-updated': 'edited price changed',
  'product-deleted': 'discontinued deleted gone',
  'inventory-changed': 'inventory back in stock restocked sold out low',
  'back-in-stock-requested': 'waitlist notify me sold out back in stock asked interest',
  'product-restocked': 'back in stock available again inventory returned restock',
  'product-price-changed': 'dearer cheaper raised increase price change',
  'competitor-price-seen': 'rival cheaper market price',
  'supplier-promised': 'purchase order inbound restock vendor delivery',
  'supplier-late': 'purchase order overdue restock vendor delay',
  'campaign-planned': 'promotion sale calendar launch',
  'metric-anomaly': 'anomaly spike drop unusual conversion alert',
  'product-price-dropped': 'cheaper reduced sale discount price drop',
  'product-to-reorder': 'reorder point order again purchase replenish supplier stock running low',
  'product-stock-low': 'low stock few left almost sold out inventory running out',
  'return-requested': 'return rma send back refund exchange',
  'return-approved': 'return rma accepted allowed',
  'return-refused': 'return rma declined rejected',
  'return-label-made': 'return rma shipping label',
  'return-refunded': 'return rma money back',
  'return-exchanged': 'return rma exchange swap other size',
  'ticket-answered': 'support help desk reply replied solved',
  'review-posted': 'rating stars feedback opinion reviewed',
  'survey-answered': 'nps score satisfaction feedback csat questionnaire',
  'return-received': 'return rma warehouse arrived sent back',
  'ticket-opened': 'support help desk complaint question asked contacted',
  'ticket-closed': 'support help desk solved resolved answered',
  'message-sent': 'got received email e-mail text sms',
  'message-delivered': 'arrived email e-mail text sms',
  'message-opened': 'read email message',
  'message-clicked': 'tapped link email text sms',
  'message-replied': 'answered sms message',
  'message-bounced': 'not delivered failed wrong address email e-mail',
  'message-complained': 'complaint junk email e-mail',
};

export interface EventOption {
  readonly value: string;
  readonly label: string;
  readonly help: string;
  readonly icon?: string;
}

export interface EventQuestion {
  /** The typed text. */
  readonly typed: string;
  /** The chosen event; empty for none. */
  readonly value: string;
  /** Only events that can begin a flow about this subject. */
  readonly subject?: Subject | undefined;
  readonly match?: Match | undefined;
}

export interface EventAnswer {
  readonly options: readonly EventOption[];
  /** Whether the first option is a known event, which Enter may choose. A custom event has to be highlighted first. */
  readonly knownFirst: boolean;
}

/** Longest name of an event, in characters; the intake has the same limit. */
const LONGEST = 80;

/** The rule for names, in words for the panel. */
export const CUSTOM_NAME_HINT =
  'Names of custom events are small letters and digits joined by hyphens, such as “made-a-wish”.';

/** The typed text as the name of a custom event; null if it cannot be one. */
export function customName(typed: string): string | null {
  const name = normaliseEventType(typed);
  return name.length >= 2 && name.length <= LONGEST && !eventType(name) ? name : null;
}

/** The chosen event as the closed box shows it; null for none. */
export function chosenEvent(value: string): EventOption | null {
  if (value === '') return null;
  const known = eventType(value);
  return known
    ? optionOf(known)
    : { value, label: `Custom event “${value}”`, help: 'Sent by a system of your own', icon: 'code' };
}

/** The options for a typed text: known events by label and synonyms, then the text as a custom event. */
export function eventsFor({ typed, value, subject, match }: EventQuestion): EventAnswer {
  const chosen = chosenEvent(value);
  const fitting = EVENT_TYPES.filter(
    (type) =>
      type.family !== 'privacy' &&
      type.family !== 'entry' &&
      type.family !== 'team' &&
      (!subject || type.subjects.includes(subject)) &&
      (!match || type.matches.includes(match)),
  );
  const asked = typed.trim() === chosen?.label ? '' : typed;
  const known = found(fitting, asked).map(optionOf);
  if (asked.trim() === '') {
    const unfitting = chosen && !known.some((option) => option.value === value);
    return {
      options: unfitting ? [...known, eventType(value) ? misfit(chosen) : chosen] : known,
      knownFirst: known.length > 0,
    };
  }
  const name = customName(asked);
  const alike = known.some((option) => option.label.toLowerCase() === asked.trim().toLowerCase());
  return { options: name && !alike ? [...known, custom(name)] : known, knownFirst: known.length > 0 };
}

const optionOf = (type: EventType): EventOption => ({
  value: type.type,
  label: type.label,
  help: FAMILIES[type.family],
});
const misfit = (option: EventOption): EventOption => ({
  ...option,
  help: 'Does not fit what this flow is about',
});
const custom = (name: string): EventOption => ({
  value: name,
  label: `Use custom event “${name}”`,
  help: 'For events that a system of yours sends by exactly this name.',
  icon: 'code',
});

const SMALL_WORDS = new Set([
  'a',
  'an',
  'the',
  'of',
  'is',
  'was',
  'has',
  'in',
  'to',
  'their',
  'they',
  'when',
  'somebody',
  'someone',
  'customer',
  'person',
]);
const wordsOf = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** Events that match every typed word. Matches in the label come before matches in synonyms. */
function found(types: readonly EventType[], typed: string): readonly EventType[] {
  const all = wordsOf(typed);
  if (all.length === 0) return typed.trim() === '' ? types : [];
  const asked = all.some((word) => !SMALL_WORDS.has(word))
    ? all.filter((word) => !SMALL_WORDS.has(word))
    : all;
  const has = (text: string) => {
    const words = wordsOf(text);
    return asked.every((word) => words.some((other) => other.startsWith(word)));
  };
  const byTitle = types.filter((type) => has(type.label));
  const byName = types.filter(
    (type) => !byTitle.includes(type) && has(`${type.label} ${type.type} ${ALSO_CALLED[type.type] ?? ''}`),
  );
  return [...byTitle, ...byName];
}
